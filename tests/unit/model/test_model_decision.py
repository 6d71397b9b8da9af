"""Verdicts order by strictness, and a decision is the same through JSON."""

import pickle
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError

from playbook.model.decision import Decision, Finding, Location, Need, PolicyUsed, Words, without_findings
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


def test_a_decision_without_findings_is_one_like_any_other() -> None:
    used = (PolicyUsed(name="p", version=None, digest="d"),)
    at = datetime(2026, 11, 23, 10, tzinfo=UTC)
    for applies in (True, False, None):
        for earliest in (at, None):
            made = without_findings(used, applies=applies, earliest=earliest)
            right = Decision(verdict=Verdict.ALLOW, policies=used, applies=applies, earliest=earliest)
            assert (made, hash(made), repr(made)) == (right, hash(right), repr(right))
            assert made.model_dump_json() == right.model_dump_json()
            assert made.model_fields_set == right.model_fields_set
            assert pickle.loads(pickle.dumps(made)) == right  # noqa: S301  our own
            assert made.model_copy(update={"applies": None}).model_fields_set == right.model_fields_set
            with pytest.raises(ValidationError):
                made.applies = True  # type: ignore[misc]
