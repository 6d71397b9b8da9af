"""Small changes to conditions: comparisons turned, `and` and `or` swapped, parts dropped or negated."""

import re
from collections.abc import Iterator
from typing import Literal

from playbook.frozen import replace
from playbook.source import Span
from playbook.syntax import tree
from playbook.testing.mutation.amounts import of_values
from playbook.testing.mutation.mutant import Change, TextChange

_Operator = Literal["is", "is not", "<", "<=", ">", ">=", "is before", "is after"]

_TURNED: dict[_Operator, tuple[_Operator, ...]] = {
    "is": ("is not",),
    "is not": ("is",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "is before": ("is after",),
    "is after": ("is before",),
}


def of_condition(expr: tree.Expr) -> Iterator[Change]:
    """Every change to *expr*, which says whether something holds, and to what is inside of it."""
    match expr:
        case tree.Group():
            yield from of_condition(expr.inner)
        case tree.And() | tree.Or():
            yield _swapped(expr)
            yield from _dropped_parts(expr)
            for part in expr.parts:
                yield from of_condition(part)
        case tree.Not():
            yield Change(
                "dropped `not`",
                expr,
                expr.operand,
                (_cut(expr.span, expr.span.start, expr.operand.span.start),),
            )
            yield from of_condition(expr.operand)
        case tree.Quantifier():
            yield from _of_quantifier(expr)
        case tree.Compare():
            yield from _turned(expr)
            yield from of_values(expr.left, of_condition)
            yield from of_values(expr.right, of_condition)
        case tree.In() | tree.Missing() | tree.Within():
            yield _flipped(expr)
            yield from of_values(expr, of_condition)
        case _:
            if isinstance(expr, tree.Mentions | tree.Contains | tree.Include):
                yield from _quantity(expr)
            yield _negated(expr)
            yield from of_values(expr, of_condition)


def _swapped(expr: tree.And | tree.Or) -> Change:
    word, other = ("and", "or") if isinstance(expr, tree.And) else ("or", "and")
    new: tree.Expr = tree.Or(expr.span, expr.parts) if word == "and" else tree.And(expr.span, expr.parts)
    edits = []
    for left, right in zip(expr.parts, expr.parts[1:], strict=False):
        gap = Span(expr.span.source, left.span.end, right.span.start)
        found = list(re.finditer(rf"\b{word}\b", gap.text))[-1:]
        edits += [_put(gap, gap.start + at.start(), gap.start + at.end(), other) for at in found]
    return Change(f"turned `{word}` into `{other}`", expr, new, tuple(edits))


def _dropped_parts(expr: tree.And | tree.Or) -> Iterator[Change]:
    parts = expr.parts
    for index, part in enumerate(parts):
        rest = parts[:index] + parts[index + 1 :]
        new: tree.Expr = rest[0] if len(rest) == 1 else replace(expr, parts=rest)
        if index + 1 < len(parts):
            cut = _cut(expr.span, part.span.start, parts[index + 1].span.start)
        else:
            cut = _cut(expr.span, parts[index - 1].span.end, part.span.end)
        yield Change("dropped a part", expr, new, (cut,))


def _of_quantifier(expr: tree.Quantifier) -> Iterator[Change]:
    start = expr.span.start
    other = "no" if expr.kind == "any" else "any"
    turned = replace(expr, kind="no" if expr.kind == "any" else "any")
    yield Change(
        f"turned `{expr.kind}` into `{other}`",
        expr,
        turned,
        (_put(expr.span, start, start + len(expr.kind), other),),
    )
    yield from of_values(expr.items, of_condition)
    if expr.where is not None:
        cut = _cut(expr.span, expr.items.span.end, expr.where.span.end)
        yield Change("dropped `where`", expr, replace(expr, where=None), (cut,))
        yield from of_condition(expr.where)


def _turned(expr: tree.Compare) -> Iterator[Change]:
    for other in _TURNED[expr.operator]:
        edit = _put(expr.span, expr.left.span.end, expr.right.span.start, f" {other} ")
        new = replace(expr, operator=other)
        yield Change(f"turned `{expr.operator}` into `{other}`", expr, new, (edit,))


def _flipped(expr: tree.In | tree.Missing | tree.Within) -> Change:
    new = replace(expr, negated=not expr.negated)
    negation = "" if expr.negated else "not "
    match expr:
        case tree.In():
            words = f" is {negation}in "
            edit = _put(expr.span, expr.item.span.end, expr.items.span.start, words)
        case tree.Missing():
            words = f" is {negation}missing"
            edit = _put(expr.span, expr.operand.span.end, expr.span.end, words)
        case tree.Within():
            words = " is within " if expr.negated else " is outside "
            edit = _put(expr.span, expr.time.span.end, expr.window.span.start, words)
    return Change(f"turned it into `{words.strip()}`", expr, new, (edit,))


def _quantity(expr: tree.Mentions | tree.Contains | tree.Include) -> Iterator[Change]:
    if expr.quantity is None:
        return
    other = "all" if expr.quantity == "any" else "any"
    subject = expr.items if isinstance(expr, tree.Include) else expr.text
    gap = Span(expr.span.source, subject.span.end, expr.what.span.start)
    found = list(re.finditer(rf"\b{expr.quantity}\b", gap.text))[-1:]
    edits = tuple(_put(gap, gap.start + at.start(), gap.start + at.end(), other) for at in found)
    new = replace(expr, quantity="all" if expr.quantity == "any" else "any")
    yield Change(f"turned `{expr.quantity} of` into `{other} of`", expr, new, edits)


def _negated(expr: tree.Expr) -> Change:
    start = expr.span.start
    return Change("negated it", expr, tree.Not(expr.span, expr), (_put(expr.span, start, start, "not "),))


def _put(span: Span, start: int, end: int, text: str) -> TextChange:
    return TextChange(Span(span.source, start, end), text)


def _cut(span: Span, start: int, end: int) -> TextChange:
    return _put(span, start, end, "")
