"""All the formats that diagnostics are written in, by name, and the one function that every command writes them with.

    write(found, chosen.format, stream, command="lint", files=names, fails=Severity.WARNING)

Each format is told the same facts. A format's module is imported only when somebody wants it.
"""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.report import Report

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "with the source, for people",
        "concise": "one line each: path:line:col: CODE message",
        "json": "one JSON array",
        "jsonl": "one JSON object a line",
        "github": "notes in GitHub Actions",
        "gitlab": "a Code Quality report for GitLab",
        "junit": "a JUnit report",
        "sarif": "SARIF 2.1.0, for code scanning",
    }
)
"""The formats, and whom they are for."""

DEFAULT = "full"

_MODULES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "full": ("text", "render_report"),
        "concise": ("concise", "render"),
        "json": ("as_json", "render_report"),
        "jsonl": ("as_json", "render_lines"),
        "github": ("as_github", "render"),
        "gitlab": ("as_gitlab", "render"),
        "junit": ("as_junit", "render"),
        "sarif": ("as_sarif", "render"),
    }
)


def render(report: Report, form: str) -> str:
    """The report in the format *form*, with a line end where it says anything. Raises KeyError for no format."""
    module, function = _MODULES[form]
    make: Callable[[Report], str] = getattr(
        importlib.import_module(f"playbook.diagnostics.{module}"), function
    )
    return make(report)


def write(
    diagnostics: Iterable[Diagnostic],
    form: str,
    stream: TextIO,
    *,
    command: str = "check",
    files: Sequence[str] = (),
    fails: Severity = Severity.ERROR,
    color: bool = False,
    width: int = 100,
    root: Path | None = None,
) -> None:
    """Write *diagnostics* to *stream*.

    command: what ran. files: names of the files that were looked at, for formats that list what is well too.
    fails: the mildest severity with which the run fails (the format changes no exit code, but says which they are).
    color, width: for people. root: what paths are relative to in machine formats; the current folder unless given.
    """
    report = Report(tuple(diagnostics), files, command, fails, color, width, root or Path.cwd())
    stream.write(render(report, form))
