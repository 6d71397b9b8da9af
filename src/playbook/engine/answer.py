"""What a decision says beyond its verdict: a method for each such field of `Decision`, for when it is read."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from pydantic import BaseModel

from playbook.compile.program import Outcome
from playbook.engine.policy import Policy
from playbook.engine.signal import Signal
from playbook.frozen import frozen
from playbook.model.decision import ApprovalWanted, Finding, Need
from playbook.model.on_demand import not_read
from playbook.model.verdict import Verdict
from playbook.reference.approvals import wanted
from playbook.reference.environment import instant_of
from playbook.reference.linked import LinkedDefault, LinkedRule
from playbook.reference.rules import environment

_FIELDS: Final = set(Finding.model_fields)


@frozen
class Judged:
    """What one policy comes to on the post."""

    policy: Policy
    outcome: Outcome
    signals: list[Signal]

    @property
    def applies(self) -> bool | None:
        if self.outcome.held_guards:
            return True
        return None if self.outcome.open_guards else False


Again = Callable[[BaseModel, Policy], Judged]
"""Judges another post, as the decision's own was judged."""


def instant(post: BaseModel) -> datetime | None:
    """The instant at which it is judged; None where nobody knows."""
    given = post.__dict__.get("publish_at")
    if type(given) is datetime and given.tzinfo is UTC:
        return given
    known = instant_of(post)
    return known if isinstance(known, datetime) else None


class Answer:
    """The rest of one decision. Threads may share it."""

    __slots__ = ("_again", "_found", "_judged", "_post", "_verdict")

    def __init__(self, post: BaseModel, judged: Sequence[Judged], verdict: Verdict, again: Again) -> None:
        self._post = post
        self._judged = judged
        self._verdict = verdict
        self._again = again
        self._found: tuple[Finding, ...] | None = None

    def findings(self) -> tuple[Finding, ...]:
        if self._found is None:
            found = [explained for one in self._judged for explained in self._of(one)]
            found.sort(key=_by_order)
            self._found = tuple([made for _, made in found])
        return self._found

    def needs(self) -> tuple[Need, ...]:
        from playbook.engine.needs import once  # noqa: PLC0415  (who passes all posts needs no explanations)

        return once((need for finding in self.findings() for need in finding.needs), lambda need: need.field)

    def approvals(self) -> tuple[ApprovalWanted, ...]:
        """Who still has to say yes, for every `review` that fired."""
        found = [wanting for one in self._judged for wanting in self._wanting(one)]
        return tuple(sorted(found, key=lambda one: (one.policy, one.rule, one.by)))

    def earliest(self) -> datetime | None:
        from playbook.engine.earliest import earliest  # noqa: PLC0415  (see above)

        start = instant(self._post)
        if start is None:
            return None

        def blocking(at: BaseModel, index: int) -> list[Signal]:
            # What holds the post back at its own instant is known by now.
            known = self._judged[index]
            one = known if instant(at) == start else self._again(at, known.policy)
            return [signal for signal in one.signals if signal.holds_back]

        return earliest([one.policy.linked for one in self._judged], self._post, start, blocking)

    def _of(self, one: Judged) -> Iterable[tuple[Signal, Finding]]:
        from playbook.engine.explain import Explanation, Shared  # noqa: PLC0415  (see above)

        shared = Shared(one.policy.linked, self._post, self._verdict, self._judge)
        for signal in one.signals:
            later = Explanation(signal, shared)
            yield signal, not_read(Finding, dict(signal.known), later, _FIELDS)

    def _judge(self, post: BaseModel) -> tuple[Verdict, frozenset[tuple[str, str]]]:
        again = [self._again(post, one.policy) for one in self._judged]
        names = frozenset((one.policy.name, signal.name) for one in again for signal in one.signals)
        verdict = max((signal.verdict for one in again for signal in one.signals), default=Verdict.ALLOW)
        return verdict, names

    def _wanting(self, one: Judged) -> Iterable[ApprovalWanted]:
        env = environment(one.policy.linked, self._post)
        for signal in one.signals:
            if not signal.fired or not isinstance(signal.source, LinkedRule | LinkedDefault):
                continue
            if signal.own is Verdict.REVIEW:
                ask = wanted(signal.source.then.approvers, env)
                yield ApprovalWanted(
                    by=ask.by,
                    role=ask.role,
                    anybody=ask.anybody,
                    count=ask.needed - ask.given,
                    rule=signal.name,
                    policy=one.policy.name,
                )


def _by_order(explained: tuple[Signal, Finding]) -> tuple[int, str, str, str, int, int]:
    return explained[0].order
