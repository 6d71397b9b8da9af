"""Values in words, for messages and reasons: exact, in the policy's zone, the same on every machine."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from playbook.civil.window import Dates, Difference, HolidayDays, Union, Weekly, spell
from playbook.limits import MAX_MESSAGE_VALUE
from playbook.reference.interval import Interval
from playbook.values import ABSENT, UNKNOWN

_UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))


def in_words(value: Any, zone: Any) -> str:
    """*value* as a person would write it; at most `MAX_MESSAGE_VALUE` characters of each text."""
    match value:
        case Interval():
            return f"between {in_words(value.low, zone)} and {in_words(value.high, zone)}"
        case str():
            return cut(str(value))
        case bool():
            return "yes" if value else "no"
        case int() | Fraction():
            return number_in_words(value)
        case datetime():
            return instant_in_words(value, zone)
        case date():
            return value.isoformat()
        case timedelta():
            return duration_in_words(value)
        case Weekly() | Dates() | HolidayDays() | Union() | Difference():
            return spell(value)
        case tuple():
            return list_in_words([in_words(item, zone) for item in value])
        case BaseModel():
            return _record_in_words(value)
    if value is ABSENT:
        return "(none)"
    return "(unknown)" if value is UNKNOWN else cut(str(value))


def cut(text: str) -> str:
    """The first characters of a long text, and a sign that there is more."""
    return text if len(text) <= MAX_MESSAGE_VALUE else text[: MAX_MESSAGE_VALUE - 1] + "…"


def number_in_words(number: int | Fraction) -> str:
    """Digits; a fraction as a decimal, exact where it ends within six places, else rounded to them."""
    if isinstance(number, int):
        # The digits of a number beyond all use are not worth Python's effort to work out.
        return str(number) if abs(number) < 10**60 else "(a very large number)"
    scaled = round(number * 10**6)
    whole, rest = divmod(abs(scaled), 10**6)
    sign = "-" if scaled < 0 else ""
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def instant_in_words(instant: datetime, zone: Any) -> str:
    """`2026-11-23 10:00 (America/New_York)`; in UTC where there is no zone."""
    known, name = (zone, zone.key) if isinstance(zone, ZoneInfo) else (UTC, "UTC")
    try:
        local = instant.astimezone(known)
    except OverflowError:
        local, name = instant.astimezone(UTC), "UTC"
    seconds = "%H:%M:%S" if local.second else "%H:%M"
    return f"{local.date().isoformat()} {local.strftime(seconds)} ({name})"


def duration_in_words(duration: timedelta) -> str:
    """`3 days and 30 minutes`."""
    sign, rest = ("minus ", -duration) if duration < timedelta() else ("", duration)
    found: list[str] = []
    for unit, name in _UNITS:
        amount, rest = divmod(rest, unit)
        if amount:
            found.append(f"{amount} {name}{'' if amount == 1 else 's'}")
    if rest or not found:
        seconds = Fraction(rest // timedelta(microseconds=1), 10**6)
        found.append(f"{number_in_words(seconds)} second{'' if seconds == 1 else 's'}")
    return sign + list_in_words(found)


def list_in_words(items: Sequence[str]) -> str:
    """`a, b and c`; `none` for an empty list; the first ten of a long one."""
    if not items:
        return "none"
    if len(items) > 10:
        return f"{', '.join(items[:10])} and {len(items) - 10} more"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _record_in_words(record: BaseModel) -> str:
    """What a record is known by: the first of its telling fields."""
    for name in ("name", "handle", "title", "text", "question", "to", "by", "course", "url", "site", "kind"):
        value = getattr(record, name, None)
        if isinstance(value, str) and value:
            return cut(str(value))
    return type(record).__name__.lower()
