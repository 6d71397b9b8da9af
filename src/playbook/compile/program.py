"""A policy as one generated Python function that finds out which rules fire, and nothing else.

The function reads the fields that the policy asks for, works out the lets, and then tries guard by guard and rule by
rule. It answers with the numbers of the rules that fired and of those that are undetermined; who wants to know why
asks the reference evaluator, for those alone. If anything in it should raise, the rules are tried one by one by the
reference evaluator, and one that raises there too is undetermined: a mistake of ours must not let a post through.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final, NamedTuple

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.check.refs import PostRef
from playbook.civil.window import shows
from playbook.compile.calling import include_texts
from playbook.compile.code import Code
from playbook.compile.condition import Condition, both, either, negated
from playbook.compile.conditions import Conditions
from playbook.compile.conjuncts import Conjuncts
from playbook.compile.given import Given
from playbook.compile.judging import Judging
from playbook.compile.paths import given, member, sure, whole
from playbook.compile.reads import own_clauses, reached
from playbook.compile.values import Values
from playbook.compile.weights import Weights
from playbook.model.schema import read
from playbook.reference import operators
from playbook.reference.approvals import approved
from playbook.reference.environment import instant_of
from playbook.reference.expression import answer, call, mentioned, stemmer_named
from playbook.reference.interval import interval
from playbook.reference.linked import Guard, LinkedPolicy, LinkedRule
from playbook.reference.logic import truth
from playbook.reference.rules import States, early_for, environment, guard_state, named_zone, rule_state
from playbook.syntax import tree
from playbook.text.normal import exact_key, has_visible, key
from playbook.text.terms.matcher import Matcher
from playbook.values import ABSENT, UNKNOWN, Truth


class Outcome(NamedTuple):
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
        self.quiet = writer.quiet
        """What `run` answers, as this very object, for a post that the policy is about and has nothing to say on; None
        where there is more to look at then.
        """
        self._function = writer.code.function(f"<playbook {policy.name}>")

    def run(self, post: BaseModel) -> Outcome:
        """Try all rules on *post*. Never raises."""
        try:
            found: Outcome = self._function(post)
        except Exception:
            return _one_by_one(self.policy, post)
        return found


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
        self.code = Code("judge", "post", _runtime(policy))
        self.given = Given(self.code, policy)
        values = Values(self.given)
        self.conditions = Conditions(self.given, values, Weights(self.given))
        self.conjuncts = Conjuncts(self.given, self.conditions)
        self.judging = Judging(self.given, self.conditions)
        self.quiet: Outcome | None = None
        self._write()
        self.code.bind("matcher", Matcher(list(self.given.topics)))

    def _write(self) -> None:
        code, policy = self.code, self.policy
        self._reckon()
        self.given.paths.begin()
        code.line("fired, undetermined = [], []")
        if len(policy.guards) == 1:
            self._only_guard(policy.guards[0])
            return
        code.line("held, open_guards = [], []")
        for number, guard in enumerate(policy.guards):
            self._guard(number, guard)
        code.line("return answer_of(held, open_guards, fired, undetermined)")

    def _reckon(self) -> None:
        """Number all expressions, and count what is needed how often, before anything is written."""
        given, seen = self.given, set[tree.Node]()
        for start in self._starts():
            given.outlines.count(start)
            for node in reached(start, given.tables):
                if node in seen or not isinstance(node, tree.Name) or node not in given.tables.refs:
                    continue
                seen.add(node)
                ref = given.tables.refs[node]
                if isinstance(ref.base, PostRef) and ref.fields:
                    given.paths.reckon(ref.fields)

    def _starts(self) -> Iterator[tree.Expr]:
        if isinstance(self.policy.zone, tree.Node):
            yield self.policy.zone
        for guard in self.policy.guards:
            for way in guard:
                yield from way
        for rule in self.policy.rules:
            yield from own_clauses(rule)

    def _only_guard(self, guard: Guard) -> None:
        """All rules stand behind the same `for`: where that does not hold, all is said."""
        code, held = self.code, self._held(guard)
        if held.open != "True":
            with code.block(f"if {negated(held.open)}"):
                code.line(f"return {code.constant(Outcome((), (), (), ()))}")
        if not held.known:
            with code.block(f"if {negated(held.sure)}"):
                code.line(f"return {code.constant(Outcome((), (0,), (), ()))}")
        code.start()
        self._rules(guard)
        with code.block("if fired or undetermined"):
            code.line(f"return answer_of({code.constant((0,))}, E, fired, undetermined)")
        nothing = Outcome((0,), (), (), ())
        code.line(f"return {code.constant(nothing)}")
        self.quiet = None if self.policy.defaults else nothing

    def _guard(self, number: int, guard: Guard) -> None:
        code, held = self.code, self._held(guard)
        if held.open == "False":
            return
        with code.block(f"if {held.sure}"):
            code.line(f"held.append({number})")
            self._rules(guard)
        if not held.known:
            with code.block(f"elif {held.open}"):
                code.line(f"open_guards.append({number})")

    def _held(self, guard: Guard) -> Condition:
        """Whether any of the ways leads to the rules behind it."""
        return either([both([self.conditions.of(clause) for clause in way]) for way in guard])

    def _rules(self, guard: Guard) -> None:
        given = (
            self.conjuncts.candidate(number, rule)
            for number, rule in enumerate(self.policy.rules)
            if rule.guard == guard
        )
        self.judging.write([one for one in given if one is not None])


def answer_of(
    held: Sequence[int], open_guards: Sequence[int], fired: list[int], undetermined: list[int]
) -> Outcome:
    """The answer, in the policy's order."""
    return Outcome(tuple(held), tuple(open_guards), tuple(sorted(fired)), tuple(sorted(undetermined)))


_OPERATORS: Final[tuple[Callable[..., Any], ...]] = (
    operators.arithmetic,
    operators.compare,
    operators.contains_piece,
    operators.include,
    operators.is_in,
    operators.is_missing,
    operators.join,
    operators.listed,
    operators.minus,
    operators.near,
    operators.of_text,
    operators.within,
)


def _runtime(policy: LinkedPolicy) -> dict[str, Any]:
    """What generated code calls, by the name that it has there."""

    def has_approvals(approvers: tree.Approvers | None, post: BaseModel) -> bool:
        # One yes at least is wanted always: where there is none, no more has to be looked at.
        return post.__dict__.get("approvals") != () and approved(approvers, environment(policy, post))

    def apply(function: Function, post: BaseModel, arguments: tuple[Any, ...]) -> Any:
        return call(function, post, list(arguments))[0]

    return {
        "U": UNKNOWN,
        "A": ABSENT,
        "E": (),
        "N": None,
        "answer": answer,
        "answer_of": answer_of,
        "apply": apply,
        "approved": has_approvals,
        "datetime": datetime,
        "early_for": early_for,
        "exact_key": exact_key,
        "has_visible": has_visible,
        "include_texts": include_texts,
        "instant_of": instant_of,
        "interval": interval,
        "first": "!",
        "given": given,
        "glue": "".join,
        "key": key,
        "last": "~",
        "lower": str.lower,
        "member": member,
        "mentioned": mentioned,
        "mentioned_in": lambda stemmer: partial(mentioned, stemmer=stemmer),
        "named_zone": named_zone,
        "noon": datetime(2000, 1, 1, 12, tzinfo=UTC),
        "read": read,
        "shows": shows,
        "stemmer_named": stemmer_named,
        "sure": sure,
        "truth": truth,
        "utc": UTC,
        "whole": whole,
        **{operator.__name__: operator for operator in _OPERATORS},
    }
