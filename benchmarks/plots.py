"""Which tables are drawn, and how: one function a plot. A plot whose tables are not there is left out."""

from collections.abc import Callable, Sequence
from math import isnan

from benchmarks.plot import Bar, Line, bars, lines
from benchmarks.table import Table

BY_HAND = "by hand, same decision"


def drawn(tables: Sequence[Table]) -> dict[str, str]:
    """SVG by file name."""
    made = {name: draw(tables) for name, (_, draw) in PLOTS.items()}
    return {name: svg for name, svg in made.items() if svg}


def _peers(tables: Sequence[Table]) -> str:
    table = next((one for one in tables if one.case == "peers" and one.facts.get("terms") == 1_000), None)
    if table is None:
        return ""
    rows = sorted((row for row in table.rows if not isnan(row.minimum)), key=lambda row: row.minimum)
    given = [Bar(row.name, row.minimum, row.name.startswith("playbook")) for row in rows]
    return bars("Twelve rules, 1,000 terms: from a Post to an answer", "µs a post", given)


def _growth_with_terms(tables: Sequence[Table]) -> str:
    judged = [one for one in tables if one.case == "twelve" and one.facts.get("posts") == "pass"]
    found = [one for one in tables if one.case == "matcher" and "terms" in one.facts]
    return _lines(
        "Growth with the number of terms",
        "terms",
        [
            _line("a decision, 12 rules", judged, "terms", "playbook"),
            _line("a decision by hand", judged, "terms", BY_HAND),
            _line("the matcher, compiled", found, "terms", "playbook"),
            _line("the matcher, in Python alone", found, "terms", "playbook, in Python alone"),
            _line("re, one alternative a term", found, "terms", "re, one alternative a term"),
        ],
    )


def _growth_with_rules(tables: Sequence[Table]) -> str:
    found = []
    for table in tables:
        if table.case == "plain":
            sizes = [(row.name.partition(" rules")[0].replace(",", ""), row.minimum) for row in table.rows]
            points = tuple((float(size), value) for size, value in sizes if size.isdecimal())
            found.append(Line(str(table.facts["kind"]), points))
    return _lines("Growth with the number of rules", "rules", found)


def _growth_with_length(tables: Sequence[Table]) -> str:
    found = [one for one in tables if one.case == "matcher" and "length" in one.facts]
    names = dict.fromkeys(row.name for table in found for row in table.rows)
    title = "Growth with the length of a text, 1,000 terms"
    return _lines(title, "characters", [_line(name, found, "length", name) for name in names])


def _line(name: str, tables: Sequence[Table], fact: str, row: str) -> Line:
    points = ((table.facts[fact], table.row(row)) for table in tables)
    return Line(name, tuple((float(size), found.minimum) for size, found in points if found is not None))


def _lines(title: str, across: str, given: Sequence[Line]) -> str:
    whole = [line for line in given if len(line.points) > 1]
    return lines(title, across, "µs", whole) if whole else ""


PLOTS: dict[str, tuple[str, Callable[[Sequence[Table]], str]]] = {
    "peers.svg": ("peers", _peers),
    "growth-terms.svg": ("matcher", _growth_with_terms),
    "growth-rules.svg": ("plain", _growth_with_rules),
    "growth-length.svg": ("matcher", _growth_with_length),
}
"""By file name: the case beside whose tables it stands, and what draws it."""
