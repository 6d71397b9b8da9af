"""Section 6 of the language, from the policy's side: windows, by the wall clock of the policy's zone."""

from collections.abc import Callable

import pytest

Holds = Callable[..., bool | None]
YES, NO, OPEN = True, False, None

# 2026-11-23 is a Monday.


@pytest.mark.parametrize(
    ("window", "instant", "expected"),
    [
        ("weekdays 09:00 to 17:00", "2026-11-23T09:00Z", YES),
        ("weekdays 09:00 to 17:00", "2026-11-23T17:00Z", NO),
        ("weekdays 09:00 to 17:00", "2026-11-23T16:59:59.999999Z", YES),
        ("weekdays 09:00 to 17:00", "2026-11-22T12:00Z", NO),
        ("weekdays 22:00 to 06:00", "2026-11-28T03:00Z", YES),  # Saturday's small hours belong to Friday
        ("weekdays 22:00 to 06:00", "2026-11-23T03:00Z", NO),  # and Monday's to Sunday
        ("sat, sun 10:00 to 12:00", "2026-11-22T11:00Z", YES),
        ("mon to thu", "2026-11-26T23:59Z", YES),
        ("mon to thu", "2026-11-27T00:00Z", NO),
        ("fri to mon", "2026-11-23T12:00Z", YES),
        ("daily 22:00 to 24:00", "2026-11-23T23:59Z", YES),
        ("daily 22:00 to 24:00", "2026-11-24T00:00Z", NO),
        ("2026-12-20 to 2027-01-03", "2027-01-03T23:59Z", YES),
        ("2026-12-20 to 2027-01-03", "2027-01-04T00:00Z", NO),
        ("2026-12-20 18:00 to 2027-01-03 09:00", "2026-12-20T17:59Z", NO),
        ("2026-12-20 18:00 to 2027-01-03 09:00", "2027-01-03T09:00Z", NO),
        ("daily except weekends", "2026-11-22T12:00Z", NO),
        ("(weekdays plus sat) except 2026-11-23 to 2026-11-23", "2026-11-23T12:00Z", NO),
        ("(weekdays plus sat) except 2026-11-23 to 2026-11-23", "2026-11-28T12:00Z", YES),
        ('holidays of "GB"', "2026-12-25T12:00Z", YES),
        ('daily except holidays of "GB"', "2026-12-25T12:00Z", NO),
        ('holidays of "GB"', "2026-12-23T12:00Z", NO),
        ('holidays of "GB"', "2990-12-25T12:00Z", OPEN),  # a year that no calendar covers
    ],
)
def test_windows(holds: Holds, window: str, instant: str, expected: bool | None) -> None:
    opposite = {YES: NO, NO: YES, OPEN: OPEN}
    assert holds(f"publish_at is within {window}", publish_at=instant) == expected
    assert holds(f"publish_at is outside {window}", publish_at=instant) == opposite[expected]


@pytest.mark.parametrize(
    ("zone", "instant", "expected"),
    [
        ('"America/New_York"', "2026-11-23T13:59Z", NO),
        ('"America/New_York"', "2026-11-23T14:00Z", YES),
        ('"America/New_York"', "2026-10-30T13:00Z", YES),  # an hour earlier, before the clocks go back
        ('"Asia/Kolkata"', "2026-11-23T03:30Z", YES),
        ('"Asia/Kolkata"', "2026-11-23T11:30Z", NO),
    ],
)
def test_the_wall_clock_is_that_of_the_policys_zone(
    holds: Holds, zone: str, instant: str, expected: bool | None
) -> None:
    assert holds("publish_at is within weekdays 09:00 to 17:00", zone=zone, publish_at=instant) == expected


def test_a_time_that_comes_twice_counts_twice_and_one_that_is_skipped_does_not_come(holds: Holds) -> None:
    london = '"Europe/London"'
    twice = "publish_at is within daily 01:15 to 01:45"
    assert holds(twice, zone=london, publish_at="2026-10-25T00:30Z") == YES
    assert holds(twice, zone=london, publish_at="2026-10-25T01:30Z") == YES
    assert holds(twice, zone=london, publish_at="2026-10-25T01:00Z") == NO
    assert holds(twice, zone=london, publish_at="2027-03-28T00:30Z") == NO  # 00:30 on the wall
    assert holds(twice, zone=london, publish_at="2027-03-28T01:30Z") == NO  # 02:30 on the wall


def test_without_a_known_instant_or_zone_a_window_is_unknown(holds: Holds) -> None:
    assert holds("publish_at is within daily 00:00 to 24:00") == OPEN
    assert holds("publish_at is outside daily 00:00 to 24:00") == OPEN
    known = {"publish_at": "2026-11-23T10:00Z"}
    assert holds("publish_at is within daily 00:00 to 24:00", zone="account.timezone", **known) == OPEN
    assert (
        holds(
            "publish_at is within daily 00:00 to 24:00",
            zone="account.timezone",
            account={"timezone": "UTC"},
            **known,
        )
        == YES
    )


def test_windows_of_params_and_lets(holds: Holds) -> None:
    declarations = (
        "param hours: window = weekdays 09:00 to 17:00 let free = hours except 2026-11-23 to 2026-11-23"
    )
    assert holds("publish_at is within hours", declarations, publish_at="2026-11-23T10:00Z") == YES
    assert holds("publish_at is within free", declarations, publish_at="2026-11-23T10:00Z") == NO
