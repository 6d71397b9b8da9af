"""What an undetermined finding needs: the fields that the unknown part really hangs on, each with a question."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Decision, Finding, Need

Judge = Callable[..., Decision]
Found = Callable[..., Finding]

OWN = 'ask own_words "Is this in our own words?"\n'


def fields(found: Finding) -> list[str]:
    return [need.field for need in found.needs]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("when sponsored", ["sponsored"]),
        ("when not sponsored", ["sponsored"]),
        ("when (sponsored)", ["sponsored"]),
        ("when sponsored and author.on_duty", ["sponsored", "author.on_duty"]),
        ("when sponsored or author.on_duty", ["sponsored", "author.on_duty"]),
        ('when sponsored and text is "hi"', ["sponsored"]),
        # True or unknown, false and unknown: their value is known, and needs nothing.
        ("when sponsored and (made_by_machine or text is text)", ["sponsored"]),
        ('when sponsored or (made_by_machine and text is "x")', ["sponsored"]),
        ('when sponsored unless author.on_duty and text is "x"', ["sponsored"]),
        ("when sponsored unless made_by_machine", ["sponsored", "made_by_machine"]),
        ("when text is text unless sponsored", ["sponsored"]),
        ("require sponsored otherwise", ["sponsored"]),
        ("require text is text require sponsored otherwise", ["sponsored"]),
        ("require sponsored require made_by_machine otherwise", ["sponsored", "made_by_machine"]),
        ("when sponsored and sponsored", ["sponsored"]),
        ("when account.kind is professional", ["account.kind"]),
        ("when account.kind is in [personal]", ["account.kind"]),
        (
            'when author.name is "x" or account.handle is author.employer',
            ["author.name", "account.handle", "author.employer"],
        ),
        ("when account.followers + 1 > account.followers", ["account.followers"]),
        ("when -account.followers > 1", ["account.followers"]),
        ('when author.name mentions "x"', ["author.name"]),
        ('when author.name contains any of ["x"]', ["author.name"]),
        ("when author.name matches /x/", ["author.name"]),
        ('when author.name starts with "x"', ["author.name"]),
        ('when author.roles include "x"', ["author.roles"]),
        ("when text mentions any of author.roles", ["author.roles"]),
        ("when any author.roles", ["author.roles"]),
        ('when no author.roles where it is "x"', ["author.roles"]),
        ("when count(author.roles) > 1", ["author.roles"]),
        ('when author.id is in ["ana", author.name]', ["author.id", "author.name"]),
        ("when length(author.name) > 1", ["author.name"]),
        ("when publish_at is within weekdays", ["publish_at"]),
        ("when publish_at is within 5 minutes of proposed_at", ["publish_at", "proposed_at"]),
        ("when now is after proposed_at", ["publish_at", "proposed_at"]),
        ("when 1 / 0 > 1", []),
        ("when not (sponsored and not sponsored)", ["sponsored"]),
    ],
)
def test_the_fields_that_it_hangs_on(finding: Found, clauses: str, expected: list[str]) -> None:
    found = finding(f"rule r {clauses} deny", text="hi")
    assert found.state == "undetermined"
    assert fields(found) == expected


@pytest.mark.parametrize(
    "clauses", ["when sponsored or made_by_machine", "unless author.on_duty and made_by_machine"]
)
def test_a_fired_finding_needs_nothing_whatever_else_is_unknown(finding: Found, clauses: str) -> None:
    found = finding(f"rule r {clauses} deny", sponsored=True, author={"on_duty": False})
    assert (found.state, found.needs) == ("fired", ())


def test_each_need_has_the_question_of_its_field(finding: Found) -> None:
    found = finding(OWN + "rule r when account.kind is personal and not own_words deny")
    assert found.needs == (
        Need(field="account.kind", question="Is this a personal or a professional account?"),
        Need(field="answers.own_words", question="Is this in our own words?"),
    )


def test_an_answer_of_another_type_is_asked_for_again(finding: Found) -> None:
    found = finding(OWN + "rule r require own_words otherwise deny", answers={"own_words": "maybe"})
    assert fields(found) == ["answers.own_words"]


@pytest.mark.parametrize(
    "condition",
    [
        'any media where consent is "form 12"',
        'any one in media where one.consent is "form 12"',
        'no media where consent is "no"',
        'count(media where consent is "form 12") > 1',
    ],
)
def test_elements_are_named_by_their_place(finding: Found, condition: str) -> None:
    media = [{"consent": "other"}, {}, {"consent": "another"}, {}]
    found = finding(f"rule r when {condition} deny", media=media)
    assert fields(found) == ["media[1].consent", "media[3].consent"]


def test_only_elements_that_are_open_are_asked_for(finding: Found) -> None:
    found = finding(
        'rule r when any media where kind is photo and consent is "yes" deny',
        media=[{"kind": "video"}, {"kind": "photo"}, {}],
    )
    assert fields(found) == ["media[1].consent", "media[2].kind", "media[2].consent"]


def test_nothing_is_asked_of_a_list_whose_answer_is_known(finding: Found) -> None:
    found = finding(
        'rule r when sponsored and (any media where consent is "yes") deny',
        media=[{}, {"consent": "yes"}],
    )
    assert fields(found) == ["sponsored"]


def test_elements_within_elements(finding: Found) -> None:
    found = finding(
        'rule r when any media where (any shows where it is "child") deny', media=[{"shows": ["dog"]}, {}]
    )
    assert fields(found) == ["media[1].shows"]


def test_a_condition_on_a_list_may_hang_on_the_post(finding: Found) -> None:
    found = finding("rule r when any tags where it is post.author.name deny", tags=["a", "b"])
    assert fields(found) == ["author.name"]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ('above_fold mentions "x"', {"text": "x" * 900}, ["platform"]),
        ("counted_length > 10", {}, ["platform"]),
        ('any links where site is "x"', {"links": [{"title": "page"}]}, ["links[0].site"]),
        ("any media where kind is photo", {"media": [{}]}, ["media[0].kind"]),
        ("event.starts_at is after 2026-11-23T10:00Z", {}, ["event.starts_at"]),
        ("event.starts_at is after 2026-11-23T10:00Z", {"event": {"name": "x"}}, ["event.starts_at"]),
        ('target.text is "x"', {"action": "reply"}, ["target.text"]),
        ("target.account.kind is personal", {"action": "reply", "target": {}}, ["target.account.kind"]),
    ],
)
def test_fields_that_are_worked_out_ask_for_what_they_come_from(
    finding: Found, condition: str, facts: dict[str, Any], expected: list[str]
) -> None:
    assert fields(finding(f"rule r when {condition} deny", **facts)) == expected


def test_a_function_asks_for_what_it_reads(finding: Found) -> None:
    text = 'rule r require trained("privacy") otherwise deny'
    assert fields(finding(text)) == ["author.trainings", "publish_at"]
    assert fields(finding(text, author={"trainings": [{"course": "privacy"}]})) == ["publish_at"]


def test_a_function_asks_for_what_an_element_of_its_list_lacks(finding: Found) -> None:
    text = 'rule r require trained("privacy") otherwise deny'
    found = finding(text, author={"trainings": [{"course": "privacy"}]}, publish_at="2026-11-23T10:00Z")
    assert "author.trainings[0].at" in fields(found)
    assert "author.trainings[0].course" not in fields(found)


def test_a_let_asks_for_what_is_in_it(finding: Found) -> None:
    found = finding("let paid = sponsored let odd = paid and author.on_duty rule r when odd deny")
    assert fields(found) == ["sponsored", "author.on_duty"]


ZONED = "policy p timezone account.timezone "


@pytest.mark.parametrize(
    "rule",
    [
        "rule r when publish_at is within weekdays deny",
        "rule r when publish_at is 2026-11-23 deny",
        "rule r when publish_at is outside daily 09:00 to 10:00 deny",
        "rule r delay until weekdays",
    ],
)
def test_the_zone_is_asked_for_where_the_wall_clock_counts(finding: Found, rule: str) -> None:
    found = finding(ZONED + rule, publish_at="2026-11-23T10:00Z")
    assert fields(found) == ["account.timezone"]
    assert fields(finding(ZONED + rule)) == ["publish_at", "account.timezone"]


def test_a_time_beside_a_time_does_not_ask_for_the_zone(finding: Found) -> None:
    found = finding(
        ZONED + "rule r when publish_at is after proposed_at deny", publish_at="2026-11-23T10:00Z"
    )
    assert fields(found) == ["proposed_at"]


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ("rule r delay until daily 09:00 to 10:00", {}, ["publish_at"]),
        ("rule r delay until embargoed_until", {"embargoed_until": "2026-11-23T10:00Z"}, ["publish_at"]),
        ("rule r delay until event.starts_at", {"publish_at": "2026-11-23T10:00Z"}, ["event.starts_at"]),
        ("rule r when sponsored delay until weekdays", {}, ["sponsored", "publish_at"]),
    ],
)
def test_delay_until_asks_for_the_time(
    finding: Found, rule: str, facts: dict[str, Any], expected: list[str]
) -> None:
    assert fields(finding(rule, **facts)) == expected


def test_for_asks_for_what_tells(finding: Found) -> None:
    found = finding("policy p for account.kind is professional and sponsored rule r deny", sponsored=True)
    assert (found.rule, fields(found)) == ("for", ["account.kind"])


def test_otherwise_asks_for_what_the_open_allow_rules_hang_on(judge: Judge) -> None:
    decision = judge(
        """policy p otherwise deny
        rule a when sponsored allow
        rule b when author.on_duty and text is "x" allow
        rule c when made_by_machine warn"""
    )
    otherwise = next(found for found in decision.findings if found.rule == "otherwise")
    assert fields(otherwise) == ["sponsored"]


def test_otherwise_delay_until_asks_for_the_time(judge: Judge) -> None:
    decision = judge('policy p timezone "UTC" otherwise delay until weekdays rule a when text is "x" allow')
    assert [(found.rule, fields(found)) for found in decision.findings] == [("otherwise", ["publish_at"])]
    assert [need.field for need in decision.needs] == ["publish_at"]


def test_what_is_absent_is_known_and_not_asked_for(finding: Found) -> None:
    found = finding('rule r when campaign is "x" or sponsored deny')
    assert fields(found) == ["sponsored"]
