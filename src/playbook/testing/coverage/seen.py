"""What coverage knows: counts of tests for each rule and each part of a condition. Data only."""

from collections.abc import Iterable, Iterator
from typing import Literal

from playbook.frozen import frozen
from playbook.source import Source, Span

Way = Literal["fired", "quiet", "undetermined"]
Kind = Literal["rule", "for", "let"]


@frozen
class Tally:
    """Something to be seen, and in how many tests it was."""

    way: Way
    tests: int

    @property
    def seen(self) -> bool:
        return self.tests > 0


@frozen
class PartSeen:
    """One atomic part of a condition."""

    span: Span
    words: str
    """The part in the policy's own words, on one line."""
    clause: str
    """Where it stands: `when`, `unless`, `require`, `until`, `for`, `let`."""
    fired: int
    """Tests in which something fired, and would not have, had this part alone been the other way round."""
    quiet: int
    """Tests in which something stayed quiet that would have fired."""

    @property
    def tallies(self) -> tuple[Tally, ...]:
        return Tally("fired", self.fired), Tally("quiet", self.quiet)


@frozen
class UnitSeen:
    """A rule; or the `for` clause, which fires where the policy is about the post; or a `let`, which only has parts."""

    kind: Kind
    name: str
    span: Span
    fired: int
    quiet: int
    undetermined: int
    can_be_undetermined: bool
    """Whether there is a fact that it hangs on, and that may not be known."""
    parts: tuple[PartSeen, ...]

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What is to be seen of the unit as a whole."""
        if self.kind == "let":
            return ()
        known = (Tally("fired", self.fired), Tally("quiet", self.quiet))
        return (*known, Tally("undetermined", self.undetermined)) if self.can_be_undetermined else known

    @property
    def all_tallies(self) -> Iterator[Tally]:
        yield from self.tallies
        for part in self.parts:
            yield from part.tallies


@frozen
class Share:
    """So many of so many."""

    seen: int
    of: int

    @property
    def percent(self) -> float:
        """From 0 to 100; 100 where there is nothing to be seen."""
        return 100.0 if self.of == 0 else 100 * self.seen / self.of

    @property
    def shown(self) -> str:
        """`97.4 %`, cut rather than rounded, so that only what is complete shows as 100."""
        return f"{int(self.percent * 10) / 10:.1f} %"


@frozen
class FileCoverage:
    """One policy file."""

    name: str
    source: Source
    units: tuple[UnitSeen, ...]
    """In the order written."""


def rules_share(files: Iterable[FileCoverage]) -> Share:
    """What was seen of rules as a whole."""
    return _share(tally for file in files for unit in file.units for tally in unit.tallies)


def parts_share(files: Iterable[FileCoverage]) -> Share:
    """What was seen of the parts of conditions."""
    return _share(
        tally for file in files for unit in file.units for part in unit.parts for tally in part.tallies
    )


def whole_share(files: Iterable[FileCoverage]) -> Share:
    """Both together: the number that a minimum is held against."""
    return _share(tally for file in files for unit in file.units for tally in unit.all_tallies)


def _share(tallies: Iterable[Tally]) -> Share:
    found = [tally.seen for tally in tallies]
    return Share(sum(found), len(found))
