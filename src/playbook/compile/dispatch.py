"""Rules that compare one field with different constants, found by the field's value instead of being tried in turn.

The values lead to leaves, numbered in order; a rule stands in exactly one leaf, and rules that share a value share the
leaf. At run time a field's value gives a range of leaves: one where it is known, none where no rule asks for it, all
where it is unknown. A tree of comparisons leads to those.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, Final

from playbook.check.refs import PostRef
from playbook.compile.condition import Value
from playbook.compile.conditions import Conditions
from playbook.compile.conjuncts import Candidate, Conjunct
from playbook.compile.given import Given
from playbook.frozen import frozen
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.text.normal import exact_key, key
from playbook.types import TEXT, Enum

FEWEST: Final = 8
"""Rules that make it worth while."""
LEAVES: Final = 3
"""Leaves that make it worth while."""


@frozen
class Found:
    """Rules that compare the field *subject*, by leaf."""

    subject: tree.Expr
    leaves: tuple[tuple[frozenset[str], tuple[tuple[Candidate, Conjunct], ...]], ...]

    def candidates(self) -> set[Candidate]:
        return {candidate for _, rules in self.leaves for candidate, _ in rules}


class Dispatch:
    """The writer of dispatches for one policy."""

    def __init__(self, given: Given, conditions: Conditions) -> None:
        self._given, self._conditions = given, conditions

    def best(self, candidates: Sequence[Candidate]) -> Found | None:
        """The field that tells most rules apart, if one does."""
        if len(candidates) < FEWEST:
            return None
        by_subject: dict[Hashable, list[tuple[Candidate, Conjunct, tree.Expr, frozenset[str]]]] = defaultdict(
            list
        )
        for candidate in candidates:
            for part in candidate.left:
                found = self._keys(part)
                if found is not None:
                    subject, words = found
                    by_subject[self._given.outlines.of(subject)].append((candidate, part, subject, words))
        choices = [self._found(rules) for rules in by_subject.values() if len(rules) >= FEWEST]
        return max(
            (one for one in choices if len(one.leaves) >= LEAVES),
            key=lambda one: len(one.candidates()) * (len(one.leaves) - 1) // len(one.leaves),
            default=None,
        )

    def _found(self, rules: list[tuple[Candidate, Conjunct, tree.Expr, frozenset[str]]]) -> Found:
        """The rules in leaves; those that share a word are in one."""
        leaf_of: dict[str, int] = {}
        leaves: dict[int, tuple[set[str], list[tuple[Candidate, Conjunct]]]] = {}
        seen: set[Candidate] = set()
        for number, (candidate, part, _, words) in enumerate(rules):
            if candidate in seen:
                continue
            seen.add(candidate)
            merged: tuple[set[str], list[tuple[Candidate, Conjunct]]] = (set(words), [(candidate, part)])
            for other in sorted({leaf_of[word] for word in words if word in leaf_of}):
                before = leaves.pop(other)
                merged = (merged[0] | before[0], [*before[1], *merged[1]])
            leaves[number] = merged
            leaf_of.update(dict.fromkeys(merged[0], number))
        return Found(rules[0][2], tuple((frozenset(words), tuple(held)) for words, held in leaves.values()))

    def _keys(self, part: Conjunct) -> tuple[tree.Expr, frozenset[str]] | None:
        """The field that *part* compares, and the folded words that it may be."""
        expr, given = part.expr, self._given
        if isinstance(expr, tree.Compare) and expr.operator == "is":
            for one, other in ((expr.left, expr.right), (expr.right, expr.left)):
                if given.outlines.is_constant(bare(other)) and self._is_field(bare(one)):
                    return self._words(bare(one), [given.constant(bare(other))])
        if isinstance(expr, tree.In) and not expr.negated:
            items = bare(expr.items)
            if given.outlines.is_constant(items) and self._is_field(bare(expr.item)):
                wanted = given.constant(items)
                return self._words(bare(expr.item), list(wanted)) if isinstance(wanted, tuple) else None
        return None

    def _is_field(self, expr: tree.Expr) -> bool:
        if not isinstance(expr, tree.Name):
            return False
        ref = self._given.tables.refs[expr]
        return isinstance(ref.base, PostRef) and bool(ref.fields) and self._given.paths.is_plain(ref.fields)

    def _words(self, subject: tree.Expr, wanted: list[Any]) -> tuple[tree.Expr, frozenset[str]] | None:
        if not wanted or not all(isinstance(word, str) for word in wanted):
            return None
        kind = self._given.type(subject)
        if isinstance(kind, Enum):
            members = self._conditions.atoms.members(subject)
            if members is None:
                return None
            return subject, frozenset(
                str.__str__(members[key(word)]) for word in wanted if key(word) in members
            )
        if kind != TEXT:
            return None
        fold = exact_key if self._conditions.values.is_exact(subject) else key
        return subject, frozenset(map(fold, wanted))

    def write(self, found: Found, inner: Callable[[list[Candidate]], None]) -> None:
        """Look the field's value up, and try the rules of its leaf by *inner*."""
        code, last = self._given.code, len(found.leaves) - 1
        value = self._looked_up(found.subject)
        table = {word: (leaf, leaf) for leaf, (words, _) in enumerate(found.leaves) for word in words}
        where = f"{code.constant(table)}.get({value.code})"
        if value.absent is not None:
            where = f"N if {value.absent} is A else {where}"
        if value.unknown is not None:
            where = f"{code.constant((0, last))} if {value.unknown} is U else {where}"
        leaves = code.let("r", where)
        with code.block(f"if {leaves} is not N"):
            low, high = code.fresh("i"), code.fresh("i")
            code.line(f"{low}, {high} = {leaves}")
            self._branch(_Tree(found, low, high, inner), 0, last)

    def _looked_up(self, subject: tree.Expr) -> Value:
        if isinstance(self._given.type(subject), Enum):
            return self._conditions.values.of(subject)
        return self._conditions.values.folded(subject, exactly=self._conditions.values.is_exact(subject))

    def _branch(self, tree_: "_Tree", first: int, last: int) -> None:
        """The leaves from *first* to *last*."""
        if first == last:
            tree_.inner(self._leaf(*tree_.found.leaves[first]))
            return
        middle = (first + last + 1) // 2
        code = self._given.code
        with code.block(f"if {tree_.low} < {middle}"):
            self._branch(tree_, first, middle - 1)
        with code.block(f"if {tree_.high} >= {middle}"):
            self._branch(tree_, middle, last)

    def _leaf(self, words: frozenset[str], rules: tuple[tuple[Candidate, Conjunct], ...]) -> list[Candidate]:
        """What is left to ask of the rules of one leaf. Whoever comes there has one of its words."""
        candidates = []
        for candidate, part in rules:
            keys = self._keys(part)
            complete = keys is not None and keys[1] == words
            candidates.append(candidate.past(part, part.write()) if complete else candidate)
        return candidates


@frozen
class _Tree:
    """A tree of comparisons: what it leads to, and between which locals."""

    found: Found
    low: str
    high: str
    inner: Callable[[list[Candidate]], None]
