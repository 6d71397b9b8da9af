"""What a policy looks for in texts, and where it is found: all terms of all topics in one pass over each text.

Sits on `normal` (the form that is matched on), `words` (whole words), `trie` (the scan) and `pattern`. It knows
nothing of the language: the compiler turns topics into `TopicSpec`s. Places are half-open ranges of code points of
the text as given.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from playbook.text.normal import Folded, fold
from playbook.text.pattern import Pattern
from playbook.text.trie import Trie

Place: TypeAlias = tuple[int, int]
Finder: TypeAlias = Callable[[str], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """What to look for. A match wholly within an occurrence of one of `excepts` is none, wherever the match comes
    from.

    `words` and `excepts` are found in any case, `exactly` as written, all three as whole words (see
    `words.stands_alone`). `includes` are topics whose matches count here too, after their own exceptions. `finders`
    give places in a text themselves.
    """

    words: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    excepts: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    includes: "tuple[TopicSpec, ...]" = ()
    finders: tuple[Finder, ...] = ()


class _Node(NamedTuple):
    """A spec whose includes are known by their numbers, which are all smaller than its own."""

    spec: TopicSpec
    includes: tuple[int, ...]


class _Hits(NamedTuple):
    """What one pass over a text found, by node: places of terms, and of exceptions."""

    terms: dict[int, list[Place]]
    excepts: dict[int, list[Place]]


_Use: TypeAlias = tuple[int, bool]
"""Who wants to know of a term: the number of a node, and whether the term is an exception there."""


class Matcher:
    """Finds what *specs* look for. Immutable; may be shared by threads."""

    def __init__(self, specs: Sequence[TopicSpec]) -> None:
        self._nodes, self._numbers = _numbered(specs)
        self._folded: dict[str, list[_Use]] = {}
        self._written: dict[str, list[_Use]] = {}
        for number, node in enumerate(self._nodes):
            spec = node.spec
            for terms, kept, exception in (
                (spec.words, self._folded, False),
                (spec.excepts, self._folded, True),
                (spec.exactly, self._written, False),
            ):
                for term in terms:
                    plain = fold(term, case=kept is self._folded).text.strip(" ")
                    if plain:
                        kept.setdefault(plain, []).append((number, exception))
        self._compound = frozenset(
            number
            for number, (spec, includes) in enumerate(self._nodes)
            if includes or spec.patterns or spec.finders
        )
        self._indices: dict[int, list[int]] = {}
        for index, number in enumerate(self._numbers):
            self._indices.setdefault(number, []).append(index)
        self._in_any_case = Trie(self._folded)
        self._as_written = Trie(self._written, exact=True)
        self._last_few = lru_cache(maxsize=4)(self._look_for_all)

    def mentioned(self, text: str) -> frozenset[int]:
        """The indices of the specs that *text* mentions."""
        # Finding out when a post may go out, and whether a fix helps, asks about the same text many times.
        return self._last_few(text)

    def _look_for_all(self, text: str) -> frozenset[int]:
        hits = self._scan(text)
        found = set(hits.terms)
        for number in sorted(self._compound.union(hits.excepts)):
            if self._holds(text, number, hits, found):
                found.add(number)
            else:
                found.discard(number)
        return frozenset(index for number in found for index in self._indices.get(number, ()))

    def _holds(self, text: str, number: int, hits: _Hits, found: set[int]) -> bool:
        """Whether *text* mentions the node; *found* are those with smaller numbers that it mentions."""
        if number in hits.excepts:
            return bool(self._remaining(text, number, hits, {}))
        spec, includes = self._nodes[number]
        return (
            number in hits.terms
            or not found.isdisjoint(includes)
            or any(pattern.found(text) for pattern in spec.patterns)
            or any(True for finder in spec.finders for _ in finder(text))
        )

    def places(self, text: str, index: int) -> tuple[Place, ...]:
        """Where *text* mentions the spec at *index*, sorted. Places may overlap where terms do."""
        return tuple(sorted(self._remaining(text, self._numbers[index], self._scan(text), {})))

    def _scan(self, text: str) -> _Hits:
        hits = _Hits({}, {})
        if self._folded:
            _note(fold(text), self._in_any_case, hits)
        if self._written:
            _note(fold(text, case=False), self._as_written, hits)
        return hits

    def _remaining(self, text: str, wanted: int, hits: _Hits, done: dict[int, set[Place]]) -> set[Place]:
        """The places of the node *wanted* after exceptions. Goes by numbers, not by recursion: includes may chain
        far.
        """
        for number in self._needed(wanted):
            spec, includes = self._nodes[number]
            places = set(hits.terms.get(number, ()))
            places.update(place for pattern in spec.patterns for place in pattern.places(text))
            places.update(place for finder in spec.finders for place in finder(text))
            places.update(place for included in includes for place in done[included])
            done[number] = _outside(places, hits.excepts.get(number, ()))
        return done[wanted]

    def _needed(self, wanted: int) -> list[int]:
        """The node *wanted* and all that it includes, smallest number first."""
        needed = {wanted}
        for number in range(wanted, -1, -1):
            if number in needed:
                needed.update(self._nodes[number].includes)
        return sorted(needed)


def word(term: str) -> TopicSpec:
    """What `mentions "term"` looks for."""
    return TopicSpec(words=(term,))


def mentions_term(text: str, term: str) -> bool:
    """Whether *text* mentions *term*, where the term is only known when a post is judged."""
    return bool(_matcher(term).mentioned(text))


def term_places(text: str, term: str) -> tuple[Place, ...]:
    """Where *text* mentions *term*."""
    return _matcher(term).places(text, 0)


def folds_to_nothing(term: str) -> bool:
    """Whether nothing of *term* is left to look for: it is empty, white space, or shows nothing."""
    return not fold(term).text.strip(" ")


@lru_cache(maxsize=512)
def _matcher(term: str) -> Matcher:
    return Matcher([word(term)])


def _note(folded: Folded, trie: "Trie[_Use]", hits: _Hits) -> None:
    for start, end, (number, exception) in trie.find(folded.text):
        (hits.excepts if exception else hits.terms).setdefault(number, []).append(folded.original(start, end))


def _outside(places: set[Place], excepts: Sequence[Place]) -> set[Place]:
    """Those of *places* that lie wholly within none of *excepts*."""
    if not excepts:
        return places
    remaining = set()
    walls = iter(sorted(excepts))
    wall = next(walls, None)
    furthest = -1  # the furthest end of an exception that begins no later than the place
    for start, end in sorted(places):
        while wall is not None and wall[0] <= start:
            furthest = max(furthest, wall[1])
            wall = next(walls, None)
        if end > furthest:
            remaining.add((start, end))
    return remaining


def _numbered(specs: Sequence[TopicSpec]) -> tuple[list[_Node], list[int]]:
    """Each different spec once, what it includes before it; and the number of each of *specs*.

    Specs are told apart by identity: comparing them would walk what they include again and again.
    """
    nodes: list[_Node] = []
    numbers: dict[int, int] = {}
    for spec in specs:
        for inner in _innermost_first(spec, numbers):
            numbers[id(inner)] = len(nodes)
            nodes.append(_Node(inner, tuple(numbers[id(included)] for included in inner.includes)))
    return nodes, [numbers[id(spec)] for spec in specs]


def _innermost_first(spec: TopicSpec, known: dict[int, int]) -> Iterator[TopicSpec]:
    """*spec* and what it includes and is not *known* yet, each after all that it includes."""
    stack = [(spec, False)]
    while stack:
        current, ready = stack.pop()
        if id(current) in known:
            continue
        if ready:
            yield current
        else:
            stack.append((current, True))
            stack.extend((included, False) for included in current.includes)
