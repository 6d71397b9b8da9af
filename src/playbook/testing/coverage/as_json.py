"""Coverage as programs read it: one JSON object with stable keys. Lays out, judges nothing."""

import json
from collections.abc import Sequence
from typing import Any

from playbook.source import Span
from playbook.testing.coverage.seen import (
    FileCoverage,
    PartSeen,
    Share,
    UnitSeen,
    parts_share,
    rules_share,
    whole_share,
)


def render(files: Sequence[FileCoverage]) -> str:
    """A JSON object, indented, in ASCII."""
    return json.dumps(as_object(files), indent=2)


def as_object(files: Sequence[FileCoverage]) -> dict[str, Any]:
    """`files`, each with its `units` and their `parts`; shares of each file, and of all."""
    return {**_shares(files), "files": [_file(file) for file in files]}


def _file(file: FileCoverage) -> dict[str, Any]:
    return {"file": file.name, **_shares([file]), "units": [_unit(unit) for unit in file.units]}


def _shares(files: Sequence[FileCoverage]) -> dict[str, Any]:
    return {
        "coverage": _share(whole_share(files)),
        "rules": _share(rules_share(files)),
        "parts": _share(parts_share(files)),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"seen": share.seen, "of": share.of, "percent": round(share.percent, 2)}


def _unit(unit: UnitSeen) -> dict[str, Any]:
    counts: dict[str, int] = {tally.way: tally.tests for tally in unit.tallies}
    return {
        "kind": unit.kind,
        "name": unit.name,
        **_place(unit.span),
        **counts,
        "parts": [_part(part) for part in unit.parts],
    }


def _part(part: PartSeen) -> dict[str, Any]:
    counts: dict[str, int] = {tally.way: tally.tests for tally in part.tallies}
    return {"text": part.words, "clause": part.clause, **_place(part.span), **counts}


def _place(span: Span) -> dict[str, Any]:
    """Lines and columns from 1, in code points; the end is not included."""
    return {"start": _point(span, span.start), "end": _point(span, span.end)}


def _point(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column}
