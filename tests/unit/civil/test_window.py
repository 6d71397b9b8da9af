"""Windows: what is in, where that changes, and how they are spelled."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.civil.window import (
    DAY,
    Dates,
    Difference,
    HolidayDays,
    Union,
    Weekly,
    Window,
    calendars,
    contains,
    edges,
    spell,
)
from playbook.civil.zones import load_zone

WEEKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
MINUTE = timedelta(minutes=1)


def zone(name: str) -> ZoneInfo:
    found = load_zone(name)
    assert found is not None
    return found


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


NEW_YORK = zone("America/New_York")
LONDON = zone("Europe/London")

# Two days around something odd that clocks did.
ODD_DAYS = (
    ("America/New_York", "2026-03-07T12:00+00:00"),  # an hour skipped
    ("America/New_York", "2026-10-31T12:00+00:00"),  # an hour twice
    ("Europe/London", "2026-03-28T12:00+00:00"),
    ("Europe/London", "2026-10-24T12:00+00:00"),
    ("Australia/Lord_Howe", "2026-04-04T00:00+00:00"),  # half an hour
    ("Australia/Lord_Howe", "2026-10-02T22:00+00:00"),
    ("Pacific/Apia", "2011-12-29T12:00+00:00"),  # a day skipped
    ("Pacific/Kwajalein", "1969-09-29T20:00+00:00"),  # a day twice
    ("America/St_Johns", "2006-10-28T12:00+00:00"),  # the clock goes back over midnight
    ("America/Sao_Paulo", "2018-11-03T12:00+00:00"),  # midnight is skipped
    ("Africa/Casablanca", "2026-02-14T12:00+00:00"),
    ("Asia/Kathmandu", "2026-01-01T00:00+00:00"),
)


@pytest.mark.parametrize(
    ("window", "instant", "inside"),
    [
        (Weekly(WEEKDAYS, 540, 1020), "2026-11-23T09:00-05:00", True),
        (Weekly(WEEKDAYS, 540, 1020), "2026-11-23T08:59:59.999-05:00", False),
        (Weekly(WEEKDAYS, 540, 1020), "2026-11-23T16:59:59-05:00", True),
        (Weekly(WEEKDAYS, 540, 1020), "2026-11-23T17:00-05:00", False),
        (Weekly(WEEKDAYS, 540, 1020), "2026-11-22T12:00-05:00", False),
        (Weekly(frozenset({5}), 0, DAY), "2026-11-21T23:59-05:00", True),
        (Weekly(frozenset({5}), 0, DAY), "2026-11-22T00:00-05:00", False),
        (Weekly(EVERY_DAY, 1080, DAY), "2026-11-22T23:59-05:00", True),
        # past midnight: the small hours belong to the day that began them
        (Weekly(WEEKDAYS, 1320, 360), "2026-11-21T03:00-05:00", True),
        (Weekly(WEEKDAYS, 1320, 360), "2026-11-23T03:00-05:00", False),
        (Weekly(WEEKDAYS, 1320, 360), "2026-11-23T22:00-05:00", True),
        (Weekly(WEEKDAYS, 1320, 360), "2026-11-24T06:00-05:00", False),
        (Weekly(frozenset({6}), 1320, 360), "2026-11-23T05:59-05:00", True),
        # dates: from in, to out
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 4)), "2026-12-20T00:00-05:00", True),
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 4)), "2027-01-03T23:59-05:00", True),
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 4)), "2027-01-04T00:00-05:00", False),
        # the clock decides, not the calendar in Greenwich
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 4)), "2026-12-20T04:59+00:00", False),
        # a time that is skipped does not come, one that comes twice counts twice
        (Weekly(EVERY_DAY, 120, 180), "2026-03-08T06:59+00:00", False),
        (Weekly(EVERY_DAY, 120, 180), "2026-03-08T07:00+00:00", False),
        (Weekly(EVERY_DAY, 150, 210), "2026-03-08T07:00+00:00", True),
        (Weekly(EVERY_DAY, 60, 120), "2026-11-01T05:30+00:00", True),
        (Weekly(EVERY_DAY, 60, 120), "2026-11-01T06:30+00:00", True),
        (Weekly(EVERY_DAY, 60, 120), "2026-11-01T07:00+00:00", False),
    ],
)
def test_contains(window: Window, instant: str, inside: bool) -> None:
    assert contains(window, at(instant), NEW_YORK) is inside


class Unsure:
    """Windows whose membership is known, and one whose is not: a calendar that nobody has."""

    INSIDE = Dates(datetime(2000, 1, 1), datetime(3000, 1, 1))
    OUTSIDE = Dates(datetime(1000, 1, 1), datetime(1001, 1, 1))
    UNKNOWN = HolidayDays("ZZ")


@pytest.mark.parametrize(
    ("window", "inside"),
    [
        (Unsure.UNKNOWN, None),
        (Union(Unsure.INSIDE, Unsure.UNKNOWN), True),
        (Union(Unsure.UNKNOWN, Unsure.INSIDE), True),
        (Union(Unsure.OUTSIDE, Unsure.UNKNOWN), None),
        (Union(Unsure.UNKNOWN, Unsure.OUTSIDE), None),
        (Union(Unsure.OUTSIDE, Unsure.OUTSIDE), False),
        (Difference(Unsure.OUTSIDE, Unsure.UNKNOWN), False),
        (Difference(Unsure.UNKNOWN, Unsure.INSIDE), False),
        (Difference(Unsure.INSIDE, Unsure.UNKNOWN), None),
        (Difference(Unsure.UNKNOWN, Unsure.OUTSIDE), None),
        (Difference(Unsure.INSIDE, Unsure.OUTSIDE), True),
        (Difference(Unsure.INSIDE, Unsure.INSIDE), False),
    ],
)
def test_what_is_not_known_stays_so_where_it_matters(window: Window, inside: bool | None) -> None:
    assert contains(window, at("2026-11-23T12:00+00:00"), LONDON) is inside


def test_holidays_cut_the_civil_day() -> None:
    pytest.importorskip("holidays")
    open_ = Difference(Weekly(WEEKDAYS, 540, 1020), HolidayDays("US"))
    assert contains(open_, at("2026-12-24T12:00-05:00"), NEW_YORK) is True
    assert contains(open_, at("2026-12-25T12:00-05:00"), NEW_YORK) is False
    found = list(edges(open_, NEW_YORK, at("2026-12-24T00:00-05:00"), at("2026-12-27T00:00-05:00")))
    assert at("2026-12-25T00:00-05:00") in found
    assert at("2026-12-26T00:00-05:00") in found
    assert calendars(open_) == {"US"}


def test_where_the_calendar_ends_nothing_is_known() -> None:
    window = Weekly(EVERY_DAY, 0, 60)
    end = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    assert contains(window, end, zone("Asia/Tokyo")) is None
    assert list(edges(window, zone("Asia/Tokyo"), end, end)) == []
    assert len(list(edges(window, LONDON, datetime(9999, 12, 27, tzinfo=UTC), end))) == 4
    assert next(edges(window, LONDON, datetime(1, 1, 1, tzinfo=UTC), end)).year == 1


# ---------------------------------------------------------------------------------------------- against a plain oracle


def wall_intervals(window: Weekly, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of wall time that the window consists of, a day at a time."""
    for ordinal in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day.weekday() in window.days:
            midnight = datetime.combine(day, time())
            length = (window.end - window.start) % DAY or DAY
            yield midnight + window.start * MINUTE, midnight + (window.start + length) * MINUTE


def plainly_inside(window: Window, wall: datetime) -> bool:
    match window:
        case Weekly():
            day = wall.date()
            spans = wall_intervals(window, day - timedelta(days=2), day + timedelta(days=1))
            return any(start <= wall < end for start, end in spans)
        case Dates(first, last):
            return first <= wall < last
        case Union(left, right):
            return plainly_inside(left, wall) or plainly_inside(right, wall)
        case Difference(left, right):
            return plainly_inside(left, wall) and not plainly_inside(right, wall)
        case HolidayDays():
            raise NotImplementedError


minutes = st.one_of(st.sampled_from((0, 1, 60, 90, 119, 120, 150, 180, 1380, 1439)), st.integers(0, DAY - 1))
weekly = st.builds(
    Weekly,
    st.frozensets(st.integers(0, 6), min_size=1),
    minutes,
    st.one_of(minutes, st.just(DAY)),
).filter(lambda week: week.start != week.end)


@st.composite
def windows(draw: st.DrawFn, day: date, depth: int = 2) -> Window:
    if depth and draw(st.booleans()):
        left, right = draw(windows(day, depth - 1)), draw(windows(day, depth - 1))
        return Union(left, right) if draw(st.booleans()) else Difference(left, right)
    if draw(st.booleans()):
        return draw(weekly)
    midnight = datetime.combine(day, time()) - timedelta(days=1)
    first, last = sorted(draw(st.lists(st.integers(0, 4 * DAY), min_size=2, max_size=2, unique=True)))
    return Dates(midnight + first * MINUTE, midnight + last * MINUTE)


@st.composite
def cases(draw: st.DrawFn) -> tuple[ZoneInfo, datetime, Window]:
    name, start = draw(st.sampled_from(ODD_DAYS))
    return zone(name), at(start), draw(windows(at(start).date()))


@settings(max_examples=20)
@given(cases())
@example((NEW_YORK, at("2026-03-07T12:00+00:00"), Weekly(EVERY_DAY, 120, 180)))
@example((NEW_YORK, at("2026-10-31T12:00+00:00"), Weekly(EVERY_DAY, 60, 120)))
@example((zone("Pacific/Apia"), at("2011-12-29T12:00+00:00"), Weekly(frozenset({4}), 0, DAY)))
def test_membership_is_right_and_changes_only_at_edges(case: tuple[ZoneInfo, datetime, Window]) -> None:
    place, start, window = case
    end = start + timedelta(days=2)
    found = list(edges(window, place, start, end))
    assert all(start <= edge < end and edge.tzinfo is UTC for edge in found)
    assert all(before < after for before, after in pairwise(found))
    known = set(found)
    before = None
    for step in range(2 * DAY):
        instant = start + step * MINUTE
        inside = contains(window, instant, place)
        assert inside is plainly_inside(window, instant.astimezone(place).replace(tzinfo=None))
        assert before is None or inside is before or instant in known
        before = inside


@settings(max_examples=60)
@given(weekly, st.sampled_from(ODD_DAYS), st.integers(0, 2 * 86_400), st.integers(0, 86_400))
def test_asking_from_another_instant_gives_the_same_edges(
    window: Weekly, odd: tuple[str, str], later: int, length: int
) -> None:
    place, start = zone(odd[0]), at(odd[1])
    middle = start + timedelta(seconds=later)
    end = middle + timedelta(seconds=length)
    whole = list(edges(window, place, start, end))
    assert list(edges(window, place, middle, end)) == [edge for edge in whole if edge >= middle]


def test_edges_come_one_at_a_time() -> None:
    window = Weekly(frozenset({0}), 540, 600)
    far = edges(window, LONDON, at("2026-11-22T00:00+00:00"), at("9990-01-01T00:00+00:00"))
    assert [next(far), next(far), next(far)] == [
        at("2026-11-23T09:00+00:00"),
        at("2026-11-23T10:00+00:00"),
        at("2026-11-30T09:00+00:00"),
    ]


def test_clock_changes_are_edges() -> None:
    never = Dates(datetime(1990, 1, 1), datetime(1990, 1, 2))
    found = list(edges(never, NEW_YORK, at("2026-01-01T00:00+00:00"), at("2027-01-01T00:00+00:00")))
    assert found == [at("2026-03-08T07:00+00:00"), at("2026-11-01T06:00+00:00")]
    assert list(edges(never, NEW_YORK, found[0], found[1])) == [found[0]]


# ------------------------------------------------------------------------------------------------------------ spelling


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Weekly(WEEKDAYS, 540, 1020), "weekdays 09:00 to 17:00"),
        (Weekly(frozenset({5, 6}), 0, DAY), "weekends"),
        (Weekly(EVERY_DAY, 1320, 360), "daily 22:00 to 06:00"),
        (Weekly(EVERY_DAY, 1080, DAY), "daily 18:00 to 24:00"),
        (Weekly(frozenset(range(4)), 0, DAY), "mon to thu"),
        (Weekly(frozenset({5, 0, 2}), 600, 720), "mon, wed, sat 10:00 to 12:00"),
        (Weekly(frozenset({1}), 0, DAY), "tue"),
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 4)), "2026-12-20 to 2027-01-03"),
        (Dates(datetime(2026, 12, 20, 18), datetime(2027, 1, 3, 9)), "2026-12-20 18:00 to 2027-01-03 09:00"),
        (Dates(datetime(2026, 12, 20), datetime(2027, 1, 3, 9)), "2026-12-20 00:00 to 2027-01-03 09:00"),
        (Dates(datetime(2026, 12, 20, 18), datetime(2027, 1, 4)), "2026-12-20 18:00 to 2027-01-03 24:00"),
        (HolidayDays("GB"), 'holidays of "GB"'),
        (
            Difference(Union(Weekly(WEEKDAYS, 540, 1020), Weekly(frozenset({5}), 0, DAY)), HolidayDays("US")),
            'weekdays 09:00 to 17:00 plus sat except holidays of "US"',
        ),
        (
            Difference(Weekly(WEEKDAYS, 0, DAY), Union(HolidayDays("US"), Weekly(frozenset({4}), 720, DAY))),
            'weekdays except (holidays of "US" plus fri 12:00 to 24:00)',
        ),
    ],
)
def test_windows_are_spelled_in_the_language(window: Window, words: str) -> None:
    assert spell(window) == words


def test_equal_windows_are_equal_and_hash_alike() -> None:
    assert Weekly(WEEKDAYS, 0, DAY) == Weekly(frozenset(range(5)), 0, DAY)
    assert (
        len({Union(HolidayDays("GB"), HolidayDays("US")), Union(HolidayDays("GB"), HolidayDays("US"))}) == 1
    )
    assert calendars(Union(HolidayDays("GB"), Difference(HolidayDays("US"), Weekly(WEEKDAYS, 0, DAY)))) == {
        "GB",
        "US",
    }
