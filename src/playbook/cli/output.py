"""`--format`: how every command that finds something in policies says it. Hands a report to the screen, prints nothing.

    add_format(parser)
    show_found(found, chosen.format, screen, command="lint", files=files, fails=Severity.WARNING, closing="…")

The formats themselves are in `playbook.diagnostics.formats`.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from playbook.cli.render import Screen
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.formats import DEFAULT, FORMATS, render
from playbook.diagnostics.report import Report


def add_format(parser: argparse.ArgumentParser) -> None:
    """The option, the same for every command that has it."""
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default=DEFAULT,
        help="how to say what is found; "
        + "; ".join(f"{name}: {meaning}" for name, meaning in FORMATS.items()),
    )


def show_found(
    found: Iterable[Diagnostic],
    form: str,
    screen: Screen,
    *,
    command: str,
    files: Sequence[Path] = (),
    fails: Severity = Severity.ERROR,
    closing: str = "",
) -> None:
    """Shows *found* in the format *form*.

    closing: the last line where people read; it has to be safe for a terminal.
    fails: the mildest severity with which the command fails. The format itself changes no exit code.
    """
    report = Report(
        tuple(found), tuple(map(str, files)), command, fails, screen.ink.color, screen.columns, Path.cwd()
    )
    text = render(report, form)
    if form == DEFAULT:
        screen.show(text + closing)
    elif form in ("concise", "github"):
        screen.show(text.removesuffix("\n")) if text else None
    else:
        screen.data(text)


def show_diagnostics(found: Sequence[Diagnostic], screen: Screen) -> None:
    """All of them in full, with an empty line after each."""
    if found:
        show_found(found, DEFAULT, screen, command="")
