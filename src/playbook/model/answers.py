"""What an author answered to the questions that policies ask: plain values by name, kept as JSON has them.

Which type an answer has is for the policy's `ask` to say, so an instant or a duration stays the text that it
came as until then.
"""

import re
from collections.abc import Callable, Iterator, Mapping, ValuesView
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeAlias

from pydantic import BaseModel, PlainValidator, WithJsonSchema
from pydantic_core import core_schema

from playbook.limits import MAX_COUNT, MAX_POST_FIELD, MAX_POST_LIST
from playbook.model.part import bad_texts, is_plain, refuse_bad_texts
from playbook.model.shapes import fits
from playbook.model.written import Written
from playbook.text.late import late
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TIME, ListOf, Type
from playbook.values import UNKNOWN

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Answer: TypeAlias = bool | int | Decimal | str | tuple[bool | int | Decimal | str, ...]
"""A truth value, a number, a text, or several."""


class Answers(Mapping[str, Answer]):
    """Answers by the name of the `ask`. Cannot be changed, and hashes."""

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, Answer] | None = None) -> None:
        self._held: dict[str, Answer] = dict(sorted((held or {}).items()))

    def __getitem__(self, name: str) -> Answer:
        return self._held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def values(self) -> ValuesView[Answer]:
        """The answers; by the dictionary's own way, which is several times quicker than that of mappings."""
        return self._held.values()

    def __hash__(self) -> int:
        return hash(tuple(self._held.items()))

    def __repr__(self) -> str:
        return repr(self._held)


NO_ANSWERS: Final = Answers()


def _answers(given: Any) -> Answers:
    if not isinstance(given, Mapping):
        raise ValueError("should be a mapping from the name of a question to its answer")
    if len(given) > MAX_POST_LIST:
        raise ValueError(f"should have at most {MAX_POST_LIST} answers")
    if not all(isinstance(name, str) for name in given):
        raise ValueError("should name each answer by a text")
    if not given:
        return NO_ANSWERS
    answers = {name: _answer(name, value) for name, value in given.items() if value is not None}
    if not all(map(is_plain, answers)) or not all(map(is_plain, answers.values())):
        refuse_bad_texts(bad_texts(answers, ()))
    return Answers(answers)


def _answer(name: str, value: Any) -> Answer:
    if isinstance(value, (list, tuple)):
        if len(value) > MAX_POST_LIST:
            raise ValueError(f"`{name:.80}` should have at most {MAX_POST_LIST} items")
        return tuple(_plain(name, item) for item in value)
    return _plain(name, value)


def _plain(name: str, value: Any) -> bool | int | Decimal | str:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > MAX_POST_FIELD:
            raise ValueError(f"`{name:.80}` should have at most {MAX_POST_FIELD} characters")
        return str.__str__(value)
    if isinstance(value, (int, float, Decimal, Fraction)):
        return _number(name, value)
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError(f"`{name:.80}` should be an instant with a time zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(_duration().dump_python(value, mode="json"))
    raise ValueError(f"`{name:.80}` should be a truth value, a number, a text, a time, or a list of these")


def _number(name: str, value: int | float | Decimal | Fraction) -> int | Decimal:
    """Numbers as JSON can carry them without loss: whole ones, and decimals of up to 15 digits."""
    exact = fits(value, NUMBER)
    if exact is UNKNOWN or abs(exact) > MAX_COUNT:
        raise ValueError(f"`{name:.80}` should be a number of at most {MAX_COUNT}")
    if isinstance(exact, int):
        return exact
    decimal = Decimal(repr(float(exact)))
    if Fraction(decimal) != exact:
        raise ValueError(f"`{name:.80}` has more digits than a number can carry")
    return decimal


@cache
def _duration() -> "TypeAdapter[timedelta]":
    from pydantic import TypeAdapter  # noqa: PLC0415  (brings along much of pydantic, for those who ask for durations)

    return TypeAdapter(timedelta)


_NUMBER: Final = late(re.compile, r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII)


def _for_json(held: Mapping[str, Answer]) -> dict[str, Any]:
    return {name: _json(value) for name, value in held.items()}


def _json(value: Answer) -> Any:
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


AnswersField: TypeAlias = Annotated[
    Answers,
    PlainValidator(_answers),
    Written(_for_json, core_schema.dict_schema(core_schema.str_schema())),
    WithJsonSchema({"type": "object", "additionalProperties": True}),
]


def read_answer(post: BaseModel, name: str, kind: Type) -> Any:
    """The answer to the question *name*, as a value of *kind*; `UNKNOWN` where there is none, or one of another type.

    Texts that say a number, a truth value, an instant, a date or a duration (ISO 8601) count as such where
    that is asked for, since JSON, CSV and command lines have no other way to write them; `yes` and `no`
    are what people answer.
    """
    try:
        given = post.__dict__["answers"][name]
        return _as(given, kind)
    except Exception:  # no answers, no such answer, or one that cannot be read: nobody knows
        return UNKNOWN


def _as(given: Any, kind: Type) -> Any:
    if isinstance(kind, ListOf):
        if not isinstance(given, (tuple, list)):
            return UNKNOWN
        items = tuple(_as(item, kind.item) for item in given)
        return UNKNOWN if any(item is UNKNOWN for item in items) else items
    fitting = fits(given, kind)
    if fitting is UNKNOWN and isinstance(given, str):
        reader = _READERS.get(kind)
        return UNKNOWN if reader is None else fits(reader(given.strip()), kind)
    return fitting


def _read_number(words: str) -> Any:
    return Fraction(words) if _NUMBER.fullmatch(words) else UNKNOWN


_TRUTH: Final = {"true": True, "yes": True, "false": False, "no": False}

_READERS: Final[Mapping[Type, Callable[[str], Any]]] = {
    NUMBER: _read_number,
    BOOLEAN: lambda said: _TRUTH.get(said.lower()),
    TIME: datetime.fromisoformat,
    DATE: date.fromisoformat,
    DURATION: lambda said: _duration().validate_python(said),
}
