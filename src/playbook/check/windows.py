"""Windows and zones: windows that hold no instant, calendars and zones that nobody has, and policies that need
a zone and have none.
"""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from playbook.check.draft import Draft
from playbook.check.module import Module, Parent
from playbook.check.refs import LetRef
from playbook.check.wording import did_you_mean
from playbook.civil.holidays import calendar_problem, known_calendars
from playbook.civil.zones import load_zone, zone_names
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.text.late import late

_ABBREVIATIONS = {
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "BST": "Europe/London",
    "CEST": "Europe/Berlin",
}
"""What people most likely mean by abbreviations that are no zones. Suggestions only: some mean others elsewhere."""

_COUNTRIES = {"UK": "GB", "ENGLAND": "GB-ENG", "SCOTLAND": "GB-SCT", "WALES": "GB-WLS", "USA": "US"}

_TITLE = late(re.compile, r'\s*+"[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"')
_CLOCKS = late(re.compile, r"\s+[0-9]{2}:[0-9]{2}\s+to\s+[0-9]{2}:[0-9]{2}\s*\Z")

DAY = 1440
WEEK = 7 * DAY

Stretch = tuple[int, int]
"""Minutes, half-open: of the week from Monday 00:00, or since the first day of the calendar."""


@diagnostic("PB601", "unknown-zone")
class UnknownZone(Diagnostic):
    """A time zone that IANA's list does not have.

    ## Example
    ```playbook
    policy acme timezone "Europe/Londn"
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    ```
    """

    name: str
    nearest: str | None

    def message(self) -> str:
        return f"unknown time zone `{self.name}`"

    def help(self) -> str:
        return did_you_mean(self.nearest) or "zones are named by continent and city: `Europe/London`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, f'"{self.nearest}"'),)


@diagnostic("PB602", "no-zone")
class NoZone(Diagnostic):
    """A policy that goes by the clock on the wall, and does not say which wall.

    ## Example
    ```playbook
    policy acme
    rule office-hours when publish_at is outside weekdays 09:00 to 17:00 delay "Wait for the morning."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    rule office-hours when publish_at is outside weekdays 09:00 to 17:00 delay "Wait for the morning."
    ```
    """

    header: Span
    """Where the clauses of the header begin."""

    def message(self) -> str:
        return "this goes by the clock on the wall, and the policy has no time zone"

    def help(self) -> str:
        return 'say which, in the header: `timezone "Europe/London"`, or `timezone account.timezone`'

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.header, '\n  timezone "Europe/London"', Applicability.PLACEHOLDER),)


@diagnostic("PB603", "different-zones")
class DifferentZones(Diagnostic):
    """A policy without a time zone of its own extends policies that have different ones."""

    first: Span

    def message(self) -> str:
        return "this policy has another time zone than the one before"

    def help(self) -> str:
        return "give the policy a `timezone` of its own"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "and this one has another"),)


@diagnostic("PB604", "empty-window")
class EmptyWindow(Diagnostic):
    """A window in which there is no instant.

    ## Example
    ```playbook
    policy acme timezone "Europe/London"
    param quiet: window = 2027-01-28 to 2026-12-20
    rule quiet-period when publish_at is within quiet delay "Later."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    param quiet: window = 2026-12-20 to 2027-01-28
    rule quiet-period when publish_at is within quiet delay "Later."
    ```
    """

    why: str
    meant: str | None = None

    def message(self) -> str:
        return self.why

    def help(self) -> str | None:
        if "starts and ends" in self.why:
            return "a whole day has no clock: `weekdays`; it ends at `24:00`"
        return None if self.meant is None else f"write `{self.meant}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant),)


@diagnostic("PB605", "unknown-calendar")
class UnknownCalendar(Diagnostic):
    """A holiday calendar that nobody has.

    ## Example
    ```playbook
    policy acme timezone "Europe/London"
    rule holidays when publish_at is within holidays of "GBR" delay "Nobody is in."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    rule holidays when publish_at is within holidays of "GB" delay "Nobody is in."
    ```
    """

    name: str
    nearest: str | None

    def message(self) -> str:
        return f"there is no holiday calendar `{self.name}`"

    def help(self) -> str:
        known = "calendars are named by country, or country and part: `GB`, `GB-SCT`"
        return did_you_mean(self.nearest) or known

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, f'"{self.nearest}"'),)


@diagnostic("PB606", "no-holidays")
class NoHolidays(Diagnostic):
    """Holidays are asked for, and the library that knows them is not installed.

    They are an extra, since few policies need them: `pip install 'playbook-policy[holidays]'`.
    """

    def message(self) -> str:
        return "holidays are not installed"

    def help(self) -> str:
        return "install them: `pip install 'playbook-policy[holidays]'`"


def zones(draft: Draft) -> Iterator[Diagnostic]:
    """The policy's zone: its own, else the one of those that it extends. A policy that needs none may do without."""
    own = draft.tree.timezone
    if isinstance(own, tree.TextLiteral) and load_zone(own.value) is None:
        yield UnknownZone(own.span, own.value, _closest_zone(own.value))
    if own is not None:
        return
    first: tuple[str, Span] | None = None
    for parent in draft.parents:
        name = zone_of(parent)
        if name is None:
            continue
        if first is not None and first[0] != name:
            yield DifferentZones(parent.clause.target.span, first[1])
        first = first or (name, parent.clause.target.span)
    if first is None and not draft.incomplete and "timezone" not in draft.broken:
        places = [*draft.zoned, *_by_lets(draft)]
        if places:
            yield NoZone(min(places, key=lambda span: span.start), _header_end(draft))


def _closest_zone(name: str) -> str | None:
    """The zone that was probably meant: by its city alone, or misspelt."""
    if (zone := _ABBREVIATIONS.get(name.strip().upper())) is not None:
        return zone
    city = "/" + name.strip().replace(" ", "_").casefold()
    of_city = [zone for zone in zone_names() if zone.casefold().endswith(city)]
    if len(of_city) == 1:
        return of_city[0]
    return nearest(name, zone_names()) if "/" in name or len(name) > 4 else None


def _header_end(draft: Draft) -> Span:
    """Behind the name and the title of the policy, where its clauses begin."""
    source, at = draft.tree.span.source, draft.tree.name.span.end
    title = _TITLE.match(source.text, at) if draft.tree.title is not None else None
    end = title.end() if title else at
    return Span(source, end, end)


def _by_lets(draft: Draft) -> Iterator[Span]:
    """Where lets from other files are used that go by the wall clock. Their own zone stays behind."""
    clocked: dict[tree.Let, bool] = {}
    for name, ref in draft.refs.items():
        if (
            isinstance(ref.base, LetRef)
            and ref.base.let in draft.homes
            and _is_clocked(ref.base.let, draft, clocked)
        ):
            yield name.span


def _is_clocked(let: tree.Let, draft: Draft, known: dict[tree.Let, bool]) -> bool:
    if let not in known:
        known[let] = False
        refs = draft.tables(let).refs
        for node in walk(let.value):
            ref = refs.get(node) if isinstance(node, tree.Name) else None
            inner = ref.base.let if ref is not None and isinstance(ref.base, LetRef) else None
            if isinstance(node, tree.Within) or (inner is not None and _is_clocked(inner, draft, known)):
                known[let] = True
    return known[let]


def zone_of(parent: Parent) -> str | None:
    """The zone that a policy brings along, in words to compare by. What is only used has no say."""
    seen: set[int] = set()
    waiting = [parent.module] if parent.clause.rules else []
    while waiting:
        module: Module | None = waiting.pop(0)
        if module is None or id(module) in seen:
            continue
        seen.add(id(module))
        zone = module.tree.timezone
        if isinstance(zone, tree.TextLiteral):
            return zone.value
        if isinstance(zone, tree.Name):
            return zone.dotted.removeprefix("post.")
        waiting.extend(above.module for above in module.parents if above.clause.rules)
    return None


def windows(draft: Draft) -> Iterator[Diagnostic]:
    """Every window written in the file."""
    for week in draft.of(tree.WeeklyWindow):
        if week.start is not None and week.start == week.end:
            whole = _CLOCKS.sub("", week.span.text)
            yield EmptyWindow(week.span, "this window starts and ends at the same time of day", whole)
    for dates in draft.of(tree.DateWindow):
        yield from _dates(dates)
    for holidays in draft.of(tree.HolidayWindow):
        yield from _holidays(holidays)
    for join in draft.of(tree.WindowJoin):
        if is_empty(join) and not any(is_empty(part) for part in (join.left, join.right)):
            yield EmptyWindow(join.span, "nothing is left of this window")


def _dates(window: tree.DateWindow) -> Iterator[Diagnostic]:
    written = window.span.text
    if window.first.isoformat() not in written or window.last.isoformat() not in written:
        return  # an impossible date, reported before
    start, end = _stretch(window)
    if start == end and window.start is not None:
        yield EmptyWindow(window.span, "this window starts and ends at the same time")
    elif start >= end:
        first, to, last = written.partition(" to ")
        swapped = f"{last.strip()} to {first.strip()}" if to else None
        yield EmptyWindow(window.span, "this window ends before it starts", swapped)


def _holidays(window: tree.HolidayWindow) -> Iterator[Diagnostic]:
    problem = calendar_problem(window.calendar)
    if problem == "missing-library":
        yield NoHolidays(window.span)
    elif problem is not None:
        named = _COUNTRIES.get(window.calendar.strip().upper())
        close = named or nearest(window.calendar, known_calendars())
        yield UnknownCalendar(window.calendar_span, window.calendar, close)


# ------------------------------------------------------------------------------------------ what is left over


def is_empty(window: tree.Expr) -> bool:
    """Whether nothing is left of a window that is made of weekly windows alone, or of dates alone. Others are
    not looked into.
    """
    week = _minutes(window, tree.WeeklyWindow)
    if week is not None:
        return not week
    dates = _minutes(window, tree.DateWindow)
    return dates is not None and not dates


def _minutes(
    window: tree.Expr, kind: type[tree.WeeklyWindow] | type[tree.DateWindow]
) -> list[Stretch] | None:
    """The stretches of a window, in order, where all of it is of *kind*; else None."""
    if isinstance(window, tree.Group):
        return _minutes(window.inner, kind)
    if isinstance(window, tree.WindowJoin):
        left, right = _minutes(window.left, kind), _minutes(window.right, kind)
        if left is None or right is None:
            return None
        return _union(left + right) if window.operator == "plus" else _without(left, right)
    if not isinstance(window, kind):
        return None
    if isinstance(window, tree.WeeklyWindow):
        return _union(_week(window))
    start, end = _stretch(window)
    return [(start, end)] if start < end else None  # one that is empty by itself is reported there


def _week(window: tree.WeeklyWindow) -> list[Stretch]:
    start, end = window.start or 0, DAY if window.end is None else window.end
    long = end - start if end > start else end - start + DAY
    found: list[Stretch] = []
    for day in window.days:
        begin = day * DAY + start
        found.append((begin, min(begin + long, WEEK)))
        if begin + long > WEEK:
            found.append((0, begin + long - WEEK))
    return found


def _stretch(window: tree.DateWindow) -> Stretch:
    return (
        _minute_of(datetime.combine(window.first, time())) + (window.start or 0),
        _minute_of(datetime.combine(window.last, time())) + (DAY if window.end is None else window.end),
    )


def _minute_of(moment: datetime) -> int:
    return (moment - datetime.min) // timedelta(minutes=1)


def _union(stretches: list[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, end in sorted(stretch for stretch in stretches if stretch[0] < stretch[1]):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _without(left: list[Stretch], right: list[Stretch]) -> list[Stretch]:
    found = left
    for begin, stop in right:
        found = [
            piece
            for start, end in found
            for piece in ((start, min(end, begin)), (max(start, stop), end))
            if piece[0] < piece[1]
        ]
    return found
