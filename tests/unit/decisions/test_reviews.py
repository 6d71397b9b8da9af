"""`review`: who has to say yes, what counts as a yes, and what is still wanted."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import ApprovalWanted, Decision
from playbook.model.verdict import Verdict

Judge = Callable[..., Decision]
Approved = Callable[..., dict[str, Any]]
Given = dict[str, Any]

TEAM = 'param team: list of text = ["ana", "ben", "cho", "dan"]\n'


def by(name: str, role: str | None = None, **more: Any) -> Given:
    return {"by": name, "role": role, **more}


@pytest.mark.parametrize(
    ("clause", "approvals", "enough"),
    [
        ("review", [], False),
        ("review", [by("ben")], True),
        ("review", [by("ben", "anything")], True),
        ('review by "legal"', [by("ben")], False),
        ('review by "legal"', [by("ben", "editor")], False),
        ('review by "legal"', [by("ben", "Legal")], True),
        ('review by 2 of "legal"', [by("ben", "legal")], False),
        ('review by 2 of "legal"', [by("ben", "legal"), by("cho", "legal")], True),
        ('review by 2 of "legal"', [by("ben", "legal"), by("BEN", "legal")], False),
        ('review by 2 of "legal"', [by("ben", "legal"), by("cho", "editor")], False),
        ("review by team", [by("eve")], False),
        ("review by team", [by("Ben")], True),
        ("review by 2 of team", [by("ben"), by("ben", "legal")], False),
        ("review by 2 of team", [by("ben"), by("dan")], True),
        ("review by 2 of team", [by("ben"), by("eve")], False),
        # Ana wrote it: of the team of four, three are there to be asked.
        ("review by 50% of team", [by("ben")], False),
        ("review by 50% of team", [by("ben"), by("cho")], True),
        ("review by 33% of team", [by("ben")], True),
        ("review by 34% of team", [by("ben")], False),
        ("review by 0.01% of team", [], False),
        ("review by all of team", [by("ben"), by("cho")], False),
        ("review by all of team", [by("ben"), by("cho"), by("dan")], True),
        ("review by 100% of team", [by("ben"), by("cho"), by("dan")], True),
        ('review by ["ben", "ben", "BEN"]', [by("ben")], True),
        ('review by 2 of ["ben", "BEN", "cho"]', [by("ben")], False),
    ],
)
def test_who_has_to_say_yes(
    judge: Judge, approved: Approved, clause: str, approvals: list[Given], enough: bool
) -> None:
    decision = judge(f"{TEAM} rule r {clause}", **approved(*approvals))
    assert (decision.findings == ()) is enough
    assert (decision.approvals == ()) is enough


@pytest.mark.parametrize(
    ("facts", "approval"),
    [
        ({}, by("ana")),
        ({}, by("ANA")),
        ({"author": {}}, by("ben")),
        ({"publish_at": None}, by("ben")),
        ({}, by("ben", at=None)),
        ({}, by("ben", at="2026-11-23T10:00:00.000001Z")),
        ({}, by("ben", content=None)),
        ({}, by("ben", content="another")),
        ({}, {"role": "legal"}),
    ],
)
def test_what_does_not_count(judge: Judge, approved: Approved, facts: Given, approval: Given) -> None:
    decision = judge("rule r review", **approved(approval, **facts))
    assert decision.verdict == Verdict.REVIEW
    assert [found.state for found in decision.findings] == ["fired"]


def test_at_the_very_instant_is_in_time(judge: Judge, approved: Approved) -> None:
    assert judge("rule r review", **approved(by("ben", at="2026-11-23T10:00Z"))).findings == ()


def test_an_edit_voids_all_approvals(judge: Judge, approved: Approved) -> None:
    facts = approved(by("ben"), text="We are open.")
    assert judge("rule r review", **facts).findings == ()
    for edit in (
        {"text": "We are closed."},
        {"content_warning": "x"},
        {"media": [{"url": "a.png"}]},
        {"action": "reply"},
    ):
        assert judge("rule r review", **{**facts, **edit}).verdict == Verdict.REVIEW


def test_what_readers_do_not_see_voids_none(judge: Judge, approved: Approved) -> None:
    facts = approved(by("ben"), text="We are open.")
    for more in ({"sponsored": True}, {"tags": ["live"]}, {"account": {"kind": "professional"}}):
        assert judge("rule r review", **{**facts, **more}).findings == ()


def test_the_author_on_a_list_of_one_cannot_be_asked(judge: Judge, approved: Approved) -> None:
    decision = judge('rule r review by all of ["ana"]', **approved(by("ana"), by("ben")))
    assert decision.verdict == Verdict.REVIEW
    assert decision.approvals[0].count == 1


@pytest.mark.parametrize(
    ("clause", "approvals", "expected"),
    [
        ("review", [], ((), False, 1)),
        ('review by 3 of "legal"', [by("ben", "legal")], (("legal",), True, 2)),
        ("review by 2 of team", [by("cho")], (("ben", "dan"), False, 1)),
        ("review by all of team", [by("cho")], (("ben", "dan"), False, 2)),
        ('review by ["ana"]', [by("cho")], ((), False, 1)),
        ("review by author.accounts", [by("cho")], ((), False, 1)),
        ("review by author.name", [], (("Ana",), True, 1)),
    ],
)
def test_what_is_still_wanted(
    judge: Judge,
    approved: Approved,
    clause: str,
    approvals: list[Given],
    expected: tuple[tuple[str, ...], bool, int],
) -> None:
    facts = approved(*approvals, author={"id": "ana", "name": "Ana"})
    who, role, count = expected
    assert judge(f"{TEAM} rule r {clause}", **facts).approvals == (
        ApprovalWanted(by=who, role=role, anybody=clause == "review", count=count, rule="r", policy="p"),
    )


def test_while_the_author_is_unknown_all_of_a_list_are_wanted(judge: Judge, approved: Approved) -> None:
    decision = judge(f"{TEAM} rule r review by all of team", **approved(by("ben"), author={}))
    assert [(one.by, one.count) for one in decision.approvals] == [(("ana", "ben", "cho", "dan"), 4)]


def test_a_list_that_nobody_knows_is_never_satisfied(judge: Judge, approved: Approved) -> None:
    decision = judge("rule r review by 2 of author.accounts", **approved(by("ben"), by("cho")))
    assert decision.verdict == Verdict.REVIEW
    assert decision.approvals[0].count == 2


def test_only_reviews_that_fired_want_approvals(judge: Judge) -> None:
    decision = judge(
        """rule a when sponsored review by "legal"
        rule b review by "editor"
        rule c deny
        rule d when author.on_duty review by "boss\""""
    )
    assert decision.verdict == Verdict.DENY
    assert [(one.rule, one.by) for one in decision.approvals] == [("b", ("editor",))]


def test_approvals_wanted_are_sorted_by_policy_and_rule(judge: Judge) -> None:
    first = 'policy b rule z review by "x" rule a review by "y"'
    second = 'policy a rule m review by "z"'
    for order in ([first, second], [second, first]):
        assert [(one.policy, one.rule) for one in judge(order).approvals] == [
            ("a", "m"),
            ("b", "a"),
            ("b", "z"),
        ]


def test_a_condition_beside_still_decides(judge: Judge, approved: Approved) -> None:
    text = 'rule r when sponsored review by "legal"'
    assert judge(text, **approved(by("ben", "legal"))).findings == ()
    assert judge(text, **approved()).findings[0].state == "undetermined"
    assert judge(text, **approved(sponsored=False)).findings == ()


def test_approvals_are_facts_that_rules_can_ask_for_like_any_other(judge: Judge, approved: Approved) -> None:
    text = 'rule r unless any approvals where role is "legal" deny'
    assert judge(text, **approved(by("ben", "legal", content="old"))).findings == ()
    assert judge(text, **approved()).verdict == Verdict.DENY
