"""What no test noticed, as people and as programs read it. Makes lines only."""

import json
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import cut, visible
from playbook.testing.coverage.seen import Share
from playbook.testing.mutation.report import MutationReport, Survivor, score

MOST_LINES = 3
"""Lines of either side of a change that are shown."""


def lines(report: MutationReport, ink: Ink, columns: int) -> Iterator[str]:
    """One file: each change that survived, with its place and the lines that it changes."""
    for one in report.survivors:
        place = f"{visible(report.name)}:{one.span.line}:{one.span.column}"
        owner = (
            f"`{one.name}`"
            if one.kind == "rule"
            else one.kind
            if one.kind == one.name
            else f"{one.kind} `{one.name}`"
        )
        yield f"{ink('strong', place)}: {visible(owner)}: {visible(one.words)}"
        for sign, style, line in _sides(one, columns - 4):
            yield ink(style, f"  {sign} {cut(line, columns - 4)}")
        yield ""


def summary(reports: Sequence[MutationReport], ink: Ink) -> Iterator[str]:
    """A line for each file, and one for all together where there are several."""
    for report in reports:
        if report.broken:
            yield f"{visible(report.name)}: {ink('error', 'not tried, since the policy has mistakes')}"
        elif report.failing:
            yield f"{visible(report.name)}: {ink('error', 'not tried, since its own tests fail')}"
        else:
            yield f"{visible(report.name)}: {_score(score([report]), ink)}"
    if len(reports) > 1:
        yield f"{ink('strong', 'all files')}: {_score(score(reports), ink)}"


def _score(share: Share, ink: Ink) -> str:
    if share.of == 0:
        return "there is nothing to change"
    style = "allow" if share.seen == share.of else "warn"
    return f"{ink(style, share.shown)} noticed ({share.seen:,} of {share.of:,} changes)"


def _sides(one: Survivor, columns: int) -> Iterator[tuple[str, str, str]]:
    """(sign, style, line): what goes, then what comes; of long lines the part in which they differ."""
    sides = ((one.gone, "-", "deny"), (one.come, "+", "allow"))
    start = _start([line for side, _, _ in sides for line in side], columns)
    for side, sign, style in sides:
        for line in side[:MOST_LINES]:
            yield sign, style, line[start:] if start == _indent(line) or start == 0 else f"…{line[start:]}"
        if len(side) > MOST_LINES:
            yield sign, style, "…"


def _start(lines: Sequence[str], columns: int) -> int:
    """From which character on lines are shown: all of them but the indentation, unless they differ far to the right."""
    indent = min(map(_indent, lines), default=0)
    if len(lines) != 2 or max(map(len, lines)) - indent <= columns:
        return indent
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*lines, strict=False)))
    return max(indent, same - columns // 2)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def as_json(reports: Sequence[MutationReport]) -> str:
    """A JSON object, indented, in ASCII."""
    return json.dumps({**_share(score(reports)), "files": [_file(report) for report in reports]}, indent=2)


def _share(share: Share) -> dict[str, Any]:
    return {"noticed": share.seen, "changes": share.of, "percent": round(share.percent, 2)}


def _file(report: MutationReport) -> dict[str, Any]:
    return {
        "file": report.name,
        "tried": not (report.broken or report.failing),
        "failing": list(report.failing),
        **_share(score([report])),
        "survivors": [
            {
                "kind": one.kind,
                "name": one.name,
                "change": one.words,
                "line": one.span.line,
                "column": one.span.column,
                "before": list(one.gone),
                "after": list(one.come),
            }
            for one in report.survivors
        ],
    }
