"""One post before one or several policies: the verdict at once, and what explains it for when it is read."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from pydantic import BaseModel

from playbook.compile.program import Outcome, outcome
from playbook.engine.answer import Answer, Judged, instant
from playbook.engine.policy import Policy
from playbook.engine.signal import Signal
from playbook.model.decision import Decision, PolicyUsed, without_findings
from playbook.model.on_demand import not_read
from playbook.model.verdict import Verdict
from playbook.reference.rules import states

Run = Callable[[Policy, BaseModel], Outcome]
"""An evaluator: which rules of a policy fire on a post."""

_FIELDS: Final = set(Decision.model_fields)


def compiled(policy: Policy, post: BaseModel) -> Outcome:
    """What people run."""
    return policy.program.run(post)


def reference(policy: Policy, post: BaseModel) -> Outcome:
    """The plain walk over the tree, which the compiled one has to agree with."""
    return outcome(states(policy.linked, post))


def decide(post: BaseModel, policies: Sequence[Policy], run: Run = compiled) -> Decision:
    """The decision on *post*. Policies that are the same count once; there must be one at least."""
    return _decide(post, [_judged(policy, run(policy, post), post) for policy in _once_each(policies)], run)


def decide_alone(post: BaseModel, policy: Policy) -> Decision:
    """The same for one policy. Nearly all posts have nothing wrong with them: those come first."""
    found = policy.program.run(post)
    if found is policy.program.quiet:
        return without_findings(policy.alone, applies=True, earliest=instant(post))
    return _decide(post, [_judged(policy, found, post)], compiled)


def _once_each(policies: Sequence[Policy]) -> tuple[Policy, ...]:
    """Each policy once, in an order that does not depend on the caller's."""
    if len(policies) == 1:
        return tuple(policies)
    # One that came from two files is named after the same of them in whatever order it is given.
    by_file = sorted(policies, key=lambda policy: policy.linked.module.source.name, reverse=True)
    different = {policy.digest: policy for policy in by_file}
    return tuple(sorted(different.values(), key=lambda policy: (policy.name, policy.digest)))


def _judged(policy: Policy, found: Outcome, post: BaseModel) -> Judged:
    return Judged(policy, found, policy.signals.of(found, post))


def _decide(post: BaseModel, judged: list[Judged], run: Run) -> Decision:
    applies, used = _applies(judged), _used(judged)
    strictest: Signal | None = None
    needs = approvals = waits = False
    for one in judged:
        for signal in one.signals:
            if strictest is None or signal.strictness > strictest.strictness:
                strictest = signal
            needs = needs or not signal.fired
            approvals = approvals or signal.own is Verdict.REVIEW
            waits = waits or signal.holds_back
    if strictest is None:
        return without_findings(used, applies=applies, earliest=instant(post))
    known: dict[str, Any] = {"verdict": strictest.verdict, "policies": used, "applies": applies}
    if not needs:
        known["needs"] = ()
    if not approvals:
        known["approvals"] = ()
    if not waits:
        known["earliest"] = instant(post)

    def again(other: BaseModel, policy: Policy) -> Judged:
        return _judged(policy, run(policy, other), other)

    return not_read(Decision, known, Answer(post, judged, strictest.verdict, again), _FIELDS)


def _used(judged: Sequence[Judged]) -> tuple[PolicyUsed, ...]:
    return judged[0].policy.alone if len(judged) == 1 else tuple(one.policy.used for one in judged)


def _applies(judged: Sequence[Judged]) -> bool | None:
    if len(judged) == 1:
        return judged[0].applies
    answers = [one.applies for one in judged]
    if True in answers:
        return True
    return None if None in answers else False
