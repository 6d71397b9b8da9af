"""One post before one or several policies: the decision, with everything that explains it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel

from playbook.compile.program import Outcome, outcome
from playbook.engine.earliest import earliest
from playbook.engine.explain import explain
from playbook.engine.fixes import Judge, offer
from playbook.engine.needs import once
from playbook.engine.policy import Policy
from playbook.engine.signals import Signal, signals
from playbook.model.decision import ApprovalWanted, Decision, Finding, without_findings
from playbook.model.verdict import Verdict
from playbook.reference.approvals import wanted
from playbook.reference.environment import instant_of
from playbook.reference.linked import LinkedDefault, LinkedRule
from playbook.reference.rules import environment, states

Run = Callable[[Policy, BaseModel], Outcome]
"""An evaluator: which rules of a policy fire on a post."""


def compiled(policy: Policy, post: BaseModel) -> Outcome:
    """What people run."""
    return policy.program.run(post)


def reference(policy: Policy, post: BaseModel) -> Outcome:
    """The plain walk over the tree, which the compiled one has to agree with."""
    return outcome(states(policy.linked, post))


@dataclass(frozen=True, slots=True)
class _Judged:
    """One policy's answer."""

    policy: Policy
    outcome: Outcome
    signals: list[Signal]

    @property
    def applies(self) -> bool | None:
        if self.outcome.held_guards:
            return True
        return None if self.outcome.open_guards else False


def decide(post: BaseModel, policies: Sequence[Policy], run: Run = compiled) -> Decision:
    """The decision on *post*. Policies that are the same count once; there must be one at least."""
    if len(policies) == 1:
        return decide_alone(post, policies[0], run)
    once_each = _once_each(policies)
    return _decide(post, [_judge(policy, post, run) for policy in once_each], run)


def decide_alone(post: BaseModel, policy: Policy, run: Run = compiled) -> Decision:
    """The decision of one policy on *post*. Nearly all posts have nothing wrong with them: those come first."""
    found = run(policy, post)
    if found is policy.program.quiet:
        return without_findings(policy.alone, applies=True, earliest=_instant(post))
    return _decide(post, [_Judged(policy, found, signals(policy.linked, found, post))], run)


def _instant(post: BaseModel) -> datetime | None:
    """The instant at which it is judged; None where nobody knows."""
    given = post.__dict__.get("publish_at")
    if type(given) is datetime and given.tzinfo is UTC:
        return given
    known = instant_of(post)
    return known if isinstance(known, datetime) else None


def _decide(post: BaseModel, judged: list[_Judged], run: Run) -> Decision:
    applies = _applies(judged)
    used = tuple(one.policy.used for one in judged)
    instant = _instant(post)
    if not any(one.signals for one in judged):
        return without_findings(used, applies=applies, earliest=instant)
    verdict = strictest(judged)
    findings = sorted(_findings(judged, post, verdict, run), key=_order)
    return Decision(
        verdict=verdict,
        findings=tuple(findings),
        needs=once((need for finding in findings for need in finding.needs), lambda need: need.field),
        approvals=_approvals(judged, post),
        earliest=_earliest(judged, post, instant, run),
        policies=used,
        applies=applies,
    )


def _once_each(policies: Sequence[Policy]) -> tuple[Policy, ...]:
    """Each policy once, in an order that does not depend on the caller's."""
    if len(policies) == 1:
        return tuple(policies)
    # One that came from two files is named after the same of them in whatever order it is given.
    by_file = sorted(policies, key=lambda policy: policy.linked.module.source.name, reverse=True)
    different = {policy.digest: policy for policy in by_file}
    return tuple(sorted(different.values(), key=lambda policy: (policy.name, policy.digest)))


def _judge(policy: Policy, post: BaseModel, run: Run) -> _Judged:
    answer = run(policy, post)
    return _Judged(policy, answer, signals(policy.linked, answer, post))


def strictest(judged: Sequence[_Judged]) -> Verdict:
    """The verdict that all findings add up to."""
    return max((signal.verdict for one in judged for signal in one.signals), default=Verdict.ALLOW)


def _applies(judged: Sequence[_Judged]) -> bool | None:
    answers = [one.applies for one in judged]
    if True in answers:
        return True
    return None if None in answers else False


def _order(finding: Finding) -> tuple[int, str, str, str, int, int]:
    place = finding.location
    return -finding.verdict.strictness, finding.policy, finding.rule, place.file, place.line, place.column


def _findings(judged: Sequence[_Judged], post: BaseModel, verdict: Verdict, run: Run) -> list[Finding]:
    judge = _rejudge([one.policy for one in judged], run)
    found: list[Finding] = []
    for one in judged:
        linked = one.policy.linked
        env = environment(linked, post)
        for signal in one.signals:
            fix = offer(linked, signal, env, verdict, judge)
            found.append(explain(linked, signal, one.outcome.open_guards, fix, env))
    return found


def _rejudge(policies: Sequence[Policy], run: Run) -> Judge:
    def judge(post: BaseModel) -> tuple[Verdict, frozenset[tuple[str, str]]]:
        again = [_judge(policy, post, run) for policy in policies]
        names = frozenset((one.policy.name, signal.name) for one in again for signal in one.signals)
        return strictest(again), names

    return judge


def _approvals(judged: Sequence[_Judged], post: BaseModel) -> tuple[ApprovalWanted, ...]:
    """Who still has to say yes, for every `review` that fired."""
    found: list[ApprovalWanted] = []
    for one in judged:
        env = environment(one.policy.linked, post)
        for signal in one.signals:
            if not signal.fired or not isinstance(signal.source, LinkedRule | LinkedDefault):
                continue
            if signal.own is Verdict.REVIEW:
                ask = wanted(signal.source.then.approvers, env)
                found.append(
                    ApprovalWanted(
                        by=ask.by,
                        role=ask.role,
                        count=ask.needed - ask.given,
                        rule=signal.name,
                        policy=one.policy.name,
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.policy, one.rule, one.by)))


def _earliest(
    judged: Sequence[_Judged], post: BaseModel, instant: datetime | None, run: Run
) -> datetime | None:
    if instant is None:
        return None

    def blocking(at: BaseModel, index: int) -> tuple[Outcome, list[Signal]]:
        # What holds the post back at its own instant is known by now.
        known = _instant(at) == instant
        one = judged[index] if known else _judge(judged[index].policy, at, run)
        return one.outcome, [signal for signal in one.signals if signal.verdict >= Verdict.DELAY]

    return earliest([one.policy.linked for one in judged], post, instant, blocking)
