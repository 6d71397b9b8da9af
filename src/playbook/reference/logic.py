"""Kleene's three-valued logic: what `and`, `or` and `not` make of what is not known."""

from collections.abc import Iterable
from typing import Any

from playbook.values import ABSENT, UNKNOWN, Truth


def truth(value: Any) -> Truth:
    """A value as a condition: what is absent does not hold, and what is no boolean is not known."""
    if value is True or value is False or value is UNKNOWN:
        return value
    return False if value is ABSENT else UNKNOWN


def negate(value: Truth) -> Truth:
    return UNKNOWN if value is UNKNOWN else not value


def every(values: Iterable[Truth]) -> Truth:
    """False as soon as one is; true if all are."""
    answer: Truth = True
    for value in values:
        if value is False:
            return False
        if value is UNKNOWN:
            answer = UNKNOWN
    return answer


def some(values: Iterable[Truth]) -> Truth:
    """True as soon as one is; false if none may be."""
    answer: Truth = False
    for value in values:
        if value is True:
            return True
        if value is UNKNOWN:
            answer = UNKNOWN
    return answer
