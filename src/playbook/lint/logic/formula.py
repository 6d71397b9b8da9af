"""Conditions as logic, and the search for a way to make one true. Past a number of steps the answer is "maybe"."""

from collections.abc import Hashable, Iterable
from typing import TypeAlias

from playbook.frozen import frozen
from playbook.lint.logic.values import Values

MAX_STEPS = 2_000
"""Parts of a formula that one search looks at."""

MAX_CHOICES = 60
"""Alternatives that one search has open at a time."""


@frozen(eq=False)
class Fact:
    """That the *subject* has one of the *values*."""

    subject: Hashable
    values: Values


@frozen(eq=False)
class Some:
    """That some element of the list *items* is such that *such* holds (or, not *holds*, that none is)."""

    items: Hashable
    name: Hashable
    such: "Formula"
    unlike: "Formula"
    """The opposite of *such*."""
    holds: bool


@frozen(eq=False)
class Every:
    parts: tuple["Formula", ...]


@frozen(eq=False)
class Either:
    parts: tuple["Formula", ...]


Formula: TypeAlias = bool | Fact | Some | Every | Either


class TooHardError(Exception):
    """The search has become too long."""


def possible(parts: Iterable[Formula], most: int = MAX_STEPS) -> tuple[bool, int]:
    """Whether *parts* may hold together, true wherever that is not certainly not so; and how many steps it took to
    tell, *most* at most.
    """
    steps = [most]
    try:
        return _Search(steps).holds(list(parts), {}, {}, []), most - steps[0]
    except TooHardError:
        return True, most - max(steps[0], 0)


class _Search:
    def __init__(self, steps: list[int]) -> None:
        self.steps = steps

    def holds(
        self,
        waiting: list[Formula],
        facts: dict[Hashable, Values],
        somes: dict[Hashable, Some],
        choices: list[Either],
    ) -> bool:
        """Take in what has to hold; then try the choices that remain, one after the other."""
        while waiting:
            self._step()
            part = waiting.pop()
            if part is False or (isinstance(part, Fact) and not _take(part, facts)):
                return False
            if isinstance(part, Some) and not _note(part, somes):
                return False
            if isinstance(part, Every):
                waiting += part.parts
            elif isinstance(part, Either):
                choices.append(part)
        if choices:
            open_ones = [self._open(choice, facts, somes) for choice in choices]
            fewest = min(range(len(choices)), key=lambda at: len(open_ones[at]))
            options = open_ones[fewest]
            rest = choices[:fewest] + choices[fewest + 1 :]
            if len(choices) > MAX_CHOICES:
                raise TooHardError
            return any(self.holds([option], dict(facts), dict(somes), list(rest)) for option in options)
        return self._elements(somes.values())

    def _open(
        self, choice: Either, facts: dict[Hashable, Values], somes: dict[Hashable, Some]
    ) -> list[Formula]:
        """The options that are not ruled out at first sight; True alone where one holds already."""
        found: list[Formula] = []
        for option in choice.parts:
            self._step()
            if option is True:
                return [True]
            if option is False:
                continue
            if isinstance(option, Fact) and option.subject in facts:
                if facts[option.subject].common(option.values).empty:  # type: ignore[arg-type]  # one kind a subject
                    continue
                if facts[option.subject].common(option.values.outside()).empty:  # type: ignore[arg-type]
                    return [True]
            if isinstance(option, Some) and option.name in somes:
                if somes[option.name].holds is not option.holds:
                    continue
                return [True]
            found.append(option)
        return found

    def _elements(self, somes: Iterable[Some]) -> bool:
        """An element of one kind, and none of another: the first must not be the second as well."""
        there = [one for one in somes if one.holds]
        none = [one for one in somes if not one.holds]
        for one in there:
            unlike = [other.unlike for other in none if other.items == one.items]
            if not _Search(self.steps).holds([one.such, *unlike], {}, {}, []):
                return False
        return True

    def _step(self) -> None:
        self.steps[0] -= 1
        if self.steps[0] < 0:
            raise TooHardError


def _take(fact: Fact, facts: dict[Hashable, Values]) -> bool:
    """Whether the fact goes together with those before."""
    known = facts.get(fact.subject)
    facts[fact.subject] = fact.values if known is None else known.common(fact.values)  # type: ignore[arg-type]
    return not facts[fact.subject].empty


def _note(some: Some, somes: dict[Hashable, Some]) -> bool:
    known = somes.setdefault(some.name, some)
    return known.holds is some.holds
