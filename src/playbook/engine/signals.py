"""What the rules' answers add up to, without any explanation: which findings there are, and how much each counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel

from playbook.compile.program import Outcome
from playbook.model.verdict import Verdict
from playbook.reference.approvals import approved
from playbook.reference.environment import Environment
from playbook.reference.linked import LinkedDefault, LinkedPolicy, LinkedRule
from playbook.reference.logic import every
from playbook.reference.rules import early, environment
from playbook.values import UNKNOWN, Truth

OTHERWISE: Final = "otherwise"
FOR: Final = "for"


@dataclass(frozen=True, slots=True)
class Signal:
    """One finding to be. `source` is its rule or `otherwise` clause; None for `for`."""

    name: str
    source: LinkedRule | LinkedDefault | None
    own: Verdict
    fired: bool
    """Else it is undetermined."""

    @property
    def verdict(self) -> Verdict:
        """What it counts as: undetermined, the milder of its own verdict and `review`."""
        return self.own if self.fired else min(self.own, Verdict.REVIEW)


def signals(policy: LinkedPolicy, outcome: Outcome, post: BaseModel) -> list[Signal]:
    """All findings of one policy, in no particular order."""
    found = [
        Signal(policy.rules[index].name, policy.rules[index], policy.rules[index].verdict, True)
        for index in outcome.fired
    ]
    found += [
        Signal(policy.rules[index].name, policy.rules[index], policy.rules[index].verdict, False)
        for index in outcome.undetermined
    ]
    if outcome.open_guards:
        strictest = max(possible(policy, outcome.open_guards), default=Verdict.ALLOW)
        found.append(Signal(FOR, None, strictest, False))
    if policy.defaults:
        found.extend(_otherwise(policy, outcome, post))
    return found


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
            found.append(Signal(OTHERWISE, default, default.verdict, state is True))
    if found:
        yield max(found, key=lambda one: (one.verdict.strictness, one.fired))


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
