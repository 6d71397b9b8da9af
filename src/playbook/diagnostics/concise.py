"""Diagnostics one on a line, `path:line:col: CODE message`, as editors and grep read them. Lays out, judges nothing."""

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.report import Report
from playbook.diagnostics.visible import visible


def render(report: Report) -> str:
    """A line for each, in the order given. Safe to print whatever the source holds."""
    ink = Ink(report.color)
    return "".join(
        f"{visible(one.span.source.name)}:{one.span.line}:{one.span.column}: "
        f"{ink(str(one.severity), one.code)} {visible(one.message())}\n"
        for one in report.diagnostics
    )
