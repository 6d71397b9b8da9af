"""Windows in words: `weekdays from 08:00 to 18:00, but not on public holidays of the United States`.

The names of countries are those of `iso3166.tab` in the `tzdata` package. A window that ended before the year
2004, when there were hardly any networks to post on, is how policies say "never".
"""

import re
from datetime import datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import assert_never

from playbook.civil.window import Dates, Difference, HolidayDays, Union, Weekly, Window
from playbook.handbook.english import listed
from playbook.handbook.values import clock_in_words, date_in_words

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_NEVER_BEFORE = datetime(2004, 1, 1)
_WITH_THE = re.compile(
    r"^(?:United|Netherlands|Philippines|Czech Rep|Bahamas|Gambia|Maldives|Comoros|.* Islands)"
)
_DAY = 1440


def is_never(window: Window) -> bool:
    """Whether the window was over before anybody could post."""
    match window:
        case Dates():
            return window.last < _NEVER_BEFORE
        case Union():
            return is_never(window.left) and is_never(window.right)
        case Difference():
            return is_never(window.left)
        case Weekly() | HolidayDays():
            return False
        case _:
            assert_never(window)


def window_in_words(window: Window) -> str:
    """The window as a noun."""
    match window:
        case Weekly():
            return _days(window.days) + _clocks(window.start, window.end)
        case Dates():
            return _dates(window)
        case HolidayDays():
            return f"public holidays of {country(window.calendar)}"
        case Union():
            parts = [part for part in (window.left, window.right) if not is_never(part)]
            return ", and ".join(window_in_words(part) for part in parts or [window.left])
        case Difference():
            if is_never(window.right):
                return window_in_words(window.left)
            return f"{window_in_words(window.left)}, but not {window_on(window.right)}"
        case _:
            assert_never(window)


def window_on(window: Window) -> str:
    """The same with the word that a sentence needs before it: `on weekdays from …`, `from 20 December …`."""
    words = window_in_words(window)
    match window:
        case Weekly():
            return words if words.startswith("every") else f"on {words}"
        case Dates():
            whole = words.startswith("the whole")
            return f"on {words.removeprefix('the whole of ')}" if whole else f"from {words}"
        case HolidayDays():
            return f"on {words}"
        case Union() | Difference():
            left = next((part for part in (window.left,) if not is_never(part)), window.right)
            return window_on(left) + words.removeprefix(window_in_words(left))
        case _:
            assert_never(window)


@cache
def _countries() -> dict[str, str]:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: name for code, name, *_ in rows}


def country(calendar: str) -> str:
    """The country of a holiday calendar, and its part: `the United States (CA)`."""
    code, _, part = calendar.partition("-")
    name = _countries().get(code, code)
    name = "the United Kingdom" if code == "GB" else f"the {name}" if _WITH_THE.match(name) else name
    return f"{name} ({part})" if part else name


def _days(days: frozenset[int]) -> str:
    ordered = sorted(days)
    if len(ordered) == 7:
        return "every day"
    if ordered == [0, 1, 2, 3, 4]:
        return "weekdays"
    if ordered == [5, 6]:
        return "weekends"
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{_DAYS[ordered[0]]} to {_DAYS[ordered[-1]]}"
    return listed([_DAYS[day] for day in ordered])


def _clocks(start: int, end: int) -> str:
    if (start, end) == (0, _DAY):
        return ""
    overnight = " the next day" if 0 < end < start else ""
    return f" from {clock_in_words(start)} to {clock_in_words(end)}{overnight}"


def _dates(window: Dates) -> str:
    first, last = window.first, window.last
    if first.time() == last.time() == time():
        final = last - timedelta(days=1)
        if final.date() == first.date():
            return f"the whole of {date_in_words(first.date())}"
        return f"{date_in_words(first.date())} to {date_in_words(final.date())}, both days included"
    return f"{_moment(first)} to {_moment(last)}"


def _moment(wall: datetime) -> str:
    return f"{wall:%H:%M} on {date_in_words(wall.date())}"
