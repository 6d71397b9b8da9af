"""Windows: sets of instants, decided by what the clocks in a time zone show.

A window says for every wall time whether it is in; an instant is in if the wall time that it has in the zone is. So a
wall time that the clocks skip does not come that day, and one that comes twice counts both times. Membership can
change only where the wall time passes an edge of the window, or jumps: `edges` gives those instants.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from playbook.civil.holidays import is_holiday
from playbook.civil.zones import offset, wall_time
from playbook.frozen import frozen

DAY = 1440
"""Minutes of a day on the clock."""

_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 29, tzinfo=UTC)
_SECOND = timedelta(seconds=1)

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = {frozenset(range(7)): "daily", frozenset(range(5)): "weekdays", frozenset((5, 6)): "weekends"}


@frozen
class Weekly:
    """On *days* (0 is Monday) from minute *start* to minute *end* of the day, the end out; 0 to 1440 is the whole day.

    An *end* before the *start* is on the next day: the small hours belong to the day that began them.
    """

    days: frozenset[int]
    start: int
    end: int


@frozen
class Dates:
    """From the wall time *first* to the wall time *last* (naive both), the end out."""

    first: datetime
    last: datetime


@frozen
class HolidayDays:
    """The civil days that are holidays of a calendar, such as `GB`."""

    calendar: str


@frozen
class Union:
    """What is in either."""

    left: "Window"
    right: "Window"


@frozen
class Difference:
    """What is in *left* and not in *right*."""

    left: "Window"
    right: "Window"


Window: TypeAlias = Weekly | Dates | HolidayDays | Union | Difference


def contains(window: Window, instant: datetime, zone: ZoneInfo) -> bool | None:
    """Whether *instant* (aware) is in the window; None if that is not known: a year that a holiday calendar does not
    cover.
    """
    wall = wall_time(instant, zone)
    return None if wall is None else shows(window, wall)


def shows(window: Window, wall: datetime) -> bool | None:
    """Whether the wall time *wall* (naive) is in the window; None if that is not known."""
    match window:
        case Weekly():
            return _in_week(window, wall)
        case Dates(first, last):
            return first <= wall < last
        case HolidayDays(calendar):
            return is_holiday(calendar, wall.date())
        case Union(left, right):
            one = shows(left, wall)
            if one is True:
                return True
            other = shows(right, wall)
            return True if other is True else None if one is None or other is None else False
        case Difference(left, right):
            one = shows(left, wall)
            if one is False:
                return False
            other = shows(right, wall)
            return False if other is True else None if one is None or other is None else True


def _in_week(week: Weekly, wall: datetime) -> bool:
    minute = wall.hour * 60 + wall.minute
    day = wall.weekday()
    if week.start < week.end:
        return day in week.days and week.start <= minute < week.end
    return (day in week.days and minute >= week.start) or ((day - 1) % 7 in week.days and minute < week.end)


def edges(window: Window, zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Every instant from *start* up to *end* (out) at which membership may change, in UTC, earliest first.

    Some more may be among them: a window that begins where another ends, a change of the clocks. What is asked for is
    worked out, one day after the other. The first and the last day of the calendar (years 1 and 9999) are left out.
    """
    clock = _Clock.of(window)
    first, last = max(start.astimezone(UTC), _FIRST), min(end.astimezone(UTC), _LAST)
    for begin, stop, ahead, changed in _steady(zone, first, last) if first < last else ():
        if changed:
            yield begin
        for wall in clock.edges((begin + ahead).replace(tzinfo=None), (stop + ahead).replace(tzinfo=None)):
            instant = wall.replace(tzinfo=UTC) - ahead
            if not (changed and instant == begin):
                yield instant


@frozen
class _Clock:
    """The wall times at which any part of a window begins or ends."""

    minutes: tuple[tuple[int, ...], ...]
    """For each day of the week, the minutes of the day."""
    moments: tuple[datetime, ...]
    calendars: frozenset[str]

    @classmethod
    def of(cls, window: Window) -> "_Clock":
        minutes: list[set[int]] = [set() for _ in range(7)]
        moments: set[datetime] = set()
        for part in _parts(window):
            match part:
                case Weekly(days, start, end):
                    for day in days:
                        minutes[day].add(start)
                        minutes[(day + (end <= start or end == DAY)) % 7].add(end % DAY)
                case Dates(first, last):
                    moments.update((first, last))
        return cls(tuple(tuple(sorted(day)) for day in minutes), tuple(sorted(moments)), calendars(window))

    def edges(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Those from *start* up to *end* (out)."""
        day = start.date()
        while datetime.combine(day, time()) < end:
            for wall in sorted(set(self._on(day))):
                if start <= wall < end:
                    yield wall
            day += timedelta(days=1)

    def _on(self, day: date) -> Iterator[datetime]:
        midnight = datetime.combine(day, time())
        for minute in self.minutes[day.weekday()]:
            yield midnight + timedelta(minutes=minute)
        if any(is_holiday(code, day) is not _holiday_before(code, day) for code in self.calendars):
            yield midnight
        for moment in self.moments:
            if moment.date() == day:
                yield moment


def _holiday_before(code: str, day: date) -> bool | None:
    return None if day == date.min else is_holiday(code, day - timedelta(days=1))


def _parts(window: Window) -> Iterator[Weekly | Dates | HolidayDays]:
    rest = [window]
    while rest:
        part = rest.pop()
        if isinstance(part, Union | Difference):
            rest += (part.right, part.left)
        else:
            yield part


def _steady(
    zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, timedelta, bool]]:
    """Stretches from *start* to *end* in which clocks are set the same: from when to when, how far ahead of UTC they
    are, and whether they are set at the beginning of the stretch.
    """
    ahead = offset(start, zone)
    changed = offset(start - _SECOND, zone) != ahead
    while start < end:
        # Clocks are never set twice within three days (a test goes through all zones), so no change is stepped over.
        stop = min(start + timedelta(days=3), end)
        ahead_then = offset(stop, zone)
        if ahead_then != ahead:
            stop = _change(zone, start, stop)
        yield start, stop, ahead, changed
        start, changed, ahead = stop, ahead_then != ahead, ahead_then


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first instant with the offset that *after* has. Changes come at whole seconds."""
    old = offset(before, zone)
    low, high = before.replace(microsecond=0), after
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if offset(middle, zone) == old:
            low = middle
        else:
            high = middle
    return low + _SECOND


def calendars(window: Window) -> frozenset[str]:
    """The holiday calendars that it asks."""
    return frozenset(part.calendar for part in _parts(window) if isinstance(part, HolidayDays))


def spell(window: Window) -> str:
    """The window in the language's words."""
    match window:
        case Weekly(days, start, end):
            clock = "" if (start, end) == (0, DAY) else f" {_clock(start)} to {_clock(end)}"
            return _spell_days(days) + clock
        case Dates(first, last):
            return _spell_dates(first, last)
        case HolidayDays(calendar):
            return f'holidays of "{calendar}"'
        case Union(left, right) | Difference(left, right):
            word = "plus" if isinstance(window, Union) else "except"
            second = f"({spell(right)})" if isinstance(right, Union | Difference) else spell(right)
            return f"{spell(left)} {word} {second}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _spell_days(days: frozenset[int]) -> str:
    if days in _GROUPS:
        return _GROUPS[days]
    ordered = sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{_NAMES[ordered[0]]} to {_NAMES[ordered[-1]]}"
    return ", ".join(_NAMES[day] for day in ordered)


def _spell_dates(first: datetime, last: datetime) -> str:
    day, clock = last, f"{last:%H:%M}"
    if last.time() == time():
        day, clock = last - timedelta(days=1), "24:00"
        if first.time() == time():
            return f"{first.date()} to {day.date()}"
    return f"{first.date()} {first:%H:%M} to {day.date()} {clock}"
