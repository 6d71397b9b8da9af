"""What coverage has not seen, each in one clause: the text report, the page and the JSON all say it in these words."""

from collections.abc import Iterator

from playbook.frozen import frozen
from playbook.source import Span
from playbook.testing.coverage.seen import FileCoverage, PartSeen, UnitSeen, Way

_UNIT: dict[Way, str] = {
    "fired": "no test has seen it fire",
    "quiet": "no test has seen it stay quiet",
    "undetermined": "no test has seen it undetermined",
}
_FOR: dict[Way, str] = {
    "fired": "no test gives a post that the policy is about",
    "quiet": "no test gives a post that the policy is not about",
    "undetermined": "no test gives a post of which that is not known",
}
_PART: dict[Way, str] = {
    "fired": "no rule fires because of it alone",
    "quiet": "no rule stays quiet because of it alone",
}


@frozen
class Unseen:
    """Something that no test has seen."""

    span: Span
    what: str
    """The rule, or the part of a condition."""
    words: str


def unseen(file: FileCoverage) -> Iterator[Unseen]:
    """All that is not seen, in the order written."""
    for unit in file.units:
        if words := unit_words(unit):
            yield Unseen(unit.span, unit.name, words)
        for part in unit.parts:
            if words := part_words(part):
                yield Unseen(part.span, part.words, words)


def unit_words(unit: UnitSeen) -> str:
    """What was not seen of a rule as a whole; empty where all was."""
    names = _FOR if unit.kind == "for" else _UNIT
    return "; ".join(names[tally.way] for tally in unit.tallies if not tally.seen)


def part_words(part: PartSeen) -> str:
    """What was not seen of a part; empty where all was."""
    missing = [tally.way for tally in part.tallies if not tally.seen]
    if len(missing) == 2:
        return "no test tells whether it is there"
    return "; ".join(_PART[way] for way in missing)
