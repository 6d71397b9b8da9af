"""What `count … where` gives while the condition is not known for some elements: every number from `low` to `high`."""

from fractions import Fraction
from typing import TypeAlias

from playbook.frozen import frozen
from playbook.values import UNKNOWN, Truth

Number: TypeAlias = int | Fraction


@frozen
class Interval:
    """All of it is possible, ends included."""

    low: Number
    high: Number


def interval(low: Number, high: Number) -> "Number | Interval":
    """A plain number where both ends are the same."""
    return low if low == high else Interval(low, high)


def ends(value: "Number | Interval") -> tuple[Number, Number]:
    """Lowest and highest value."""
    return (value.low, value.high) if isinstance(value, Interval) else (value, value)


def less(left: "Number | Interval", right: "Number | Interval", *, or_equal: bool) -> Truth:
    """Decided only where it is so for every pair of values."""
    (low, high), (from_, to) = ends(left), ends(right)
    if (high <= from_) if or_equal else (high < from_):
        return True
    if (low > to) if or_equal else (low >= to):
        return False
    return UNKNOWN


def equal(left: "Number | Interval", right: "Number | Interval") -> Truth:
    """Never known to be equal while one of them is open."""
    (low, high), (from_, to) = ends(left), ends(right)
    if high < from_ or to < low:
        return False
    return True if low == high == from_ == to else UNKNOWN
