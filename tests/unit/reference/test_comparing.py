"""Section 4 of the language: what `is`, `<`, `is in`, reckoning and quantifiers give for values that are known."""

from collections.abc import Callable
from typing import Any

import pytest

Holds = Callable[..., bool | None]
YES, NO, OPEN = True, False, None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('text is "ÉCLAIR"', YES),  # another case, another normal form
        ('text is not "éclair"', NO),
        ('text is in ["x", "Éclair"]', YES),
        ('text is not in ["x"]', YES),
        ('text contains "CLA"', YES),
        ('text contains any of ["x", "air"]', YES),
        ('text contains all of ["x", "air"]', NO),
        ('text starts with "É"', YES),
        ('text ends with "AIR"', YES),
        ('text is "straße"', NO),
        ('author.name is "STRASSE"', YES),
        ('id is "AbC"', YES),  # a field that compares code point by code point
        ('id is "abc"', NO),
        ('id is not "abc"', YES),
        ('"abc" is id', NO),
        ('(id) is "abc"', NO),
        ('id is in ["abc"]', NO),
        ("purpose is news", YES),
        ("purpose is not news", NO),
        ("purpose is in [news, event]", YES),
        ("purpose is not in [news, event]", NO),
        ("news is purpose", YES),
        ("post.purpose is news", YES),
        ('author.roles is ["editor", "LEGAL"]', YES),
        ('author.roles is ["legal", "editor"]', NO),
        ('author.roles is not ["legal"]', YES),
        ('author.roles include "Editor"', YES),
        ('author.roles include any of ["x", "legal"]', YES),
        ('author.roles include all of ["x", "legal"]', NO),
        ('author.roles include all of ["editor", "legal"]', YES),
        ('"EDITOR" is in author.roles', YES),
    ],
)
def test_texts_and_words(holds: Holds, condition: str, expected: bool | None) -> None:
    facts: dict[str, Any] = {
        "text": "e\u0301clair",
        "id": "AbC",
        "purpose": "news",
        "author": {"name": "stra\u00dfe", "roles": ["editor", "legal"]},
    }
    assert holds(condition, **facts) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("account.followers is 55", YES),
        ("account.followers / 100 is 55%", YES),  # in floats it is not
        ("account.followers / 100 >= 0.55", YES),
        ("account.followers * 0.1 is 5.5", YES),
        ("audience.adult_share is 0.1 + 0.2", YES),
        ("audience.adult_share > 30%", NO),
        ("1 / 3 * 3 is 1", YES),
        ("account.followers > 54.9", YES),
        ("account.followers <= 55", YES),
        ("account.followers < 55", NO),
        ("-account.followers < 0", YES),
        ("account.followers - 60 is -5", YES),
        ("1_000 is 1000", YES),
        ("account.followers / 0 > 1", OPEN),
        ("not (account.followers / 0 > 1)", OPEN),
        ("account.followers / (account.followers - 55) is 1", OPEN),
        ("account.followers * 1000000000000000000000000000000000000000000000000000000000000 > 1", OPEN),
    ],
)
def test_numbers_are_exact(holds: Holds, condition: str, expected: bool | None) -> None:
    assert holds(condition, account={"followers": 55}, audience={"adult_share": 0.3}) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("publish_at is 2026-11-23T10:00Z", YES),
        ("publish_at is 2026-11-23T05:00-05:00", YES),
        ("now is 2026-11-23T10:00Z", YES),
        ("publish_at is before 2026-11-23T10:00Z", NO),
        ("publish_at is after 2026-11-23T09:59Z", YES),
        ("publish_at <= 2026-11-23T10:00Z", YES),
        ("publish_at + 1 day is 2026-11-24T10:00Z", YES),
        ("1 day + publish_at is 2026-11-24T10:00Z", YES),
        ("publish_at - proposed_at is 24 hours", YES),
        ("publish_at - proposed_at > 1 day", NO),
        ("publish_at - 1 day is proposed_at", YES),
        ("(publish_at - proposed_at) / 2 is 12 hours", YES),
        ("(publish_at - proposed_at) * 1.5 is 36 hours", YES),
        ("2 * (publish_at - proposed_at) is 2 days", YES),
        ("(publish_at - proposed_at) / 1 hour is 24", YES),
        ("1 day / (publish_at - publish_at) is 24", OPEN),
        ("-(proposed_at - publish_at) is 1 day", YES),
        ("publish_at is within 1 day of proposed_at", YES),
        ("proposed_at is within 1 day of publish_at", YES),
        ("publish_at is within 23 hours of proposed_at", NO),
        ("publish_at is within 15 minutes of event.starts_at", OPEN),
        ("publish_at is 2026-11-23", YES),
        ("publish_at is not 2026-11-23", NO),
        ("publish_at is before 2026-11-24", YES),
        ("publish_at is after 2026-11-23", NO),
        ("2026-11-23 <= publish_at", YES),
        ("publish_at is in [2026-11-22, 2026-11-23]", YES),
        ("2026-11-23 + 1 day is 2026-11-24", YES),
        ("2026-11-23 - 2026-11-21 is 2 days", YES),
        ("publish_at + 500000 weeks is after publish_at", OPEN),  # past the calendar's end
    ],
)
def test_times(holds: Holds, condition: str, expected: bool | None) -> None:
    facts = {"publish_at": "2026-11-23T10:00Z", "proposed_at": "2026-11-22T10:00Z", "purpose": "event"}
    assert holds(condition, **facts) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [('"UTC"', YES), ('"America/New_York"', NO), ('"Asia/Tokyo"', NO), ("account.timezone", OPEN)],
)
def test_a_time_compared_with_a_date_compares_its_civil_date(
    holds: Holds, zone: str, expected: bool | None
) -> None:
    assert holds("publish_at is 2026-11-23", zone=zone, publish_at="2026-11-23T02:00Z") == (
        YES if "Tokyo" in zone else expected
    )


def test_a_zone_that_is_a_field_is_looked_up_and_unknown_where_there_is_no_such_zone(holds: Holds) -> None:
    facts = {"publish_at": "2026-11-23T02:00Z"}
    asked = "publish_at is 2026-11-22"
    assert holds(asked, zone="account.timezone", account={"timezone": "America/New_York"}, **facts) == YES
    assert holds(asked, zone="account.timezone", account={"timezone": "UTC"}, **facts) == NO
    assert holds(asked, zone="account.timezone", account={"timezone": "Mars/Phobos"}, **facts) == OPEN
    assert holds(asked, zone="account.timezone", **facts) == OPEN
    assert holds("publish_at is 2026-11-23T02:00Z", zone="account.timezone", **facts) == YES  # needs no zone


LINKS = [
    {"url": "https://a.example/1", "kind": "page"},
    {"url": "https://b.example/2", "kind": "shop"},
    {"url": "https://a.example/3", "kind": "shop"},
]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("any links", YES),
        ("any links where kind is shop", YES),
        ("any links where kind is form", NO),
        ("no links where kind is form", YES),
        ('any links where kind is shop and site is "a.example"', YES),
        ('any links where kind is page and site is "b.example"', NO),
        ('any link in links where link.kind is shop and link.site is "b.example"', YES),
        ("any link in links where link.site is text", YES),
        ("any links where site is post.text", YES),
        ("any links where it.site is post.text", YES),
        ("any one in links where count(other in links where other.site is one.site) > 1", YES),
        ("any one in links where count(other in links where other.site is one.site) > 2", NO),
        ("any one in links where (no other in links where other.site is one.site)", NO),
        ("count(links where kind is shop) is 2", YES),
        ("count(link in links where link.kind is shop) is 2", YES),
        ("count(links) is 3", YES),
        ('any hashtags where it is "Ad"', YES),
        ('any tag in hashtags where tag starts with "A"', YES),
        ('any hashtags where it is in ["x"]', NO),
        ("(any links where kind is form) or sponsored", OPEN),
        ("sponsored or (any links where kind is shop)", YES),
    ],
)
def test_quantifiers(holds: Holds, condition: str, expected: bool | None) -> None:
    assert holds(condition, text="a.example", links=LINKS, hashtags=["ad"]) == expected


def test_a_quantifier_inside_of_one_with_the_same_list_does_not_mix_the_elements_up(holds: Holds) -> None:
    media = [{"shows": ["child"], "kind": "photo"}, {"shows": ["dog"], "kind": "video"}]
    assert holds('any media where kind is video and (any shows where it is "dog")', media=media) == YES
    assert holds('any media where kind is video and (any shows where it is "child")', media=media) == NO
    assert holds('any media where kind is video and shows include "dog"', media=media) == YES
    nested = 'any one in media where (any thing in one.shows where thing is "child") and one.kind is photo'
    assert holds(nested, media=media) == YES
    assert holds(nested.replace("photo", "video"), media=media) == NO
