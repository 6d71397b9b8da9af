"""What a policy looks for in texts, and where it is found: all terms of all topics in one pass over each text.

Sits on `normal` (the form that is matched on), `words` (whole words), `scan` (the terms) and `pattern`. It knows
nothing of the language: the compiler turns topics into `TopicSpec`s. Places are half-open ranges of code points of
the text as given.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from playbook.text.normal import Folded, fold, folded_text
from playbook.text.scan import Scan, scan_for
from playbook.text.topic_spec import Finder, Node, Place, TopicSpec, numbered, outside, word

__all__ = [
    "Finder",
    "Matcher",
    "Place",
    "TopicSpec",
    "folds_to_nothing",
    "mentions_term",
    "term_places",
    "word",
]

_NONE: Final[frozenset[int]] = frozenset()

_Use: TypeAlias = int
"""Who wants to know of a term: the number of a node, or `~number` where the term is an exception there."""


class _Hits(NamedTuple):
    """Where a text has what, by node: terms, and exceptions."""

    terms: dict[int, list[Place]]
    excepts: dict[int, list[Place]]


class Matcher:
    """Finds what *specs* look for. Immutable; may be shared by threads."""

    def __init__(self, specs: Sequence[TopicSpec]) -> None:
        self._nodes, self._numbers = numbered(specs)
        self._in_any_case = _scan(self._nodes, case=True)
        self._as_written = _scan(self._nodes, case=False)
        self._compound = frozenset(
            number
            for number, (spec, includes) in enumerate(self._nodes)
            if includes or spec.patterns or spec.finders
        )
        self._indices: dict[int, list[int]] = {}
        for index, number in enumerate(self._numbers):
            self._indices.setdefault(number, []).append(index)
        self._last: tuple[str, frozenset[int]] = ("", self._look_for_all(""))

    def mentioned(self, text: str) -> frozenset[int]:
        """The indices of the specs that *text* mentions."""
        # Finding out when a post may go out, and whether a fix helps, asks about the same text many times.
        last = self._last
        if last[0] is text:
            return last[1]
        found = self._look_for_all(text)
        self._last = (text, found)
        return found

    def _look_for_all(self, text: str) -> frozenset[int]:
        uses: set[_Use] = set()
        if self._in_any_case is not None:
            uses = self._in_any_case.users(folded_text(text))
        if self._as_written is not None:
            uses |= self._as_written.users(folded_text(text, case=False))
        if not uses and not self._compound:
            return _NONE
        found = {use for use in uses if use >= 0}
        excepted = {~use for use in uses if use < 0}
        hits = self._hits(text) if excepted else None
        for number in sorted(self._compound | excepted):
            if self._holds(text, number, hits if number in excepted else None, found):
                found.add(number)
            else:
                found.discard(number)
        return frozenset(index for number in found for index in self._indices.get(number, ()))

    def _holds(self, text: str, number: int, hits: _Hits | None, found: set[int]) -> bool:
        """Whether *text* mentions the node; *found* are those with smaller numbers that it mentions, and those with
        terms in it. *hits* are given where an exception of the node stands in the text.
        """
        if hits is not None:
            return bool(self._remaining(text, number, hits))
        spec, includes = self._nodes[number]
        return (
            number in found
            or not found.isdisjoint(includes)
            or any(pattern.found(text) for pattern in spec.patterns)
            or any(True for finder in spec.finders for _ in finder(text))
        )

    def places(self, text: str, index: int) -> tuple[Place, ...]:
        """Where *text* mentions the spec at *index*, sorted. Places may overlap where terms do."""
        return tuple(sorted(self._remaining(text, self._numbers[index], self._hits(text))))

    def _hits(self, text: str) -> _Hits:
        hits = _Hits({}, {})
        if self._in_any_case is not None:
            _note(fold(text), self._in_any_case, hits)
        if self._as_written is not None:
            _note(fold(text, case=False), self._as_written, hits)
        return hits

    def _remaining(self, text: str, wanted: int, hits: _Hits) -> set[Place]:
        """The places of the node *wanted* after exceptions. Goes by numbers, not by recursion: includes may chain
        far.
        """
        done: dict[int, set[Place]] = {}
        for number in self._needed(wanted):
            spec, includes = self._nodes[number]
            places = set(hits.terms.get(number, ()))
            places.update(place for pattern in spec.patterns for place in pattern.places(text))
            places.update(place for finder in spec.finders for place in finder(text))
            places.update(place for included in includes for place in done[included])
            done[number] = outside(places, hits.excepts.get(number, ()))
        return done[wanted]

    def _needed(self, wanted: int) -> list[int]:
        """The node *wanted* and all that it includes, smallest number first."""
        needed = {wanted}
        for number in range(wanted, -1, -1):
            if number in needed:
                needed.update(self._nodes[number].includes)
        return sorted(needed)


def mentions_term(text: str, term: str) -> bool:
    """Whether *text* mentions *term*, where the term is only known when a post is judged."""
    return bool(_matcher(term).mentioned(text))


def term_places(text: str, term: str) -> tuple[Place, ...]:
    """Where *text* mentions *term*."""
    return _matcher(term).places(text, 0)


def folds_to_nothing(term: str) -> bool:
    """Whether nothing of *term* is left to look for: it is empty, white space, or shows nothing."""
    return not folded_text(term).strip(" ")


@lru_cache(maxsize=512)
def _matcher(term: str) -> Matcher:
    return Matcher([word(term)])


def _scan(nodes: Sequence[Node], *, case: bool) -> Scan[_Use] | None:
    """The scan for the terms in any case, or as written; None where there is no such term."""
    uses: dict[str, tuple[_Use, ...]] = {}
    for number, (spec, _) in enumerate(nodes):
        if case:
            _add(uses, spec.words, (number,), case)
            _add(uses, spec.excepts, (~number,), case)
        else:
            _add(uses, spec.exactly, (number,), case)
    return scan_for(uses, exact=not case) if uses else None


def _add(uses: dict[str, tuple[_Use, ...]], terms: Iterable[str], use: tuple[_Use, ...], case: bool) -> None:
    """Note that *use* is of *terms*. Most terms have one user, so all of a list share one tuple."""
    for term in terms:
        plain = folded_text(term, case=case).strip(" ")
        if plain:
            others = uses.get(plain)
            uses[plain] = use if others is None else (*others, *use)


def _note(folded: Folded, scan: Scan[_Use], hits: _Hits) -> None:
    for start, end, use in scan.find(folded.text):
        kept, number = (hits.terms, use) if use >= 0 else (hits.excepts, ~use)
        kept.setdefault(number, []).append(folded.original(start, end))
