"""A policy as one generated Python function that finds out which rules fire, and nothing else.

The function reads the fields that the policy asks for, works out the lets, and then tries guard by guard and rule by
rule. It answers with the numbers of the rules that fired and of those that are undetermined; who wants to know why
asks the reference evaluator, for those alone. If anything in it should raise, the rules are tried one by one by the
reference evaluator, and one that raises there too is undetermined: a mistake of ours must not let a post through.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from pydantic import BaseModel

from playbook.check.refs import LetRef, PostRef
from playbook.compile.code import Code
from playbook.compile.expressions import Expressions
from playbook.compile.reads import clauses, guard_clauses, reached
from playbook.model.schema import Field, read
from playbook.reference import operators
from playbook.reference.approvals import approved
from playbook.reference.environment import Environment, instant_of
from playbook.reference.expression import answer, call, mentioned
from playbook.reference.interval import interval
from playbook.reference.linked import Guard, LinkedPolicy, LinkedRule
from playbook.reference.logic import truth
from playbook.reference.rules import States, early_for, environment, guard_state, named_zone, rule_state
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.text.matcher import Matcher
from playbook.values import ABSENT, UNKNOWN, Truth

_NOTHING: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, by number: guards that hold and guards not known, rules that fired and rules undetermined."""

    held_guards: tuple[int, ...]
    open_guards: tuple[int, ...]
    fired: tuple[int, ...]
    undetermined: tuple[int, ...]


class Program:
    """A policy, compiled. Immutable; threads may share it."""

    def __init__(self, policy: LinkedPolicy) -> None:
        self.policy = policy
        writer = _Writer(policy)
        self.source = writer.code.source
        """The generated Python."""
        self._function = writer.code.function(f"<playbook {policy.name}>")

    def run(self, post: BaseModel) -> Outcome:
        """Try all rules on *post*. Never raises."""
        try:
            held, open_, fired, undetermined = self._function(post)
        except Exception:
            return _one_by_one(self.policy, post)
        return Outcome(tuple(held), tuple(open_), tuple(fired), tuple(undetermined))


def outcome(found: States) -> Outcome:
    """The reference evaluator's answer in the same form."""
    return Outcome(
        tuple(index for index, state in enumerate(found.guards) if state is True),
        tuple(index for index, state in enumerate(found.guards) if state is UNKNOWN),
        tuple(index for index, state in enumerate(found.rules) if state is True),
        tuple(index for index, state in enumerate(found.rules) if state is UNKNOWN),
    )


def _one_by_one(policy: LinkedPolicy, post: BaseModel) -> Outcome:
    """Every guard and rule on its own; what raises is not known."""

    def guard(way: Guard) -> Truth:
        try:
            return guard_state(way, environment(policy, post))
        except Exception:
            return UNKNOWN

    def rule(linked: LinkedRule) -> Truth:
        try:
            return rule_state(linked, environment(policy, post))
        except Exception:
            return UNKNOWN

    guards = {way: guard(way) for way in policy.guards}
    return outcome(
        States(
            tuple(guards.values()),
            tuple(rule(linked) if guards[linked.guard] is True else False for linked in policy.rules),
        )
    )


class _Writer:
    """Writes the function of one policy."""

    def __init__(self, policy: LinkedPolicy) -> None:
        self.policy = policy
        matcher: list[Matcher] = []

        def hits(text: Any) -> frozenset[int]:
            return matcher[0].mentioned(text) if isinstance(text, str) else _NOTHING

        self.code = Code("judge", "post", _runtime(policy) | {"hits": hits})
        self.expressions = Expressions(self.code, policy)
        self._write()
        matcher.append(Matcher(list(self.expressions.topics)))

    def _write(self) -> None:
        code, policy = self.code, self.policy
        nodes = [node for start in self._starts() for node in reached(start, policy.tables)]
        for fields in _post_paths(nodes, policy):
            self.expressions.paths.declare(fields)
        zone = policy.zone
        if isinstance(zone, tree.Node):
            code.line(f"zone = named_zone({self.expressions.value(zone)})")
        else:
            code.line(f"zone = {code.constant(zone)}")
        for node in nodes:
            if isinstance(node, tree.Mentions):
                self.expressions.declare_hits(node)
        for let in _lets(nodes, policy):
            self.expressions.declare_let(let)
        code.line("held, open_guards, fired, undetermined = [], [], [], []")
        for number, guard in enumerate(policy.guards):
            self._guard(number, guard)
        code.line("return held, open_guards, fired, undetermined")

    def _starts(self) -> Iterator[tree.Node]:
        if isinstance(self.policy.zone, tree.Node):
            yield self.policy.zone
        for guard in self.policy.guards:
            yield from guard_clauses(guard)
        for rule in self.policy.rules:
            yield from clauses(rule)

    def _guard(self, number: int, guard: Guard) -> None:
        code, write = self.code, self.expressions
        held = write.some([partial(write.all_of, way) for way in guard])
        with code.block(f"if {held} is U"):
            code.line(f"open_guards.append({number})")
        with code.block(f"if {held} is True"):
            code.line(f"held.append({number})")
            for index, rule in enumerate(self.policy.rules):
                if rule.guard == guard:
                    self._rule(index, rule)

    def _rule(self, index: int, linked: LinkedRule) -> None:
        code, write, rule = self.code, self.expressions, linked.rule
        parts: list[Callable[[], str]] = []
        if rule.when is not None:
            parts.append(partial(write.truth, rule.when))
        if rule.unless is not None:
            parts.append(partial(write.not_all_of, (rule.unless,)))
        if rule.requires:
            parts.append(partial(write.not_all_of, rule.requires))
        if linked.dropped_until is not None:
            day = code.constant(linked.dropped_until)
            parts.append(partial(code.let, "t", f"compare('>=', publish_at(post), {day}, False, zone)"))
        if linked.then.until is not None:
            parts.append(partial(write.early, linked.then.until))
        if linked.then.name == "review":
            approvers = code.constant(linked.then.approvers)
            parts.append(partial(code.let, "t", f"not approved({approvers}, post, zone)"))
        state = write.every(parts) if parts else "True"
        with code.block(f"if {state} is True"):
            code.line(f"fired.append({index})")
        if parts:
            with code.block(f"elif {state} is U"):
                code.line(f"undetermined.append({index})")


_OPERATORS: Final[tuple[Callable[..., Any], ...]] = (
    operators.affix,
    operators.arithmetic,
    operators.compare,
    operators.contains_piece,
    operators.include,
    operators.is_in,
    operators.is_missing,
    operators.is_not_in,
    operators.join,
    operators.listed,
    operators.minus,
    operators.near,
    operators.of_text,
    operators.outside,
    operators.within,
)


def _runtime(policy: LinkedPolicy) -> dict[str, Any]:
    """What generated code calls, by the name that it has there."""

    def apply(function: Any, post: BaseModel, arguments: tuple[Any, ...]) -> Any:
        return call(function, post, list(arguments))[0]

    def has_approvals(approvers: tree.Approvers | None, post: BaseModel, zone: Any) -> bool:
        return approved(approvers, Environment(policy.tables, policy.params, post, zone))

    return {
        "U": UNKNOWN,
        "A": ABSENT,
        "E": (),
        "N": None,
        "answer": answer,
        "apply": apply,
        "approved": has_approvals,
        "datetime": datetime,
        "early_for": early_for,
        "interval": interval,
        "mentioned": mentioned,
        "named_zone": named_zone,
        "publish_at": instant_of,
        "read": read,
        "truth": truth,
        **{operator.__name__: operator for operator in _OPERATORS},
    }


def _post_paths(nodes: list[tree.Node], policy: LinkedPolicy) -> dict[tuple[Field, ...], None]:
    """Every path from the post that is read, in the order of the policy."""
    found: dict[tuple[Field, ...], None] = {}
    for node in nodes:
        if isinstance(node, tree.Name) and node in policy.tables.refs:
            ref = policy.tables.refs[node]
            if isinstance(ref.base, PostRef) and ref.fields:
                found[ref.fields] = None
    return found


def _lets(nodes: list[tree.Node], policy: LinkedPolicy) -> list[tree.Let]:
    """The lets that are named, each after those that it names itself."""
    ordered: dict[tree.Let, None] = {}

    def visit(let: tree.Let) -> None:
        if let in ordered:
            return
        for node in walk(let.value):
            if isinstance(node, tree.Name) and node in policy.tables.refs:
                base = policy.tables.refs[node].base
                if isinstance(base, LetRef):
                    visit(base.let)
        ordered[let] = None

    for node in nodes:
        if isinstance(node, tree.Name) and node in policy.tables.refs:
            base = policy.tables.refs[node].base
            if isinstance(base, LetRef):
                visit(base.let)
    return list(ordered)
