"""Small choices that shrink towards the first one: what all other strategies are made of."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")


@cache
def numbers(low: int, high: int) -> SearchStrategy[int]:
    """Whole numbers, both ends in. The same strategy object each time: making one costs more than drawing from it."""
    return st.integers(low, high)


class Choices:
    """Draws for one example. Every choice is one small number, so that a failing example shrinks well."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw

    def number(self, low: int, high: int) -> int:
        return self.draw(numbers(low, high)) if high > low else low

    def one(self, among: Sequence[T]) -> T:
        """One of several; the first is the simplest."""
        return among[self.number(0, len(among) - 1)]

    def some(self, among: Sequence[T], least: int, most: int) -> list[T]:
        """Several, each with a chance to come again."""
        return [self.one(among) for _ in range(self.number(least, most))]

    def chance(self, percent: int) -> bool:
        """True in about that many of a hundred; shrinks to false."""
        return self.number(0, 99) >= 100 - percent

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in another order; shrinks to the order that they have."""
        left, found = list(items), list[T]()
        while left:
            found.append(left.pop(self.number(0, len(left) - 1)))
        return found


def any_of(among: Sequence[Any]) -> Any:
    """For annotations' sake: `among` as it is, of any type."""
    return among
