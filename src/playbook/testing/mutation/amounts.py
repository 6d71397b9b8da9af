"""Small changes to values: numbers and durations by one, windows by an hour or a day, lists by an item."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import TypeVar

from playbook.frozen import replace
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr
from playbook.syntax.walk import children
from playbook.testing.mutation.mutant import Change, TextChange

HOUR, DAY = 60, 1440
"""Minutes."""

SAMPLE = 3
"""Items of a list that are dropped one at a time, unless all are wanted: the first, the last, and between."""

_Item = TypeVar("_Item")

Conditions = Callable[[tree.Expr], Iterable[Change]]
"""What makes changes to a condition inside of a value: in `count(LIST where …)`."""


def of_values(start: tree.Node, conditions: Conditions) -> Iterator[Change]:
    """Every change to a value in *start*."""
    match start:
        case tree.NumberLiteral():
            yield from _of_number(start)
        case tree.DurationLiteral():
            yield from _of_duration(start)
        case tree.BooleanLiteral():
            other = replace(start, value=not start.value)
            yield _written(f"turned it into `{print_expr(other)}`", start, other)
        case tree.WeeklyWindow():
            yield from _of_week(start)
        case tree.DateWindow():
            yield from _of_dates(start)
        case tree.ListLiteral():
            for index in sample(range(len(start.items))) if len(start.items) > 1 else ():
                rest = start.items[:index] + start.items[index + 1 :]
                edit = without(start.span, start.items, index)
                yield Change("dropped an item", start, replace(start, items=rest), (edit,))
            for item in start.items:
                yield from of_values(item, conditions)
        case tree.Count() | tree.Quantifier() if start.where is not None:
            yield from of_values(start.items, conditions)
            yield from conditions(start.where)
        case tree.Call():
            for argument in start.arguments:
                yield from of_values(argument, conditions)
        case _:
            for child in children(start):
                yield from of_values(child, conditions)


def sample(items: Sequence[_Item]) -> list[_Item]:
    """The first, the last and the middle one; all of a short list."""
    if len(items) <= SAMPLE:
        return list(items)
    return [items[0], items[len(items) // 2], items[-1]]


def without(span: Span, items: Sequence[tree.Node], index: int) -> TextChange:
    """Takes an item of a list, and one comma, out of the text."""
    if index + 1 < len(items):
        between = Span(span.source, items[index].span.end, items[index + 1].span.start)
        comma = re.match(r"\s*,[ \t]*", between.text)
        end = between.end if comma is None else between.start + comma.end()
        return TextChange(Span(span.source, items[index].span.start, end), "")
    start = items[index - 1].span.end if index > 0 else items[index].span.start
    return TextChange(Span(span.source, start, items[index].span.end), "")


def _written(words: str, old: tree.Expr, new: tree.Expr) -> Change:
    return Change(words, old, new, (TextChange(old.span, print_expr(new)),))


def _of_number(number: tree.NumberLiteral) -> Iterator[Change]:
    step = Fraction(1, 100) if number.percent else Fraction(1)
    for word, value in (("raised", number.value + step), ("lowered", number.value - step)):
        if value >= 0:
            yield _written(f"{word} it by one", number, replace(number, value=value))


def _of_duration(duration: tree.DurationLiteral) -> Iterator[Change]:
    if not duration.amount:
        return
    unit = Fraction(duration.value // timedelta(microseconds=1)) / duration.amount
    for word, amount in (("raised", duration.amount + 1), ("lowered", duration.amount - 1)):
        if amount >= 0:
            value = timedelta(microseconds=int(unit * amount))
            yield _written(f"{word} it by one", duration, replace(duration, amount=amount, value=value))


def _of_week(window: tree.WeeklyWindow) -> Iterator[Change]:
    if window.start is None or window.end is None:
        return
    ways = [
        ("widened", window.start - HOUR, window.end),
        ("widened", window.start, window.end + HOUR),
        ("narrowed", window.start + HOUR, window.end),
        ("narrowed", window.start, window.end - HOUR),
    ]
    for word, start, end in ways:
        if 0 <= start < DAY and 0 < end <= DAY and start != end:
            yield _written(f"{word} it by an hour", window, replace(window, start=start, end=end))


def _of_dates(window: tree.DateWindow) -> Iterator[Change]:
    day = timedelta(days=1)
    ways = [
        ("widened", window.first - day, window.last),
        ("widened", window.first, window.last + day),
        ("narrowed", window.first + day, window.last),
        ("narrowed", window.first, window.last - day),
    ]
    for word, first, last in ways:
        if first <= last:
            yield _written(f"{word} it by a day", window, replace(window, first=first, last=last))
