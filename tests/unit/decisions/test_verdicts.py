"""How findings add up to a verdict: the strictest of all; what `allow` and `otherwise` do."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from playbook.model.decision import Decision
from playbook.model.verdict import Verdict

Judge = Callable[..., Decision]
VERDICTS = ["allow", "advise", "warn", "delay", "review", "deny"]


def states(decision: Decision) -> dict[str, str]:
    return {found.rule: f"{found.verdict} {found.state}" for found in decision.findings}


@pytest.mark.parametrize(("milder", "stricter"), list(combinations(VERDICTS, 2)))
def test_the_strictest_of_all_findings_stands(judge: Judge, milder: str, stricter: str) -> None:
    for rules in (f"rule a {milder} rule b {stricter}", f"rule a {stricter} rule b {milder}"):
        assert judge(rules).verdict == Verdict(stricter)


def test_no_finding_is_allow(judge: Judge) -> None:
    assert judge("rule r when sponsored deny", sponsored=False).verdict == Verdict.ALLOW


@pytest.mark.parametrize(
    ("sure", "open_", "expected"),
    [
        ("warn", "deny", "review"),
        ("review", "deny", "review"),
        ("deny", "deny", "deny"),
        ("deny", "warn", "deny"),
        ("advise", "warn", "warn"),
        ("warn", "delay", "delay"),
    ],
)
def test_what_is_undetermined_counts_as_at_most_review(
    judge: Judge, sure: str, open_: str, expected: str
) -> None:
    assert judge(f"rule a {sure} rule b when sponsored {open_}").verdict == Verdict(expected)


PERMIT = "policy p otherwise {} rule ok when sponsored allow rule other when author.on_duty {}"


@pytest.mark.parametrize(
    ("sponsored", "expected"),
    [
        (True, {"ok": "allow fired"}),
        (False, {"otherwise": "deny fired"}),
        (None, {"otherwise": "review undetermined", "ok": "allow undetermined"}),
    ],
)
def test_an_allow_that_fired_turns_otherwise_off(
    judge: Judge, sponsored: bool | None, expected: dict[str, str]
) -> None:
    decision = judge(PERMIT.format("deny", "warn"), sponsored=sponsored, author={"on_duty": False})
    assert states(decision) == expected


def test_it_never_lowers_another_finding(judge: Judge) -> None:
    decision = judge(PERMIT.format("warn", "deny"), sponsored=True, author={"on_duty": True})
    assert states(decision) == {"other": "deny fired", "ok": "allow fired"}
    assert decision.verdict == Verdict.DENY


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (True, True, None),
        (True, False, None),
        (True, None, None),
        (False, False, "warn fired"),
        (False, None, "warn undetermined"),
        (None, None, "warn undetermined"),
    ],
)
@pytest.mark.parametrize("swapped", [False, True])
def test_with_several_allow_rules_one_is_enough(
    judge: Judge, first: bool | None, second: bool | None, expected: str | None, swapped: bool
) -> None:
    text = "policy p otherwise warn rule a when sponsored allow rule b when made_by_machine allow"
    one, other = (second, first) if swapped else (first, second)
    decision = judge(text, sponsored=one, made_by_machine=other)
    assert states(decision).get("otherwise") == expected


def test_other_rules_that_fire_do_not_turn_otherwise_off(judge: Judge) -> None:
    decision = judge(PERMIT.format("review", "warn"), sponsored=False, author={"on_duty": True})
    assert states(decision) == {"otherwise": "review fired", "other": "warn fired"}


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-11-23T08:59Z", "delay fired"),
        ("2026-11-23T09:00Z", None),
        (None, "delay undetermined"),
    ],
)
def test_otherwise_delay_until_holds_back_outside_of_it_alone(
    judge: Judge, at: str | None, expected: str | None
) -> None:
    text = 'policy p timezone "UTC" otherwise delay until daily 09:00 to 17:00 rule a when sponsored allow'
    assert states(judge(text, sponsored=False, publish_at=at)).get("otherwise") == expected
    if at is not None:
        turned_off = states(judge(text, sponsored=True, publish_at=at))
        assert "otherwise" not in turned_off


def test_otherwise_review_is_over_once_somebody_said_yes(judge: Judge, approved: Callable[..., Any]) -> None:
    text = 'policy p otherwise review by "editor" rule a when sponsored allow'
    before = judge(text, sponsored=False)
    assert states(before) == {"otherwise": "review fired"}
    assert [(wanted.by, wanted.rule, wanted.count) for wanted in before.approvals] == [
        (("editor",), "otherwise", 1)
    ]
    after = judge(text, **approved({"by": "ed", "role": "editor"}, sponsored=False))
    assert (after.verdict, after.findings, after.approvals) == (Verdict.ALLOW, (), ())


def test_otherwise_points_at_its_clause(judge: Judge) -> None:
    decision = judge("policy p\n  otherwise warn\nrule a when sponsored allow", sponsored=False)
    assert (decision.findings[0].location.line, decision.findings[0].title) == (2, None)
