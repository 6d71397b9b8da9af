"""Annotations to types of the language, and values to values of the language. Knows nothing of posts.

A value that is not of the type it should have is `UNKNOWN`, never a guess: `True` is no number, a naive
datetime no instant.
"""

import re
import types
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel
from typing_extensions import TypeAliasType

from playbook.limits import (
    MAX_NUMBER_DIGITS,
    MAX_POST_CHARACTERS,
    MAX_POST_YEAR,
    MIN_POST_YEAR,
)
from playbook.types import ANY, BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, Enum, ListOf, Record, Type
from playbook.values import UNKNOWN, Gap

_SCALARS: dict[Any, Type] = {
    str: TEXT,
    bool: BOOLEAN,
    int: NUMBER,
    float: NUMBER,
    Decimal: NUMBER,
    Fraction: NUMBER,
    datetime: TIME,
    AwareDatetime: TIME,
    date: DATE,
    timedelta: DURATION,
}
_LISTS = (tuple, list, frozenset, set, Sequence)


def type_of(annotation: Any, owner: type[BaseModel] | None = None) -> Type | None:
    """The type that *annotation* has in the language, None where it has none. `Self` stands for *owner*."""
    choices = _choices(annotation)
    if len(choices) != 1:
        kinds = {type_of(choice, owner) for choice in choices}
        return kinds.pop() if len(kinds) == 1 else None
    plain = choices[0]
    if plain is Self and owner is not None:
        return Record(owner)
    if isinstance(plain, type) and issubclass(plain, BaseModel):
        return Record(plain)
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Enum(_in_words(plain.__name__), tuple(member.value for member in plain))
    origin = get_origin(plain)
    if origin is Literal:
        members = get_args(plain)
        return Enum("word", members) if all(isinstance(member, str) for member in members) else None
    if origin in _LISTS:
        return _list_of(origin, get_args(plain), owner)
    return _SCALARS.get(plain)


def _list_of(origin: Any, arguments: tuple[Any, ...], owner: type[BaseModel] | None) -> Type | None:
    if origin is tuple:
        if len(arguments) != 2 or arguments[1] is not Ellipsis:
            return None
        arguments = arguments[:1]
    if len(arguments) != 1 or optional(arguments[0]):
        return None
    item = type_of(arguments[0], owner)
    return None if item is None else ListOf(item)


def optional(annotation: Any) -> bool:
    """Whether *annotation* allows None."""
    return types.NoneType in _flat(annotation)


def _choices(annotation: Any) -> list[Any]:
    return [choice for choice in _flat(annotation) if choice is not types.NoneType]


def _flat(annotation: Any) -> list[Any]:
    """The members of a union, without `Annotated`, type aliases and gaps around them."""
    if annotation is AwareDatetime:
        return [datetime]
    if isinstance(annotation, TypeAliasType):
        return _flat(annotation.__value__)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _flat(get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        return [flat for choice in get_args(annotation) for flat in _flat(choice)]
    if annotation is None:
        return [types.NoneType]
    if annotation is Gap or (
        origin is Literal and all(isinstance(word, Gap) for word in get_args(annotation))
    ):
        return []
    return [annotation]


def _in_words(name: str) -> str:
    """`AccountKind` as `account kind`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


# -------------------------------------------------------------------------------------------------------------- values


def fits(value: Any, kind: Type) -> Any:
    """*value* as the language holds values of *kind*, `UNKNOWN` where it is none. Numbers become int or
    Fraction, lists tuples.
    """
    if isinstance(kind, Record):
        return value if isinstance(value, kind.model) else UNKNOWN
    if isinstance(kind, ListOf):
        return _fitting_list(value, kind)
    if isinstance(kind, Enum):
        return str.__str__(value) if isinstance(value, str) and value in kind.members else UNKNOWN
    fitting = _FITTING.get(kind.name)
    if fitting is None:
        return value if kind == ANY else UNKNOWN
    return fitting(value)


def _fitting_list(value: Any, kind: ListOf) -> Any:
    if isinstance(value, (set, frozenset)):
        value = sorted(value, key=repr)
    if not isinstance(value, (tuple, list)):
        return UNKNOWN
    if isinstance(kind.item, Record):
        fitting = all(isinstance(item, kind.item.model) for item in value)
        return tuple(value) if fitting else UNKNOWN
    # An item that is not known makes the list unknown: how many there are, and which, cannot be relied on.
    items = tuple([fits(item, kind.item) for item in value])
    return UNKNOWN if any(item is UNKNOWN for item in items) else items


def _text(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > MAX_POST_CHARACTERS or not encodable(value):
        return UNKNOWN
    return value if type(value) is str else str.__str__(value)


def encodable(text: str) -> bool:
    """Whether *text* has no lone surrogate, so that it is a text in any encoding of Unicode."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _boolean(value: Any) -> Any:
    return value if isinstance(value, bool) else UNKNOWN


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
        return UNKNOWN
    if isinstance(value, float):
        # As it is written, which is what is meant: 0.1 is a tenth, not the binary fraction next to it.
        value = Decimal(repr(float(value)))
    if isinstance(value, Decimal):
        if not value.is_finite() or _long(value):
            return UNKNOWN
        value = Fraction(value)
    if isinstance(value, Fraction):
        if value.denominator != 1:
            return value if _short(value.numerator) and _short(value.denominator) else UNKNOWN
        value = value.numerator
    return int(value) if _short(value) else UNKNOWN


_MAX_BITS = MAX_NUMBER_DIGITS * 10 // 3


def _short(value: int) -> bool:
    return value.bit_length() <= _MAX_BITS


def _long(value: Decimal) -> bool:
    """Whether it has so many digits, written out, that reckoning with it would be slow."""
    digits, exponent = value.as_tuple()[1:]
    return not isinstance(exponent, int) or len(digits) + abs(exponent) > MAX_NUMBER_DIGITS


def _time(value: Any) -> Any:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        return UNKNOWN
    if not MIN_POST_YEAR <= value.year <= MAX_POST_YEAR:
        return UNKNOWN
    return value if value.tzinfo is UTC else value.astimezone(UTC)


def _date(value: Any) -> Any:
    if not isinstance(value, date) or isinstance(value, datetime):
        return UNKNOWN
    return value if MIN_POST_YEAR <= value.year <= MAX_POST_YEAR else UNKNOWN


def _duration(value: Any) -> Any:
    return value if isinstance(value, timedelta) else UNKNOWN


_FITTING = {
    "text": _text,
    "boolean": _boolean,
    "number": _number,
    "time": _time,
    "date": _date,
    "duration": _duration,
}
