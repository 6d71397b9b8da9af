"""What each operator of the language gives for values, gaps included. Both evaluators end here; neither decides
alone.

Everywhere: an unknown operand makes the result unknown, and wins over an absent one. What is asked of an absent value
does not hold; the negative forms (`is not`, `is not in`, `is outside`, `no`) do.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from playbook.civil.window import Difference, Union, Window, contains
from playbook.civil.zones import civil_date
from playbook.reference.interval import Interval, ends, equal, interval, less
from playbook.reference.logic import every, negate, some
from playbook.text.normal import exact_key, has_visible, key
from playbook.values import ABSENT, UNKNOWN, Gap, Truth

Zone = Any
"""A `ZoneInfo`, `UNKNOWN` where the zone is a field that nobody filled in, or None where the policy has none."""


def gap(*values: Any) -> Gap | None:
    """`UNKNOWN` if one is unknown, else `ABSENT` if one is absent, else None."""
    found: Gap | None = None
    for value in values:
        if value is UNKNOWN:
            return Gap.UNKNOWN
        if value is ABSENT:
            found = ABSENT
    return found


def same(left: Any, right: Any, exact: bool, zone: Zone) -> Truth:
    """Whether two present values of one type are equal."""
    if isinstance(left, str) and isinstance(right, str):
        fold = exact_key if exact else key
        return left == right or fold(left) == fold(right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        if len(left) != len(right):
            return False
        return every(_is(a, b, exact, zone) for a, b in zip(left, right, strict=True))
    if isinstance(left, Interval) or isinstance(right, Interval):
        return equal(left, right)
    left, right = _one_calendar(left, right, zone)
    if gap(left, right) is not None:
        return UNKNOWN
    return bool(left == right)


def _is(left: Any, right: Any, exact: bool, zone: Zone) -> Truth:
    hole = gap(left, right)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False
    return same(left, right, exact, zone)


def compare(operator: str, left: Any, right: Any, exact: bool, zone: Zone) -> Truth:
    """`is`, `is not`, `<`, `<=`, `>`, `>=`, `is before`, `is after`."""
    hole = gap(left, right)
    if hole is UNKNOWN:
        return UNKNOWN
    if hole is ABSENT:
        return operator == "is not"
    if operator == "is":
        return same(left, right, exact, zone)
    if operator == "is not":
        return negate(same(left, right, exact, zone))
    left, right = _one_calendar(left, right, zone)
    if gap(left, right) is not None:
        return UNKNOWN
    if operator in (">", ">=", "is after"):
        left, right = right, left
    or_equal = operator in ("<=", ">=")
    if isinstance(left, Interval) or isinstance(right, Interval):
        return less(left, right, or_equal=or_equal)
    return bool(left <= right) if or_equal else bool(left < right)


def _one_calendar(left: Any, right: Any, zone: Zone) -> tuple[Any, Any]:
    """An instant beside a date becomes its civil date."""
    if isinstance(left, datetime) and not isinstance(right, datetime):
        return _civil_date(left, zone), right
    if isinstance(right, datetime) and not isinstance(left, datetime):
        return left, _civil_date(right, zone)
    return left, right


def _civil_date(instant: datetime, zone: Zone) -> date | Gap:
    """The date on the wall of *zone* (of UTC, where the policy has none); unknown where the calendar ends."""
    if zone is None:
        return instant.astimezone(UTC).date()
    day = civil_date(instant, zone) if isinstance(zone, ZoneInfo) else None
    return UNKNOWN if day is None else day


def is_in(item: Any, items: Any, exact: bool, zone: Zone) -> Truth:
    hole = gap(item, items)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False
    if isinstance(item, str):
        # Lists are long where texts are looked for in them: what is looked for is folded once.
        fold = exact_key if exact else key
        wanted = fold(item)
        return some(
            fold(other) == wanted if isinstance(other, str) else _is(item, other, exact, zone)
            for other in items
        )
    return some(_is(item, other, exact, zone) for other in items)


def is_not_in(item: Any, items: Any, exact: bool, zone: Zone) -> Truth:
    return negate(is_in(item, items, exact, zone))


def is_missing(value: Any) -> bool:
    """Nothing is there: unknown, absent, an empty list, a text with no visible character. Never unknown itself."""
    if value is UNKNOWN or value is ABSENT:
        return True
    if isinstance(value, str):
        return not has_visible(value)
    return isinstance(value, tuple) and not value


def of_text(text: Any, what: Any, quantity: str | None, test: Callable[[str, Any], Truth]) -> Truth:
    """`TEXT contains / mentions [any of | all of] WHAT`: *test* decides for one text and one thing to look for."""
    if quantity is None:
        hole = gap(text, what)
        if hole is not None:
            return UNKNOWN if hole is UNKNOWN else False
        return test(text, what)
    return _quantified(text, what, quantity, test)


def include(items: Any, what: Any, quantity: str | None, exact: bool) -> Truth:
    """`LIST include [any of | all of] WHAT`."""

    def has(values: tuple[Any, ...], wanted: Any) -> Truth:
        return some(_is(value, wanted, exact, None) for value in values)

    if quantity is None:
        hole = gap(items, what)
        if hole is not None:
            return UNKNOWN if hole is UNKNOWN else False
        return has(items, what)
    return _quantified(items, what, quantity, has)


def _quantified(subject: Any, what: Any, quantity: str, test: Callable[[Any, Any], Truth]) -> Truth:
    hole = gap(subject, what)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False

    def one(wanted: Any) -> Truth:
        missing = gap(wanted)
        if missing is not None:
            return UNKNOWN if missing is UNKNOWN else False
        return test(subject, wanted)

    return some(map(one, what)) if quantity == "any" else every(map(one, what))


def contains_piece(text: str, piece: str) -> bool:
    """`contains`: without case, across normal forms."""
    return key(piece) in key(text)


def affix(edge: str, text: Any, piece: Any) -> Truth:
    hole = gap(text, piece)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False
    whole, part = key(text), key(piece)
    return whole.startswith(part) if edge == "start" else whole.endswith(part)


def within(time: Any, window: Any, zone: Zone) -> Truth:
    hole = gap(time, window)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False
    if not isinstance(zone, ZoneInfo):
        return UNKNOWN
    answer = contains(window, time, zone)
    return UNKNOWN if answer is None else answer


def outside(time: Any, window: Any, zone: Zone) -> Truth:
    return negate(within(time, window, zone))


def near(time: Any, distance: Any, of: Any) -> Truth:
    hole = gap(time, distance, of)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else False
    return bool(abs(time - of) <= distance)


def minus(value: Any) -> Any:
    hole = gap(value)
    if hole is not None:
        return hole
    if isinstance(value, Interval):
        return Interval(-value.high, -value.low)
    return _guarded(lambda: -value)


def arithmetic(operator: str, left: Any, right: Any) -> Any:
    """Exact; what cannot be worked out (division by zero, a date past the calendar's end) is unknown."""
    hole = gap(left, right)
    if hole is not None:
        return hole
    if isinstance(left, Interval) or isinstance(right, Interval):
        return _interval_arithmetic(operator, left, right)
    return _guarded(lambda: _ARITHMETIC[operator](left, right))


def _guarded(work: Callable[[], Any]) -> Any:
    try:
        return work()
    except (ArithmeticError, TypeError, ValueError):
        return UNKNOWN


def _add(left: Any, right: Any) -> Any:
    if isinstance(left, timedelta) and isinstance(right, date):
        left, right = right, left
    if isinstance(left, date) and not isinstance(left, datetime):
        return left + _whole_days(right)
    return left + right


def _subtract(left: Any, right: Any) -> Any:
    if isinstance(left, date) and not isinstance(left, datetime) and isinstance(right, timedelta):
        return left - _whole_days(right)
    return left - right


def _whole_days(duration: timedelta) -> timedelta:
    """A date moves by whole days; part of a day does not move it."""
    return timedelta(days=int(duration / timedelta(days=1)))


def _multiply(left: Any, right: Any) -> Any:
    if isinstance(right, timedelta):
        left, right = right, left
    if isinstance(left, timedelta):
        return _scaled(left, Fraction(right))
    return _tidy(left * right)


def _divide(left: Any, right: Any) -> Any:
    if isinstance(left, timedelta):
        if isinstance(right, timedelta):
            return _tidy(Fraction(_microseconds(left), _microseconds(right)))
        return _scaled(left, 1 / Fraction(right))
    return _tidy(Fraction(left) / Fraction(right))


def _scaled(duration: timedelta, factor: Fraction) -> timedelta:
    return timedelta(microseconds=round(_microseconds(duration) * factor))


def _microseconds(duration: timedelta) -> int:
    return duration // timedelta(microseconds=1)


def _tidy(number: Any) -> Any:
    """Whole fractions as int, which is what prints and compares fastest. Numbers that only grow are not worked with."""
    if isinstance(number, Fraction) and number.denominator == 1:
        number = number.numerator
    if isinstance(number, int | Fraction) and max(abs(number.numerator), number.denominator) > _LARGEST:
        return UNKNOWN
    return number


_LARGEST = 10**60

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": lambda left, right: _tidy(_add(left, right)),
    "-": lambda left, right: _tidy(_subtract(left, right)),
    "*": _multiply,
    "/": _divide,
}


def _interval_arithmetic(operator: str, left: Any, right: Any) -> Any:
    """Sums, differences and products of numbers between two ends; anything else (a day for each) is not known."""
    (a, b), (c, d) = ends(left), ends(right)
    if not all(isinstance(end, int | Fraction) for end in (a, b, c, d)):
        return UNKNOWN
    if operator == "+":
        corners = [a + c, b + d]
    elif operator == "-":
        corners = [a - d, b - c]
    elif operator == "*":
        corners = [a * c, a * d, b * c, b * d]
    else:
        return UNKNOWN
    low, high = _tidy(min(corners)), _tidy(max(corners))
    return UNKNOWN if low is UNKNOWN or high is UNKNOWN else interval(low, high)


def join(operator: str, left: Any, right: Any) -> Any:
    """`W plus V`, `W except V`."""
    hole = gap(left, right)
    if hole is not None:
        return hole
    made: Window = Union(left, right) if operator == "plus" else Difference(left, right)
    return made


def listed(items: Iterable[Any]) -> tuple[Any, ...]:
    """A list literal; what is absent is not in it."""
    return tuple(item for item in items if item is not ABSENT)
