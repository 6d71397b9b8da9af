"""Finds each term by one of its words: the engine of `scan` where there is no compiled one.

A term that stands somewhere as a whole word has its ASCII words (runs of letters and digits) there as whole words,
too. So each term is filed under the longest of them, its *key*, and a text is first asked which keys are among its own
words: it is cut up and its words are looked up in three calls, which cost the same for ten terms and for ten thousand.
Where all terms under a key are phrases, a further word of one of them has to be there as well. Only then is the text
compared with the terms, and `stands_alone` has the last word. Terms without ASCII letters or digits (`trie`) are
looked for apart.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, Generic, TypeAlias

from playbook.text.normal import wholly_folded
from playbook.text.terms.trie import Trie, User, Uses
from playbook.text.terms.words import stands_alone

_Shape: TypeAlias = tuple[int, int]
"""Where in a term its key begins, and how long the term is."""

_WORD: Final = re.compile("[0-9A-Za-z]+")
_APART: Final = bytes(code if chr(code).isalnum() and code < 128 else 32 for code in range(256))
_CONTROLS: Final = bytes((*range(9), *range(14, 28), 127))
"""What folding takes out of ASCII, and may stand within words until then."""


class Keyed(Generic[User]):
    """See `scan.Scan`."""

    def __init__(
        self, uses: Uses[User], anywhere: Uses[User] = MappingProxyType({}), *, exact: bool = False
    ) -> None:
        self._uses = uses
        self._anywhere = anywhere
        self._exact = exact
        self._shapes, self._further, others = _filed(uses)
        self._others = Trie({term: uses[term] for term in others}, exact=exact) if others else None
        self._others_in_ascii = any(map(str.isascii, others))

    def users(self, near: bytes) -> set[User]:
        """Who wants to know of what is in the nearly folded text *near*: terms as whole words, and those that count
        anywhere.
        """
        found: set[User] = set()
        keys = self._keys_in(near)
        others = self._others is not None and (self._others_in_ascii or not near.isascii())
        if not (keys or others or self._anywhere):
            return found
        text = wholly_folded(near)
        for _, _, users in self._places(text, keys):
            found.update(users)
        if others and self._others is not None:
            found.update(user for _, _, user in self._others.find(text))
        for term, users in self._anywhere.items():
            if term in text:
                found.update(users)
        return found

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each such place, by start: of several of one user at one start, the longest."""
        longest: dict[tuple[int, User], int] = {}
        keys = self._keys_in(text.encode("utf-8", "surrogatepass"))
        for start, end, users in self._places(text, keys):
            for user in users:
                longest[start, user] = max(end, longest.get((start, user), 0))
        for start, end, user in self._others.find(text) if self._others is not None else ():
            longest[start, user] = max(end, longest.get((start, user), 0))
        for (start, user), end in sorted(longest.items(), key=lambda one: one[0][0]):
            yield start, end, user

    def _keys_in(self, text: bytes) -> set[bytes]:
        words = text.translate(_APART, _CONTROLS).split()
        if self._shapes.keys().isdisjoint(words):
            return set()
        return {
            key
            for key in self._shapes.keys() & words
            if key not in self._further or not self._further[key].isdisjoint(words)
        }

    def _places(self, text: str, keys: set[bytes]) -> Iterator[tuple[int, int, Sequence[User]]]:
        """Start, end and users of each term under one of *keys* that stands alone in the folded *text*."""
        for key in keys:
            word = key.decode()
            at = text.find(word)
            while at >= 0:
                for offset, length in self._shapes[key]:
                    start, end = at - offset, at - offset + length
                    if start < 0 or end > len(text):
                        continue
                    users = self._uses.get(text[start:end])
                    if users is not None and stands_alone(text, start, end, exact=self._exact):
                        yield start, end, users
                at = text.find(word, at + 1)


def _filed(
    uses: Mapping[str, object],
) -> tuple[dict[bytes, tuple[_Shape, ...]], dict[bytes, set[bytes]], list[str]]:
    """The shapes of the terms under each key, further words of them where all are phrases, and the terms that have no
    key.
    """
    shapes: dict[bytes, tuple[_Shape, ...]] = {}
    further: dict[bytes, set[bytes]] = {}
    single: set[bytes] = set()
    alike: dict[tuple[_Shape, ...], tuple[_Shape, ...]] = {}
    others = []
    for term in uses:
        words = sorted(_WORD.findall(term), key=len)
        if not words:
            others.append(term)
            continue
        word = words.pop()
        key = word.encode()
        shape = (term.index(word), len(term))
        known = shapes.get(key, ())
        if shape not in known:
            filed = (*known, shape)
            shapes[key] = alike.setdefault(filed, filed)  # one object for all words of a length
        if words:
            further.setdefault(key, set()).add(words[-1].encode())
        else:
            single.add(key)
    return shapes, {key: words for key, words in further.items() if key not in single}, others
