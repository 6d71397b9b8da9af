"""Holes in messages: values as a person would write them, the same on every machine; none changes a verdict."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Decision, Finding
from playbook.model.verdict import Verdict

Judge = Callable[..., Decision]
Found = Callable[..., Finding]

FACTS: dict[str, Any] = {
    "text": "one #two",
    "account": {"followers": 1_234_567, "handle": "acme", "kind": "professional"},
    "audience": {"adult_share": "0.716"},
    "author": {
        "roles": ["editor", "legal", "press"],
        "on_duty": False,
        "accounts": [],
        "trainings": [{"course": "Privacy", "at": "2026-01-05T10:00Z"}],
        "employer": "Acme",
    },
    "sponsored": True,
    "media": [{"kind": "photo", "consent": "form 12"}, {"kind": "photo"}, {"kind": "photo"}],
    "purpose": "event",
    "event": {"starts_at": "2026-11-23T15:30Z"},
    "proposed_at": "2026-11-22T09:10:05Z",
    "publish_at": "2026-11-23T15:00Z",
}


def said(found: Found, hole: str, header: str = 'policy p timezone "UTC"', **facts: Any) -> str:
    hole = hole.replace('"', r"\"")
    message = found(f'{header} rule r deny "{{{hole}}}"', **{**FACTS, **facts}).message
    assert message is not None
    return message


@pytest.mark.parametrize(
    ("hole", "words"),
    [
        ("account.followers", "1234567"),
        ("count(hashtags)", "1"),
        ("audience.adult_share", "0.716"),
        ("audience.adult_share * 100", "71.6"),
        ("0.1 + 0.2", "0.3"),  # in floats it is not
        ("1 / 4", "0.25"),
        ("-1 / 4", "-0.25"),
        ("1 / 3", "0.333333"),
        ("2 / 3", "0.666667"),
        ("-1 / 3", "-0.333333"),
        ("6 / 3", "2"),
        ("55%", "0.55"),
        ("1 / 10000000", "0"),
        ("1_000 * 1_000", "1000000"),
        ("1 / 0", "(unknown)"),
    ],
)
def test_numbers_are_exact_or_rounded_to_six_places(finding: Found, hole: str, words: str) -> None:
    assert said(finding, hole) == words


@pytest.mark.parametrize(
    ("zone", "hole", "words"),
    [
        ('"UTC"', "publish_at", "2026-11-23 15:00 (UTC)"),
        ('"America/New_York"', "publish_at", "2026-11-23 10:00 (America/New_York)"),
        ('"Asia/Kolkata"', "publish_at + 1 hour", "2026-11-23 21:30 (Asia/Kolkata)"),
        ('"Pacific/Kiritimati"', "publish_at", "2026-11-24 05:00 (Pacific/Kiritimati)"),
        ('"UTC"', "proposed_at", "2026-11-22 09:10:05 (UTC)"),
        ("account.timezone", "publish_at", "2026-11-23 15:00 (UTC)"),
        ('"Europe/Paris"', "2026-12-24", "2026-12-24"),
        ('"Europe/Paris"', "2026-12-24 + 7 days", "2026-12-31"),
    ],
)
def test_times_print_in_the_zone_of_the_policy(finding: Found, zone: str, hole: str, words: str) -> None:
    assert said(finding, hole, f"policy p timezone {zone}") == words


def test_a_policy_without_a_zone_prints_utc(finding: Found) -> None:
    assert said(finding, "publish_at", "policy p") == "2026-11-23 15:00 (UTC)"


def test_a_zone_that_is_a_field_prints_what_the_post_says(finding: Found) -> None:
    account = {"timezone": "Europe/Paris"}
    assert (
        said(finding, "publish_at", "policy p timezone account.timezone", account=account)
        == "2026-11-23 16:00 (Europe/Paris)"
    )


@pytest.mark.parametrize(
    ("hole", "words"),
    [
        ("publish_at - proposed_at", "1 day, 5 hours, 49 minutes and 55 seconds"),
        ("proposed_at - publish_at", "minus 1 day, 5 hours, 49 minutes and 55 seconds"),
        ("3 days", "3 days"),
        ("1 day + 30 minutes", "1 day and 30 minutes"),
        ("90 minutes", "1 hour and 30 minutes"),
        ("1 minute / 60", "1 second"),
        ("1 minute / 120", "0.5 seconds"),
        ("publish_at - publish_at", "0 seconds"),
        ("1 month", "30 days"),
    ],
)
def test_durations(finding: Found, hole: str, words: str) -> None:
    assert said(finding, hole) == words


@pytest.mark.parametrize(
    ("hole", "words"),
    [
        ("author.roles", "editor, legal and press"),
        ('["one"]', "one"),
        ('["one", "two"]', "one and two"),
        ("author.accounts", "none"),
        ("[1, 2.5, 3]", "1, 2.5 and 3"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 1 more"),
        ("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]", "1, 2, 3, 4, 5, 6, 7, 8, 9 and 10"),
        ("[2026-11-23, 2026-11-24]", "2026-11-23 and 2026-11-24"),
        ("[author.employer, author.name]", "Acme and (unknown)"),
    ],
)
def test_lists(finding: Found, hole: str, words: str) -> None:
    assert said(finding, hole) == words


@pytest.mark.parametrize(
    ("hole", "words"),
    [
        ("sponsored", "yes"),
        ("author.on_duty", "no"),
        ("not sponsored", "no"),
        ("account.kind", "professional"),
        ("text", "one #two"),
        ("author.name", "(unknown)"),
        ("sponsored and made_by_machine", "(unknown)"),
        ("campaign", "(none)"),
        ("length(campaign)", "(none)"),
        ('count(media where consent is "form 12")', "between 1 and 3"),
        ('2 * count(media where consent is "form 12") + 0.5', "between 2.5 and 6.5"),
    ],
)
def test_other_values(finding: Found, hole: str, words: str) -> None:
    assert said(finding, hole) == words


def test_a_window_prints_in_the_words_of_the_language(finding: Found) -> None:
    policy = """policy p timezone "UTC"
    param hours: window = mon to fri 09:00 to 17:30 except holidays of "GB"
    rule r deny "{hours}\""""
    assert finding(policy, **FACTS).message == 'weekdays 09:00 to 17:30 except holidays of "GB"'


@pytest.mark.parametrize(("length", "expected"), [(79, 79), (80, 80), (81, 80), (5_000, 80)])
def test_texts_are_cut_at_80(finding: Found, length: int, expected: int) -> None:
    words = said(finding, "text", text="x" * length)
    assert len(words) == expected
    assert words.endswith("…") is (length > 80)


def test_each_text_of_a_list_is_cut(finding: Found) -> None:
    words = said(finding, "author.roles", author={"roles": ["x" * 200, "y" * 200]})
    assert words == "x" * 79 + "… and " + "y" * 79 + "…"


def test_two_braces_are_one(finding: Found) -> None:
    policy = 'rule r deny "{{account.followers}} is {account.followers}, {{{account.followers}}}"'
    assert finding(policy, **FACTS).message == "{account.followers} is 1234567, {1234567}"


def test_the_words_of_a_post_are_not_read_for_holes(finding: Found) -> None:
    assert said(finding, "text", text="{account.handle} {{") == "{account.handle} {{"


def test_several_holes_and_escapes(finding: Found) -> None:
    policy = r'rule r deny "\"{account.handle}\" has\n{count(hashtags)} of {account.followers}."'
    assert finding(policy, **FACTS).message == '"acme" has\n1 of 1234567.'


@pytest.mark.parametrize(
    "hole", ["author.name", "campaign", "1 / 0", "text", "sponsored and made_by_machine"]
)
@pytest.mark.parametrize("verdict", ["advise", "warn", "delay", "review", "deny"])
def test_a_hole_never_changes_a_verdict(judge: Judge, hole: str, verdict: str) -> None:
    with_hole = judge(f'rule r when sponsored {verdict} "{{{hole}}}"', **FACTS)
    without = judge(f"rule r when sponsored {verdict}", **FACTS)
    assert with_hole.verdict == without.verdict == Verdict(verdict)
    assert with_hole.findings[0].state == "fired"
    assert with_hole.needs == ()


def test_otherwise_has_words_of_its_own_or_the_usual_ones(finding: Found) -> None:
    own = 'policy p otherwise warn "Not routine, {account.handle}." rule r when text is "" allow'
    assert finding(own, **FACTS).message == "Not routine, acme."
    plain = 'policy p otherwise warn rule r when text is "" allow'
    assert finding(plain, **FACTS).message == "No rule of `p` allows this post."


def test_for_says_what_is_not_known(finding: Found) -> None:
    policy = "policy p for account.kind is professional rule r deny"
    assert finding(policy).message == "It is not known whether `p` is about this post."


def test_words_of_fixes_have_holes_too(finding: Found) -> None:
    found = finding('rule r when sponsored deny fix "Say who paid, {account.handle}."', **FACTS)
    assert found.fix is not None
    assert found.fix.words == "Say who paid, acme."
