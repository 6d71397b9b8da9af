"""Verdicts order by strictness, and a decision is the same through JSON."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from playbook.model.decision import Decision, Finding, Location, Need, PolicyUsed, Words
from playbook.model.verdict import Verdict

MILDEST_FIRST = ["allow", "advise", "warn", "delay", "review", "deny"]


def test_verdicts_order_by_strictness() -> None:
    assert sorted(Verdict, key=lambda verdict: verdict) == [Verdict(name) for name in MILDEST_FIRST]
    assert [Verdict(name).strictness for name in MILDEST_FIRST] == [0, 1, 2, 3, 4, 5]
    assert max(Verdict.REVIEW, Verdict.DENY, Verdict.WARN) is Verdict.DENY
    assert Verdict.ADVISE < Verdict.DELAY <= Verdict.DELAY
    assert Verdict.DENY > "allow"
    assert Verdict.WARN >= "warn"


def test_a_decision_comes_back_from_json_as_it_was() -> None:
    decision = Decision(
        verdict=Verdict.DENY,
        findings=(
            Finding(
                policy="acme",
                rule="no-insults",
                verdict=Verdict.DENY,
                state="fired",
                own_verdict=Verdict.DENY,
                spans=(Words(field="text", start=0, end=2, text="Hi"),),
                needs=(Need(field="account.kind", question="Whose?"),),
                location=Location(file="a.playbook", line=1, column=1),
            ),
        ),
        earliest=datetime(2026, 11, 23, 12, tzinfo=timezone(timedelta(hours=2))),
        policies=(PolicyUsed(name="acme", version=None, digest="0"),),
        applies=True,
    )
    assert Decision.model_validate_json(decision.model_dump_json()) == decision
    assert decision.earliest == datetime(2026, 11, 23, 10, tzinfo=UTC)
    assert '"earliest":"2026-11-23T10:00:00Z"' in decision.model_dump_json()


def test_a_decision_cannot_be_changed() -> None:
    decision = Decision(verdict=Verdict.ALLOW, policies=(), applies=False)
    with pytest.raises(ValidationError):
        decision.verdict = Verdict.DENY  # type: ignore[misc]
