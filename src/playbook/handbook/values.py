"""Numbers, spans of time, dates and instants as a handbook writes them. Plain text; nothing here needs escaping."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from playbook.handbook.english import listed

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_LARGEST = 10**60
"""The digits of a number beyond all use are not worth a line."""

_UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def number_in_words(number: int | Fraction, *, percent: bool = False) -> str:
    """`1,000`, `2.5`, `60%`; a fraction that does not end is cut at four places."""
    size = number if number >= 0 else -number
    if size >= _LARGEST:
        return "a very large number"
    if percent:
        return f"{number_in_words(Fraction(number) * 100)}%"
    if number == int(number):
        return f"{int(number):,}"
    scaled = round(size * 10_000)
    whole, rest = divmod(scaled, 10_000)
    return f"{'-' if number < 0 else ''}{whole:,}.{rest:04d}".rstrip("0").rstrip(".")


def duration_in_words(duration: timedelta) -> str:
    """`365 days`, `2 hours and 30 minutes`, `24 hours` as it stands."""
    rest, found = abs(duration), list[str]()
    if rest == timedelta(days=1):
        return "24 hours"
    for unit, name in _UNITS:
        amount, rest = divmod(rest, unit)
        if amount:
            found.append(f"{amount:,} {name}{'' if amount == 1 else 's'}")
    if rest or not found:
        seconds = Fraction(rest // timedelta(microseconds=1), 10**6)
        found.append(f"{number_in_words(seconds)} second{'' if seconds == 1 else 's'}")
    return ("minus " if duration < timedelta() else "") + listed(found)


def date_in_words(day: date) -> str:
    """`23 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def clock_in_words(minute: int) -> str:
    """A minute of the day as the clock shows it; `midnight` at its end."""
    return "midnight" if minute in (0, 1440) else f"{minute // 60:02}:{minute % 60:02}"


def instant_in_words(instant: datetime) -> str:
    """`23 November 2026 at 10:00 (UTC-05:00)`, by the clock that it was written by."""
    return f"{date_in_words(instant.date())} at {instant:%H:%M} ({instant.tzname() or 'UTC'})"
