"""`playbook check`: finds every mistake of every policy given, in one run."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook import api
from playbook.cli import EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.diagnostics import as_json
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.text import render

DESCRIPTION = """\
Finds the mistakes in policies: what is misspelt, does not fit, cannot be, or is not there. Files that a policy takes
in are checked with it.

exit code: 0 if there is no error, 1 if there is, 2 for files that are not there."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help="text for people, json for programs"
    )
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Checks all files, and returns the exit code."""
    post_type = load_post_type(chosen.post_type)
    files = policy_files(chosen.files)
    found = list(
        _once(diagnostic for file in files for diagnostic in api.check_file(file, post_type=post_type))
    )
    if chosen.format == "json":
        screen.data(as_json.render(found) + "\n")
    else:
        show_diagnostics(found, screen)
        screen.show(_closing(files, found, screen))
    return EXIT_FOUND if any(diagnostic.severity is Severity.ERROR for diagnostic in found) else EXIT_OK


def show_diagnostics(found: Sequence[Diagnostic], screen: Screen) -> None:
    """All of them, with an empty line after each."""
    if found:
        screen.show(render(found, color=screen.ink.color, width=screen.columns))
        screen.show()


def _once(found: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Each diagnostic once, though several files may take in the one that it is about."""
    seen = set()
    for diagnostic in found:
        span = diagnostic.span
        key = (diagnostic.code, span.source.name, span.start, span.end, diagnostic.message())
        if key not in seen:
            seen.add(key)
            yield diagnostic


def _closing(files: Sequence[Path], found: Sequence[Diagnostic], screen: Screen) -> str:
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    warnings = len(found) - errors
    checked = "1 file" if len(files) == 1 else f"{len(files):,} files"
    if not found:
        return f"{screen.ink('allow', 'All well')}: {checked} checked."
    counts = [_count(errors, "error"), _count(warnings, "warning")]
    style = "error" if errors else "warning"
    return f"{screen.ink(style, ' and '.join(count for count in counts if count))} in {checked}."


def _count(number: int, noun: str) -> str:
    return "" if number == 0 else f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
