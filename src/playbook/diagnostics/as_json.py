"""Diagnostics as programs read them: JSON objects with stable keys, in one array or one a line. Judges nothing.

`SCHEMA` says what the keys mean.
"""

import json
from collections.abc import Iterable
from typing import Any

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.report import Report
from playbook.source import Span


def render(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array, indented, in the order given. Not escaped for a terminal beyond what JSON in ASCII is."""
    return json.dumps([as_object(diagnostic) for diagnostic in diagnostics], indent=2)


def render_report(report: Report) -> str:
    """The array, and a line end."""
    return render(report.diagnostics) + "\n"


def render_lines(report: Report) -> str:
    """One object a line, in the order given, in ASCII."""
    return "".join(json.dumps(as_object(one)) + "\n" for one in report.diagnostics)


def as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """One diagnostic: its code, slug, severity, words, place, `related` places and `edits`."""
    return {
        "code": diagnostic.code,
        "slug": diagnostic.slug,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message(),
        "label": diagnostic.label() or None,
        "help": diagnostic.help(),
        **_place(diagnostic.span),
        "related": [{"note": related.note, **_place(related.span)} for related in diagnostic.related()],
        "edits": [
            {"text": edit.text, "applicability": str(edit.applicability), **_place(edit.span)}
            for edit in diagnostic.edits()
        ],
    }


def _place(span: Span) -> dict[str, Any]:
    """`file`, `start`, `end`: lines and columns from 1, offsets from 0, in code points; the end is not included."""
    return {"file": span.source.name, "start": _point(span, span.start), "end": _point(span, span.end)}


def _point(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column, "offset": offset}
