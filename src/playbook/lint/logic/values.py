"""Sets of values that a subject may have: some of a few words, or ranges of something ordered; absent is one more."""

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import Any, Final, TypeAlias

from playbook.frozen import frozen, replace

GONE: Final = "\0absent"
"""The value of a subject that is not there."""


@frozen
class Members:
    """The *items*, or all but the items. *universe* None: there are endlessly many, absent among them."""

    items: frozenset[Hashable]
    all_but: bool = False
    universe: frozenset[Hashable] | None = None

    def outside(self) -> "Members":
        if self.universe is not None:
            return replace(self, items=self.universe - self.items)
        return replace(self, all_but=not self.all_but)

    def common(self, other: "Members") -> "Members":
        if not self.all_but:
            kept = frozenset(one for one in self.items if other.has(one))
            return replace(self, items=kept)
        if not other.all_but:
            return other.common(self)
        return replace(self, items=self.items | other.items)

    def has(self, item: Hashable) -> bool:
        return (item in self.items) is not self.all_but

    @property
    def empty(self) -> bool:
        return not self.items and not self.all_but


Cut: TypeAlias = tuple[Any, ...]
"""A place between values: before (0) or after (1) one, or at either end of all."""

LOWEST: Final[Cut] = (-1,)
HIGHEST: Final[Cut] = (1,)


def before(value: Any) -> Cut:
    return (0, value, 0)


def after(value: Any) -> Cut:
    return (0, value, 1)


@frozen
class Ranges:
    """Disjoint stretches between cuts, in order, within *low* and *high*; and absent, if *gone*."""

    stretches: tuple[tuple[Cut, Cut], ...]
    gone: bool = False
    low: Cut = LOWEST
    high: Cut = HIGHEST

    def outside(self) -> "Ranges":
        found, at = [], self.low
        for start, end in self.stretches:
            found.append((at, start))
            at = end
        found.append((at, self.high))
        return replace(self, stretches=tuple(one for one in found if one[0] < one[1]), gone=not self.gone)

    def common(self, other: "Ranges") -> "Ranges":
        pairs = (
            (max(one[0], two[0]), min(one[1], two[1])) for one in self.stretches for two in other.stretches
        )
        return replace(
            self, stretches=tuple(pair for pair in pairs if pair[0] < pair[1]), gone=self.gone and other.gone
        )

    @property
    def empty(self) -> bool:
        return not self.stretches and not self.gone


Values: TypeAlias = Members | Ranges


def flag() -> Members:
    """That something holds, of which no more is known than that it does or does not."""
    return Members(frozenset({True}), universe=frozenset({True, False}))


def there(values: Values) -> Values:
    """*values* of something that is never absent."""
    if isinstance(values, Ranges):
        return replace(values, gone=False)
    if values.universe is None:
        return values
    return replace(values, items=values.items - {GONE}, universe=values.universe - {GONE})


def ranges(stretches: Iterable[tuple[Cut, Cut]], low: Cut = LOWEST, high: Cut = HIGHEST) -> Ranges:
    """Stretches in any order, which may overlap."""
    found: list[tuple[Cut, Cut]] = []
    for start, end in sorted((max(start, low), min(end, high)) for start, end in stretches):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return Ranges(tuple(found), low=low, high=high)


def compared(operator: str, value: Any) -> Ranges:
    """What is `< value`, `is value` …, among values of one order."""
    match operator:
        case "<" | "is before":
            found = (LOWEST, before(value))
        case "<=":
            found = (LOWEST, after(value))
        case ">" | "is after":
            found = (after(value), HIGHEST)
        case ">=":
            found = (before(value), HIGHEST)
        case _:
            found = (before(value), after(value))
    return ranges([found])


def counted(operator: str, value: Fraction) -> Ranges:
    """The same among the whole numbers from 0, each of which stands for the stretch up to the next."""
    floor, ceiling = value.__floor__(), value.__ceil__()
    match operator:
        case "<":
            found = (before(0), before(ceiling))
        case "<=":
            found = (before(0), before(floor + 1))
        case ">":
            found = (before(floor + 1), HIGHEST)
        case ">=":
            found = (before(ceiling), HIGHEST)
        case _:
            found = (before(ceiling), before(floor + 1))
    return ranges([found], low=before(0))
