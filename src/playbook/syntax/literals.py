"""What single tokens mean: texts, docs, patterns, numbers, dates, clocks. Knows nothing of the tree.

Each reader returns a value that later stages can go on with, whatever was written, and says through `report`
what is wrong.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.source import Span
from playbook.syntax.literal_problems import (
    BadEscape,
    ClockSpelling,
    DurationTooLong,
    ImpossibleClock,
    ImpossibleDate,
    NumberTooLong,
    TextTooLong,
    TimeWithoutOffset,
    UnknownFlag,
)
from playbook.text.late import late

Report = Callable[[Diagnostic], None]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_ESCAPE = late(re.compile, r"\\(.)", re.DOTALL)
_LINE_END = late(re.compile, r"\r\n|\r|\n")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "t": "\t"}
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_UNIT_MINUTES = {"minute": 1, "hour": 60} | {unit: days * 24 * 60 for unit, days in _UNIT_DAYS.items()}


@frozen
class Unescaped:
    """A text with its escapes resolved, and where in the source each of its characters stands."""

    value: str
    start: int
    shifts: tuple[tuple[int, int], ...]
    """(offset in the value, how much further on in the source all from there on stands), rising."""

    def place(self, offset: int) -> int:
        """The offset in the source of the character at *offset* of the value (its end, past the last)."""
        at = bisect_right(self.shifts, offset, key=lambda shift: shift[0])
        return self.start + offset + (self.shifts[at - 1][1] if at else 0)


def unescape(written: str, span: Span, report: Report) -> Unescaped:
    """What stands between the quotes of *written*, which is the text at *span* (but for escapes, inside a message)."""
    inner, raw = Span(span.source, span.start + 1, span.end), written[1:-1]
    if len(raw) > limits.MAX_TEXT_LITERAL:
        report(TextTooLong(span, len(raw)))
        raw = raw[: limits.MAX_TEXT_LITERAL]
    shifts: list[tuple[int, int]] = []
    pieces: list[str] = []
    done = length = 0
    for found in _ESCAPE.finditer(raw):
        meant = _ESCAPED.get(found[1])
        if meant is None:
            report(
                BadEscape(Span(span.source, inner.start + found.start(), inner.start + found.end()), found[1])
            )
            meant = found[1]
        pieces += (raw[done : found.start()], meant)
        length += found.start() - done + 1
        done = found.end()
        shifts.append((length, done - length))
    return Unescaped("".join((*pieces, raw[done:])), inner.start, tuple(shifts))


def doc_text(raw: str) -> str:
    """What stands between three quotes each side, without the indentation of the lines after the first."""
    first, *rest = (line.rstrip() for line in _LINE_END.split(raw[3:-3]))
    margin = min((len(line) - len(line.lstrip()) for line in rest if line), default=0)
    return "\n".join((first.lstrip(), *(line[margin:] for line in rest))).strip("\n")


def pattern_parts(written: str, span: Span, report: Report) -> tuple[str, str]:
    """A pattern and its flags, `\\/` resolved."""
    body, _, flags = written[1:].rpartition("/")
    for at, flag in enumerate(flags, span.end - len(flags)):
        if flag not in "imsx" or flag in flags[: at - (span.end - len(flags))]:
            report(UnknownFlag(Span(span.source, at, at + 1), flag))
    known = "".join(sorted(set(flags) & set("imsx")))
    return _ESCAPE.sub(lambda found: "/" if found[1] == "/" else found[0], body), known


def number_value(written: str, span: Span, report: Report) -> Fraction:
    """`1_000`, `2.5`; `50%` is 1/2."""
    if len(written) > limits.MAX_NUMBER_LENGTH:
        report(NumberTooLong(span, len(written)))
        return Fraction(1)
    value = Fraction(written.rstrip("%").replace("_", ""))
    return value / 100 if written.endswith("%") else value


def duration_value(span: Span, amount: Fraction, unit: str, report: Report) -> timedelta:
    """So many units, to the microsecond."""
    try:
        return timedelta(microseconds=int(amount * _UNIT_MINUTES[unit.removesuffix("s")] * 60_000_000))
    except OverflowError:
        report(DurationTooLong(span))
        return timedelta(days=1)


def date_value(written: str, span: Span, report: Report) -> date:
    """`2026-11-23`; the nearest day of that month where there is no such date."""
    year, month, day = (int(part) for part in written.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        report(ImpossibleDate(span, year, month, day))
        return date(max(year, 1), min(max(month, 1), 12), 1)


def time_value(written: str, span: Span, report: Report) -> datetime:
    """`2026-11-23T10:00-05:00`."""
    day, clock, rest = written[:10], written[11:16], written[16:]
    seconds, offset = (rest[:3], rest[3:]) if rest.startswith(":") else ("", rest)
    on = date_value(day, Span(span.source, span.start, span.start + 10), report)
    minutes = clock_value(clock, Span(span.source, span.start + 11, span.start + 16), report)
    if not offset:
        report(TimeWithoutOffset(span))
    clock = f"{minutes // 60:02}:{minutes % 60:02}{seconds}"
    try:
        return datetime.fromisoformat(f"{on.isoformat()}T{clock}{offset.upper() or 'Z'}")
    except ValueError:
        report(ImpossibleClock(Span(span.source, span.start + 16, span.end), rest))
        return datetime(on.year, on.month, on.day, tzinfo=UTC)


def clock_value(written: str, span: Span, report: Report, *, end: bool = False) -> int:
    """Minutes from midnight. `24:00` only where it may end a window."""
    hours, minutes = (int(part) for part in written.split(":"))
    if minutes > 59 or hours > 24 or (hours == 24 and (minutes or not end)):
        report(ImpossibleClock(span, written))
        return 1440 if end else 0
    if len(written) != 5:
        report(ClockSpelling(span, f"{hours:02}:{minutes:02}"))
    return hours * 60 + minutes
