"""A set of terms as one automaton after Aho and Corasick, in compiled code: the engine of `scan` on most platforms.

The automaton finds terms as mere strings, anywhere and overlapping, in one pass. Only what it hits is looked at in
Python: whether the term stands there as a whole word (`words`). A table over all states (a DFA) is the fastest for few
terms and takes too much memory and time to build for many; those go into a contiguous NFA.

Texts come nearly folded (`normal.nearly_folded`), since to find out whether a text has controls and runs of white
space costs half as much as looking for all terms. So the automaton looks for those too, where they could hide a term:
they are its *creases*. Where it comes upon one, the text is folded to the end and gone through again.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Final, Generic

from playbook.text.normal import wholly_folded
from playbook.text.terms.trie import User, Uses
from playbook.text.terms.words import is_roomy, stands_alone

try:
    import ahocorasick_rs
except ImportError:  # pragma: no cover (no wheel for this platform)
    ahocorasick_rs = None  # type: ignore[assignment]

SMALL: Final = 12_000
"""Characters of all terms together up to which a DFA is built."""

MOST_HITS: Final = 1_000_000
"""Hits that are held at a time; each takes some hundred bytes."""

_ALNUM: Final = frozenset(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CONTROLS: Final = tuple(chr(code) for code in (*range(10), *range(11, 32), 127))
"""What folding takes out of ASCII, and white space that is not used much."""
_GAPS: Final = ("  ", " \n", "\n")
"""What other white space between the words of a phrase may begin with, if it is not one space."""
_SPACE: Final = re.compile(" ")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


def automaton_installed() -> bool:
    """Whether the compiled engine is there."""
    return ahocorasick_rs is not None


class Automaton(Generic[User]):
    """See `scan.Scan`."""

    def __init__(
        self, uses: Uses[User], anywhere: Uses[User] = MappingProxyType({}), *, exact: bool = False
    ) -> None:
        # A text has no half of a surrogate pair that a term could be found by.
        terms = [term for term in uses if _SURROGATES.search(term) is None]
        self._whole = len(terms)
        self._users = [uses[term] for term in terms] + list(anywhere.values())
        self._begins = [is_roomy(term[0]) for term in terms]
        self._ends = [is_roomy(term[-1]) for term in terms]
        self._lengths = list(map(len, terms))
        self._exact = exact
        looked_for = [*terms, *anywhere]
        patterns = [term.encode() for term in (*looked_for, *_creases(looked_for))]
        automaton = ahocorasick_rs.BytesAhoCorasick(patterns, implementation=_kind(looked_for))
        self._find = automaton.find_matches_as_indexes
        lengths = set(map(len, patterns))
        self._longest = max(lengths)
        self._window = max(MOST_HITS // len(lengths), 2 * self._longest)

    def users(self, near: bytes) -> set[User]:
        """Who wants to know of what is in the nearly folded text *near*: terms as whole words, and those that count
        anywhere.
        """
        found: set[User] = set()
        text = None
        size = len(near)
        for index, start, end in self._hits(near):
            if index >= self._whole:
                if index >= len(self._users):
                    return self.users(_encoded(wholly_folded(near)))
                found.update(self._users[index])
                continue
            # The cheap half of `stands_alone` first: most hits lie within longer words.
            if start and self._begins[index] and near[start - 1] in _ALNUM:
                continue
            if self._ends[index] and end < size and near[end] in _ALNUM:
                continue
            users = self._users[index]
            if not found.issuperset(users):
                text = text or _Counted(near)
                if self._stands_alone(text, index, end):
                    found.update(users)
        return found

    def _hits(self, raw: bytes) -> Iterable[tuple[int, int, int]]:
        """The number, start and end of all that occurs in *raw*, by their ends."""
        return self._find(raw, True) if len(raw) <= self._window else self._by_windows(raw)

    def _by_windows(self, raw: bytes) -> Iterator[tuple[int, int, int]]:
        """The same, a part of the text after the other: where terms end in one another, there may be more hits than a
        list should hold.
        """
        back = self._longest - 1
        step = self._window - back
        for at in range(0, len(raw), step):
            begin = max(at - back, 0)
            for index, start, end in self._find(raw[begin : at + step], True):
                if begin + end > at:  # else the window before had it
                    yield index, begin + start, begin + end

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each such place, by start: of several of one user at one start, the longest."""
        longest: dict[tuple[int, User], int] = {}
        raw = _encoded(text)
        counted = _Counted(raw)
        for index, _, last in self._hits(raw):
            if index < self._whole and self._stands_alone(counted, index, last):
                end = counted.characters(last)
                start = end - self._lengths[index]
                for user in self._users[index]:
                    if end > longest.get((start, user), 0):
                        longest[start, user] = end
        for (start, user), end in sorted(longest.items(), key=lambda one: one[0][0]):
            yield start, end, user

    def _stands_alone(self, text: "_Counted", index: int, last: int) -> bool:
        """Whether the term at *index* that ends before the byte *last* is whole there."""
        end = text.characters(last)
        return stands_alone(text.text, end - self._lengths[index], end, exact=self._exact)


class _Counted:
    """A text that knows how many characters stand before a byte of it; asked for one place after the other."""

    def __init__(self, raw: bytes) -> None:
        self.text = raw.decode("utf-8", "surrogatepass")
        self._raw = None if len(raw) == len(self.text) else raw
        self._byte = self._character = 0

    def characters(self, byte: int) -> int:
        """How many there are before *byte*, which is not before the one that was asked for last."""
        if self._raw is None:
            return byte
        self._character += len(self._raw[self._byte : byte].decode("utf-8", "surrogatepass"))
        self._byte = byte
        return self._character


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _creases(terms: Iterable[str]) -> list[str]:
    """What may keep one of *terms* from being found in a text that is only nearly folded: controls anywhere, and other
    white space than one space behind the words that a phrase begins with.
    """
    begun = {term[: space.start()] for term in terms if " " in term for space in _SPACE.finditer(term)}
    return [*_CONTROLS, *(words + gap for words in sorted(begun) for gap in _GAPS)]


def pieces(terms: Sequence[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Finds the number, start and end of each of *terms* that occurs in a text, wherever it stands."""
    hits = ahocorasick_rs.AhoCorasick(
        terms, implementation=_kind(terms), store_patterns=False
    ).find_matches_as_indexes
    return lambda text: hits(text, True)


def _kind(terms: Sequence[str]) -> "ahocorasick_rs.Implementation":
    kind = ahocorasick_rs.Implementation
    return kind.DFA if sum(map(len, terms)) <= SMALL else kind.ContiguousNFA
