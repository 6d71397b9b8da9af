"""`playbook fmt`: puts policies into the one style that there is."""

import argparse
import os
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.output import show_found
from playbook.cli.render import Screen
from playbook.cli.settings import Project
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.formats import DEFAULT
from playbook.diagnostics.visible import visible
from playbook.errors import UsageError
from playbook.format import Formatted, format_source
from playbook.format.rewrite import rewrite
from playbook.limits import MAX_SOURCE_BYTES
from playbook.packs.files import Unreadable, decode, read_policy
from playbook.source import Source

DESCRIPTION = """\
Puts policies into the one style, which has no options: it sets the layout and the order of clauses. What they say
stays as it is, and so do comments. Files with syntax errors are left alone.

exit code: 0 if all is well, 1 if --check or --diff found a file that would change, 2 for files with syntax errors and
files that cannot be read or written."""

STANDARD_INPUT = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a policy, a folder with policies, or `-`: from standard input to standard output",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; name the files that would change"
    )
    parser.add_argument("--diff", action="store_true", help="write nothing; show what would change")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Formats all files, and returns the exit code."""
    only_look = bool(chosen.check or chosen.diff)
    if STANDARD_INPUT in chosen.files:
        if len(chosen.files) > 1:
            raise UsageError("`-` stands for standard input, and goes with no files")
        return _standard_input(only_look, chosen.diff, screen)
    for name in chosen.files:
        if not Path(name).exists():  # elsewhere a pack's name would do, but packs are not for changing
            raise UsageError(f"{name}: there is no such file")
    files = policy_files(chosen.files, Project(chosen))
    mistakes: list[Diagnostic] = []
    codes = [_file(path, only_look, chosen.diff, mistakes, screen) for path in files]
    closing = _closing(codes, only_look, screen)
    if chosen.diff and EXIT_FOUND in codes:  # nothing else goes with a diff, which may be for a program
        if mistakes:
            screen.mistakes(mistakes)
    else:
        show_found(mistakes, DEFAULT, screen, command="fmt", files=files, closing=closing)
    return EXIT_ERROR if EXIT_ERROR in codes else EXIT_FOUND if only_look and EXIT_FOUND in codes else EXIT_OK


def _file(path: Path, only_look: bool, diff: bool, mistakes: list[Diagnostic], screen: Screen) -> int:
    """Formats one file: EXIT_FOUND where it was not in the style, EXIT_ERROR where it cannot be."""
    text = read_policy(path)
    if isinstance(text, Unreadable):
        screen.problem(f"{path}: {text.reason}")
        return EXIT_ERROR
    made = format_source(Source(str(path), text))
    if made.diagnostics:
        mistakes += made.diagnostics
        return EXIT_ERROR
    if made.text == text:
        return EXIT_OK
    if diff:
        _show_diff(str(path), text, made, screen)
    elif only_look:
        screen.show(f"would change {visible(str(path))}")
    else:
        try:
            rewrite(path, made.text)
        except OSError as error:
            screen.problem(
                f"{path}: it cannot be written: {error.strerror or 'the operating system refuses'}"
            )
            return EXIT_ERROR
        screen.show(f"changed {visible(str(path))}")
    return EXIT_FOUND


def _standard_input(only_look: bool, diff: bool, screen: Screen) -> int:
    """From standard input to standard output, which has nothing else on it; mistakes go to standard error."""
    data = sys.stdin.buffer.read(MAX_SOURCE_BYTES + 1)
    text = decode(data) if len(data) <= MAX_SOURCE_BYTES else _too_large()
    if isinstance(text, Unreadable):
        raise UsageError(f"standard input: {text.reason}")
    made = format_source(Source("<stdin>", text))
    if made.diagnostics:
        screen.mistakes(made.diagnostics)
        return EXIT_ERROR
    if not only_look:
        screen.exact(made.text)
        return EXIT_OK
    if made.text == text:
        return EXIT_OK
    if diff:
        _show_diff("<stdin>", text, made, screen)
    else:
        screen.note("standard input would change")
    return EXIT_FOUND


def _too_large() -> Unreadable:
    return Unreadable(f"it is larger than {MAX_SOURCE_BYTES:,} bytes")


def _show_diff(name: str, text: str, made: Formatted, screen: Screen) -> None:
    name = visible(name.replace(os.sep, "/"))
    for line in unified_diff(_lines(text), _lines(made.text), name, name, lineterm=""):
        style = {"+": "allow", "-": "deny", "@": "related"}.get(line[:1], "")
        shown = visible(line, lines=True)
        screen.show(screen.ink(style, shown) if style else shown)


def _lines(text: str) -> Sequence[str]:
    """The lines as a diff counts them. (Python's own `splitlines` splits at more than line ends.)"""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def _closing(codes: Sequence[int], only_look: bool, screen: Screen) -> str:
    changed, failed, fine = (codes.count(code) for code in (EXIT_FOUND, EXIT_ERROR, EXIT_OK))
    counts = []
    if changed:
        counts.append(f"{_files(changed)} {'would change' if only_look else 'changed'}")
    if failed:
        counts.append(f"{_files(failed)} left alone")
    if not counts:
        return f"{screen.ink('allow', 'All well')}: {_files(fine)} in the one style."
    if fine:
        counts.append(f"{_files(fine)} in the one style")
    style = "error" if failed else "warning" if only_look else "allow"
    return f"{screen.ink(style, ', '.join(counts))}."


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number:,} files"
