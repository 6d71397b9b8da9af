"""Writes the Python that finds out which rules fire: what many of them ask is asked once, and those that cannot fire
after that are not come to.

The order in which rules are tried cannot change the answer, so they are put together as they share parts: all that
look for topics in a text that is looked through anyway stand behind "is anything found in it at all"; those that
compare one field with different constants are found by that field's value; those that begin alike share their
beginning. What is left is tried one by one, the cheapest part first.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from typing import Final

from playbook.compile.code import Code
from playbook.compile.condition import Condition, both
from playbook.compile.conditions import Conditions
from playbook.compile.conjuncts import Candidate
from playbook.compile.dispatch import Dispatch
from playbook.compile.given import Given
from playbook.compile.weights import HEAVY
from playbook.reference.language import hangs_on_language
from playbook.syntax import tree

SHARED: Final = 2
"""Rules that share a part before it is asked for all of them at once."""
CHUNK: Final = 12
"""Rules on topics that stand behind one look at what was found."""
DEEPEST: Final = 12
"""Shared parts within one another."""


class Judging:
    """The writer of what tries rules."""

    def __init__(self, given: Given, conditions: Conditions) -> None:
        self._given, self._conditions = given, conditions
        self._code: Code = given.code
        self._dispatch = Dispatch(given, conditions)

    def write(self, candidates: Sequence[Candidate], depth: int = 0) -> None:
        """Try *candidates*, in whatever order is best."""
        left = list(candidates)
        if depth < DEEPEST:
            left = self._by_topic(left, depth)
            left = self._by_value(left, depth)
            left = self._by_shared_part(left, depth)
        for candidate in sorted(left, key=_first_weight, reverse=True):
            self._single(candidate)

    # ---------------------------------------------------------------------------------------------------- together

    def _by_topic(self, candidates: list[Candidate], depth: int) -> list[Candidate]:
        """Those that look for something in a text that has to be looked through anyway; what is left."""
        left = candidates
        for number, text in self._looked_through(candidates).items():
            group = [one for one in left if self._topics(one, number)]
            hits = self._conditions.atoms.texts.hits(text) if len(group) >= SHARED else None
            if hits is None or not hits.sure:
                continue
            self._code.remember(("grouped", number), True)
            left = _without(left, group)
            with self._code.block(f"if {hits.code}"):
                if len(group) <= CHUNK:
                    self.write(group, depth + 1)
                    continue
                for start in range(0, len(group), CHUNK):
                    self._chunk(group[start : start + CHUNK], number, hits.code, depth)
        return left

    def _chunk(self, group: list[Candidate], number: int, hits: str, depth: int) -> None:
        wanted = frozenset(topic for one in group for topic in self._topics(one, number))
        with self._code.block(f"if not {self._code.constant(wanted)}.isdisjoint({hits})"):
            self.write(group, depth + 1)

    def _looked_through(self, candidates: list[Candidate]) -> dict[int, tree.Expr]:
        """The texts that are looked through whatever else is so: they have been, or a rule has nothing cheaper."""
        found: dict[int, tree.Expr] = {}
        for one in candidates:
            for part in one.left:
                expr = part.expr
                if not isinstance(expr, tree.Mentions) or not self._wanted(expr):
                    continue
                number = self._given.outlines.of(expr.text)
                if number in found or self._code.known(("grouped", number)):
                    continue
                if self._code.known(("hits", number)) or part.weigh() <= _first_weight(one):
                    found[number] = expr.text
        return found

    def _topics(self, candidate: Candidate, number: int) -> list[int]:
        """What of the matcher's topics has to be found in the text with that number for the rule to fire."""
        return [
            topic
            for part in candidate.left
            if isinstance(part.expr, tree.Mentions) and self._given.outlines.of(part.expr.text) == number
            for topic in self._wanted(part.expr)
        ]

    def _wanted(self, expr: tree.Mentions) -> tuple[int, ...]:
        if self._given.outlines.loops(expr.text) or hangs_on_language(expr, self._given.tables):
            return ()
        return self._conditions.atoms.texts.wanted(expr) or ()

    def _by_value(self, candidates: list[Candidate], depth: int) -> list[Candidate]:
        """Those that compare a field with constants; what is left."""
        left = candidates
        while (found := self._dispatch.best(left)) is not None:
            left = _without(left, found.candidates())
            self._dispatch.write(found, lambda rules: self.write(rules, depth + 1))
        return left

    def _by_shared_part(self, candidates: list[Candidate], depth: int) -> list[Candidate]:
        """Those that begin alike, or could; what is left."""
        left = candidates
        for key in self._shared(left):
            group = [one for one in left if any(part.key == key for part in one.left)]
            if len(group) < SHARED:
                continue
            left = _without(left, group)
            part = next(part for part in group[0].left if part.key == key)
            condition = part.write()
            with self._code.block(f"if {condition.open}"):
                self.write([one.past(part, condition) for one in group], depth + 1)
        return left

    def _shared(self, candidates: list[Candidate]) -> list[Hashable]:
        """The parts that several have, most shared first, if they are not dearer than what is asked first anyway."""
        counts: Counter[Hashable] = Counter()
        for one in candidates:
            most = max(_first_weight(one) + 4, HEAVY // 2)
            counts.update(part.key for part in one.left if part.weigh() <= most)
        return [key for key, count in counts.most_common() if count >= SHARED]

    # ------------------------------------------------------------------------------------------------------- alone

    def _single(self, candidate: Candidate) -> None:
        """One rule by itself: its light parts in one `if`, then one heavy part within another."""
        parts = sorted(candidate.left, key=lambda part: part.weigh())
        if not parts:
            self._fire(candidate)
            return
        light = [part for part in parts if part.weigh() < HEAVY]
        chosen = light or parts[:1]
        conditions = [part.write() for part in chosen]
        together = both(conditions)
        rest = Candidate(
            candidate.number, [part for part in parts if part not in chosen], [*candidate.asked, *conditions]
        )
        if together.open == "False":
            return
        if together.open == "True":
            self._single(rest)
            return
        with self._code.block(f"if {together.open}"):
            self._single(rest)

    def _fire(self, candidate: Candidate) -> None:
        doubtful: list[Condition] = [one for one in candidate.asked if not one.known]
        if not doubtful:
            self._code.line(f"fired.append({candidate.number})")
            return
        sure = both(doubtful).sure
        if sure == "False":
            self._code.line(f"undetermined.append({candidate.number})")
            return
        self._code.line(f"(fired if {sure} else undetermined).append({candidate.number})")


def _first_weight(candidate: Candidate) -> int:
    return min((part.weigh() for part in candidate.left), default=0)


def _without(candidates: list[Candidate], group: Collection[Candidate]) -> list[Candidate]:
    gone = set(group)
    return [one for one in candidates if one not in gone]
