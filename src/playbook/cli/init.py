"""`playbook init`: sets up a repository, with a configuration to change and hooks that keep policies right.

Only ever adds: a file that is not there is written, and to one that is there lines are added at its end, if what it
said before is still what it says. Where that cannot be, it is left alone, and what to add is shown. A second run
changes nothing.
"""

import argparse
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playbook._resources import version
from playbook.cli import EXIT_OK
from playbook.cli.render import Screen
from playbook.config.find import FILES, read_settings
from playbook.diagnostics.visible import visible
from playbook.errors import UsageError
from playbook.packs.files import Unreadable, read_policy

DESCRIPTION = """\
Adds a configuration and hooks for pre-commit to a repository. What is there already is kept as it is, and a second run
changes nothing.

exit code: 0, or 2 for files that cannot be read"""

HOOKS_FILE = ".pre-commit-config.yaml"

SETTINGS = """\
# Files and folders to leave out where a folder is searched.
exclude = []
# How many percent of a policy its tests have to cover.
# min-coverage = 90
"""

HOOK_NAMES = ("check", "fmt", "lint", "test")
HOOK_FILES = r"(\.playbook|(^|/)terms/[^/]+\.txt)$"
"""What sets the hooks off. They look at all policies then: one that was not changed may extend one that was."""

EXTRAS = {"holidays": "holidays", "lint": "wordfreq"}
"""The extras that change what is found, and the module of each: what is installed here is asked for there."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="the repository, else here")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Adds what is missing, and says what it did."""
    folder = Path(chosen.folder)
    if not folder.is_dir():
        raise UsageError(f"{chosen.folder}: there is no such folder")
    for line in (*_configuration(folder), *_hooks(folder)):
        screen.show(visible(line, lines=True))
    return EXIT_OK


def _configuration(folder: Path) -> Iterator[str]:
    for name, table in FILES.items():
        path = folder / name
        if path.is_file() and read_settings(path, table) is not None:
            yield f"{path}: there are settings already; nothing changed"
            return
    path = folder / "pyproject.toml"
    if not path.exists():
        _create(folder / "playbook.toml", f"# Settings of Playbook.\n{SETTINGS}")
        yield f"{folder / 'playbook.toml'}: written"
        return
    before = _text(path)
    added = f"[tool.playbook]\n{SETTINGS}"
    if _is_toml_with(before, f"{_gap(before)}{added}"):
        _append(path, f"{_gap(before)}{added}")
        yield f"{path}: [tool.playbook] added at the end"
    else:
        yield f"{path}: left alone, since it cannot be read as TOML. Add to it:\n{added}"


def _hooks(folder: Path) -> Iterator[str]:
    path = folder / HOOKS_FILE
    if not path.exists():
        _create(path, f"repos:\n{_repository('  ')}")
        yield f"{path}: written; `pre-commit install` starts it"
        return
    before = _text(path)
    old = _yaml(before)
    if _has_our_hooks(old):
        yield f"{path}: there are hooks of playbook already; nothing changed"
        return
    for indent in ("  ", "", "    "):
        added = f"{_newline(before)}{_repository(indent)}"
        if _is_yaml_with(old, _yaml(before + added)):
            _append(path, added)
            yield f"{path}: hooks added at the end"
            return
    yield f"{path}: left alone, since nothing can be added at its end. Add to `repos`:\n{_repository('  ')}"


def _repository(indent: str) -> str:
    """The hooks, as an entry of `repos`. They are local ones, so that they need no address."""
    extras = ",".join(name for name, module in EXTRAS.items() if find_spec(module) is not None)
    package = f"playbook-policy{f'[{extras}]' if extras else ''}{f'=={version()}' if version() else ''}"
    lines = ["- repo: local", "  hooks:"]
    for name in HOOK_NAMES:
        lines += [
            f"    - id: playbook-{name}",
            f"      name: playbook {name}",
            f"      entry: playbook {name} .",
            "      language: python",
            f'      additional_dependencies: ["{package}"]',
            "      pass_filenames: false",
            f"      files: {HOOK_FILES}",
        ]
    return "".join(f"{indent}{line}\n" for line in lines)


def _has_our_hooks(config: Any) -> bool:
    repos = config.get("repos") if isinstance(config, dict) else None
    for repo in repos if isinstance(repos, list) else ():
        hooks = repo.get("hooks") if isinstance(repo, dict) else None
        for hook in hooks if isinstance(hooks, list) else ():
            if isinstance(hook, dict) and str(hook.get("id", "")).startswith("playbook-"):
                return True
    return False


def _is_toml_with(before: str, added: str) -> bool:
    """Whether the text with what is added says the same as before, and has settings."""
    try:
        old, new = tomllib.loads(before), tomllib.loads(before + added)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    tools = new.get("tool")
    if not isinstance(tools, dict) or "playbook" not in tools:
        return False
    del tools["playbook"]
    return new == old or (not tools and {**new, "tool": old.get("tool")} == {**old, "tool": old.get("tool")})


def _is_yaml_with(old: Any, new: Any) -> bool:
    """Whether *new* says the same as *old*, with hooks of ours in one repository more."""
    if not isinstance(old, dict) or not isinstance(new, dict) or not isinstance(old.get("repos"), list):
        return False
    return (
        isinstance(new.get("repos"), list)
        and {**new, "repos": None} == {**old, "repos": None}
        and new["repos"][:-1] == old["repos"]
        and _has_our_hooks({"repos": new["repos"][-1:]})
    )


def _yaml(text: str) -> Any:
    """What the text says as YAML; None where it cannot be read."""
    import yaml  # noqa: PLC0415  (only where such a file is there)

    try:
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _text(path: Path) -> str:
    text = read_policy(path)  # with the same care: size, encoding, and nothing that is no file
    if isinstance(text, Unreadable):
        raise UsageError(f"{path}: {text.reason}")
    return text


def _gap(before: str) -> str:
    """What has to stand between the text and a table that is added: an empty line."""
    return f"{_newline(before)}\n" if before.strip() else ""


def _newline(before: str) -> str:
    return "" if not before or before.endswith("\n") else "\n"


def _create(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)
