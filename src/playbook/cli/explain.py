"""`playbook explain`: what a code means, with an example of the mistake and of what to write instead.

The words are the docstring of the class that declares the kind; the page of the reference is made of the same.
"""

import argparse
import inspect
import re
import textwrap
from collections.abc import Iterator

from playbook.cli import EXIT_OK
from playbook.cli.kinds import CATALOGUE
from playbook.cli.render import Screen
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.diagnostics.visible import visible, wrap
from playbook.errors import UsageError

DESCRIPTION = """\
Says what the code of a diagnostic means, with examples. It may also be named by its name: unknown-field.

exit code: 0, or 2 if there is no such code."""

INDENT = 4
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("codes", nargs="*", metavar="CODE", help="a code such as PB201, or a name")
    parser.add_argument("--all", action="store_true", help="list all codes, a line each")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Shows the pages, or the list."""
    if chosen.all == bool(chosen.codes):
        raise UsageError("name a code to explain, or list them with --all")
    if chosen.all:
        for line in _listed(screen):
            screen.show(line)
        return EXIT_OK
    for number, kind in enumerate([_kind(name) for name in chosen.codes]):
        if number:
            screen.show()
        for line in page(kind, screen):
            screen.show(line)
    return EXIT_OK


def _kind(name: str) -> type[Diagnostic]:
    """The kind of that code or name, however it is written. Raises UsageError."""
    wanted = name.strip().strip("[]:`")
    found = CATALOGUE.get(wanted.upper()) or _by_slug().get(wanted.lower())
    if found is not None:
        return found
    close = nearest(wanted.upper(), CATALOGUE) or nearest(wanted.lower(), _by_slug())
    hint = f"did you mean `{close}`?" if close else "`playbook explain --all` lists them"
    raise UsageError(f"there is no code `{name:.80}`; {hint}")


def _by_slug() -> dict[str, type[Diagnostic]]:
    return {kind.slug: kind for kind in CATALOGUE.values()}


def page(kind: type[Diagnostic], screen: Screen) -> Iterator[str]:
    """The page of a kind: its head, then its docstring laid out for a terminal."""
    severity = str(kind.severity)
    yield screen.ink(severity, f"{severity}[{kind.code}]") + screen.ink("strong", f": {kind.slug}")
    in_fence = False
    for paragraph in _paragraphs(inspect.getdoc(kind) or ""):
        if paragraph.startswith("```"):
            in_fence = not in_fence
            if in_fence:
                yield ""
        elif in_fence:
            yield f"{' ' * INDENT}{paragraph}".rstrip()
        elif paragraph.startswith("#"):
            yield ""
            yield screen.ink("strong", f"{paragraph.lstrip('# ')}:")
        else:
            yield ""
            # Addresses stay whole, or they would lead nowhere.
            words = visible(_LINK.sub(r"\1", paragraph))
            yield from textwrap.wrap(words, screen.columns, break_long_words=False, break_on_hyphens=False)


def _paragraphs(text: str) -> Iterator[str]:
    """Prose by the paragraph (a list by the item), fences and what is in them by the line."""
    prose: list[str] = []
    in_fence = False
    for line in [*text.splitlines(), ""]:
        fence = line.startswith("```")
        if in_fence and not fence:
            yield line
        elif fence or not line.strip() or line.startswith(("#", "- ")):
            if prose:
                yield " ".join(prose)
                prose = []
            if line.startswith("- "):
                prose = [line]
            elif line.strip():
                yield line
            in_fence ^= fence
        else:
            prose.append(line.strip())


def _listed(screen: Screen) -> Iterator[str]:
    """Every code with its name and first sentence."""
    width = max(len(kind.slug) for kind in CATALOGUE.values())
    for code, kind in sorted(CATALOGUE.items()):
        about = next(_paragraphs(inspect.getdoc(kind) or ""), "")
        first, *rest = wrap(_LINK.sub(r"\1", about), max(24, screen.columns - width - 9))
        yield f"{screen.ink(str(kind.severity), code)}  {kind.slug:<{width}}  {first}"
        for line in rest:
            yield f"{' ' * (width + 9)}{line}"
