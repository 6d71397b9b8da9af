"""Repairs of numbers, clocks, dates, durations; see `repair`."""

import re
from fractions import Fraction

from playbook import limits
from playbook.diagnostics.nearest import nearest
from playbook.syntax.literal_problems import ClockSpelling, NumberTooLong
from playbook.syntax.place import Lexeme, Place, Repair, instead, lexeme
from playbook.syntax.spelling_problems import DateSpelling, DurationSpelling, InstantSpelling, NumberSpelling
from playbook.text.late import late

_CLOCK = late(
    re.compile,
    r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})?)?(?::[0-9]{2})?(?:\s?(?P<half>[ap])\.?m\.?)?(?!\w|[.:][0-9])",
    re.IGNORECASE,
)
_DATE = late(
    re.compile,
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})(?![\w/]|[-.][0-9])"
    r"|(?P<first>[0-9]{1,2})(?P<sign>[-/.])(?P<second>[0-9]{1,2})[-/.](?P<last>[0-9]{4})(?![\w/]|[-.][0-9])",
)
_INSTANT = late(re.compile, r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt][0-9:.]*+(?:[Zz]|[+-][0-9:]++)?+")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?P<month>{_MONTHS})[a-z]*+\.?"
_DAY = r"(?P<{}>[0-9]{{1,2}})(?:st|nd|rd|th)?"
_NAMED_DATE = late(
    re.compile,
    rf"(?:{_DAY.format('day')}\.?\s++{_MONTH}|{_MONTH.replace('month', 'name')}\s++{_DAY.format('number')})"
    r",?\s++(?P<year>[0-9]{4})(?!\w)",
    re.IGNORECASE,
)
_CLOCK_ALONE = late(re.compile, r"[0-9]{1,2}:[0-9]{2}(?![\w:])")
_CLOCK_BEHIND = late(re.compile, r",?[ \t]++(?P<clock>[0-9]{1,2}:[0-9]{2})(?![\w:])")
_RANGE = late(
    re.compile,
    r"(?P<from>[0-9]{1,2}(?:[:.][0-9]{2})?)\s*+(?:[-–—]|to(?!\w))\s*+(?P<to>[0-9]{1,2}(?:[:.][0-9]{2})?)(?![\w:%]|[.:-][0-9])",
)
_NAMED_CLOCKS = {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}
_PARTS = late(
    re.compile,
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})[Tt](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})"
    r"(?P<second>:[0-9]{2})?(?:\.[0-9]*+)?(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?",
)
_DURATION = late(
    re.compile, r"(?P<number>[0-9]++(?:\.[0-9]++)?+)[ -]?(?P<unit>[^\W\d_]++)(?!\w)", re.IGNORECASE
)
_UNITS = {
    "m": "minutes", "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days", "w": "weeks", "wk": "weeks", "wks": "weeks",
    "week": "weeks", "weeks": "weeks", "mo": "months", "month": "months", "months": "months",
    "y": "years", "yr": "years", "yrs": "years", "year": "years", "years": "years",
}  # fmt: skip
_SECONDS = frozenset({"s", "sec", "secs", "second", "seconds"})
_REST = late(re.compile, r"(?:,[0-9]{3})++(?![0-9])")
_PERCENT = late(re.compile, r"%|(?:percent|pct|per\s++cent)(?!\w)")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}


def clock(place: Place) -> Repair | None:
    """`9am`, `17.30`, `9` where a clock is to stand."""
    if not place.takes("CLOCK"):
        return None
    if (mended := _clock_range(place)) is not None:
        return mended
    word = lexeme(place.text, place.at).text.lower()
    if word in _NAMED_CLOCKS:
        ends = bool(place.taken) and place.taken[-1].type == "TO"
        named = _NAMED_CLOCKS[word] if ends or word != "midnight" else "00:00"
        place.report(ClockSpelling(place.span(place.at, place.at + len(word)), named))
        return instead(place, len(word), ("CLOCK", named))
    found = _CLOCK.match(place.text, place.at)
    if not found:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 24 or minute > 59:
        return None
    meant = f"{hour:02}:{minute:02}"
    place.report(ClockSpelling(place.span(*found.span()), meant))
    return instead(place, len(found[0]), ("CLOCK", meant))


def _clock_range(place: Place) -> Repair | None:
    """`9-17`, where none of it is written as a clock."""
    found = _RANGE.match(place.text, place.at)
    if not found or not place.takes_after(("CLOCK",), "TO"):
        return None
    ends = [_padded(found[name]) for name in ("from", "to")]
    if " to " in found[0] or None in ends or ends == [found["from"], found["to"]]:
        return None  # each clock on its own, or only the sign between them is wrong
    place.report(ClockSpelling(place.span(*found.span()), f"{ends[0]} to {ends[1]}"))
    return instead(place, len(found[0]), ("CLOCK", ends[0] or ""), ("TO", "to"), ("CLOCK", ends[1] or ""))


def _padded(clock: str) -> str | None:
    """`9` as `09:00`; None where no clock shows it."""
    hour, _, minute = clock.replace(".", ":").partition(":")
    return f"{int(hour):02}:{minute or '00'}" if int(hour) <= 24 and int(minute or 0) < 60 else None


def is_clock(place: Place) -> bool:
    """Whether the number here begins a clock where only a time can stand: `is before 09:00`, `delay until 09:00`."""
    after = bool(place.taken) and place.taken[-1].type in {"BEFORE", "AFTER", "UNTIL"}
    return after and bool(_CLOCK_ALONE.match(place.text, place.at))


def is_date(place: Place) -> bool:
    """Whether the number that stands here is the beginning of a date, `2026-1-5`, and not of a subtraction."""
    found = _DATE.match(place.text, place.at) or _INSTANT.match(place.text, place.at)
    found = found or _NAMED_DATE.match(place.text, place.at)
    return bool(found) and place.takes("DATE")


def date(place: Place) -> Repair | None:
    """`2026-1-5`, `5.1.2026` and `1/13/2026` for dates; where day and month could be either, no edit is offered."""
    if not place.takes("DATE"):
        return None
    if found := _NAMED_DATE.match(place.text, place.at):
        month = _MONTHS.split("|").index((found["month"] or found["name"]).lower()) + 1
        named = f"{found['year']}-{month:02}-{int(found['day'] or found['number']):02}"
        place.report(DateSpelling(place.span(*found.span()), (named,)))
        return instead(place, len(found[0]), ("DATE", named))
    found = _DATE.match(place.text, place.at)
    if not found:
        return None
    meant = _meant_dates(found)
    clock = _CLOCK_BEHIND.match(place.text, found.end())
    if clock and meant and place.takes("TIME") and not _RANGE.match(place.text, clock.start("clock")):
        written = f"{meant[0]}T{clock['clock']:0>5}Z"
        place.report(InstantSpelling(place.span(found.start(), clock.end()), written, guessed=True))
        return instead(place, clock.end() - place.at, ("TIME", written))
    place.report(DateSpelling(place.span(*found.span()), meant))
    return instead(place, len(found[0]), ("DATE", meant[0] if meant else "2000-01-01"))


def _meant_dates(found: re.Match[str]) -> tuple[str, ...]:
    """What may be meant, likeliest first: where day and month could be either, both."""
    if found["year"]:
        return (f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}",)
    first, second = int(found["first"]), int(found["second"])
    if found["sign"] == "." or first > 12 or first == second:
        orders = [(second, first)]
    elif second > 12:
        orders = [(first, second)]
    else:
        orders = [(first, second), (second, first)]
    return tuple(
        f"{found['last']}-{month:02}-{day:02}" for month, day in orders if 1 <= month <= 12 and 1 <= day <= 31
    )


def instant(place: Place) -> Repair | None:
    """`2026-11-23T9:00Z`, `2026-11-23T09:00:30.5Z` for instants."""
    found = _INSTANT.match(place.text, place.at)
    if not found or not place.takes("TIME"):
        return None
    meant = _meant_instant(found[0])
    place.report(InstantSpelling(place.span(*found.span()), meant))
    return instead(place, len(found[0]), ("TIME", meant or "2000-01-01T00:00Z"))


def _meant_instant(written: str) -> str | None:
    """With two digits each, and without fractions of a second."""
    found = _PARTS.fullmatch(written)
    if not found:
        return None
    day = "-".join([found["year"], *(f"{int(found[part]):02}" for part in ("month", "day"))])
    clock = f"{int(found['hour']):02}:{found['minute']}{found['second'] or ''}"
    return f"{day}T{clock}{(found['zone'] or '').upper()}"


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
    if found.text.lower() in _SECONDS and place.takes("UNIT"):
        return _seconds(place, found)
    meant = _UNITS.get(found.text.lower()) or nearest(found.text, _UNITS.values())
    if found.kind != "word" or meant is None or not place.takes("UNIT"):
        return None
    number = place.taken[-1]
    span = place.span(number.start, found.end)
    place.report(DurationSpelling(span, f"{number.value} {meant}"))
    return instead(place, len(found.text), ("UNIT", meant))


def _seconds(place: Place, found: Lexeme) -> Repair:
    """`90 seconds`: in minutes."""
    number = place.taken[-1]
    minutes = Fraction(number.value.replace("_", "")[: limits.MAX_NUMBER_LENGTH]) / 60
    exact = minutes * 100 % 1 == 0
    meant = f"{float(minutes):g} minutes" if exact and minutes < 100_000 else None
    span = place.span(number.start, found.end)
    place.report(DurationSpelling(span, meant))
    return instead(place, len(found.text), ("UNIT", "minutes"))


def thousands(place: Place) -> Repair | None:
    """`1,000`, after the `1`."""
    last = place.taken[-1] if place.taken else None
    found = _REST.match(place.text, place.at)
    if last is None or last.type != "NUMBER" or last.end != place.at or not found:
        return None
    meant = last.value + found[0].replace(",", "_")
    place.report(NumberSpelling(place.span(last.start, found.end()), meant))
    return instead(place, len(found[0]))


def percent(place: Place) -> Repair | None:
    """`50 %`, after the `50`."""
    last = place.taken[-1] if place.taken else None
    found = _PERCENT.match(place.text, place.at)
    if last is None or last.type != "NUMBER" or not found:
        return None
    place.report(NumberSpelling(place.span(last.start, found.end()), f"{last.value}%"))
    return instead(place, len(found[0]))


def number(place: Place) -> Repair | None:
    """`1,000`, `10k`, `.5`, `5.`, `1e6`."""
    found = lexeme(place.text, place.at)
    if found.kind != "number" or not place.takes("NUMBER") or is_clock(place):
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
