"""Section 7 of the language: Kleene's logic, what unknown lists do, and what absent values do."""

from collections.abc import Callable

import pytest

Holds = Callable[..., bool | None]
YES, NO, OPEN = True, False, None

# `sponsored` is true or false where it is given; `author.on_duty` stays unknown.
UNKNOWN = "author.on_duty"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (f"sponsored and {UNKNOWN}", OPEN),
        (f"{UNKNOWN} and sponsored", OPEN),
        (f"(not sponsored) and {UNKNOWN}", NO),
        (f"{UNKNOWN} and not sponsored", NO),
        (f"sponsored or {UNKNOWN}", YES),
        (f"{UNKNOWN} or sponsored", YES),
        (f"(not sponsored) or {UNKNOWN}", OPEN),
        (f"{UNKNOWN} or not sponsored", OPEN),
        (f"not {UNKNOWN}", OPEN),
        (f"not not {UNKNOWN}", OPEN),
        (f"{UNKNOWN} or (not {UNKNOWN})", OPEN),
        (f"{UNKNOWN} and sponsored and (not sponsored)", NO),
        (f"{UNKNOWN} or (not sponsored) or sponsored", YES),
        (f"({UNKNOWN} or sponsored) and sponsored", YES),
        ("sponsored is true", YES),
        (f"sponsored is {UNKNOWN}", OPEN),
        (f"(sponsored and {UNKNOWN}) is false", OPEN),
        ("(sponsored and not sponsored) is false", YES),
    ],
)
def test_kleene(holds: Holds, condition: str, expected: bool | None) -> None:
    assert holds(condition, sponsored=True) == expected


ABSENT = "campaign"  # `None` means that there is none, and nobody said anything in these posts


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (f"{ABSENT} is missing", YES),
        (f"{ABSENT} is not missing", NO),
        (f'{ABSENT} is "x"', NO),
        (f'{ABSENT} is not "x"', YES),
        (f'{ABSENT} is in ["x"]', NO),
        (f'{ABSENT} is not in ["x"]', YES),
        (f'{ABSENT} mentions "x"', NO),
        (f'{ABSENT} mentions any of ["x", "y"]', NO),
        (f'{ABSENT} mentions all of ["x", "y"]', NO),
        (f'{ABSENT} contains ""', NO),
        (f"{ABSENT} matches /.*/", NO),
        (f'{ABSENT} starts with ""', NO),
        (f'{ABSENT} ends with ""', NO),
        (f'not ({ABSENT} is "x")', YES),
        (f'not ({ABSENT} mentions "x")', YES),
        (f"{ABSENT} is author.name", OPEN),  # unknown wins over absent
        (f"{ABSENT} is not author.name", OPEN),
        (f'"x" is in [{ABSENT}]', NO),
        (f'"x" is not in [{ABSENT}, "y"]', YES),
        (f"length({ABSENT}) > 0", NO),
        (f"length({ABSENT}) <= 0", NO),
        (f"length({ABSENT}) is missing", YES),
        ("embargoed_until is before 2026-11-23T10:00Z", NO),
        ("embargoed_until is after 2026-11-23T10:00Z", NO),
        ("embargoed_until <= 2026-11-23T10:00Z", NO),
        ("embargoed_until >= 2026-11-23T10:00Z", NO),
        ("embargoed_until is within daily 00:00 to 24:00", NO),
        ("embargoed_until is outside daily 00:00 to 24:00", YES),
        ("embargoed_until is within 1 day of 2026-11-23T10:00Z", NO),
        ("embargoed_until + 1 day is missing", YES),
        ("any poll.options", NO),
        ("no poll.options", YES),
        ('any poll.options where it is "x"', NO),
        ('no poll.options where it is "x"', YES),
        ("count(poll.options) > 0", NO),
        ("count(poll.options) is 0", NO),
        ("count(poll.options) is not 0", YES),
        ("count(poll.options) is missing", YES),
        ('poll.options include "x"', NO),
        ('poll.question is "x"', NO),
        ('poll.question is not "x"', YES),
    ],
)
def test_an_absent_value_is_known(holds: Holds, condition: str, expected: bool | None) -> None:
    assert holds(condition) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("any author.roles", OPEN),
        ("no author.roles", OPEN),
        ('any author.roles where it is "x"', OPEN),
        ('no author.roles where it is "x"', OPEN),
        ('author.roles include "x"', OPEN),
        ('author.roles include any of ["x"]', OPEN),
        ('"x" is in author.roles', OPEN),
        ('"x" is not in author.roles', OPEN),
        ("count(author.roles) >= 0", OPEN),
        ('author.roles is ["x"]', OPEN),
        ("author.roles is missing", YES),
    ],
)
def test_an_unknown_list_makes_every_operator_on_it_unknown(
    holds: Holds, condition: str, expected: bool | None
) -> None:
    assert holds(condition) == expected


PHOTOS = [{"consent": "form 12"}, {"consent": None}, {"consent": "none"}]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ('any media where consent is "form 12"', YES),
        ('any media where consent is "form 13"', OPEN),
        ('no media where consent is "form 12"', NO),
        ('no media where consent is "form 13"', OPEN),
        ('any media where consent is "form 12" and consent is not "none"', YES),
        ("any media where consent is missing", YES),
        ('count(media where consent is "form 12") >= 1', YES),
        ('count(media where consent is "form 12") >= 2', OPEN),
        ('count(media where consent is "form 12") >= 3', NO),
        ('count(media where consent is "form 12") > 1', OPEN),
        ('count(media where consent is "form 12") > 2', NO),
        ('count(media where consent is "form 12") < 1', NO),
        ('count(media where consent is "form 12") < 2', OPEN),
        ('count(media where consent is "form 12") < 3', YES),
        ('count(media where consent is "form 12") <= 2', YES),
        ('count(media where consent is "form 12") <= 1', OPEN),
        ('count(media where consent is "form 12") <= 0', NO),
        ('count(media where consent is "form 12") is 0', NO),
        ('count(media where consent is "form 12") is 1', OPEN),
        ('count(media where consent is "form 12") is not 0', YES),
        ('count(media where consent is "form 12") is not 2', OPEN),
        ('count(media where consent is "form 12") is not 3', YES),
        ('count(media where consent is "form 12") is in [0, 3, 4]', NO),
        ('count(media where consent is "form 12") is in [0, 2]', OPEN),
        ('count(media where consent is "form 12") is not in [0, 3]', YES),
        ('count(media where consent is "form 12") is missing', NO),
        ('2 > count(media where consent is "form 12")', OPEN),
        ('3 > count(media where consent is "form 12")', YES),
        ('count(media where consent is "form 12") + 2 > 2', YES),
        ('count(media where consent is "form 12") - 2 > 0', NO),
        ('2 - count(media where consent is "form 12") >= 0', YES),
        ('2 - count(media where consent is "form 12") > 0', OPEN),
        ('-count(media where consent is "form 12") <= -1', YES),
        ('count(media where consent is "form 12") * 3 < 7', YES),
        ('count(media where consent is "form 12") * 50% >= 0.5', YES),
        ('count(media where consent is "form 12") / 2 >= 0', OPEN),
        ('count(media where consent is "form 12") > count(media where consent is "none")', OPEN),
        ('count(media where consent is "form 12") >= count(media where consent is "x")', YES),
        ("count(media) is 3", YES),
    ],
)
def test_a_count_with_unknown_elements_is_an_interval(
    holds: Holds, condition: str, expected: bool | None
) -> None:
    assert holds(condition, media=PHOTOS) == expected


def test_a_count_that_is_open_may_stand_in_reckonings_with_time(holds: Holds) -> None:
    """What is worked out from an interval is either right or unknown; it never raises."""
    wait = 'count(media where consent is "form 12") * 1 day'
    facts = {"media": PHOTOS, "publish_at": "2026-11-23T10:00Z"}
    assert holds(f"{wait} >= 0 days", **facts) in (YES, OPEN)
    assert holds(f"publish_at + {wait} is after 2026-11-20T10:00Z", **facts) in (YES, OPEN)
    assert holds(f"publish_at + {wait} is before 2026-11-20", **facts) in (NO, OPEN)
    assert holds(f"publish_at + {wait} is within daily 00:00 to 24:00", **facts) == OPEN
    assert holds(f"publish_at is within {wait} of publish_at", **facts) in (YES, OPEN)
    assert holds(f"({wait}) * 50% > 3 days", **facts) in (NO, OPEN)
    assert holds(f"publish_at - {wait} is after 2026-12-20T10:00Z", **facts) in (NO, OPEN)


def test_no_list_is_the_opposite_of_any_list(holds: Holds) -> None:
    for media in ([], [{"kind": "photo"}], [{"kind": None}], [{"kind": None}, {"kind": "photo"}]):
        opposite = {YES: NO, NO: YES, OPEN: OPEN}
        for where in ("", " where kind is photo"):
            assert holds(f"no media{where}", media=media) == opposite[holds(f"any media{where}", media=media)]


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("text is missing", {"text": ""}, YES),
        ("text is missing", {"text": " \n\t\u200b\u00ad"}, YES),
        ("text is missing", {"text": "."}, NO),
        ("media is missing", {}, YES),
        ("media is missing", {"media": [{}]}, NO),
        ("author.roles is missing", {}, YES),
        ("author.roles is missing", {"author": {"roles": []}}, YES),
        ("author.roles is missing", {"author": {"roles": [""]}}, NO),
        ("author.name is missing", {}, YES),
        ("sponsored is missing", {"sponsored": False}, NO),
        ("account.followers is missing", {"account": {"followers": 0}}, NO),
        ("(1 / count(media)) is missing", {}, YES),
        ("target.text is missing", {"action": "reply"}, YES),
        ("target.text is missing", {"action": "reply", "target": {"text": "x"}}, NO),
        ("event.name is missing", {"purpose": "news"}, YES),
    ],
)
def test_missing_is_never_unknown(
    holds: Holds, condition: str, facts: dict[str, object], expected: bool | None
) -> None:
    assert holds(condition, **facts) == expected


def test_a_field_of_something_absent_is_absent_and_of_something_unknown_unknown(holds: Holds) -> None:
    assert holds('event.name is "x"', purpose="news") == NO
    assert holds('event.name is not "x"', purpose="news") == YES
    assert holds('event.name is "x"', purpose="event") == OPEN
    assert holds('event.name is not "x"') == OPEN
    assert holds('target.account.handle is "x"') == NO
    assert holds('target.account.handle is "x"', action="like") == OPEN
    assert holds('target.account.handle is "x"', action="like", target={}) == OPEN
    assert holds('target.account.handle is "x"', action="like", target={"account": {"handle": "X"}}) == YES
