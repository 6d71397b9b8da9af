"""Corners of the language that a post meets seldom: both evaluators agree there too, and say what they mean."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.model.decision import Decision, Finding

Judge = Callable[..., Decision]
Found = Callable[..., Finding]

DECLARED = """policy p timezone account.timezone
param team: list of text = ["ana", "ben"]
let tagged = any ["x", "y"] where post.text mentions it
"""


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("publish_at < 2026-11-24", "undetermined"),  # the zone is not known
        ("publish_at >= 2026-11-24", "undetermined"),
        ("publish_at is in [2026-11-24]", "undetermined"),
        ('[author.name] is ["x"]', "undetermined"),
        ('[text, campaign] is ["an x"]', "fired"),
        ("2026-11-23 - 3 days is 2026-11-20", "fired"),
        ("1 day + 2026-11-23 is 2026-11-24", "fired"),
        # Part of a day does not move a date.
        ("2026-11-23 - (publish_at - proposed_at) is 2026-11-22", "fired"),
        ("(publish_at - proposed_at) + 2026-11-23 is 2026-11-24", "fired"),
        ("publish_at is outside 2026-01-01 to 9999-12-31", "undetermined"),
        ("tagged", "fired"),
        ('any ["x", "z"] where post.text mentions it', "fired"),
        ("any team where post.text mentions it", None),
        ('count(["x", "an", "z"] where post.text mentions it) is 2', "fired"),
        ('trained("a", 1 day, count(media where consent is "x") * 10%)', "undetermined"),
        ("not (any tags) is sponsored", "undetermined"),
        ('text mentions all of ["x", author.name]', "undetermined"),
        ("sponsored is sponsored", "undetermined"),
        ("author.trainings is missing", None),
        ("sponsored is missing", "fired"),
    ],
)
def test_conditions(judge: Judge, condition: str, expected: str | None) -> None:
    facts: dict[str, Any] = {
        "text": "an x",
        "publish_at": "2026-11-23T10:00Z",
        "proposed_at": "2026-11-21T22:00Z",
        "media": [{}],
        "author": {"trainings": [{"course": "a"}]},
    }
    found = judge(f"{DECLARED} rule r when {condition} deny", **facts).findings
    assert [one.state for one in found] == ([] if expected is None else [expected])


def test_a_part_that_is_known_is_not_asked_for_beside_one_that_is_not(finding: Found) -> None:
    found = finding(
        "rule r when (any media where kind is photo) is sponsored deny", media=[{"kind": "photo"}]
    )
    assert [need.field for need in found.needs] == ["sponsored"]


def test_words_are_shown_where_another_thing_looked_for_is_not_known(finding: Found) -> None:
    found = finding('rule r when text mentions any of ["dog", author.name] deny', text="a dog")
    assert [(one.start, one.text) for one in found.spans] == [(2, "dog")]


def test_words_of_the_policy_itself_have_no_place_in_the_post(finding: Found) -> None:
    found = finding('param motto: text = "a dog" rule r when motto mentions "dog" and "x" contains "x" deny')
    assert (found.state, found.spans) == ("fired", ())


def test_the_last_instant_of_the_calendar_prints_in_utc_where_the_zone_is_past_it(finding: Found) -> None:
    found = finding('policy p timezone "Pacific/Kiritimati" rule r deny "{9999-12-31T23:30Z}"')
    assert found.message == "9999-12-31 23:30 (UTC)"


@pytest.mark.parametrize(
    ("condition", "field", "words"),
    [
        ("any author.trainings", "author.trainings", "privacy"),
        ("any media", "media", "photo and media"),
        ("account is not missing", "account", "acme"),
        ("audience is not missing", "audience", "audience"),
        ("poll is not missing", "poll", "Yes or no?"),
    ],
)
def test_a_record_prints_as_what_it_is_known_by(
    finding: Found, condition: str, field: str, words: str
) -> None:
    found = finding(
        f"rule r when {condition} deny",
        author={"trainings": [{"course": "privacy"}]},
        media=[{"kind": "photo"}, {}],
        account={"handle": "acme"},
        poll={"question": "Yes or no?"},
    )
    assert found.because[0].values == ((field, words),)


def test_reads_of_a_rule_that_is_dropped_until_a_date_have_the_time(tmp_path: Path) -> None:
    (tmp_path / "base.playbook").write_text("policy base let a = sponsored rule r when a or (a and a) deny")
    text = 'policy p timezone "UTC" extends "base.playbook" drop rule r until 2027-01-01 because "x"'
    assert playbook.compile(text, folder=tmp_path).reads == ("publish_at", "sponsored")
