"""What docs/reference/language.md says, claim by claim: conditions, posts, and whether they hold."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

import pytest

import playbook
from playbook.model.author import Author

HEADER = """
policy claims timezone "Europe/London"
param team: list of text = ["ana", "ben"]
param launch: date = 2026-11-23
topic politics words "election" except "election of officers"
ask own_words "Is this in our own words?"
ask readers: number "How many will read it?"
ask calm "Is it calm?"
"""

Claim: TypeAlias = tuple[str, dict[str, Any], str]
"""A condition, a post, and what comes out."""

HOLDS, FAILS, UNKNOWN = "holds", "fails", "is unknown"


def outcome(condition: str, post: dict[str, Any]) -> str:
    policy = playbook.compile(f'{HEADER}rule it-holds when {condition} warn "So."')
    findings = playbook.evaluate(post, policy).findings
    return FAILS if not findings else HOLDS if findings[0].state == "fired" else UNKNOWN


LOGIC: list[Claim] = [
    ("own_words and calm", {"answers": {"calm": False}}, FAILS),
    ("own_words and calm", {"answers": {"calm": True}}, UNKNOWN),
    ("own_words or calm", {"answers": {"calm": True}}, HOLDS),
    ("own_words or calm", {"answers": {"calm": False}}, UNKNOWN),
    ("not calm", {}, UNKNOWN),
    ("not calm", {"answers": {"calm": False}}, HOLDS),
]

# `purpose` and `audience.groups` are unknown where they are not given; `campaign` and `poll.options` are absent.
GAPS: list[Claim] = [
    ("purpose is news", {}, UNKNOWN),
    ("purpose is not news", {}, UNKNOWN),
    ("purpose is in [news]", {}, UNKNOWN),
    ("purpose is not in [news]", {}, UNKNOWN),
    ("account.followers < 3", {}, UNKNOWN),
    ("proposed_at is before 2026-11-23T10:00Z", {}, UNKNOWN),
    ("account.bio mentions politics", {}, UNKNOWN),
    ('account.bio contains "x"', {}, UNKNOWN),
    ("account.bio matches /x/", {}, UNKNOWN),
    ('account.bio starts with "x"', {}, UNKNOWN),
    ("any audience.groups", {}, UNKNOWN),
    ("no audience.groups", {}, UNKNOWN),
    ("count(audience.groups) > 0", {}, UNKNOWN),
    ('audience.groups include "x"', {}, UNKNOWN),
    ("audience.groups is missing", {}, HOLDS),
    ("proposed_at is within weekdays", {}, UNKNOWN),
    ("proposed_at is outside weekdays", {}, UNKNOWN),
    ('campaign is "x"', {}, FAILS),
    ('campaign is not "x"', {}, HOLDS),
    ('campaign is in ["x"]', {}, FAILS),
    ('campaign is not in ["x"]', {}, HOLDS),
    ("embargoed_until is before 2026-11-23T10:00Z", {}, FAILS),
    ("embargoed_until >= 2026-11-23T10:00Z", {}, FAILS),
    ("content_warning mentions politics", {}, FAILS),
    ('content_warning contains "x"', {}, FAILS),
    ("content_warning matches /x/", {}, FAILS),
    ('content_warning ends with "x"', {}, FAILS),
    ("embargoed_until is within weekdays", {}, FAILS),
    ("embargoed_until is outside weekdays", {}, HOLDS),
    ("any poll.options", {}, FAILS),
    ("no poll.options", {}, HOLDS),
    ("count(poll.options) < 3", {}, FAILS),
    ('poll.options include "x"', {}, FAILS),
    ("campaign is missing", {}, HOLDS),
    ("embargoed_until + 1 hour is after 2026-11-23T10:00Z", {}, FAILS),
    ("target.sponsored", {}, FAILS),
    ("not target.sponsored", {}, HOLDS),
    ("campaign is account.bio", {}, UNKNOWN),
    ("campaign is not account.bio", {}, UNKNOWN),
]

MEDIA = {"media": [{"kind": "photo", "rights": "own"}, {"kind": "photo"}]}

LISTS: list[Claim] = [
    ('any media where rights is "own"', MEDIA, HOLDS),
    ('any media where rights is "CC0"', MEDIA, UNKNOWN),
    ("any media where kind is video", MEDIA, FAILS),
    ('no media where rights is "own"', MEDIA, FAILS),
    ('no media where rights is "CC0"', MEDIA, UNKNOWN),
    ('count(media where rights is "own") >= 1', MEDIA, HOLDS),
    ('count(media where rights is "own") > 1', MEDIA, UNKNOWN),
    ('count(media where rights is "own") > 2', MEDIA, FAILS),
    ('any hashtags where it is "a"', {"text": "#A"}, HOLDS),
]

TEXT = [
    ('text mentions "straße"', "STRASSE", HOLDS),
    ('text mentions "acme"', "𝐀𝐜𝐦𝐞 and ＡＣＭＥ", HOLDS),
    ('text mentions "expedition"', "expédition", FAILS),
    ('text mentions "coöperate"', "coo\u0308perate", HOLDS),
    ('text mentions "ass"', "class", FAILS),
    ('text mentions "election"', "#election", HOLDS),
    ('text mentions "acme"', "acme-made", HOLDS),
    ('text mentions "%"', "40%", HOLDS),
    ('text mentions "#ad"', "x#ad", FAILS),
    ('text mentions "ad"', "#adventure", FAILS),
    ('text mentions "#ad"', "#adventure", FAILS),
    ('text mentions "acme"', "acme_fan", FAILS),
    ('text mentions "acme"', "_acme_", HOLDS),
    ('text mentions "ai"', "j'ai", FAILS),
    ('text mentions "acme"', "l’acme", HOLDS),
    ('text mentions "acme"', "acme's", HOLDS),
    ('text mentions "won"', "won't", FAILS),
    ('text mentions "5"', "1.5", FAILS),
    ('text mentions "東京"', "私は東京にいる", HOLDS),
    ('text mentions "paid  partnership"', "paid\n partner\u00adship", HOLDS),
    ("text mentions politics", "the election of officers", FAILS),
    ("text mentions politics", "the election of officers, and an election", HOLDS),
    ('text is "hello"', "HELLO", HOLDS),
    ('text contains "ELL"', "hello", HOLDS),
    ("text matches /ell/", "HELLO", FAILS),
    ("text matches /ell/i", "HELLO", HOLDS),
    ("text matches /^b/", "a\nb", FAILS),
    ("text matches /^b/m", "a\nb", HOLDS),
    ("text matches /a.b/", "a\nb", FAILS),
    ("text matches /a.b/s", "a\nb", HOLDS),
    ("text matches /a b/x", "ab", HOLDS),
    (r"text matches /\bé\b/", "x é y", HOLDS),
    (r"text matches /\d/", "٣", HOLDS),
    ("text is missing", " \u200b ", HOLDS),
]

NUMBERS: list[Claim] = [
    ("readers / 0 > 1", {"answers": {"readers": 1}}, UNKNOWN),
    ("readers >= 55%", {"answers": {"readers": 0.55}}, HOLDS),
    ("readers * 100 is 55", {"answers": {"readers": 0.55}}, HOLDS),
    ("readers > 1", {"answers": {"readers": "many"}}, UNKNOWN),
    ("readers > 1", {"answers": {"readers": True}}, UNKNOWN),
    ("1 month is 30 days and 1 year is 365 days", {}, HOLDS),
    ("1 hour / 15 minutes is 4", {}, HOLDS),
    ("launch + 1 day is 2026-11-24", {}, HOLDS),
]


def at(instant: str) -> dict[str, Any]:
    return {"publish_at": instant}


# Monday is 2026-11-23; clocks in London go back on 2026-10-25 at 02:00 and forward on 2026-03-29 at 01:00.
TIME: list[Claim] = [
    ("publish_at is within weekdays 09:00 to 17:00", at("2026-11-23T09:00Z"), HOLDS),
    ("publish_at is within weekdays 09:00 to 17:00", at("2026-11-23T17:00Z"), FAILS),
    ("publish_at is within weekdays 22:00 to 06:00", at("2026-11-28T03:00Z"), HOLDS),
    ("publish_at is within weekdays 22:00 to 06:00", at("2026-11-23T03:00Z"), FAILS),
    ("publish_at is within daily 22:00 to 24:00", at("2026-11-23T23:59Z"), HOLDS),
    ("publish_at is within 2026-11-20 to 2026-11-23", at("2026-11-23T23:59Z"), HOLDS),
    ("publish_at is within 2026-11-20 09:00 to 2026-11-23 09:00", at("2026-11-23T09:00Z"), FAILS),
    ("publish_at is within daily 01:00 to 02:00", at("2026-10-25T00:30Z"), HOLDS),
    ("publish_at is within daily 01:00 to 02:00", at("2026-10-25T01:30Z"), HOLDS),
    ("publish_at is within daily 01:00 to 02:00", at("2026-03-29T01:30Z"), FAILS),
    ('publish_at is within weekdays except holidays of "GB"', at("2026-12-25T10:00Z"), FAILS),
    ("publish_at is within mon, wed plus sat", at("2026-11-28T10:00Z"), HOLDS),
    ("publish_at is launch", at("2026-11-23T23:00Z"), HOLDS),
    ("publish_at is after launch", at("2026-11-23T23:00Z"), FAILS),
    (
        "publish_at is within 15 minutes of proposed_at",
        at("2026-11-23T10:15Z") | {"proposed_at": "2026-11-23T10:00Z"},
        HOLDS,
    ),
    (
        "publish_at is within 15 minutes of proposed_at",
        at("2026-11-23T09:44Z") | {"proposed_at": "2026-11-23T10:00Z"},
        FAILS,
    ),
    ("now is publish_at", at("2026-11-23T10:00Z"), HOLDS),
    ("publish_at is within weekdays", {}, UNKNOWN),
]

CLAIMS = [
    *LOGIC,
    *GAPS,
    *LISTS,
    *((condition, {"text": text}, expected) for condition, text, expected in TEXT),
    *NUMBERS,
    *TIME,
]


@pytest.mark.parametrize(("condition", "post", "expected"), CLAIMS, ids=lambda part: str(part)[:60])
def test_claim(condition: str, post: dict[str, Any], expected: str) -> None:
    assert outcome(condition, post) == expected


MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def approved(by: list[str], rule: str, **changes: Any) -> bool:
    """Whether the yes of these people is enough for the rule's review."""
    post = playbook.Post(text="Hello", author=Author(id="ana"), publish_at=MONDAY)
    digest = playbook.content_digest(post)
    given = {"role": "legal", "at": MONDAY, "content": digest} | changes
    post = post.model_copy(update={"approvals": [{"by": one} | given for one in by]})
    policy = playbook.compile(
        f'policy claims param team: list of text = ["ana", "ben", "cho", "dee"] rule asked {rule}'
    )
    return playbook.evaluate(post, policy).verdict is playbook.Verdict.ALLOW


@pytest.mark.parametrize(
    ("rule", "by", "enough"),
    [
        ("review", ["kim"], True),
        ("review", ["ana"], False),
        ('review by "legal"', ["kim"], True),
        ('review by "editor"', ["kim"], False),
        ('review by 2 of "legal"', ["kim", "kim"], False),
        ('review by 2 of "legal"', ["kim", "leo"], True),
        ("review by team", ["kim"], False),
        ("review by team", ["ben"], True),
        ("review by 50% of team", ["ben"], False),
        ("review by 50% of team", ["ben", "cho"], True),
        ("review by all of team", ["ben", "cho"], False),
        ("review by all of team", ["ben", "cho", "dee"], True),
    ],
)
def test_who_has_to_say_yes(rule: str, by: list[str], enough: bool) -> None:
    assert approved(by, rule) is enough


def test_a_yes_for_something_else_or_too_late_is_none() -> None:
    assert approved(["kim"], "review")
    assert not approved(["kim"], "review", content="something else")
    assert not approved(["kim"], "review", content=None)
    assert not approved(["kim"], "review", at=MONDAY + timedelta(minutes=1))
    assert not approved(["kim"], "review", at=None)


def test_values_in_messages() -> None:
    policy = playbook.compile(
        f"{HEADER}"
        'rule said warn "{{}} {readers} {campaign} {hashtags} {publish_at} {text} {purpose is news} {team} {1 / 3}"'
    )
    post = {"text": "#a #b " + "x" * 100, "publish_at": "2026-07-01T10:00:00Z", "purpose": "news"}
    (finding,) = playbook.evaluate(post, policy).findings
    cut = ("#a #b " + "x" * 100)[:79] + "…"
    assert finding.message == (
        f"{{}} (unknown) (none) a and b 2026-07-01 11:00 (Europe/London) {cut} yes ana and ben 0.333333"
    )
