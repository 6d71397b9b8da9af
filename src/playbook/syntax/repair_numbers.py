"""Repairs of numbers, clocks, dates, durations; see `repair`."""

import re

from playbook import limits
from playbook.diagnostics.nearest import nearest
from playbook.syntax.literal_problems import ClockSpelling, NumberTooLong
from playbook.syntax.place import Lexeme, Place, Repair, instead, lexeme
from playbook.syntax.spelling_problems import DateSpelling, DurationSpelling, InstantSpelling, NumberSpelling

_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})?)?(?::[0-9]{2})?(?:\s?(?P<half>[ap])\.?m\.?)?(?!\w|[.:][0-9])",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![\w/]|[-.][0-9])"
    r"|(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})[-/.](?P<last>[0-9]{4})(?![\w/]|[-.][0-9])"
)
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt][0-9:.]*+(?:[Zz]|[+-][0-9:]++)?+")
_DURATION = re.compile(r"(?P<number>[0-9]++(?:\.[0-9]++)?+)[ -]?(?P<unit>[^\W\d_]++)(?!\w)", re.IGNORECASE)
_UNITS = {
    "m": "minutes", "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days", "w": "weeks", "wk": "weeks", "wks": "weeks",
    "week": "weeks", "weeks": "weeks", "mo": "months", "month": "months", "months": "months",
    "y": "years", "yr": "years", "yrs": "years", "year": "years", "years": "years",
}  # fmt: skip
_REST = re.compile(r"(?:,[0-9]{3})++(?![0-9])")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}


def clock(place: Place) -> Repair | None:
    """`9am`, `17.30`, `9` where a clock is to stand."""
    found = _CLOCK.match(place.text, place.at)
    if not found or not place.takes("CLOCK"):
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    meant = f"{hour:02}:{minute:02}"
    place.report(ClockSpelling(place.span(*found.span()), meant))
    return instead(place, len(found[0]), ("CLOCK", meant))


def is_date(place: Place) -> bool:
    """Whether the number that stands here is the beginning of a date, `2026-1-5`, and not of a subtraction."""
    found = _DATE.match(place.text, place.at) or _INSTANT.match(place.text, place.at)
    return bool(found) and place.takes("DATE")


def date(place: Place) -> Repair | None:
    """`2026-1-5`, `5.1.2026` and `1/13/2026` for dates; where day and month could be either, no edit is offered."""
    found = _DATE.match(place.text, place.at)
    if not found or not place.takes("DATE"):
        return None
    meant, sure = _meant_date(found)
    place.report(DateSpelling(place.span(*found.span()), meant if sure else None))
    return instead(place, len(found[0]), ("DATE", meant))


def _meant_date(found: re.Match[str]) -> tuple[str, bool]:
    if found["year"]:
        return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}", True
    first, second = int(found["first"]), int(found["second"])
    day_first = found["sign"] == "." or first > 12 or first == second
    day, month = (first, second) if day_first else (second, first)
    sure = day_first or second > 12
    fits = 1 <= month <= 12 and 1 <= day <= 28
    return (f"{found['last']}-{month:02}-{day:02}", sure) if fits else (f"{found['last']}-01-01", False)


def instant(place: Place) -> Repair | None:
    """`2026-11-23T9:00Z`, `2026-11-23T09:00:30.5Z` for instants."""
    found = _INSTANT.match(place.text, place.at)
    if not found or not place.takes("TIME"):
        return None
    place.report(InstantSpelling(place.span(*found.span())))
    return instead(place, len(found[0]), ("TIME", "2000-01-01T00:00Z"))


def duration(place: Place) -> Repair | None:
    """`90min` for `90 minutes`."""
    found = _DURATION.match(place.text, place.at)
    if not found or not place.takes("NUMBER"):
        return None
    unit = _UNITS.get(found["unit"].lower())
    if unit is None or len(found["number"]) > limits.MAX_NUMBER_LENGTH:
        return None
    one = unit.removesuffix("s") if found["number"] == "1" else unit
    place.report(DurationSpelling(place.span(*found.span()), f"{found['number']} {one}"))
    return instead(place, len(found[0]), ("NUMBER", found["number"]), ("UNIT", one))


def unit(place: Place) -> Repair | None:
    """`3 hrs` for `3 hours`, after the number."""
    found = lexeme(place.text, place.at)
    meant = _UNITS.get(found.text.lower()) or nearest(found.text, _UNITS.values())
    if found.kind != "word" or meant is None or not place.takes("UNIT"):
        return None
    number = place.taken[-1]
    span = place.span(number.start_pos or 0, found.end)
    place.report(DurationSpelling(span, f"{number.value} {meant}"))
    return instead(place, len(found.text), ("UNIT", meant))


def thousands(place: Place) -> Repair | None:
    """`1,000`, after the `1`."""
    last = place.taken[-1] if place.taken else None
    found = _REST.match(place.text, place.at)
    if last is None or last.type != "NUMBER" or last.end_pos != place.at or not found:
        return None
    meant = last.value + found[0].replace(",", "_")
    place.report(NumberSpelling(place.span(last.start_pos or 0, found.end()), meant))
    return instead(place, len(found[0]))


def percent(place: Place) -> Repair | None:
    """`50 %`, after the `50`."""
    last = place.taken[-1] if place.taken else None
    if last is None or last.type != "NUMBER" or place.text[place.at] != "%":
        return None
    place.report(NumberSpelling(place.span(last.start_pos or 0, place.at + 1), f"{last.value}%"))
    return instead(place, 1)


def number(place: Place) -> Repair | None:
    """`1,000`, `10k`, `.5`, `5.`, `1e6`."""
    found = lexeme(place.text, place.at)
    if found.kind != "number" or not place.takes("NUMBER"):
        return None
    span = place.span(place.at, found.end)
    if len(found.text) > limits.MAX_NUMBER_LENGTH:
        place.report(NumberTooLong(span, len(found.text)))
    else:
        place.report(NumberSpelling(span, _meant_number(found)))
    return instead(place, len(found.text), ("NUMBER", "1"))


def _meant_number(found: Lexeme) -> str | None:
    text = found.text.lower()
    if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?%?", text):
        return text.replace(",", "_")
    if re.fullmatch(r"\.[0-9]+%?", text):
        return f"0{text}"
    if re.fullmatch(r"[0-9]{1,9}[km]", text):
        return f"{int(text[:-1]) * _THOUSANDS[text[-1]]:_}"
    if re.fullmatch(r"[0-9]+(_[0-9]+)+%?", text):
        return text.replace("_", "")
    return None
