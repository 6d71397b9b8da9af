"""Windows as stretches: of the minutes of a week, and of the wall clock since the first day of the calendar."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from playbook.civil.window import DAY
from playbook.lint.logic.values import Cut, Ranges, before, ranges
from playbook.syntax import tree

WEEK = 7 * DAY
_LOW, _HIGH = before(0), before(WEEK)


def instants(window: tree.Expr) -> dict[str, Ranges]:
    """What a window that is no join says of the wall clock (`wall`), and of the time of the week (`week`), in that
    order; nothing where it is made of something else. Of dates that say both, the first says all.
    """
    if isinstance(window, tree.WeeklyWindow):
        return {"week": ranges(_weekly(window), _LOW, _HIGH)}
    if not isinstance(window, tree.DateWindow):
        return {}
    start, end = stretch(window)
    found = {"wall": ranges([(before(start), before(end))])}
    if end - start < WEEK:
        first = start % WEEK
        found["week"] = ranges(_around(first, end - start), _LOW, _HIGH)
    return found


def stretch(window: tree.DateWindow) -> tuple[int, int]:
    """From which minute to which (out), since the first Monday of the calendar."""
    first = _minute(datetime.combine(window.first, time())) + (window.start or 0)
    last = _minute(datetime.combine(window.last, time())) + (DAY if window.end is None else window.end)
    return first, last


def _minute(moment: datetime) -> int:
    return (moment - datetime.min) // timedelta(minutes=1)  # the first day of the calendar is a Monday


def _weekly(window: tree.WeeklyWindow) -> Iterator[tuple[Cut, Cut]]:
    start, end = window.start or 0, DAY if window.end is None else window.end
    long = end - start if end > start else end - start + DAY
    for day in window.days:
        yield from _around(day * DAY + start, long)


def _around(start: int, long: int) -> Iterator[tuple[Cut, Cut]]:
    """A stretch of the week, which goes on at its beginning past its end."""
    yield before(start), before(min(start + long, WEEK))
    if start + long > WEEK:
        yield before(0), before(start + long - WEEK)
