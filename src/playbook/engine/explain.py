"""What a finding says of its post: message, words, reasons, needs. Worked out when it is read, for what fired alone, by
the reference evaluator.
"""

from collections.abc import Iterable, Iterator
from threading import Lock

from pydantic import BaseModel

from playbook.compile.reads import own_clauses
from playbook.engine.failures import failures
from playbook.engine.fixes import Judge, offer
from playbook.engine.message import fill
from playbook.engine.needs import need, needs_of, of_zone, once
from playbook.engine.places import MOST, places
from playbook.engine.reasons import reasons
from playbook.engine.signal import Signal, calls_of
from playbook.model.decision import FixOffer, Need, Reason, Words
from playbook.model.schema import fields_of
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment, instant_of
from playbook.reference.expression import evaluate
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule
from playbook.reference.rules import environment, parts
from playbook.syntax import tree
from playbook.values import UNKNOWN


class Shared:
    """What the findings of one policy on one post are explained in (`with shared as env`): what was worked out for one
    of them is there for the others. Threads may share it; one at a time has the environment.
    """

    __slots__ = ("_env", "_lock", "_policy", "_post", "judge", "verdict")

    def __init__(self, policy: LinkedPolicy, post: BaseModel, verdict: Verdict, judge: Judge) -> None:
        self._policy = policy
        self._post = post
        self.verdict = verdict
        """The verdict of the whole decision."""
        self.judge = judge
        """Judges another post by all policies of the decision."""
        self._lock = Lock()
        self._env: Environment | None = None

    def __enter__(self) -> Environment:
        self._lock.acquire()
        try:
            if self._env is None:
                self._env = environment(self._policy, self._post)
        except BaseException:
            self._lock.release()
            raise
        return self._env

    def __exit__(self, *raised: object) -> None:
        self._lock.release()


class Explanation:
    """What a finding says beyond what is the same for every post: a method for each such field of `Finding`.

    *shared* is what all findings of the policy on that post are explained in.
    """

    __slots__ = ("_shared", "_signal")

    def __init__(self, signal: Signal, shared: Shared) -> None:
        self._signal = signal
        self._shared = shared

    def message(self) -> str | None:
        signal = self._signal
        if signal.source is None:
            return f"It is not known whether `{signal.policy.name}` is about this post."
        with self._shared as env:
            message = fill(signal.source.then.message, env)
        if isinstance(signal.source, LinkedRule):
            return message
        return message or f"No rule of `{signal.policy.name}` allows this post."

    def fix(self) -> FixOffer | None:
        with self._shared as env:
            return offer(self._signal, env, self._shared.verdict, self._shared.judge)

    def spans(self) -> tuple[Words, ...]:
        with self._shared as env:
            found = once(places(self._rule.rule.when, env), lambda one: (one.field, one.start, one.end))
        return tuple(sorted(found, key=lambda one: (one.field, one.start, one.end))[:MOST])

    def because(self) -> tuple[Reason, ...]:
        with self._shared as env:
            return once(reasons(self._rule, env), lambda one: (one.condition, one.holds))

    def needs(self) -> tuple[Need, ...]:
        with self._shared as env:
            return signal_needs(self._signal, env)

    def problems(self) -> tuple[str, ...]:
        with self._shared as env:
            failed = failures(signal_needs(self._signal, env), env.post)
            return tuple(sorted({*_problems(self._clauses(), env), *failed}))

    @property
    def _rule(self) -> LinkedRule:
        assert isinstance(self._signal.source, LinkedRule)  # noqa: S101  (of the others, these fields are known)
        return self._signal.source

    def _clauses(self) -> list[tree.Expr]:
        source = self._signal.source
        if isinstance(source, LinkedRule):
            return list(own_clauses(source))
        clauses = [clause for guard in self._signal.open_guards for way in guard for clause in way]
        if source is not None:
            clauses += _of_default(self._signal.policy, source)
        return clauses


def signal_needs(signal: Signal, env: Environment) -> tuple[Need, ...]:
    """What an undetermined finding hangs on; nothing for one that fired."""
    if signal.fired:
        return ()
    if isinstance(signal.source, LinkedRule):
        needs = rule_needs(signal.source, env)
    elif signal.source is None:
        needs = (one for guard in signal.open_guards for one in _of_guard(guard, env))
    else:
        needs = _of_otherwise(signal.policy, signal.source, signal.open_guards, env)
    return once(needs, lambda one: one.field)


def rule_needs(linked: LinkedRule, env: Environment) -> Iterator[Need]:
    """What the rule hangs on, while it is undetermined."""
    rule = linked.rule
    for node, state in parts(linked, env):
        if state is not UNKNOWN:
            continue
        if rule.requires and node is rule.requires[0]:
            for require in rule.requires:
                yield from needs_of(require, env)
        elif node is rule or node is linked.then.until:
            yield from _of_instant(linked.then.until if node is not rule else None, env)
        elif node is rule.when or node is rule.unless:
            yield from needs_of(node, env)


def _of_instant(until: tree.Expr | None, env: Environment) -> Iterator[Need]:
    instant = fields_of(type(env.post)).get("publish_at")
    if instant is not None and instant_of(env.post) is UNKNOWN:
        yield need("publish_at", instant)
    if until is not None:
        yield from needs_of(until, env)
    yield from of_zone(env)


def _of_guard(guard: Guard, env: Environment) -> Iterator[Need]:
    for way in guard:
        for clause in way:
            yield from needs_of(clause, env)


def _of_otherwise(
    policy: LinkedPolicy, default: LinkedDefault, guards: tuple[Guard, ...], env: Environment
) -> Iterator[Need]:
    for guard in guards:
        yield from _of_guard(guard, env)
    for linked in policy.rules:
        if linked.verdict is Verdict.ALLOW and linked.guard not in guards:
            yield from rule_needs(linked, env)
    if default.then.until is not None:
        yield from _of_instant(default.then.until, env)


def _of_default(policy: LinkedPolicy, default: LinkedDefault) -> Iterator[tree.Expr]:
    """What an `otherwise` hangs on besides the `for` clauses: the `allow` rules, and its own conditions."""
    for linked in policy.rules:
        if linked.verdict is Verdict.ALLOW:
            yield from own_clauses(linked)
    if default.then.until is not None:
        yield default.then.until


def _problems(clauses: Iterable[tree.Expr], env: Environment) -> set[str]:
    """Functions that fail in *clauses*, and in the lets that they name."""
    found: set[str] = set()
    for clause, calls in calls_of(clauses, env.tables):
        evaluate(clause, env)
        found.update(env.problems[call] for call in calls if call in env.problems)
    return found
