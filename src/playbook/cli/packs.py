"""`playbook packs`: which policies come ready to use, and what is in one."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from playbook.cli import EXIT_OK
from playbook.cli.render import Screen
from playbook.diagnostics.nearest import nearest
from playbook.diagnostics.visible import visible, wrap
from playbook.errors import UsageError
from playbook.model.post import Post
from playbook.packs import available, load_graph

DESCRIPTION = """\
Lists the policies that come with playbook or with installed packages, or prints one as it is written.

exit code: 0, or 2 if there is no such pack."""

INDENT = 4


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.usage = "playbook packs [list | show NAME]"
    parser.add_argument(
        "action",
        nargs="?",
        choices=["list", "show"],
        default="list",
        help="list them (the default), or show one",
    )
    parser.add_argument("name", nargs="?", metavar="NAME", help="the pack to show")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Lists the packs, or prints one."""
    packs = available()
    if chosen.action == "show":
        _show(chosen.name, packs, screen)
    elif chosen.name is not None:
        raise UsageError("the list takes no name; `playbook packs show NAME` prints one")
    else:
        for name, path in packs.items():
            for line in _entry(name, path, screen):
                screen.show(line)
    return EXIT_OK


def _show(name: str | None, packs: dict[str, Path], screen: Screen) -> None:
    if name is None:
        raise UsageError("name the pack to show; `playbook packs` lists them")
    if name not in packs:
        close = nearest(name, packs)
        raise UsageError(f"there is no pack `{name}`" + (f"; did you mean `{close}`?" if close else ""))
    screen.show(visible(packs[name].read_text(encoding="utf-8"), lines=True).rstrip("\n"))


def _entry(name: str, path: Path, screen: Screen) -> Iterator[str]:
    """A pack in a few lines: what it is called, and what it says of itself."""
    root = load_graph(path, Post).root
    if root is None:
        yield f"{screen.ink('strong', visible(name))}  {screen.ink('error', 'cannot be read')}"
        return
    policy = root.tree
    about = [text for text in (policy.version, policy.title) if text]
    yield "  ".join([screen.ink("strong", visible(name)), *map(visible, about)])
    for line in wrap(" ".join((policy.doc or "").split()), screen.columns - INDENT):
        yield f"{' ' * INDENT}{screen.ink('quiet', line)}".rstrip()
