"""Diagnostics as programs read them: JSON objects with stable keys, in one array or one a line. Judges nothing.

`SCHEMA` says what the keys mean.
"""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.report import Report
from playbook.source import Span

_POINT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "line": {"type": "integer", "minimum": 1, "description": "From 1."},
        "column": {"type": "integer", "minimum": 1, "description": "From 1, in code points."},
        "offset": {
            "type": "integer",
            "minimum": 0,
            "description": "From the beginning of the file, in code points.",
        },
    },
    "required": ["line", "column", "offset"],
    "additionalProperties": False,
}
_PLACE: dict[str, Any] = {
    "file": {"type": "string", "description": "The file as it was named; `<text>` for none."},
    "start": {"$ref": "#/$defs/point", "description": "The first character."},
    "end": {"$ref": "#/$defs/point", "description": "Behind the last character."},
}


def _object(description: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "properties": {**properties, **_PLACE},
        "required": [*properties, *_PLACE],
        "additionalProperties": False,
    }


SCHEMA: Mapping[str, Any] = MappingProxyType(
    {
        **_object(
            "Something that is wrong, or probably not meant, in a policy.",
            code={"type": "string", "description": "Never changes its meaning: `PB201`."},
            slug={"type": "string", "description": "Its name: `unknown-field`."},
            severity={
                "enum": ["error", "warning"],
                "description": "An error keeps a policy from being used.",
            },
            message={"type": "string", "description": "What is wrong, in one clause."},
            label={"type": ["string", "null"], "description": "A few words about the place itself."},
            help={"type": ["string", "null"], "description": "What to do about it."},
            related={"type": "array", "items": {"$ref": "#/$defs/related"}},
            edits={
                "type": "array",
                "items": {"$ref": "#/$defs/edit"},
                "description": "What would mend it, best first.",
            },
        ),
        "$defs": {
            "point": _POINT,
            "related": _object(
                "Another place that matters.", note={"type": "string", "description": "Why it matters."}
            ),
            "edit": _object(
                "A change: the text is put in the place of what is there.",
                text={"type": "string"},
                applicability={
                    "enum": ["safe", "maybe", "placeholder"],
                    "description": "Whether it may be applied unasked, after a look, or after something was filled in.",
                },
            ),
        },
    }
)
"""JSON Schema of one object."""


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
