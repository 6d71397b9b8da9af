"""Which rules of a policy fire on a post: the reference evaluator's answer, which the compiled one has to match."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from playbook.civil.window import Window
from playbook.civil.zones import load_zone
from playbook.frozen import frozen
from playbook.reference import operators
from playbook.reference.approvals import approved
from playbook.reference.environment import Environment, instant_of
from playbook.reference.expression import evaluate, holds
from playbook.reference.linked import Guard, LinkedPolicy, LinkedRule
from playbook.reference.logic import every, negate, some
from playbook.syntax import tree
from playbook.values import UNKNOWN, Truth


@frozen
class States:
    """What came out for each guard and each rule of a policy, in the policy's order.

    The state of a rule whose guard does not hold (or is not known) is False: it is not tried.
    """

    guards: tuple[Truth, ...]
    rules: tuple[Truth, ...]


def environment(policy: LinkedPolicy, post: BaseModel) -> Environment:
    """What the expressions of *policy* are evaluated in for *post*."""
    env = Environment(policy.tables, policy.params, post)
    if policy.zone is None or not isinstance(policy.zone, tree.Node):
        env.zone = policy.zone
    else:
        env.zone_source = policy.zone
        env.zone = named_zone(evaluate(policy.zone, env))
    return env


def named_zone(name: Any) -> Any:
    """The zone of that IANA name; unknown where there is no such name."""
    zone = load_zone(name) if isinstance(name, str) else None
    return UNKNOWN if zone is None else zone


def states(policy: LinkedPolicy, post: BaseModel) -> States:
    """Try every rule of *policy* on *post*."""
    env = environment(policy, post)
    guards = {guard: guard_state(guard, env) for guard in policy.guards}
    return States(
        tuple(guards[guard] for guard in policy.guards),
        tuple(rule_state(rule, env) if guards[rule.guard] is True else False for rule in policy.rules),
    )


def guard_state(guard: Guard, env: Environment) -> Truth:
    """Whether the rules behind *guard* are to be tried."""
    return some(every(holds(clause, env) for clause in way) for way in guard)


def rule_state(linked: LinkedRule, env: Environment) -> Truth:
    """True: it fires. Unknown: it is undetermined."""
    return every(part for _, part in parts(linked, env))


def parts(linked: LinkedRule, env: Environment) -> list[tuple[tree.Node, Truth]]:
    """What has to hold together for the rule to fire, each with the clause that says so."""
    rule = linked.rule
    found: list[tuple[tree.Node, Truth]] = []
    if rule.when is not None:
        found.append((rule.when, holds(rule.when, env)))
    if rule.unless is not None:
        found.append((rule.unless, negate(holds(rule.unless, env))))
    if rule.requires:
        found.append((rule.requires[0], negate(every(holds(part, env) for part in rule.requires))))
    if linked.dropped_until is not None:
        found.append((rule, from_date(linked.dropped_until, env)))
    if linked.then.until is not None:
        found.append((linked.then.until, early(linked.then.until, env)))
    if linked.then.name == "review":
        found.append((linked.then, not approved(linked.then.approvers, env)))
    return found


def from_date(day: date, env: Environment) -> Truth:
    """Whether the post goes out on *day* or later; a rule dropped until then is left out before."""
    return operators.compare(">=", publish_at(env), day, False, env.zone)


def early(until: tree.Expr, env: Environment) -> Truth:
    """Whether `publish_at` is outside the window that `delay until` names, or before the instant."""
    return early_for(publish_at(env), evaluate(until, env), env.zone)


def early_for(instant: Any, until: Any, zone: Any) -> Truth:
    """The same for values."""
    if isinstance(until, Window):
        return operators.outside(instant, until, zone)
    return operators.compare("<", instant, until, False, zone)


def publish_at(env: Environment) -> Any:
    """The instant at which the post is judged; unknown where neither the post nor the caller says it."""
    return instant_of(env.post)
