"""What a policy looks for in texts, and where it is found: all terms of all topics in one pass over each text.

Sits on `normal` (the form that is matched on), `words` (whole words), `scan` (the terms as they stand), `inflected`
(their other forms) and `pattern`. It knows
nothing of the language: the compiler turns topics into `TopicSpec`s. Places are half-open ranges of code points of
the text as given.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from playbook.text.normal import Folded, fold, folded_text, nearly_folded
from playbook.text.terms.checks import checks_of
from playbook.text.terms.scan import Scan, scan_for
from playbook.text.terms.stems import AS_WRITTEN
from playbook.text.terms.topic_spec import Finder, Node, Place, TopicSpec, numbered, outside, word

if TYPE_CHECKING:
    from playbook.text.terms.disguise import Disguised
    from playbook.text.terms.inflected import Inflected

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
        checks = list(checks_of(self._nodes))
        self._checks = {len(self._nodes) + place: check for place, check in enumerate(checks) if check.pieces}
        self._always = tuple(check[:3] for check in checks if not check.pieces)
        self._including = frozenset(number for number, node in enumerate(self._nodes) if node.includes)
        self._in_any_case, self._as_written, self._written = self._scans()
        self._inflected = _inflected(self._nodes)
        self._disguised = _disguised(self._nodes)
        self._indices: dict[int, list[int]] = {}
        for index, number in enumerate(self._numbers):
            self._indices.setdefault(number, []).append(index)
        self._hang_on_language = self._asking() if self._inflected is not None else _NONE
        self._last: tuple[str, str | None, frozenset[int]] = ("", AS_WRITTEN, self._look_for_all("", ""))

    def mentioned(self, text: str, stemmer: str | None = AS_WRITTEN) -> frozenset[int]:
        """The indices of the specs that *text* mentions.

        *stemmer*: how words of the text's language are cut down to their stems (`stems.stemmer_of`). None: nobody
        knows in which language it is; then `~index` is there for each spec that it may mention, and is not seen to.
        """
        # Finding out when a post may go out, and whether a fix helps, asks about the same text many times.
        last = self._last
        if last[0] is text and last[1] == stemmer:
            return last[2]
        found = self._guess(text) if stemmer is None else self._look_for_all(text, stemmer)
        self._last = (text, stemmer, found)
        return found

    def _guess(self, text: str) -> frozenset[int]:
        sure = self._look_for_all(text, AS_WRITTEN)
        unsure = self._hang_on_language - sure
        if not unsure or self._inflected is None:
            return sure
        guesses = self._inflected.guesses(folded_text(text))
        if guesses is not None:
            unsure &= _NONE.union(*(self._look_for_all(text, stemmer) for stemmer in guesses))
        return sure.union(~index for index in unsure)

    def _look_for_all(self, text: str, stemmer: str) -> frozenset[int]:
        uses: set[_Use] = set()
        if self._in_any_case is not None:
            uses = self._in_any_case.users(nearly_folded(text))
            if stemmer and self._inflected is not None:
                uses.update(use for _, _, use in self._inflected.find(folded_text(text), stemmer))
        if self._as_written is not None and (self._written is None or self._written in uses):
            uses |= self._as_written.users(nearly_folded(text, case=False))
        if self._disguised is not None:
            uses |= self._disguised.users(text)
        if not uses and not self._always:
            return _NONE
        found, excepted = self._checked(text, uses)
        if not found and not excepted:
            return _NONE
        hits = self._hits(text, stemmer) if excepted else _Hits({}, {})
        for number in sorted(self._including | excepted):
            if number in excepted:
                holds = bool(self._remaining(text, number, hits))
            else:
                holds = number in found or not found.isdisjoint(self._nodes[number].includes)
            (found.add if holds else found.discard)(number)
        return frozenset(index for number in found for index in self._indices.get(number, ()))

    def _checked(self, text: str, uses: set[_Use]) -> tuple[set[int], set[int]]:
        """The nodes that *text* mentions, taken by themselves, and those of which an exception stands in it."""
        found: set[int] = set()
        excepted: set[int] = set()
        asked = []
        for use in uses:
            if use < 0:
                excepted.add(~use)
            elif use < len(self._nodes):
                found.add(use)
            elif use in self._checks:
                asked.append(self._checks[use])
        for number, may_hold, holds in self._always:
            if number not in found and may_hold(text) and holds(text):
                found.add(number)
        for check in asked:
            if check.number not in found and check.holds(text):
                found.add(check.number)
        return found, excepted

    def places(self, text: str, index: int, stemmer: str | None = AS_WRITTEN) -> tuple[Place, ...]:
        """Where *text* mentions the spec at *index*, sorted. Places may overlap where terms do."""
        hits = self._hits(text, stemmer or AS_WRITTEN)
        return tuple(sorted(self._remaining(text, self._numbers[index], hits)))

    def _hits(self, text: str, stemmer: str) -> _Hits:
        hits = _Hits({}, {})
        if self._in_any_case is not None:
            folded = fold(text)
            _note(folded, self._in_any_case.find(folded.text), hits)
            if stemmer and self._inflected is not None:
                _note(folded, self._inflected.find(folded.text, stemmer), hits)
        for start, end, use in self._disguised.find(text) if self._disguised is not None else ():
            hits.terms.setdefault(use, []).append((start, end))
        if self._as_written is not None:
            folded = fold(text, case=False)
            _note(folded, self._as_written.find(folded.text), hits)
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

    def _scans(self) -> tuple[Scan[_Use] | None, Scan[_Use] | None, _Use | None]:
        """The scans for the terms in any case and as written, each None where there is no such term; and who of the
        first wants to know that the second has something to find, None where only itself can tell.
        """
        uses: dict[str, tuple[_Use, ...]] = {}
        exact: dict[str, tuple[_Use, ...]] = {}
        anywhere: dict[str, tuple[_Use, ...]] = {}
        for number, (spec, _) in enumerate(self._nodes):
            _add(uses, (*spec.words, *spec.stems), (number,), case=True)
            _add(uses, spec.excepts, (~number,), case=True)
            _add(exact, spec.exactly, (number,), case=False)
        for use, check in self._checks.items():
            _add(anywhere, check.pieces or (), (use,), case=True)
        written = None
        if all(map(str.isascii, exact)):
            # No mark stands behind such a term that would become one with its last letter once case is folded.
            written = len(self._nodes) + len(self._always) + len(self._checks)
            _add(anywhere, map(str.lower, exact), (written,), case=True)
        in_any_case = scan_for(uses, anywhere) if uses or anywhere else None
        return in_any_case, scan_for(exact, exact=True) if exact else None, written

    def _asking(self) -> frozenset[int]:
        """The indices of the specs for which the language counts."""
        asking: set[int] = set()
        for number, (spec, includes) in enumerate(self._nodes):
            if spec.stems or not asking.isdisjoint(includes):
                asking.add(number)
        return frozenset(index for index, number in enumerate(self._numbers) if number in asking)

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


def _inflected(nodes: Sequence[Node]) -> "Inflected[_Use] | None":
    uses: dict[str, tuple[_Use, ...]] = {}
    for number, (spec, _) in enumerate(nodes):
        _add(uses, spec.stems, (number,), case=True)
    if not uses:
        return None
    from playbook.text.terms.inflected import Inflected  # noqa: PLC0415  (few policies ask for it)

    return Inflected(uses)


def _disguised(nodes: Sequence[Node]) -> "Disguised[_Use] | None":
    uses: dict[str, tuple[_Use, ...]] = {}
    for number, (spec, _) in enumerate(nodes):
        if spec.disguised:
            _add(uses, (*spec.words, *spec.stems), (number,), case=True)
    if not uses:
        return None
    from playbook.text.terms.disguise import Disguised  # noqa: PLC0415  (slow to import, and few policies ask for it)

    return Disguised(uses)


def _add(
    uses: dict[str, tuple[_Use, ...]], terms: Iterable[str], use: tuple[_Use, ...], *, case: bool
) -> None:
    """Note that *use* is of *terms*. Most terms have one user, so all of a list share one tuple."""
    for term in terms:
        plain = folded_text(term, case=case).strip(" ")
        if plain:
            others = uses.get(plain)
            uses[plain] = use if others is None else (*others, *use)


def _note(folded: Folded, found: Iterable[tuple[int, int, _Use]], hits: _Hits) -> None:
    for start, end, use in found:
        kept, number = (hits.terms, use) if use >= 0 else (hits.excepts, ~use)
        kept.setdefault(number, []).append(folded.original(start, end))
