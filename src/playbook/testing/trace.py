"""How the condition of a rule came out on one post, part by part: what failing tests and coverage are read from.

A rule fires when `when` holds, `unless` does not, and not every `require` does. Here that becomes one tree of "every"
and "some" over its atomic parts, with each `not`, `unless` and `require` pushed down to the parts: for each part it is
known whether it helps the rule by holding or by not holding. `any LIST where …` is a "some" over the elements; a `let`
of the same file stands for what it says. The values come from the reference evaluator.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from playbook.check.refs import LetRef
from playbook.frozen import frozen
from playbook.reference.approvals import approved
from playbook.reference.environment import Environment
from playbook.reference.expression import bare, elements, evaluate, holds
from playbook.reference.linked import Guard, LinkedRule, Tables
from playbook.reference.logic import every, negate, some
from playbook.reference.rules import early, from_date
from playbook.syntax import tree
from playbook.testing.values import values_in
from playbook.types import BOOLEAN, WINDOW
from playbook.values import UNKNOWN, Truth

Clause: TypeAlias = Literal["when", "unless", "require", "until", "window", "approvals", "dropped", "for"]


@frozen
class Leaf:
    """One atomic part."""

    node: tree.Node
    clause: Clause
    wanted: bool
    """What it has to be to help the rule to fire."""
    held: Truth
    """What it was."""
    at: str | None = None
    """The element of a list that it was asked of: `media[0]`."""
    values: tuple[tuple[str, str], ...] = ()
    """What its names stood for, in words; only where asked for."""

    @property
    def state(self) -> Truth:
        """Whether it helped."""
        return self.held if self.wanted else negate(self.held)


@frozen
class Branch:
    """Parts of which every one, or some, has to help."""

    every: bool
    parts: tuple["Leaf | Branch", ...]
    state: Truth
    clause: Clause
    over: tree.Quantifier | None = None
    """The quantifier whose elements the parts are about."""


Trace: TypeAlias = Leaf | Branch


def trace_rule(linked: LinkedRule, env: Environment, *, values: bool = False) -> Branch:
    """The whole rule: every part of the branch has to help. *values*: say what the names stood for, too."""
    walk = _Walk(env, values)
    rule = linked.rule
    parts: list[Trace] = []
    if rule.when is not None:
        parts.append(walk.condition(rule.when, True, "when"))
    if rule.unless is not None:
        parts.append(walk.condition(rule.unless, False, "unless"))
    if rule.requires:
        parts.append(walk.together([(one, False) for one in rule.requires], False, "require"))
    if linked.dropped_until is not None:
        parts.append(Leaf(rule.name, "dropped", True, from_date(linked.dropped_until, env)))
    if linked.then.until is not None:
        until = linked.then.until
        clause: Clause = "window" if env.tables.types.get(until) == WINDOW else "until"
        parts.append(Leaf(until, clause, True, early(until, env), None, walk.instant(until)))
    if linked.then.name == "review":
        parts.append(Leaf(linked.then, "approvals", True, not approved(linked.then.approvers, env)))
    return _branch(True, parts, "when")


def trace_guard(guard: Guard, env: Environment, *, values: bool = False) -> Branch:
    """The `for` clauses that lead to a rule."""
    walk = _Walk(env, values)
    ways = [_branch(True, [walk.condition(clause, True, "for") for clause in way], "for") for way in guard]
    return _branch(False, ways, "for")


def deciding(trace: Trace) -> Iterator[Leaf]:
    """The parts that make the difference: were one of them the other way round, and all else as it is, the whole would
    come out the other way round.

    That is masking MC/DC: beside an "every" all other parts have to help, beside a "some" none of them may. What is not
    known decides nothing, and nothing is decided beside it.
    """
    if trace.state is UNKNOWN:
        return
    waiting: list[Trace] = [trace]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Leaf):
            yield part
            continue
        # Whatever is not neutral (true beside an "every", false beside a "some") hides all others.
        loud = [inner for inner in part.parts if inner.state is not part.every]
        if not loud:
            waiting += reversed(part.parts)
        elif len(loud) == 1 and loud[0].state is not UNKNOWN:
            waiting.append(loud[0])


def blamed(trace: Trace) -> Iterator[Trace]:
    """The smallest parts by which it came out as it did: leaves, and quantifiers over nothing."""
    waiting: list[Trace] = [trace]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Leaf) or not part.parts:
            yield part
        else:
            waiting += reversed([inner for inner in part.parts if inner.state is part.state])


class _Walk:
    """Goes down one condition."""

    def __init__(self, env: Environment, values: bool) -> None:
        self.env, self.values = env, values
        self.at: str | None = None

    def condition(self, expr: tree.Expr, wanted: bool, clause: Clause) -> Trace:
        inner = bare(expr)
        match inner:
            case tree.And():
                return self.together([(part, wanted) for part in inner.parts], wanted, clause)
            case tree.Or():
                return self.together([(part, wanted) for part in inner.parts], not wanted, clause)
            case tree.Not():
                return self.condition(inner.operand, not wanted, clause)
            case tree.Quantifier() if inner.where is not None:
                return self._elements(inner, inner.where, wanted, clause)
            case tree.Name():
                said = said_by_let(inner, self.env.tables)
                if said is not None:
                    return self.condition(said, wanted, clause)
        known = values_in(inner, self.env) if self.values else ()
        return Leaf(inner, clause, wanted, holds(inner, self.env), self.at, known)

    def together(self, parts: list[tuple[tree.Expr, bool]], all_of: bool, clause: Clause) -> Branch:
        return _branch(all_of, [self.condition(part, wanted, clause) for part, wanted in parts], clause)

    def _elements(self, expr: tree.Quantifier, where: tree.Expr, wanted: bool, clause: Clause) -> Trace:
        items = evaluate(expr.items, self.env)
        if not isinstance(items, tuple):
            known = values_in(expr, self.env) if self.values else ()
            return Leaf(expr, clause, wanted, holds(expr, self.env), self.at, known)
        inside = wanted if expr.kind == "any" else not wanted
        outer, parts = self.at, []
        for _ in elements(expr, items, self.env):
            self.at = self.env.items[expr].path
            parts.append(self.condition(where, inside, clause))
        self.at = outer
        return _branch(not inside, parts, clause, expr)

    def instant(self, until: tree.Expr) -> tuple[tuple[str, str], ...]:
        """When the post goes out, and until when it is to wait."""
        return values_in(until, self.env, instant=True) if self.values else ()


def said_by_let(name: tree.Name, tables: Tables) -> tree.Expr | None:
    """What a condition says that is named by a `let` of the same file; None for all other names."""
    ref = tables.refs.get(name)
    if ref is None or not isinstance(ref.base, LetRef) or ref.fields:
        return None
    let = ref.base.let
    same_file = let.span.source is name.span.source
    return let.value if same_file and tables.types.get(let.value) == BOOLEAN else None


def _branch(
    all_of: bool, parts: Sequence[Trace], clause: Clause, over: tree.Quantifier | None = None
) -> Branch:
    states = [part.state for part in parts]
    return Branch(all_of, tuple(parts), every(states) if all_of else some(states), clause, over)
