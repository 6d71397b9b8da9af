"""Plain values -> a valid post, or what is wrong with them: dotted places, and words for people who do not program."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from playbook.diagnostics.nearest import nearest
from playbook.errors import PostError
from playbook.model.post import Post
from playbook.model.schema import fields_of
from playbook.types import ListOf, Record, Type

Step: TypeAlias = str | int
"""A step of a place in a post: the name of a field, or the number of an item."""

MAX_TOLD = 5
"""Problems that the text of the error names; it carries all of them."""
MAX_QUOTED = 60
"""Characters of a wrong value that are quoted."""


def validated(fields: Mapping[str, Any], post_type: type[Post]) -> Post:
    """The post that *fields* make. Raises PostError with every problem, sorted by place."""
    try:
        return post_type.model_validate(fields)
    except ValidationError as error:
        problems = dict.fromkeys(_problem(details, post_type) for details in error.errors(include_url=False))
        raise _no_post(list(problems)) from None
    except RecursionError:
        raise _no_post([("", "it is nested too deeply")]) from None


def _no_post(problems: list[tuple[str, str]]) -> PostError:
    """The error, with the first problems in its words and all of them beside."""
    told = "; ".join(f"{place}: {words}" if place else words for place, words in problems[:MAX_TOLD])
    more = f"; and {len(problems) - MAX_TOLD} more" if len(problems) > MAX_TOLD else ""
    return PostError(f"this is no valid post: {told}{more}", problems)


def spell(place: Sequence[Step]) -> str:
    """The dotted form of *place*: `account.kind`, `media[0].alt_text`."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return text.removeprefix(".")


def kind_of(value: Any) -> str:
    """What a value is, for people."""
    for kind, words in _KINDS:
        if isinstance(value, kind):
            return words
    return "null" if value is None else f"a {type(value).__name__}"


_KINDS: Final[tuple[tuple[type | tuple[type, ...], str], ...]] = (
    (str, "a text"),
    (bool, "true or false"),
    ((int, float, Decimal), "a number"),
    ((list, tuple), "a list"),
    (Mapping, "a set of named fields"),
)


def _problem(details: ErrorDetails, post_type: type[Post]) -> tuple[str, str]:
    """Where, and what: one clause that goes on after a colon."""
    place = details["loc"]
    if details["type"] == "extra_forbidden":
        return spell(place), _unknown_field(place, post_type)
    say = _REASONS.get(details["type"])
    return spell(place), say(details) if say else _plain(details["msg"])


def _unknown_field(place: Sequence[Step], post_type: type[Post]) -> str:
    *owner, name = place
    known = _fields_at(post_type, owner)
    close = nearest(str(name), known)
    return "there is no such field" + (f"; did you mean `{spell([*owner, close])}`?" if close else "")


def _wrong_word(details: ErrorDetails) -> str:
    expected = details.get("ctx", {}).get("expected", "")
    members = [word for at, word in enumerate(expected.split("'")) if at % 2]
    value = details["input"]
    if not isinstance(value, str):
        return f"should be a word such as `{members[0]}`, not {kind_of(value)}"
    close = nearest(value, members)
    choice = (
        f"did you mean `{close}`?" if close else f"choose one of {', '.join(f'`{word}`' for word in members)}"
    )
    return f"`{_quoted(value)}` is not possible here; {choice}"


def _should_be(words: str) -> Callable[[ErrorDetails], str]:
    def say(details: ErrorDetails) -> str:
        value = details["input"]
        told = isinstance(value, str | int | float | Decimal) and not isinstance(value, bool)
        return f"should be {words}, not {f'`{_quoted(str(value))}`' if told else kind_of(value)}"

    return say


def _at_most(limit: str, unit: str) -> Callable[[ErrorDetails], str]:
    return lambda details: f"should have at most {details.get('ctx', {}).get(limit, 0):,} {unit}"


def _own_words(details: ErrorDetails) -> str:
    """What a validator of the post's own says; it is written for people already."""
    return _plain(str(details.get("ctx", {}).get("error", details["msg"])))


def _plain(message: str) -> str:
    """The words of the validating library, as a clause: `Input should be less than 5` as `should be less than 5`."""
    return message.removeprefix("Value error, ").removeprefix("Input ").rstrip(".")


def _quoted(value: str) -> str:
    return value if len(value) <= MAX_QUOTED else value[:MAX_QUOTED] + "…"


def _fields_at(post_type: type[Post], place: Sequence[Step]) -> Sequence[str]:
    """The names that may stand at a place, in order."""
    here: Type | None = Record(post_type)
    for step in place:
        if isinstance(here, ListOf) and isinstance(step, int):
            here = here.item
        elif isinstance(here, Record) and isinstance(step, str) and step in fields_of(here.model):
            here = fields_of(here.model)[step].type
        else:
            return ()
    return (
        [name for name, field in fields_of(here.model).items() if field.stored]
        if isinstance(here, Record)
        else ()
    )


_text = _should_be("a text")
_number = _should_be("a number")
_whole = _should_be("a whole number")
_truth = _should_be("true or false")
_time = _should_be("an instant such as 2026-11-23T10:00:00Z")
_date = _should_be("a date such as 2026-11-23")
_list = _should_be("a list")
_fields = _should_be("a set of named fields")

_REASONS: Mapping[str, Callable[[ErrorDetails], str]] = MappingProxyType(
    {
        "missing": lambda _: "this has to be given",
        "enum": _wrong_word,
        "literal_error": _wrong_word,
        "string_type": _text,
        "string_unicode": lambda _: "should not contain half of a surrogate pair",
        "string_too_long": _at_most("max_length", "characters"),
        "too_long": _at_most("max_length", "items"),
        "bool_type": _truth,
        "bool_parsing": _truth,
        "int_type": _whole,
        "int_parsing": _whole,
        "int_from_float": _whole,
        "float_type": _number,
        "float_parsing": _number,
        "decimal_type": _number,
        "decimal_parsing": _number,
        "datetime_type": _time,
        "datetime_parsing": _time,
        "datetime_from_date_parsing": _time,
        "timezone_aware": lambda _: "a time zone is missing; write it like 2026-11-23T10:00:00Z",
        "date_type": _date,
        "date_parsing": _date,
        "date_from_datetime_parsing": _date,
        "tuple_type": _list,
        "list_type": _list,
        "model_type": _fields,
        "model_attributes_type": _fields,
        "dict_type": _fields,
        "mapping_type": _fields,
        "value_error": _own_words,
    }
)
"""What to say, by the kinds of error that pydantic knows; the others say it well enough themselves."""
