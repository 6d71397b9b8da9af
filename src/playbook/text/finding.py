"""Finders: functions that tell where something stands in a text, without a list of words.

What they have in common. They read the folded text, so that full-width digits, no-break spaces and typographic dashes
make no difference, and answer with places in the text as given. Each takes time linear in the text.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, update_wrapper
from typing import TypeAlias

from playbook.text.normal import Folded, fold

Place: TypeAlias = tuple[int, int]
Finder: TypeAlias = Callable[[str], Iterable[Place]]


class OnPieces:
    """A finder that finds nothing in a text unless one of its *pieces* is in that, folded. The matcher looks for them
    with its terms.
    """

    def __init__(self, find: Finder, pieces: Iterable[str]) -> None:
        self.pieces = frozenset(pieces)
        update_wrapper(self, find)
        self._find = find

    def __call__(self, text: str) -> Iterable[Place]:
        return self._find(text)


def on_pieces(pieces: Iterable[str]) -> Callable[[Finder], OnPieces]:
    """Says of a finder that it finds nothing in a text unless one of *pieces* is in that, folded."""
    return lambda find: OnPieces(find, pieces)


class OnFolded:
    """A finder for any text, made of one that knows folded text in its own case only.

    *may_hold* looks at the text as it was given, and says False only where there is nothing to find: most texts hold
    no such thing, and should cost next to nothing.
    """

    def __init__(self, find: Finder, may_hold: Callable[[str], bool]) -> None:
        self.may_hold = may_hold
        update_wrapper(self, find)
        self._find = find

    def __call__(self, text: str) -> Iterable[Place]:
        if not self.may_hold(text):
            return ()
        folded = _folded(text)
        return (folded.original(start, end) for start, end in self._find(folded.text))


def on_folded(may_hold: Callable[[str], bool]) -> Callable[[Finder], OnFolded]:
    """Makes a finder for any text of one that knows folded text in its own case only; see `OnFolded`."""
    return lambda find: OnFolded(find, may_hold)


@lru_cache(maxsize=4)
def _folded(text: str) -> Folded:
    """The last few texts, since several finders look at each."""
    return fold(text, case=False)


def anything(text: str) -> bool:
    """Whether there is a text at all; for finders that have nothing to go by before folding."""
    return bool(text)


def digits(least: int) -> Callable[[str], bool]:
    """Whether a text has at least so many decimal digits, of whatever script."""

    def may_hold(text: str) -> bool:
        plain, others = _signs_in(text)
        if not others or plain >= least:
            return plain >= least
        return plain + others >= least and len(_DIGIT.findall(text)) >= least

    return may_hold


_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=8)
def _signs_in(text: str) -> tuple[int, int]:
    """How many digits of ASCII *text* has, and how many characters beyond ASCII."""
    signs = text.encode("ascii", "ignore")
    return len(signs) - len(signs.translate(None, b"0123456789")), len(text) - len(signs)


def apart(places: Iterable[Place]) -> Iterator[Place]:
    """*places* by start, the longer first, without those that overlap one already given."""
    furthest = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= furthest:
            yield start, end
            furthest = end
