"""`playbook check`: finds every mistake of every policy given, in one run."""

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from playbook.cli import EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.jobs import add_jobs, in_order
from playbook.cli.output import add_format, show_diagnostics, show_found
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.cli.settings import Project
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.packs import load_graph

__all__ = ["arguments", "run", "show_diagnostics"]

DESCRIPTION = """\
Finds the mistakes in policies: what is misspelt, does not fit, cannot be, or is not there. Files that a policy takes
in are checked with it.

exit code: 0 if there is no error, 1 if there is, 2 for files that are not there and mistakes in the configuration."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    add_format(parser)
    add_post_type(parser)
    add_jobs(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Checks all files, and returns the exit code."""
    project = Project(chosen)
    files = policy_files(chosen.files, project)
    tasks = [(file, project.post_type_name(file)) for file in files]
    for name in dict.fromkeys(name for _, name in tasks):
        load_post_type(name)  # what is wrong with it is said once, and here
    found = list(_once(chain.from_iterable(in_order(_check, tasks, chosen.jobs))))
    show_found(
        found,
        chosen.format,
        screen,
        command="check",
        files=files,
        closing=_closing(files, found, screen),
    )
    return EXIT_FOUND if any(diagnostic.severity is Severity.ERROR for diagnostic in found) else EXIT_OK


def _check(task: tuple[Path, str | None]) -> Sequence[Diagnostic]:
    """One file and all it takes in; runs in a process of its own where there are several jobs."""
    file, post_type = task
    return load_graph(file, load_post_type(post_type)).diagnostics


def _once(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Each diagnostic once, though several files may take in the one that it is about."""
    seen = set()
    for diagnostic in found:
        span = diagnostic.span
        file = os.path.realpath(span.source.name)  # the same file may be named in several ways
        key = (diagnostic.code, file, span.start, span.end, diagnostic.message())
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
