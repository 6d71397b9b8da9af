"""Literals in conditions, and the sets of values that comparisons with them leave."""

from collections.abc import Hashable
from datetime import datetime
from fractions import Fraction
from typing import Any

from playbook.check.refs import MemberRef
from playbook.lint.logic.values import GONE, Members, Values, compared
from playbook.reference.expression import bare
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.text.normal import exact_key, key
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, Enum

_ORDERED = (NUMBER, DURATION, DATE, TIME)


def constant(expr: tree.Expr, tables: Tables) -> Any:
    """The value of a literal or a member of an enum; None for anything else, params too: they may be set anew."""
    expr = bare(expr)
    match expr:
        case (
            tree.TextLiteral()
            | tree.BooleanLiteral()
            | tree.NumberLiteral()
            | tree.DateLiteral()
            | tree.DurationLiteral()
            | tree.TimeLiteral()
        ):
            return expr.value
        case tree.Negate():
            value = constant(expr.operand, tables)
            return -value if isinstance(value, Fraction) else None
        case tree.Name():
            ref = tables.refs.get(expr)
            return ref.base.member if ref is not None and isinstance(ref.base, MemberRef) else None
        case _:
            return None


def compared_with(operator: str, value: Any, subject: tree.Expr, tables: Tables) -> Values | None:
    """The values that *subject* may have where it is so compared with *value*; None where that is not seen through."""
    kind = tables.types.get(subject)
    if kind in _ORDERED:
        # An instant beside a date is compared by the day that it is on, which hangs on the zone.
        if kind == TIME and not isinstance(value, datetime):
            return None
        return None if kind == DATE and isinstance(value, datetime) else compared(operator, value)
    if operator == "is":
        return _listed([value], subject, tables)
    return None


def one_of(subject: tree.Expr, items: tree.Expr, tables: Tables) -> Values | None:
    """The values that *subject* has where it is in the list *items*."""
    items = bare(items)
    if not isinstance(items, tree.ListLiteral):
        return None
    values = [constant(item, tables) for item in items.items]
    return None if None in values else _listed(values, subject, tables)


def _listed(values: list[Any], subject: tree.Expr, tables: Tables) -> Members | None:
    kind = tables.types.get(subject)
    if isinstance(kind, Enum):
        return Members(frozenset(values), universe=frozenset((*kind.members, GONE)))
    if kind == BOOLEAN:
        return Members(frozenset(values), universe=frozenset((True, False, GONE)))
    if kind == TEXT and all(isinstance(value, str) for value in values):
        fold = exact_key if _is_exact(subject, tables) else key
        folded: frozenset[Hashable] = frozenset(fold(value) for value in values)
        return Members(folded)
    return None


def _is_exact(subject: tree.Expr, tables: Tables) -> bool:
    subject = bare(subject)
    ref = tables.refs.get(subject) if isinstance(subject, tree.Name) else None
    return ref is not None and bool(ref.fields) and ref.fields[-1].exact
