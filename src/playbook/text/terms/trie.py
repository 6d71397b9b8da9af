"""A set of terms as one regular expression of Python's: for those that `keyed` has no key for, such as terms in scripts
without spaces, of another alphabet, or made of signs.

The expression is a trie of the terms' first characters, so that a step through the text costs the
same for ten terms as for ten thousand. At each place the deepest end of the trie that fits is taken; all terms that
begin there are prefixes of it or go on from it, and are looked up in a table. So overlapping terms are all found, in
one pass. The trie is deterministic (nothing to backtrack into) and shallow (terms may be 500 characters long, and
`re` nests a group for each prefix that is a term itself). The cost is bounded by the length of the text times the
length of the longest term.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeAlias, TypeVar

from playbook.text.terms.words import is_roomy, stands_alone

_DEPTH = 24
"""Characters of a term that the expression looks at."""

_WIDE = 48
"""Branches that are tried one by one; more are put into bins first."""

User = TypeVar("User", bound=Hashable)
"""Who wants to know of a term; the trie only passes it on."""

Uses: TypeAlias = Mapping[str, Sequence[User]]
"""Folded terms, each with those who want to know of it."""


class _Stub(Generic[User]):
    """What may begin where the trie's end is reached: terms read to their end by then, and longer ones by their
    lengths.
    """

    __slots__ = ("lengths", "longer", "users", "whole")

    def __init__(self) -> None:
        self.whole: list[str] = []
        self.longer: set[str] = set()
        self.lengths: list[int] = []
        self.users: set[User] = set()


class Trie(Generic[User]):
    """Finds folded terms in folded texts. *exact*: they are matched as written, which loosens the rules on
    apostrophes.
    """

    def __init__(self, uses: Uses[User], *, exact: bool = False) -> None:
        self._uses = uses
        self._exact = exact
        self._stubs = _stubs(uses)
        roomy = [stub for stub in self._stubs if is_roomy(stub[0])]
        others = [stub for stub in self._stubs if not is_roomy(stub[0])]
        sides = [_expression(others)] if others else []
        if roomy:
            # A cheap way to pass over most places inside words; `stands_alone` has the last word.
            sides.insert(0, f"(?<![0-9A-Za-z]){_expression(roomy)}")
        self._search = re.compile("|".join(sides) or "(?!)", re.DOTALL).search

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each term that stands in the folded *text* as a whole word, by start.

        Of several terms of one user that begin at one place only the longest is told.
        """
        place = self._search(text)
        while place is not None:
            start = place.start()
            stub = self._stubs[place.group()]
            told: set[User] = set()
            for term in self._beginning(stub, text, start):
                users = self._uses[term]
                end = start + len(term)
                if not told.issuperset(users) and stands_alone(text, start, end, exact=self._exact):
                    for user in users:
                        if user not in told:
                            yield start, end, user
                    told.update(users)
                    if len(told) == len(stub.users):
                        break
            place = self._search(text, start + 1)

    def _beginning(self, stub: _Stub[User], text: str, start: int) -> Iterator[str]:
        """The terms that begin at *start*, longest first."""
        for length in stub.lengths:
            term = text[start : start + length]
            if term in stub.longer:
                yield term
        yield from stub.whole


class PieceTrie:
    """Finds terms wherever they stand, within words too."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._root: _Numbered = ({}, [])
        for number, term in enumerate(terms):
            node = self._root
            for char in term:
                node = node[0].setdefault(char, ({}, []))
            node[1].append(number)

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each term in *text*."""
        for start in range(len(text)):
            node: _Numbered | None = self._root
            for end in range(start, len(text)):
                node = node[0].get(text[end]) if node is not None else None
                if node is None:
                    break
                for number in node[1]:
                    yield number, start, end + 1


_Numbered: TypeAlias = tuple[dict[str, "_Numbered"], list[int]]


def _stubs(uses: Mapping[str, Sequence[User]]) -> dict[str, _Stub[User]]:
    """The trie's ends: each term's first characters, with all that may begin where they are found."""
    stubs: dict[str, _Stub[User]] = {}
    for term in uses:
        stub = stubs.setdefault(term[:_DEPTH], _Stub())
        if len(term) > _DEPTH:
            stub.longer.add(term)
    for start, stub in stubs.items():
        prefixes = (start[:length] for length in range(len(start), 0, -1))
        stub.whole = [prefix for prefix in prefixes if prefix in uses]
        stub.lengths = sorted({len(term) for term in stub.longer}, reverse=True)
        stub.users = {user for term in (*stub.whole, *stub.longer) for user in uses[term]}
    return stubs


_Node: TypeAlias = dict[str, "_Node"]
_END = ""


def _expression(stubs: Iterable[str]) -> str:
    root: _Node = {}
    for stub in stubs:
        node = root
        for char in stub:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _alternatives(root)


def _alternatives(node: _Node) -> str:
    """What may follow at *node*: a chain of single characters, or a group; optional where a term ends here."""
    branches = [
        re.escape(char) + _alternatives(child) for char, child in sorted(node.items()) if char != _END
    ]
    if not branches:
        return ""
    if len(branches) == 1 and _END not in node:
        return branches[0]
    group = f"(?:{_binned(node, branches)})"
    return group + "?" if _END in node else group


def _binned(node: _Node, branches: list[str]) -> str:
    """The branches as an alternation; very many (Chinese terms) behind a look at the next character for each bin."""
    if len(branches) <= _WIDE:
        return "|".join(branches)
    chars = sorted(char for char in node if char != _END)
    size = int(len(branches) ** 0.5) + 1
    bins = (range(low, min(low + size, len(branches))) for low in range(0, len(branches), size))
    return "|".join(
        f"(?=[{''.join(re.escape(chars[index]) for index in bin_)}])(?:{'|'.join(branches[index] for index in bin_)})"
        for bin_ in bins
    )
