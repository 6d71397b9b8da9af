"""Small choices that shrink towards the first one: what all policies and posts are made of.

They come from one row of bytes for each example. Drawing thousands of small numbers one by one would be slower, and
would let Hypothesis spend most examples on copies of the last one with some numbers swapped.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

T = TypeVar("T")

BYTES = 2048
"""Enough for a policy, some posts, and ways to learn about them; past the end every choice is the first."""


class Choices:
    """The choices of one example."""

    def __init__(self, row: bytes) -> None:
        self._row, self._at = row, 0

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends in."""
        size = 1 if high - low < 32 else 2
        piece = self._row[self._at : self._at + size]
        self._at += size
        return low + int.from_bytes(piece, "big") % (high - low + 1)

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


def chosen(make: Callable[[Choices], T]) -> SearchStrategy[T]:
    """The strategy that makes something of choices. *make* may reject what it has made."""

    @st.composite
    def draw_it(draw: DrawFn) -> T:
        return make(Choices(draw(st.binary(min_size=BYTES, max_size=BYTES))))

    found: SearchStrategy[T] = draw_it()
    return found
