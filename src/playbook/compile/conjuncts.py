"""A rule as what has to hold together for it to fire, each part by itself and with a number, so that rules can share
them.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence

from playbook.compile.condition import Condition, of_constant
from playbook.compile.conditions import Conditions
from playbook.compile.given import Given
from playbook.frozen import frozen
from playbook.reference.expression import bare
from playbook.reference.linked import LinkedRule
from playbook.reference.logic import truth
from playbook.syntax import tree


@frozen(eq=False)
class Conjunct:
    """One part. Parts with the same key say the same."""

    key: Hashable
    write: Callable[[], Condition]
    """Write what it needs, and give it as a condition."""
    weigh: Callable[[], int]
    """What it costs at this point."""
    expr: tree.Expr | None
    """The expression that has to hold; None for what is no expression, and for what must not hold."""


@frozen(eq=False)
class Candidate:
    """A rule on its way through the code: what is still to be asked, and what has been asked without a plain yes."""

    number: int
    left: list[Conjunct]
    asked: Sequence[Condition] = ()

    def past(self, conjunct: Conjunct, condition: Condition) -> "Candidate":
        """The same, once *conjunct* has come out as not false."""
        left = [one for one in self.left if one.key != conjunct.key]
        return Candidate(self.number, left, [*self.asked, condition])


class Conjuncts:
    """Takes rules apart."""

    def __init__(self, given: Given, conditions: Conditions) -> None:
        self._given, self._conditions = given, conditions

    def candidate(self, number: int, linked: LinkedRule) -> Candidate | None:
        """The rule with that number; None if it never fires, whatever the post."""
        parts: dict[Hashable, Conjunct] = {}
        for part in self._parts(linked):
            if part is None:
                return None
            parts.setdefault(part.key, part)
        return Candidate(number, list(parts.values()))

    def _parts(self, linked: LinkedRule) -> Iterator[Conjunct | None]:
        """None: what never holds."""
        rule, then, atoms = linked.rule, linked.then, self._conditions.atoms
        if rule.when is not None:
            yield from self._of(rule.when, True)
        if rule.unless is not None:
            yield from self._of(rule.unless, False)
        if len(rule.requires) == 1:
            yield from self._of(rule.requires[0], False)
        elif rule.requires:
            yield self._all_missed(rule.requires)
        day, until = linked.dropped_until, then.until
        if day is not None:
            yield Conjunct(("from", day), lambda: atoms.not_before(day), lambda: 60, None)
        if until is not None:
            key = ("early", self._given.outlines.of(until))
            yield Conjunct(key, lambda: atoms.early(until), lambda: 50, None)
        if then.name == "review":
            approvers = then.approvers
            yield Conjunct(
                ("approved", id(approvers)), lambda: atoms.not_approved(approvers), lambda: 900, None
            )

    def _of(self, expr: tree.Expr, wanted: bool) -> Iterator[Conjunct | None]:
        """The parts of `expr` or of `not expr` that have to hold together."""
        expr = bare(expr)
        while isinstance(expr, tree.Not):
            expr, wanted = bare(expr.operand), not wanted
        if isinstance(expr, tree.And if wanted else tree.Or):
            for part in expr.parts:
                yield from self._of(part, wanted)
            return
        if self._given.outlines.is_constant(expr):
            held = of_constant(truth(self._given.constant(expr)))
            held = held if wanted else ~held
            if held.open == "False":
                yield None
            elif held.sure != "True":
                yield Conjunct(("open",), lambda: held, lambda: 0, None)
            return
        yield self._single(expr, wanted)

    def _single(self, expr: tree.Expr, wanted: bool) -> Conjunct:
        conditions = self._conditions
        return Conjunct(
            (self._given.outlines.of(expr), wanted),
            (lambda: conditions.of(expr)) if wanted else (lambda: ~conditions.of(expr)),
            lambda: conditions.weights.of(expr),
            expr if wanted else None,
        )

    def _all_missed(self, requires: tuple[tree.Expr, ...]) -> Conjunct:
        """That not every one of several `require`s holds."""
        conditions = self._conditions
        joined = tree.And(requires[0].span, requires)
        return Conjunct(
            ("requires", *(self._given.outlines.of(one) for one in requires)),
            lambda: ~conditions.written(joined),
            lambda: sum(map(conditions.weights.of, requires)),
            None,
        )
