"""What was measured, as tables: rows of numbers with their unit, for people as Markdown and for programs as JSON."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import isnan, nan
from types import MappingProxyType
from typing import Any, Final

from benchmarks.timing import PROCESSOR, Candidate, Clock, Sample, race

NANOSECONDS: Final = {"µs": 1e3, "ms": 1e6, "s": 1e9}


@dataclass(frozen=True)
class Row:
    """One line. Numbers are in the table's unit."""

    name: str
    median: float
    minimum: float
    low: float
    """First quartile."""
    high: float
    """Third quartile."""
    ratio: float | None = None
    """To the first row, round by round."""
    reach: str = ""
    """What was set out to be reached, and whether it was."""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """Rows that were measured together."""

    case: str
    title: str
    unit: str
    rows: tuple[Row, ...]
    facts: dict[str, str | int] = field(default_factory=dict)
    """What tells this table from its neighbours, for plots: `terms`, `rules`, `posts`."""

    def row(self, name: str) -> Row | None:
        return next((row for row in self.rows if row.name == name), None)

    def as_json(self) -> dict[str, Any]:
        """For programs; what is not there is left out of a row."""
        rows = [{name: value for name, value in vars(row).items() if _is_there(value)} for row in self.rows]
        return {"case": self.case, "title": self.title, "unit": self.unit, "facts": self.facts, "rows": rows}


def timed(
    case: str,
    title: str,
    candidates: Sequence[Candidate],
    rounds: int,
    *,
    unit: str = "µs",
    clock: Clock = PROCESSOR,
    compared: bool = True,
    facts: Mapping[str, str | int] = MappingProxyType({}),
) -> Table:
    """Race *candidates*, and make a table of it; the first one is what the others are compared with."""
    samples = race(candidates, rounds, clock)
    first = samples[0] if compared else None
    rows = [row_of(one, sample, first, unit) for one, sample in zip(candidates, samples, strict=True)]
    return Table(case, title, unit, tuple(rows), dict(facts))


def told(name: str, words: str) -> Row:
    """A row without a number: what could not be measured, and why."""
    return Row(name, nan, nan, nan, nan, note=words)


def known(name: str, value: float, *, limit: float | None = None, note: str = "") -> Row:
    """A row for a number that is no time: memory, counts."""
    return Row(name, value, value, value, value, reach=_limit(value, limit), note=note)


def row_of(candidate: Candidate, sample: Sample, first: Sample | None, unit: str) -> Row:
    """The row of what was timed; *first* is what it is compared with."""
    scale = NANOSECONDS[unit]
    low, high = sample.quartiles
    ratio = None if first is None else sample.over(first)
    reach = _limit(sample.minimum / scale, candidate.limit)
    if candidate.reach is not None and ratio is not None:
        reach = f"≤ {candidate.reach:g} ×: {'yes' if ratio <= candidate.reach else 'no'}"
    return Row(
        candidate.name, sample.median / scale, sample.minimum / scale, low / scale, high / scale, ratio, reach,
        candidate.note,
    )  # fmt: skip


def _limit(value: float, limit: float | None) -> str:
    return "" if limit is None else f"≤ {limit:g}: {'yes' if value <= limit else 'no'}"


def markdown(table: Table) -> str:
    """The table as Markdown, under a heading of its own."""
    if all(isnan(row.median) for row in table.rows):
        return "\n".join([f"### {table.title}", "", *_words(table)]) + "\n"
    timed_rows = any(row.low < row.high for row in table.rows)
    heads = ["", f"median {table.unit}", "min", "quartiles"] if timed_rows else ["", table.unit]
    ratios = any(row.ratio is not None for row in table.rows)
    reaches = any(row.reach for row in table.rows)
    notes = any(row.note for row in table.rows)
    heads += ["ratio"] * ratios + ["reached"] * reaches + [""] * notes
    lines = [
        f"### {table.title}",
        "",
        _line(heads),
        _line(["---"] + ["---:"] * (len(heads) - 1 - notes) + ["---"] * notes),
    ]
    for row in table.rows:
        cells = [row.name, number(row.median)]
        spread = "–" if isnan(row.low) else f"{number(row.low)} to {number(row.high)}"
        cells += [number(row.minimum), spread] * timed_rows
        cells += [f"{row.ratio:.2f}" if row.ratio is not None else ""] * ratios
        cells += [row.reach] * reaches + [row.note] * notes
        lines.append(_line(cells))
    return "\n".join(lines) + "\n"


def _words(table: Table) -> Iterator[str]:
    yield _line(["", ""])
    yield _line(["---", "---"])
    for row in table.rows:
        yield _line([row.name, row.note])


def number(value: float) -> str:
    """Three figures that mean something; a dash where there is no number."""
    if isnan(value):
        return "–"
    for limit, form in ((1, ".3f"), (10, ".2f"), (100, ".1f")):
        if abs(value) < limit:
            return format(value, form)
    return format(value, ",.0f")


def page(tables: Iterable[Table], about: dict[str, str]) -> str:
    """All of it, with what it was measured on."""
    parts = ["# Benchmarks", "", *(f"- {name}: {value}" for name, value in about.items()), ""]
    parts += _sections(tables)
    return "\n".join(parts).rstrip() + "\n"


def _sections(tables: Iterable[Table]) -> Iterator[str]:
    case = None
    for table in tables:
        if table.case != case:
            case = table.case
            yield f"## {case}\n"
        yield markdown(table)


def as_json(tables: Iterable[Table], about: dict[str, str]) -> dict[str, Any]:
    """The same for programs."""
    return {"about": about, "tables": [table.as_json() for table in tables]}


def of_json(found: dict[str, Any]) -> Table:
    """A table from what its `as_json` gave."""
    empty = dict.fromkeys(("median", "minimum", "low", "high"), nan)
    rows = tuple(Row(**empty | row) for row in found["rows"])
    return Table(found["case"], found["title"], found["unit"], rows, found["facts"])


def _is_there(value: Any) -> bool:
    return value not in (None, "") and not (isinstance(value, float) and isnan(value))


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
