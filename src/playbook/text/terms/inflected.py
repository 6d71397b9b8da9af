"""Finds terms in all their forms: the part of `matcher` for `stems`.

A term and a text are both taken as words with what stands between them. Each word is cut down to its stem (`stems`),
what stands between has to be the same, and the whole has to stand alone as `words` has it, which is decided on the
text before it was cut down. The terms are a trie of such parts, so the cost does not grow with their number.

Where nobody said in which language a text is, `guesses` tells the languages in which it might say more than it says as
written.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Generic, NamedTuple

from playbook.limits import MAX_GUESSED_WORDS
from playbook.text.terms.stems import KEEP_INITIAL, WORD, stem, stemmers_for
from playbook.text.terms.trie import User
from playbook.text.terms.words import stands_alone

_MANY: Final = 20_000
"""Words whose kin is remembered."""


class _End(NamedTuple, Generic[User]):
    """A term that ends here: the signs before its first word and after its last one, and its users."""

    before: str
    after: str
    users: Sequence[User]


class _Branch(Generic[User]):
    """What may follow in the trie: a stem, or what stands between two words."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Branch[User]] = {}
        self.ends: list[_End[User]] = []


class Inflected(Generic[User]):
    """The folded terms of *uses*, each with those who want to know of it. May be shared by threads."""

    def __init__(self, uses: Mapping[str, Sequence[User]]) -> None:
        self._uses = {term: users for term, users in uses.items() if WORD.search(term) is not None}
        self._words = frozenset(word for term in self._uses for word in WORD.findall(term))
        self._initials = frozenset(map(_initial, self._words))
        self._tries: dict[str, _Branch[User]] = {}
        self._stems: dict[str, Counter[str]] = {}
        self._kin: dict[str, frozenset[str]] = {}

    def find(self, text: str, stemmer: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each place where a form of a term stands in the folded *text*, by start.

        Of several terms of one user that begin at one place only the longest is told.
        """
        trie = self._trie(stemmer)
        spans = [found.span() for found in WORD.finditer(text)]
        stems = [stem(text[start:end], stemmer) for start, end in spans]
        longest: dict[tuple[int, User], int] = {}
        for first in range(len(spans)):
            for last, found in _walk(trie, text, spans, stems, first):
                start, end = spans[first][0] - len(found.before), spans[last][1] + len(found.after)
                if (
                    start >= 0
                    and text.startswith(found.before, start)
                    and text.startswith(found.after, spans[last][1])
                    and stands_alone(text, start, end)
                ):
                    for user in found.users:
                        longest[start, user] = max(end, longest.get((start, user), 0))
        for (start, user), end in sorted(longest.items(), key=lambda one: one[0][0]):
            yield start, end, user

    def guesses(self, text: str) -> frozenset[str] | None:
        """The stemmers that bring a word of the folded *text* together with another word of a term; None where the
        text has too many words to try.
        """
        words = set(WORD.findall(text))
        if len(words) > MAX_GUESSED_WORDS:
            return None
        found: frozenset[str] = frozenset()
        for word in words:
            found |= self._kin_of(word)
        return found

    def _kin_of(self, word: str) -> frozenset[str]:
        known = self._kin.get(word)
        if known is None:
            likely = stemmers_for(word)
            if _initial(word) not in self._initials:
                likely -= KEEP_INITIAL
            # A word that stands in a term itself is always among those with its own stem.
            others = int(word in self._words)
            known = frozenset(one for one in likely if self._stems_in(one)[stem(word, one)] > others)
            if len(self._kin) >= _MANY:
                self._kin.clear()
            self._kin[word] = known
        return known

    def _stems_in(self, stemmer: str) -> Counter[str]:
        """How many of the terms' words have which stem."""
        found = self._stems.get(stemmer)
        if found is None:
            found = self._stems[stemmer] = Counter(stem(word, stemmer) for word in self._words)
        return found

    def _trie(self, stemmer: str) -> _Branch[User]:
        trie = self._tries.get(stemmer)
        if trie is None:
            trie = _Branch()
            for term, users in self._uses.items():
                _add(trie, term, users, stemmer)
            self._tries[stemmer] = trie
        return trie


def _add(trie: _Branch[User], term: str, users: Sequence[User], stemmer: str) -> None:
    done, branch = 0, trie
    before = ""
    for found in WORD.finditer(term):
        between = term[done : found.start()]
        if done:
            branch = branch.next.setdefault(between, _Branch())
        else:
            before = between
        branch = branch.next.setdefault(stem(found.group(), stemmer), _Branch())
        done = found.end()
    branch.ends.append(_End(before, term[done:], users))


def _walk(
    trie: _Branch[User], text: str, spans: Sequence[tuple[int, int]], stems: Sequence[str], first: int
) -> Iterator[tuple[int, _End[User]]]:
    """The terms that may begin with the word *first*, each with the number of its last word."""
    branch, index = trie, first
    while True:
        after = branch.next.get(stems[index])
        if after is None:
            return
        for end in after.ends:
            yield index, end
        if index + 1 == len(spans):
            return
        between = after.next.get(text[spans[index][1] : spans[index + 1][0]])
        if between is None:
            return
        branch, index = between, index + 1


_VOICELESS: Final = {"b": "p", "d": "t", "g": "k"}


@lru_cache(maxsize=4096)
def _initial(word: str) -> str:
    """The letter that *word* begins with, in the same spelling for letters that stemmers take for one another."""
    letter = unicodedata.normalize("NFD", word[0])[0]
    return _VOICELESS.get(letter, letter)
