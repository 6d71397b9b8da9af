"""Which posts a policy is about: `for`, and what several policies together say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.errors import UsageError
from playbook.model.decision import Decision
from playbook.model.verdict import Verdict

Judge = Callable[..., Decision]


def states(decision: Decision) -> dict[str, str]:
    return {found.rule: f"{found.verdict} {found.state}" for found in decision.findings}


@pytest.mark.parametrize(
    ("sponsored", "applies", "expected"),
    [
        (True, True, {"a": "deny fired", "b": "warn undetermined"}),
        (False, False, {}),
        (None, None, {"for": "review undetermined"}),
    ],
)
def test_for_decides_whether_any_rule_is_tried(
    judge: Judge, sponsored: bool | None, applies: bool | None, expected: dict[str, str]
) -> None:
    decision = judge(
        "policy p for sponsored rule a deny rule b when author.on_duty warn", sponsored=sponsored
    )
    assert decision.applies is applies
    assert states(decision) == expected


@pytest.mark.parametrize(
    ("rules", "own", "counts_as"),
    [
        ("rule a advise", "advise", "advise"),
        ("rule a advise rule b warn", "warn", "warn"),
        ("rule a review rule b warn", "review", "review"),
        ("rule a deny rule b warn", "deny", "review"),
        ("rule a allow", "allow", "allow"),
    ],
)
def test_an_unknown_for_counts_as_the_strictest_that_the_policy_can_give_but_at_most_review(
    judge: Judge, rules: str, own: str, counts_as: str
) -> None:
    decision = judge(f"policy p for sponsored {rules}")
    found = decision.findings[0]
    assert (found.rule, str(found.own_verdict), str(found.verdict)) == ("for", own, counts_as)
    assert decision.verdict == Verdict(counts_as)


def test_the_strictest_may_be_that_of_otherwise(judge: Judge) -> None:
    decision = judge("policy p for sponsored otherwise deny rule a when made_by_machine allow")
    assert states(decision) == {"for": "review undetermined"}
    assert decision.findings[0].own_verdict == Verdict.DENY


def test_a_policy_without_rules_asks_nothing(judge: Judge) -> None:
    decision = judge("policy p for sponsored")
    assert decision.applies is None
    assert decision.verdict == Verdict.ALLOW
    assert judge("policy p for sponsored", sponsored=False).applies is False
    assert judge("policy p").applies is True


def test_where_none_applies_the_post_was_not_judged(judge: Judge) -> None:
    decision = judge(["policy a for sponsored rule r deny", "policy b for sponsored"], sponsored=False)
    assert (decision.verdict, decision.applies, decision.findings) == (Verdict.ALLOW, False, ())
    assert [used.name for used in decision.policies] == ["a", "b"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (True, True, True),
        (True, False, True),
        (True, None, True),
        (False, None, None),
        (None, None, None),
        (False, False, False),
    ],
)
def test_several_apply_if_one_does(
    judge: Judge, first: bool | None, second: bool | None, expected: bool | None
) -> None:
    policies = ["policy a for sponsored rule r warn", "policy b for made_by_machine rule r warn"]
    assert judge(policies, sponsored=first, made_by_machine=second).applies is expected
    assert judge(policies, sponsored=second, made_by_machine=first).applies is expected


def test_each_is_judged_alone_with_its_own_otherwise_and_zone(judge: Judge) -> None:
    allows = "policy a otherwise warn rule ok when sponsored allow"
    denies = "policy b otherwise review rule ok when made_by_machine allow"
    decision = judge([allows, denies], sponsored=True, made_by_machine=False)
    assert [(one.policy, one.rule, str(one.verdict)) for one in decision.findings] == [
        ("b", "otherwise", "review"),
        ("a", "ok", "allow"),
    ]
    zones = [
        f'policy {name} timezone "{zone}" rule r when publish_at is within daily 09:00 to 10:00 warn'
        for name, zone in (("a", "Europe/Paris"), ("b", "Asia/Tokyo"))
    ]
    found = judge(zones, publish_at="2026-11-23T08:30Z").findings
    assert [one.policy for one in found] == ["a"]


def test_one_given_twice_counts_once(judge: Judge, tmp_path: Path) -> None:
    text = 'policy p rule r review by "legal" "{count(hashtags)}"'
    once = judge(text)
    assert judge([text, text]) == once
    policy = playbook.compile(text)
    assert judge([policy, policy, text]) == once
    assert len(once.policies) == 1


def test_the_same_file_under_two_names_counts_once(tmp_path: Path) -> None:
    loaded = []
    for name in ("b", "a"):
        (tmp_path / f"{name}.playbook").write_text("policy p rule r warn")
        loaded.append(playbook.load(tmp_path / f"{name}.playbook"))
    both = playbook.evaluate({}, loaded)
    assert len(both.findings) == len(both.policies) == 1
    assert playbook.evaluate({}, loaded[::-1]) == both
    assert Path(both.findings[0].location.file).name == "a.playbook"


def test_one_with_other_params_is_another() -> None:
    text = "policy p param most: number = 1 rule r when count(hashtags) > most warn"
    policies = [playbook.compile(text), playbook.compile(text, most=2)]
    decision = playbook.evaluate({"hashtags": ["a", "b"]}, policies)
    assert len(decision.policies) == 2
    assert len(decision.findings) == 1


@pytest.mark.parametrize("none", [[], (), ""])
def test_no_policy_at_all_is_a_misuse(none: Any) -> None:
    with pytest.raises(UsageError):
        playbook.evaluate({}, none)


def test_personal_and_professional_with_an_unknown_kind_of_account_ask_which() -> None:
    decision = playbook.evaluate({"text": "Good morning"}, ["personal", "professional"])
    assert decision.applies is None
    assert {(found.policy, found.rule, found.state) for found in decision.findings} == {
        ("personal", "for", "undetermined"),
        ("professional", "for", "undetermined"),
    }
    assert [(need.field, need.question) for need in decision.needs] == [
        ("account.kind", "Is this a personal or a professional account?")
    ]
    assert decision.verdict == Verdict.REVIEW
