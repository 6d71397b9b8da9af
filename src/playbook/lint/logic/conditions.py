"""Turns checked conditions into logic. What it does not see through becomes a fact of its own, known by its key."""

from collections.abc import Hashable, Iterable
from fractions import Fraction
from typing import TypeAlias

from playbook.check.refs import ItemRef, LetRef, PostRef, TopicRef
from playbook.lint.logic.constants import compared_with, constant, one_of
from playbook.lint.logic.formula import MAX_STEPS, Either, Every, Fact, Formula, Some, possible
from playbook.lint.logic.identity import Levels, identity
from playbook.lint.logic.spans import instants
from playbook.lint.logic.values import GONE, Members, Values, compared, counted, flag, there
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.text.normal import fold
from playbook.types import WINDOW

PUBLISH_AT: Hashable = ("post", ("publish_at",))
MAX_HEIGHT = 60
"""Conditions in conditions (through lets, too) that are looked into."""

MAX_ALL_STEPS = 1_000_000
"""Steps that all searches for one file may take together; past that, all is possible."""

_BOOLEANS = frozenset({True, False, GONE})
_TURNED = {">": "<", ">=": "<=", "is after": "is before"}
_Let: TypeAlias = tuple[tree.Let, bool]


class Conditions:
    """The conditions of one policy. Keeps what it has worked out about lets."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._lets: dict[_Let, Formula] = {}
        self._fires: dict[tree.Rule, Formula] = {}
        self._mentioned: dict[Hashable, Formula] = {}
        self._steps = MAX_ALL_STEPS
        self._height = 0

    def holds(self, expr: tree.Expr, *, positive: bool = True, levels: Levels | None = None) -> Formula:
        """That *expr* holds; not *positive*, that it does not."""
        if self._height >= MAX_HEIGHT:
            return Fact(("deep", id(expr)), _signed(positive))
        self._height += 1
        try:
            return self._holds(expr, positive, {} if levels is None else levels)
        finally:
            self._height -= 1

    def possible(self, *parts: Formula) -> bool:
        """Whether *parts* may hold together; true where that is not certainly not so, or all has taken too long."""
        answer, steps = possible(parts, min(MAX_STEPS, self._steps))
        self._steps -= steps
        return answer

    def fires(self, rule: tree.Rule) -> Formula:
        """That the condition of *rule* holds: its `when`, not its `unless`, not every `require`."""
        if rule not in self._fires:
            self._fires[rule] = self._works_out(rule)
        return self._fires[rule]

    def _works_out(self, rule: tree.Rule) -> Formula:
        parts = [] if rule.when is None else [self.holds(rule.when)]
        if rule.unless is not None:
            parts.append(self.holds(rule.unless, positive=False))
        if rule.requires:
            parts.append(Either(tuple(self.holds(one, positive=False) for one in rule.requires)))
        return Every(tuple(parts))

    def quiet(self, rule: tree.Rule) -> Formula:
        """That the condition of *rule* does not hold."""
        parts = [] if rule.when is None else [self.holds(rule.when, positive=False)]
        if rule.unless is not None:
            parts.append(self.holds(rule.unless))
        if rule.requires:
            parts.append(Every(tuple(self.holds(one) for one in rule.requires)))
        return Either(tuple(parts)) if parts else False

    def then(self, verdict: tree.Verdict, *, positive: bool = True) -> Formula:
        """That the verdict's own condition holds: it is not time yet, or approvals are still wanted."""
        if verdict.name == "review":
            approvers = None if verdict.approvers is None else identity(verdict.approvers, self.tables, {})
            return Fact(("wanted", approvers), _signed(positive))
        if verdict.until is None:
            return positive
        if self.tables.types.get(verdict.until) == WINDOW:
            return self.within(PUBLISH_AT, verdict.until, positive=not positive)
        value = constant(verdict.until, self.tables)
        if value is None:
            subject = "less", PUBLISH_AT, identity(verdict.until, self.tables, {})
            return Fact(subject, _signed(positive))
        found = compared("<", value)
        return Fact(PUBLISH_AT, found if positive else there(found.outside()))

    def within(
        self, time: Hashable, window: tree.Expr, *, positive: bool = True, levels: Levels | None = None
    ) -> Formula:
        """That the instant *time* is in *window*."""
        while isinstance(window, tree.Group):
            window = window.inner
        if isinstance(window, tree.WindowJoin):
            cut = window.operator == "except"
            left = self.within(time, window.left, positive=positive, levels=levels)
            right = self.within(time, window.right, positive=positive is not cut, levels=levels)
            both = positive is cut
            return Every((left, right)) if both else Either((left, right))
        found = instants(window)
        if not found:
            return Fact(("within", time, self._key(window, levels or {})), _signed(positive))
        if positive:
            return Every(tuple(Fact((kind, time), values) for kind, values in found.items()))
        # What a window of dates says of the days of the week follows from the dates: its opposite does not.
        kind, values = next(iter(found.items()))
        outside = values.outside()
        return Fact((kind, time), there(outside) if time == PUBLISH_AT else outside)

    # ------------------------------------------------------------------------------------------------ by kind

    def _holds(self, expr: tree.Expr, positive: bool, levels: Levels) -> Formula:
        match expr:
            case tree.Group():
                return self.holds(expr.inner, positive=positive, levels=levels)
            case tree.BooleanLiteral():
                return expr.value is positive
            case tree.Not():
                return self.holds(expr.operand, positive=not positive, levels=levels)
            case tree.And() | tree.Or():
                parts = tuple(self.holds(part, positive=positive, levels=levels) for part in expr.parts)
                return Every(parts) if isinstance(expr, tree.And) is positive else Either(parts)
            case tree.Name():
                return self._name(expr, positive, levels)
            case tree.Compare():
                return self._compare(expr, positive, levels)
            case tree.In():
                return self._in(expr, positive is not expr.negated, levels)
            case tree.Missing():
                subject = "missing", self._key(expr.operand, levels)
                return Fact(subject, _signed(positive is not expr.negated))
            case tree.Quantifier():
                return self._quantifier(expr, positive is (expr.kind == "any"), levels)
            case tree.Mentions() | tree.Contains():
                return self._listed(expr, expr.text, expr.what, positive, levels)
            case tree.Include():
                return self._listed(expr, expr.items, expr.what, positive, levels)
            case tree.Within():
                time = self._key(expr.time, levels)
                return self.within(time, expr.window, positive=positive is not expr.negated, levels=levels)
            case _:
                return Fact(self._key(expr, levels), _signed(positive))

    def _name(self, name: tree.Name, positive: bool, levels: Levels) -> Formula:
        ref = self.tables.refs.get(name)
        if ref is not None and isinstance(ref.base, LetRef) and not ref.fields:
            known = ref.base.let, positive
            if known not in self._lets:
                self._lets[known] = self.holds(ref.base.let.value, positive=positive)
            return self._lets[known]
        values = Members(frozenset({True}), universe=_BOOLEANS)
        return self._valued(self._key(name, levels), values, positive, name)

    def _compare(self, expr: tree.Compare, positive: bool, levels: Levels) -> Formula:
        operator, left, right = expr.operator, expr.left, expr.right
        if operator == "is not":
            operator, positive = "is", not positive
        one, two = constant(left, self.tables), constant(right, self.tables)
        if one is None and two is None:
            if operator in _TURNED:
                operator, left, right = _TURNED[operator], right, left  # type: ignore[assignment]
            name = "less" if operator in ("<", "is before") else operator
            return Fact((name, self._key(left, levels), self._key(right, levels)), _signed(positive))
        if one is not None and two is not None:
            return Fact(self._key(expr, levels), _signed(positive))
        if two is None:
            turned = {**_TURNED, **{value: key for key, value in _TURNED.items()}}
            left, two, operator = right, one, turned.get(operator, operator)  # type: ignore[assignment]
        subject = self._key(left, levels)
        left = _inside(left)
        if isinstance(left, tree.Count):
            return self._valued(subject, counted(operator, two), positive, left.items)
        found = compared_with(operator, two, left, self.tables)
        if found is None:
            return Fact((operator, subject, two), _signed(positive))
        return self._valued(subject, found, positive, left)

    def _in(self, expr: tree.In, positive: bool, levels: Levels) -> Formula:
        found = one_of(expr.item, expr.items, self.tables)
        if found is None:
            subject = "in", self._key(expr.item, levels), self._key(expr.items, levels)
            return Fact(subject, _signed(positive))
        return self._valued(self._key(expr.item, levels), found, positive, expr.item)

    def _quantifier(self, expr: tree.Quantifier, positive: bool, levels: Levels) -> Formula:
        items = self._key(expr.items, levels)
        size = self._valued(("count", items, None), counted(">=", Fraction(1)), positive, expr.items)
        if expr.where is None:
            return size
        inner = {**levels, expr: len(levels)}
        some = Some(
            items=items,
            name=("some", items, identity(expr.where, self.tables, inner)),
            such=self.holds(expr.where, levels=inner),
            unlike=self.holds(expr.where, positive=False, levels=inner),
            holds=positive,
        )
        return Every((some, size)) if positive else Either((some, size))

    def _listed(
        self,
        expr: tree.Mentions | tree.Contains | tree.Include,
        where: tree.Expr,
        what: tree.Expr,
        positive: bool,
        levels: Levels,
    ) -> Formula:
        kind, subject = type(expr).__name__, self._key(where, levels)
        what = _inside(what)
        if expr.quantity is None:
            return self._one(kind, subject, what, positive, levels)
        if not isinstance(what, tree.ListLiteral):
            return Fact((kind, subject, expr.quantity, self._key(what, levels)), _signed(positive))
        parts = tuple(self._one(kind, subject, item, positive, levels) for item in what.items)
        return Either(parts) if (expr.quantity == "any") is positive else Every(parts)

    def _one(self, kind: str, subject: Hashable, what: tree.Expr, positive: bool, levels: Levels) -> Formula:
        what = _inside(what)
        if kind == "Mentions" and isinstance(what, tree.Name):
            ref = self.tables.refs.get(what)
            if ref is not None and isinstance(ref.base, TopicRef) and isinstance(ref.base.topic, tree.Topic):
                return self._mentions(subject, ref.base.topic, positive)
        return Fact((kind, subject, self._piece(kind, what, levels)), _signed(positive))

    def _piece(self, kind: str, what: tree.Expr, levels: Levels) -> Hashable:
        if not isinstance(what, tree.TextLiteral):
            return self._key(what, levels)
        return "text", fold(what.value).text.strip(" ") if kind == "Mentions" else what.value

    def _mentions(self, subject: Hashable, topic: tree.Topic, positive: bool) -> Formula:
        known = subject, id(topic), positive
        if known not in self._mentioned:
            self._mentioned[known] = self._topic(subject, topic, positive)
        return self._mentioned[known]

    def _topic(self, subject: Hashable, topic: tree.Topic, positive: bool) -> Formula:
        """A topic without exceptions is mentioned where one that it takes in is."""
        own = Fact(("Mentions", subject, ("topic", id(topic))), _signed(positive))
        taken = tuple(taken_in(topic, self.tables))
        if not taken or any(isinstance(p, tree.TopicPart) and p.kind == "except" for p in topic.parts):
            return own
        parts = (own, *(self._mentions(subject, other, positive) for other in taken))
        return Either(parts) if positive else Every(parts)

    def _valued(self, subject: Hashable, values: Values, positive: bool, expr: tree.Expr) -> Fact:
        """That *expr* has one of the *values*, or another; it may be that there is no such thing."""
        if positive:
            return Fact(subject, values)
        outside = values.outside()
        return Fact(subject, there(outside) if self._is_there(expr) else outside)

    def _is_there(self, expr: tree.Expr) -> bool:
        """Whether *expr* is a field that is never absent, though it may be unknown."""
        expr = _inside(expr)
        ref = self.tables.refs.get(expr) if isinstance(expr, tree.Name) else None
        if ref is None or not isinstance(ref.base, PostRef | ItemRef) or not ref.fields:
            return False
        return all(field.none != "absent" and field.derive is None for field in ref.fields)

    def _key(self, expr: tree.Expr, levels: Levels) -> Hashable:
        return identity(expr, self.tables, levels)


def taken_in(topic: tree.Topic, tables: Tables) -> Iterable[tree.Topic]:
    """The topics that *topic* names among its words."""
    for part in topic.parts:
        if isinstance(part, tree.TopicPart) and part.kind != "except":
            for term in part.terms:
                ref = tables.refs.get(term) if isinstance(term, tree.Name) else None
                if (
                    ref is not None
                    and isinstance(ref.base, TopicRef)
                    and isinstance(ref.base.topic, tree.Topic)
                ):
                    yield ref.base.topic


def _inside(expr: tree.Expr) -> tree.Expr:
    while isinstance(expr, tree.Group):
        expr = expr.inner
    return expr


def _signed(positive: bool) -> Members:
    return flag() if positive else flag().outside()
