"""Writes the Python for windows: what the clocks show is read once for an instant, and held against plain numbers."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from playbook.civil.window import DAY, Dates, Difference, HolidayDays, Union, Weekly, Window
from playbook.compile.condition import OPEN, TRUE, Condition, Value, asked, both, either, only
from playbook.compile.given import Given
from playbook.compile.values import Values
from playbook.syntax import tree


class Windows:
    """The writer of windows for one policy."""

    def __init__(self, given: Given, values: Values) -> None:
        self.given, self.code, self.values = given, given.code, values

    def zone(self) -> str:
        """What holds the time zone of the policy; a field that names it is read when first asked for."""
        zone = self.given.policy.zone
        if not isinstance(zone, tree.Node):
            return self.code.constant(zone)

        def write(name: str) -> None:
            self.code.line(f"{name} = named_zone({self.values.of(zone).whole})")

        return self.code.once("zone", "z", write, again=True)

    def within(self, time: Value, window: tree.Expr, *, here: bool = False) -> Condition:
        """Whether *time* is in the window that *window* says. *here*: it is about an element of a loop."""
        given = self.given
        if not given.outlines.is_constant(window):
            return self._called(f"within({time.whole}, {self.values.of(window).whole}, {self.zone()})")
        found = given.constant(window)
        if not isinstance(found, Window):
            return self._called(f"within({time.whole}, {self.values.constant(found).whole}, {self.zone()})")
        zone = self.zone()
        fixed = isinstance(given.policy.zone, ZoneInfo)
        if given.has_fixed_zone and not fixed:
            return asked([time], OPEN)
        clock = self._clock(time, zone, fixed=fixed, here=here)
        shown = self._shows(found, clock)
        if not fixed:
            shown = asked([Value(zone, zone)], shown)
        return asked([time], shown)

    def _called(self, expression: str) -> Condition:
        name = self.code.let("t", expression)
        return Condition(f"{name} is True", f"{name} is not False")

    def _clock(self, time: Value, zone: str, *, fixed: bool, here: bool) -> str:
        """The local that holds what the clocks of *zone* show at *time*, as an aware instant; `day`, `hour` … of it are
        read beside.
        """
        gaps = [f"{name} is not {sign}" for name, sign in ((time.unknown, "U"), (time.absent, "A")) if name]
        gaps += [] if fixed else [f"{zone} is not U"]

        def write(name: str) -> None:
            if gaps:
                self.code.line(f"{name} = {time.code}.astimezone({zone}) if {' and '.join(gaps)} else noon")
            else:
                self.code.line(f"{name} = {time.code}.astimezone({zone})")

        return self.code.once(("clock", time.code, zone), "w", write, again=True, here=here)

    def _minute(self, clock: str) -> str:
        return self._part(clock, "m", f"{clock}.hour * 60 + {clock}.minute")

    def _weekday(self, clock: str) -> str:
        return self._part(clock, "d", f"{clock}.weekday()")

    def _ordinal(self, clock: str) -> str:
        """Minutes since the calendar's first day."""
        return self._part(clock, "o", f"{clock}.toordinal() * 1440 + {self._minute(clock)}")

    def _part(self, clock: str, stem: str, expression: str) -> str:
        return self.code.once(
            ("clock", clock, stem),
            stem,
            lambda name: self.code.line(f"{name} = {expression}"),
            again=False,
            here=True,
        )

    def _shows(self, window: Window, clock: str) -> Condition:
        """Whether a wall time is in *window*; see `civil.window.shows`."""
        match window:
            case Weekly():
                return self._weekly(window, clock)
            case Dates(first, last):
                if (
                    last == datetime.max
                    or first.second
                    or first.microsecond
                    or last.second
                    or last.microsecond
                ):
                    return self._asked_of(window, clock)
                start, end = _minutes(first), _minutes(last)
                if start >= end:
                    return only("False")
                return only(f"({start} <= {self._ordinal(clock)} < {end})")
            case HolidayDays():
                return self._asked_of(window, clock)
            case Union(left, right):
                return either([self._shows(left, clock), self._shows(right, clock)])
            case Difference(left, right):
                return both([self._shows(left, clock), ~self._shows(right, clock)])

    def _asked_of(self, window: Any, clock: str) -> Condition:
        """What the window itself says; None is not known."""
        name = self.code.let(
            "t", f"shows({self.code.constant(window)}, {clock}.replace(tzinfo=None, fold=0))"
        )
        return Condition(f"{name} is True", f"{name} is not False")

    def _weekly(self, week: Weekly, clock: str) -> Condition:
        if week.start < week.end:
            return both([self._on(week.days, clock), self._from_to(week.start, week.end, clock)])
        after = frozenset((day + 1) % 7 for day in week.days)
        return either(
            [
                both([self._on(week.days, clock), self._from_to(week.start, DAY, clock)]),
                both([self._on(after, clock), self._from_to(0, week.end, clock)]),
            ]
        )

    def _on(self, days: frozenset[int], clock: str) -> Condition:
        if len(days) == 7:
            return TRUE
        if not days:
            return only("False")
        first, last = min(days), max(days)
        if last - first + 1 == len(days):
            return only(f"({first} <= {self._weekday(clock)} <= {last})")
        return only(f"{self._weekday(clock)} in {self.code.constant(tuple(sorted(days)))}")

    def _from_to(self, start: int, end: int, clock: str) -> Condition:
        if start == 0 and end == DAY:
            return TRUE
        if start >= end:
            return only("False")
        return only(f"({start} <= {self._minute(clock)} < {end})")


def _minutes(wall: datetime) -> int:
    return wall.toordinal() * DAY + wall.hour * 60 + wall.minute
