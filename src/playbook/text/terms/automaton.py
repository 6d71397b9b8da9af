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

from playbook.text.normal import folded_text
from playbook.text.terms.trie import User, Uses
from playbook.text.terms.words import is_roomy, stands_alone

try:
    import ahocorasick_rs
except ImportError:  # pragma: no cover (no wheel for this platform)
    ahocorasick_rs = None  # type: ignore[assignment]

SMALL: Final = 12_000
"""Characters of all terms together up to which a DFA is built."""

_ALNUM: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CONTROLS: Final = tuple(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127))
"""What folding takes out of ASCII, and white space that is hardly ever used."""
_GAPS: Final = ("  ", "\n", "\r", "\t")
"""What may stand for one space between the words of a phrase."""
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
        self._exact = exact
        self._hits = _automaton([*terms, *anywhere], _creases([*terms, *anywhere]))

    def users(self, text: str) -> set[User]:
        """Who wants to know of what is in the nearly folded *text*: terms as whole words, and those that count
        anywhere.
        """
        found: set[User] = set()
        try:
            hits = self._hits(text, True)
        except UnicodeEncodeError:
            text = _SURROGATES.sub("\uffff", text)
            hits = self._hits(text, True)
        for index, start, end in hits:
            if index >= self._whole:
                if index >= len(self._users):
                    return self.users(folded_text(text, case=False))
                found.update(self._users[index])
                continue
            # The cheap half of `stands_alone` first: most hits lie within longer words.
            if start and self._begins[index] and text[start - 1] in _ALNUM:
                continue
            if self._ends[index] and text[end : end + 1] in _ALNUM:
                continue
            users = self._users[index]
            if not found.issuperset(users) and stands_alone(text, start, end, exact=self._exact):
                found.update(users)
        return found

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each such place, by start: of several of one user at one start, the longest."""
        text = _SURROGATES.sub("\uffff", text)
        longest: dict[tuple[int, User], int] = {}
        for index, start, end in self._hits(text, True):
            if index < self._whole and stands_alone(text, start, end, exact=self._exact):
                for user in self._users[index]:
                    if end > longest.get((start, user), 0):
                        longest[start, user] = end
        for (start, user), end in sorted(longest.items(), key=lambda one: one[0][0]):
            yield start, end, user


def _creases(terms: Iterable[str]) -> list[str]:
    """What may keep one of *terms* from being found in a text that is only nearly folded: controls anywhere, and other
    white space than one space behind the words that a phrase begins with.
    """
    begun = {term[: space.start()] for term in terms if " " in term for space in _SPACE.finditer(term)}
    return [*_CONTROLS, *(words + gap for words in sorted(begun) for gap in _GAPS)]


def pieces(terms: Sequence[str]) -> Callable[[str], list[tuple[int, int, int]]]:
    """Finds the number, start and end of each of *terms* that occurs in a text, wherever it stands."""
    hits = _automaton(terms)
    return lambda text: hits(text, True)


def _automaton(
    terms: Sequence[str], creases: Sequence[str] = ()
) -> Callable[[str, bool], list[tuple[int, int, int]]]:
    kind = ahocorasick_rs.Implementation
    small = sum(map(len, terms)) <= SMALL
    return ahocorasick_rs.AhoCorasick(
        [*terms, *creases], implementation=kind.DFA if small else kind.ContiguousNFA, store_patterns=False
    ).find_matches_as_indexes
