"""When a post may go out: the least instant from `publish_at` on at which nothing that reads the time holds it back."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Decision

Judge = Callable[..., Decision]
Approved = Callable[..., dict[str, Any]]
MONDAY = "2026-11-23T10:00Z"


def ask(judge: Judge, policy: Any, at: str | None = MONDAY, **facts: Any) -> str | None:
    instant = judge(policy, publish_at=at, **facts).earliest
    if instant is None:
        return None
    assert instant.utcoffset() is not None
    return instant.isoformat().replace("+00:00", "Z").replace(":00Z", "Z")


def wait(window: str, zone: str = "UTC") -> str:
    return f'policy p timezone "{zone}" rule r delay until {window}'


@pytest.mark.parametrize(
    ("window", "at", "expected"),
    [
        ("daily 09:00 to 17:00", "2026-11-23T09:00Z", "2026-11-23T09:00Z"),
        ("daily 09:00 to 17:00", "2026-11-23T08:59:59.999999Z", "2026-11-23T09:00Z"),
        ("daily 09:00 to 17:00", "2026-11-23T17:00Z", "2026-11-24T09:00Z"),
        ("weekdays 09:00 to 17:00", "2026-11-20T18:00Z", "2026-11-23T09:00Z"),
        ("weekdays", "2026-11-21T12:00Z", "2026-11-23T00:00Z"),
        ("sat, sun 10:00 to 12:00", MONDAY, "2026-11-28T10:00Z"),
        ("daily 22:00 to 06:00", MONDAY, "2026-11-23T22:00Z"),
        ("daily 22:00 to 06:00", "2026-11-23T03:00Z", "2026-11-23T03:00Z"),
        # The small hours belong to the day that began them: Monday's have none before 22:00.
        ("weekdays 22:00 to 06:00", "2026-11-23T03:00Z", "2026-11-23T22:00Z"),
        ("weekdays 22:00 to 06:00", "2026-11-28T03:00Z", "2026-11-28T03:00Z"),
        ("weekdays 22:00 to 06:00", "2026-11-28T06:00Z", "2026-11-30T22:00Z"),
        ("weekdays 09:00 to 17:00 plus sat 10:00 to 11:00", "2026-11-20T18:00Z", "2026-11-21T10:00Z"),
        ("weekdays 09:00 to 17:00 except 2026-11-23 to 2026-11-25", MONDAY, "2026-11-26T09:00Z"),
        ("daily 00:00 to 24:00 except 2026-11-23 to 2026-11-23", MONDAY, "2026-11-24T00:00Z"),
        ("2026-12-20 to 2027-01-03", MONDAY, "2026-12-20T00:00Z"),
        ("2026-12-20 18:00 to 2027-01-03 09:00", MONDAY, "2026-12-20T18:00Z"),
        ('weekdays 09:00 to 17:00 except holidays of "US"', "2026-11-25T18:00Z", "2026-11-27T09:00Z"),
        ('holidays of "US"', MONDAY, "2026-11-26T00:00Z"),
        ("2020-01-01 to 2020-01-02", MONDAY, None),
        ("2026-12-01 to 2026-12-02 except gone", MONDAY, None),
    ],
)
def test_until_a_window(judge: Judge, window: str, at: str, expected: str | None) -> None:
    gone = " param gone: window = 2026-11-30 to 2026-12-05"
    assert ask(judge, wait(window) + gone, at) == expected


@pytest.mark.parametrize(
    ("window", "at", "expected"),
    [
        ("weekdays 09:00 to 17:00", "2026-11-23T10:00Z", "2026-11-23T14:00Z"),
        ("weekdays 09:00 to 17:00", "2026-07-06T10:00Z", "2026-07-06T13:00Z"),
        # The clocks went forward on 8 March 2026 at 02:00, and back on 1 November at 02:00.
        ("daily 09:00 to 17:00", "2026-03-08T05:00Z", "2026-03-08T13:00Z"),
        ("daily 09:00 to 17:00", "2026-11-01T05:00Z", "2026-11-01T14:00Z"),
        # 02:30 does not come on 8 March; the window begins the day after.
        ("daily 02:15 to 02:45", "2026-03-08T05:00Z", "2026-03-09T06:15Z"),
        ("daily 02:15 to 03:15", "2026-03-08T05:00Z", "2026-03-08T07:00Z"),
        # 01:30 comes twice on 1 November.
        ("daily 01:30 to 01:45", "2026-11-01T05:00Z", "2026-11-01T05:30Z"),
        ("daily 01:30 to 01:45", "2026-11-01T05:45Z", "2026-11-01T06:30Z"),
    ],
)
def test_windows_follow_the_wall_clock_of_the_zone(judge: Judge, window: str, at: str, expected: str) -> None:
    assert ask(judge, wait(window, "America/New_York"), at) == expected


@pytest.mark.parametrize(
    ("until", "facts", "expected"),
    [
        ("embargoed_until", {"embargoed_until": "2026-11-25T08:30:15Z"}, "2026-11-25T08:30:15Z"),
        ("embargoed_until", {"embargoed_until": "2026-11-25T08:30-05:00"}, "2026-11-25T13:30Z"),
        ("embargoed_until", {"embargoed_until": MONDAY}, MONDAY),
        ("embargoed_until", {"embargoed_until": "2026-11-01T08:30Z"}, MONDAY),
        ("embargoed_until", {}, MONDAY),  # there is no embargo
        ("event.starts_at - 2 hours", {"event": {"starts_at": "2026-11-24T12:00Z"}}, "2026-11-24T10:00Z"),
        ("event.starts_at", {"event": {}}, None),  # not known when
        ("event.starts_at", {"purpose": "news"}, MONDAY),  # known to have none
        ("2026-12-24T18:00+01:00", {}, "2026-12-24T17:00Z"),
        ("publish_at + 1 hour", {}, None),  # never comes
    ],
)
def test_until_an_instant(judge: Judge, until: str, facts: dict[str, Any], expected: str | None) -> None:
    assert ask(judge, wait(until), **facts) == expected


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("publish_at is before proposed_at + 1 day", {"proposed_at": MONDAY}, "2026-11-24T10:00Z"),
        ("not publish_at >= proposed_at", {"proposed_at": "2026-11-24T09:00Z"}, "2026-11-24T09:00Z"),
        # What holds up to and with an instant is over the microsecond after it.
        ("publish_at <= proposed_at", {"proposed_at": "2026-11-24T09:00Z"}, "2026-11-24T09:00:00.000001Z"),
        (
            "not publish_at is after proposed_at",
            {"proposed_at": "2026-11-24T09:00Z"},
            "2026-11-24T09:00:00.000001Z",
        ),
        ("publish_at is proposed_at", {"proposed_at": MONDAY}, "2026-11-23T10:00:00.000001Z"),
        ("publish_at is not proposed_at", {"proposed_at": "2026-11-24T09:00Z"}, "2026-11-24T09:00Z"),
        ("publish_at - proposed_at < 2 days", {"proposed_at": MONDAY}, "2026-11-25T10:00Z"),
        ("2 days > publish_at - proposed_at", {"proposed_at": MONDAY}, "2026-11-25T10:00Z"),
        ("-(publish_at - proposed_at) > -2 days", {"proposed_at": MONDAY}, "2026-11-25T10:00Z"),
        (
            "publish_at + (publish_at - proposed_at) < proposed_at + 3 days",
            {"proposed_at": MONDAY},
            "2026-11-24T22:00Z",
        ),
        (
            "publish_at is within 15 minutes of event.starts_at",
            {"event": {"starts_at": MONDAY}},
            "2026-11-23T10:15:00.000001Z",
        ),
        (
            "not publish_at is within 15 minutes of event.starts_at",
            {"event": {"starts_at": "2026-11-23T12:00Z"}},
            "2026-11-23T11:45Z",
        ),
        (
            "event.starts_at is within 1 day of publish_at",
            {"event": {"starts_at": "2026-11-24T09:00Z"}},
            "2026-11-25T09:00:00.000001Z",
        ),
        ("publish_at is within daily 08:00 to 12:00", {}, "2026-11-23T12:00Z"),
        ("publish_at + 1 hour is within daily 08:00 to 12:00", {}, "2026-11-23T11:00Z"),
        ("event.starts_at is within daily 08:00 to 12:00", {"event": {"starts_at": MONDAY}}, MONDAY),
        ("publish_at is 2026-11-23", {}, "2026-11-24T00:00Z"),
        ("publish_at is before 2026-12-24", {}, "2026-12-24T00:00Z"),
        ("2026-12-24 >= publish_at", {}, "2026-12-25T00:00Z"),
        ("publish_at - 1 day is 2026-11-23", {}, MONDAY),
        ("publish_at - 1 day is 2026-11-22", {}, "2026-11-24T00:00Z"),
        ("publish_at is in [2026-11-23, 2026-11-24, 2026-11-26]", {}, "2026-11-25T00:00Z"),
        ("publish_at is not in [2026-11-26]", {}, "2026-11-26T00:00Z"),
        ("publish_at is in closed", {}, "2026-11-25T00:00Z"),
        ("publish_at is in spans", {"proposed_at": MONDAY}, "2026-11-23T10:00:00.000001Z"),
        (
            "(publish_at - proposed_at) is in [0 minutes]",
            {"proposed_at": MONDAY},
            "2026-11-23T10:00:00.000001Z",
        ),
        ("publish_at is in [proposed_at]", {"proposed_at": MONDAY}, "2026-11-23T10:00:00.000001Z"),
        ("early", {}, "2026-11-23T12:00Z"),
        ("sponsored and publish_at is before 2026-12-24", {"sponsored": True}, "2026-12-24T00:00Z"),
        ("sponsored or publish_at is before 2026-12-24", {"sponsored": True}, None),
        ("publish_at is after proposed_at", {"proposed_at": "2026-11-20T10:00Z"}, None),
    ],
)
def test_conditions_on_the_time(
    judge: Judge, condition: str, facts: dict[str, Any], expected: str | None
) -> None:
    text = f"""policy p timezone "UTC"
    param closed: list of date = [2026-11-23, 2026-11-24]
    param noon: window = daily 00:00 to 12:00
    let spans = [proposed_at, proposed_at + 1 hour]
    let early = publish_at is within noon
    rule r when {condition} delay"""
    assert ask(judge, text, **facts) == expected


@pytest.mark.parametrize(
    ("condition", "facts"),
    [
        ('not trained("privacy", 365 days)', {"author": {"trainings": []}}),
        ("(publish_at - proposed_at) / 1 hour < 5", {"proposed_at": MONDAY}),
        ("proposed_at is not in turns", {"proposed_at": "2026-11-24T09:00Z", "embargoed_until": MONDAY}),
        ("publish_at is not in turns", {"proposed_at": "2026-11-24T09:00Z"}),
        (
            "not publish_at is within (publish_at - proposed_at) of event.starts_at",
            {"proposed_at": "2026-11-23T09:00Z", "event": {"starts_at": "2026-11-23T19:00Z"}},
        ),
        ("proposed_at is not in [publish_at]", {"proposed_at": "2026-11-24T09:00Z"}),
        ("[publish_at] is not [proposed_at]", {"proposed_at": "2026-11-24T09:00Z"}),
        (
            "publish_at + (publish_at - proposed_at) is within weekdays",
            {"proposed_at": "2026-11-23T09:00Z"},
        ),
    ],
)
def test_where_the_edges_are_not_known_it_is_null_and_never_a_guess(
    judge: Judge, condition: str, facts: dict[str, Any]
) -> None:
    text = f"""policy p timezone "UTC"
    let turns = [embargoed_until, publish_at + 1 hour]
    rule r when {condition} delay"""
    assert ask(judge, text, **facts) is None


def test_beyond_400_days_it_is_null(judge: Judge) -> None:
    assert ask(judge, wait("2027-12-28 to 2027-12-29")) == "2027-12-28T00:00Z"
    assert ask(judge, wait("2027-12-29 to 2027-12-30")) is None
    assert ask(judge, wait("embargoed_until"), embargoed_until="2027-12-28T10:00Z") == "2027-12-28T10:00Z"
    assert ask(judge, wait("embargoed_until"), embargoed_until="2027-12-28T10:00:00.000001Z") is None


def test_without_publish_at_it_is_null(judge: Judge) -> None:
    assert ask(judge, "rule r warn", None) is None
    assert ask(judge, "rule r when sponsored warn", None, sponsored=False) is None
    assert ask(judge, wait("weekdays"), None) is None


@pytest.mark.parametrize(
    "rules",
    [
        "rule r deny",
        "rule r when sponsored review",
        "rule r when publish_at is after 2026-01-01 warn",
        "rule r when publish_at is before 2026-01-01 deny",
        "rule r warn rule q when sponsored deny",
    ],
)
def test_where_nothing_that_reads_the_time_holds_back_it_is_publish_at(judge: Judge, rules: str) -> None:
    assert ask(judge, rules) == MONDAY


def test_it_is_in_utc(judge: Judge) -> None:
    assert ask(judge, "rule r warn", "2026-11-23T05:00-05:00") == MONDAY


def test_the_policies_are_asked_jointly(judge: Judge) -> None:
    paris = 'policy a timezone "Europe/Paris" rule r delay until daily 09:00 to 12:00'
    new_york = 'policy b timezone "America/New_York" rule r delay until weekdays 05:00 to 06:00'
    assert ask(judge, paris) == "2026-11-23T10:00Z"
    assert ask(judge, new_york, "2026-11-20T12:00Z") == "2026-11-23T10:00Z"
    for order in ([paris, new_york], [new_york, paris]):
        assert ask(judge, order, "2026-11-20T12:00Z") == "2026-11-23T10:00Z"


def test_rules_that_are_never_quiet_together_have_no_answer(judge: Judge) -> None:
    text = (
        'policy p timezone "UTC" rule a delay until mon 09:00 to 10:00 rule b delay until mon 10:00 to 11:00'
    )
    assert ask(judge, text) is None


def test_a_rule_may_come_into_force_on_the_way(judge: Judge) -> None:
    text = """policy p timezone "UTC"
    rule a delay until daily 18:00 to 24:00
    rule b when publish_at is within 2026-11-23 16:00 to 2026-11-24 20:00 deny"""
    assert ask(judge, text) == "2026-11-24T20:00Z"


def test_what_is_undetermined_holds_back_too(judge: Judge) -> None:
    text = 'policy p timezone "UTC" rule r when sponsored and publish_at is within daily 08:00 to 12:00 deny'
    assert ask(judge, text) == "2026-11-23T12:00Z"
    assert ask(judge, text, sponsored=False) == MONDAY


def test_a_for_that_reads_the_time_holds_back_until_it_is_known(judge: Judge) -> None:
    text = 'policy p timezone "UTC" for sponsored and publish_at is before 2026-11-25 rule r deny'
    assert ask(judge, text) == "2026-11-25T00:00Z"
    assert ask(judge, text, sponsored=True) == "2026-11-25T00:00Z"
    assert ask(judge, text, sponsored=False) == MONDAY
    assert ask(judge, "policy p for sponsored rule r deny") == MONDAY


def test_an_unknown_zone_has_no_edges(judge: Judge) -> None:
    text = "policy p timezone account.timezone rule r delay until weekdays 09:00 to 17:00"
    assert ask(judge, text) is None
    assert ask(judge, text, account={"timezone": "Asia/Tokyo"}) == "2026-11-24T00:00Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("otherwise delay until daily 18:00 to 19:00 rule a when sponsored allow", "2026-11-23T18:00Z"),
        ("otherwise deny rule a when publish_at is within daily 18:00 to 19:00 allow", "2026-11-23T18:00Z"),
        (
            "otherwise deny rule a when sponsored or publish_at is within daily 18:00 to 19:00 allow",
            "2026-11-23T18:00Z",
        ),
        (
            "for publish_at is before 2026-11-25 otherwise deny rule a when sponsored allow",
            "2026-11-25T00:00Z",
        ),
        ("otherwise deny rule a when sponsored allow", MONDAY),
        ("otherwise warn rule a when publish_at is within daily 18:00 to 19:00 allow", MONDAY),
    ],
)
def test_otherwise_holds_back_as_its_allow_rules_and_its_own_clause_say(
    judge: Judge, text: str, expected: str
) -> None:
    assert ask(judge, f'policy p timezone "UTC" {text}', sponsored=False) == expected


def test_the_dates_of_trainings_move_a_condition_on_them(judge: Judge) -> None:
    text = """policy p timezone "UTC"
    rule fresh when any author.trainings where it.at > post.publish_at - 30 days deny
    rule late when count(author.trainings where it.expires_at is after post.publish_at) > 1 deny"""
    trainings = [
        {"course": "a", "at": "2026-11-01T12:00Z", "expires_at": "2026-12-05T00:00Z"},
        {"course": "b", "at": "2026-10-01T12:00Z", "expires_at": "2026-12-10T00:00Z"},
        {"course": "c", "at": "2026-10-28T12:00Z"},
    ]
    assert ask(judge, text, author={"trainings": trainings}) == "2026-12-05T00:00Z"
    assert ask(judge, text, author={"trainings": trainings[:1]}) == "2026-12-01T12:00Z"
    assert ask(judge, text, author={"trainings": trainings[1:2]}) == MONDAY


def test_approvals_that_come_later_count_from_then_on(judge: Judge, approved: Approved) -> None:
    text = 'policy p timezone "UTC" rule r when publish_at is within weekdays review'
    later = approved({"by": "ben", "at": "2026-11-23T16:45Z"})
    del later["publish_at"]
    assert ask(judge, text, **later) == "2026-11-23T16:45Z"
    never = approved({"by": "ana", "at": "2026-11-23T16:45Z"})
    del never["publish_at"]
    assert ask(judge, text, **never) == "2026-11-28T00:00Z"


@pytest.mark.parametrize(
    "rule",
    [
        "rule r delay until mon 09:00 to 10:00",
        "rule r delay until embargoed_until + 300 days",
        "rule r when publish_at + 600000 weeks is after embargoed_until deny",
        "rule r when publish_at is 2999-12-31 deny",
        "rule r when publish_at is 9999-12-31 or embargoed_until <= publish_at deny",
    ],
)
def test_past_the_last_year_of_a_post_it_is_null(judge: Judge, rule: str) -> None:
    text = f'policy p timezone "America/New_York" {rule}'
    last = "2999-12-31T23:00Z"
    assert ask(judge, text, last, embargoed_until=last) is None


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ("soon is before proposed_at", {"proposed_at": "2026-11-23T12:00Z"}, "2026-11-23T11:00Z"),
        ("publish_at < proposed_at + 2 * 1 hour", {"proposed_at": MONDAY}, "2026-11-23T12:00Z"),
        ("publish_at < proposed_at + length(text) * 1 hour", {"proposed_at": MONDAY}, "2026-11-23T13:00Z"),
        ("twice and soon is before proposed_at", {"proposed_at": "2026-11-23T12:00Z"}, "2026-11-23T11:00Z"),
        # What the edges hang on is not known.
        ("publish_at + (event.starts_at - proposed_at) is within weekdays", {"proposed_at": MONDAY}, None),
        ("publish_at is before event.starts_at", {}, None),
        ("event.starts_at is within 1 day of publish_at", {}, None),
        # What moves backwards does not meet a date.
        ("proposed_at + (proposed_at - publish_at) is 2026-11-23", {"proposed_at": MONDAY}, None),
        ('trained("x") is false', {"author": {"trainings": []}}, None),
    ],
)
def test_edges_behind_names_and_arithmetic(
    judge: Judge, condition: str, facts: dict[str, Any], expected: str | None
) -> None:
    text = f"""policy p timezone "UTC"
    let soon = publish_at + 1 hour
    let twice = soon is after publish_at and soon is not publish_at
    rule r when {condition} delay"""
    assert ask(judge, text, text="abc", **facts) == expected


def test_there_is_an_end_to_trying(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    text = """policy p timezone "UTC"
    rule r delay until mon 09:00 to 10:00
    rule s delay until 2026-12-20 to 2026-12-31"""
    assert ask(judge, text) == "2026-12-21T09:00Z"
    monkeypatch.setattr("playbook.engine.earliest.MAX_EARLIEST_CANDIDATES", 2)
    assert ask(judge, text) is None
