"""Makes findings of signals: message, words, reasons, needs. Worked out for what fired alone, by the reference
evaluator.
"""

from collections.abc import Iterable, Iterator

from playbook.compile.reads import own_clauses, reached
from playbook.engine.message import fill
from playbook.engine.needs import need, needs_of, of_zone, once
from playbook.engine.places import MOST, places
from playbook.engine.reasons import reasons
from playbook.engine.signals import FOR, OTHERWISE, Signal
from playbook.model.decision import Finding, FixOffer, Location, Need, Reason
from playbook.model.schema import fields_of
from playbook.model.verdict import Verdict
from playbook.reference.environment import Environment, instant_of
from playbook.reference.expression import evaluate
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule
from playbook.reference.rules import parts
from playbook.source import Span
from playbook.syntax import tree
from playbook.values import UNKNOWN


def explain(
    policy: LinkedPolicy, signal: Signal, open_guards: tuple[int, ...], fix: FixOffer | None, env: Environment
) -> Finding:
    """The finding of *signal*. *fix* is offered with it."""
    source = signal.source
    if isinstance(source, LinkedRule):
        return _of_rule(policy, signal, source, fix, env)
    span = policy.module.tree.name.span if source is None else source.then.span
    guards = tuple(policy.guards[index] for index in open_guards)
    clauses: list[tree.Expr] = [clause for guard in guards for way in guard for clause in way]
    if source is None:
        needs: Iterator[Need] = (one for guard in guards for one in _of_guard(guard, env))
        message = f"It is not known whether `{policy.name}` is about this post."
    else:
        needs = _of_otherwise(policy, source, guards, env)
        clauses += _of_default(policy, source)
        message = fill(source.then.message, env) or f"No rule of `{policy.name}` allows this post."
    return Finding(
        policy=policy.name,
        rule=FOR if source is None else OTHERWISE,
        verdict=signal.verdict,
        state="fired" if signal.fired else "undetermined",
        own_verdict=signal.own,
        message=message,
        needs=() if signal.fired else once(needs, lambda one: one.field),
        problems=() if signal.fired else _problems(clauses, env),
        location=locate(span),
    )


def _of_rule(
    policy: LinkedPolicy, signal: Signal, linked: LinkedRule, fix: FixOffer | None, env: Environment
) -> Finding:
    rule = linked.rule
    spans = once(places(rule.when, env), lambda one: (one.field, one.start, one.end))
    return Finding(
        policy=policy.name,
        rule=linked.name,
        verdict=signal.verdict,
        state="fired" if signal.fired else "undetermined",
        own_verdict=signal.own,
        title=rule.title,
        message=fill(linked.then.message, env),
        fix=fix,
        see=tuple(text.value for text in rule.see),
        tags=tuple(tag.name for tag in rule.tags),
        spans=tuple(sorted(spans, key=lambda one: (one.field, one.start, one.end))[:MOST]),
        because=once(reasons(linked, env), _reason_key),
        needs=() if signal.fired else once(rule_needs(linked, env), lambda one: one.field),
        problems=_problems(own_clauses(linked), env),
        location=locate(rule.name.span),
    )


def _reason_key(reason: Reason) -> tuple[str, bool | None]:
    return reason.condition, reason.holds


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


def _problems(clauses: Iterable[tree.Expr], env: Environment) -> tuple[str, ...]:
    """Functions that fail in *clauses*, and in the lets that they name."""
    found: set[str] = set()
    for clause in clauses:
        calls = [node for node in reached(clause, env.tables) if isinstance(node, tree.Call)]
        if calls:
            evaluate(clause, env)
            found.update(env.problems[call] for call in calls if call in env.problems)
    return tuple(sorted(found))


def locate(span: Span) -> Location:
    """The place of *span*, for a decision."""
    return Location(file=span.source.name, line=span.line, column=span.column)
