"""What the rules' answers add up to, without any explanation: which findings there are, and how much each counts."""

from collections.abc import Iterator
from typing import Final

from pydantic import BaseModel

from playbook.compile.program import Outcome
from playbook.engine.signal import Signal
from playbook.model.verdict import Verdict
from playbook.reference.approvals import approved
from playbook.reference.environment import Environment
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule
from playbook.reference.logic import every
from playbook.reference.rules import early, environment
from playbook.values import UNKNOWN, Truth

OTHERWISE: Final = "otherwise"
FOR: Final = "for"


class Signals:
    """The findings to be of one policy. Immutable as seen from outside; threads may share it."""

    def __init__(self, policy: LinkedPolicy) -> None:
        self._policy = policy
        self._of_rules: dict[tuple[int, bool], Signal] = {}

    def of(self, outcome: Outcome, post: BaseModel) -> list[Signal]:
        """Those that *outcome* comes to on *post*, in no particular order."""
        found = [self._of_rule(index, True) for index in outcome.fired]
        if outcome.undetermined:
            found += [self._of_rule(index, False) for index in outcome.undetermined]
        policy = self._policy
        if outcome.open_guards:
            strictest = max(possible(policy, outcome.open_guards), default=Verdict.ALLOW)
            found.append(Signal(policy, FOR, None, strictest, False, _guards(policy, outcome)))
        if policy.defaults:
            found.extend(_otherwise(policy, outcome, post))
        return found

    def _of_rule(self, index: int, fired: bool) -> Signal:
        known = self._of_rules.get((index, fired))
        if known is None:
            rule = self._policy.rules[index]
            known = Signal(self._policy, rule.name, rule, rule.verdict, fired)
            self._of_rules[index, fired] = known
        return known


def possible(policy: LinkedPolicy, guards: tuple[int, ...]) -> Iterator[Verdict]:
    """The verdicts of everything that stands behind these guards."""
    behind = {policy.guards[index] for index in guards}
    everything: tuple[LinkedRule | LinkedDefault, ...] = (*policy.rules, *policy.defaults)
    for one in everything:
        if one.guard in behind:
            yield one.verdict


def _otherwise(policy: LinkedPolicy, outcome: Outcome, post: BaseModel) -> Iterator[Signal]:
    """The strictest `otherwise` that no `allow` rule turned off."""
    off = _allowed(policy, outcome)
    if off is True:
        return
    env = environment(policy, post)
    found: list[Signal] = []
    for default, tried in _tried(policy, outcome):
        if not tried:
            continue
        state = every((True if off is False else UNKNOWN, *_own_conditions(default, env)))
        if state is not False:
            found.append(
                Signal(policy, OTHERWISE, default, default.verdict, state is True, _guards(policy, outcome))
            )
    if found:
        yield max(found, key=lambda one: (one.strictness, one.fired))


def _tried(policy: LinkedPolicy, outcome: Outcome) -> Iterator[tuple[LinkedDefault, bool]]:
    held = {policy.guards[index] for index in outcome.held_guards}
    for default in policy.defaults:
        yield default, default.guard in held


def _allowed(policy: LinkedPolicy, outcome: Outcome) -> Truth:
    """Whether an `allow` rule fired; unknown where one might have."""
    if any(policy.rules[index].verdict is Verdict.ALLOW for index in outcome.fired):
        return True
    if any(policy.rules[index].verdict is Verdict.ALLOW for index in outcome.undetermined):
        return UNKNOWN
    return UNKNOWN if Verdict.ALLOW in possible(policy, outcome.open_guards) else False


def _own_conditions(default: LinkedDefault, env: Environment) -> Iterator[Truth]:
    if default.then.until is not None:
        yield early(default.then.until, env)
    if default.then.name == "review":
        yield not approved(default.then.approvers, env)


def _guards(policy: LinkedPolicy, outcome: Outcome) -> tuple[Guard, ...]:
    return tuple(policy.guards[index] for index in outcome.open_guards)
