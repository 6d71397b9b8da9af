"""What all parts of a post share: they are frozen, know no extra fields, and cannot be had without being validated.

`model_construct` and `model_copy(update=…)` validate here, and an instance is validated again wherever it is
put into another.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Final, Self, TypeAlias

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from playbook.limits import MAX_COUNT, MAX_POST_FIELD, MAX_POST_LIST, MAX_POST_TEXT
from playbook.model.docstrings import Described
from playbook.model.shapes import encodable

ShortText: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_POST_FIELD)]
"""A name, a handle, a link: at most MAX_POST_FIELD characters."""

LongText: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_POST_TEXT)]
"""A text that people read: at most MAX_POST_TEXT characters."""


def _no_truth(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("should be a number, not true or false")
    return value


def _in_order(value: Any) -> Any:
    # A set has no order of its own, and the answer must not hang on how it happens to be hashed.
    return tuple(sorted(value, key=repr)) if isinstance(value, (set, frozenset)) else value


WITHOUT_TEXT: Final = frozenset({type(None), bool, int, float, Decimal, datetime})
"""Types whose values hold no text. Most fields of most posts are of these: they need not be looked into."""

Count: TypeAlias = Annotated[int, BeforeValidator(_no_truth), Field(ge=0, le=MAX_COUNT)]
"""A whole number from 0 to MAX_COUNT."""

Share: TypeAlias = Annotated[
    Decimal,
    BeforeValidator(_no_truth),
    Field(ge=0, le=1, max_digits=15, decimal_places=14),
    PlainSerializer(float, return_type=float, when_used="json"),
]
"""An exact share from 0 to 1: `0.8` is 80%."""

ManyTexts: TypeAlias = Annotated[
    tuple[ShortText, ...], BeforeValidator(_in_order), Field(max_length=MAX_POST_LIST)
]
"""At most MAX_POST_LIST short texts."""


class PostPart(Described):
    """A part of a post. Equal parts are equal and hash alike."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        revalidate_instances="always",
        allow_inf_nan=False,
        defer_build=True,  # who only checks a policy never makes a post
    )

    @model_validator(mode="after")
    def _texts_are_texts(self) -> Self:
        problems: list[InitErrorDetails] = []
        for name, held in self.__dict__.items():
            kind = held.__class__
            if kind in WITHOUT_TEXT or (kind is tuple and not held) or isinstance(held, PostPart):
                continue
            if kind is str and held.isascii() and "\0" not in held and len(held) <= MAX_POST_TEXT:
                continue
            for place, value, problem in _problems(held, (name,)):
                error = PydanticCustomError("text", "{problem}", {"problem": problem})
                problems.append(InitErrorDetails(type=error, loc=place, input=value))
        if problems:
            raise ValidationError.from_exception_data(type(self).__name__, problems)
        return self

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> Self:  # type: ignore[override]  # the plugin's signature
        """As `model_validate`: there is no way round the checks."""
        return cls.model_validate(values)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, validated where *update* changes it. Raises pydantic's ValidationError as the class itself does."""
        if not update:
            return super().model_copy(deep=deep)
        given = {name: self.__dict__[name] for name in self.model_fields_set}
        return type(self).model_validate({**given, **update})

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:  # what was left out is not worth the paper
        for name, value in super().__repr_args__():
            if name is None or value != type(self).model_fields[name].get_default(call_default_factory=True):
                yield name, value


Place: TypeAlias = tuple[str | int, ...]


def _problems(value: Any, place: Place) -> Iterator[tuple[Place, Any, str]]:
    """What is wrong with the texts in *value*: NUL, lone surrogates, too much. Parts have looked at theirs already."""
    if isinstance(value, str):
        if "\0" in value:
            yield place, value, "should not contain the character NUL"
        elif not encodable(value):
            yield place, value, "should not contain half of a surrogate pair"
        elif len(value) > MAX_POST_TEXT:
            yield place, value, f"should have at most {MAX_POST_TEXT} characters"
    elif isinstance(value, (tuple, list, set, frozenset)):
        if len(value) > MAX_POST_LIST:
            yield place, None, f"should have at most {MAX_POST_LIST} items"
            return
        for index, item in enumerate(value):
            yield from _problems(item, (*place, index))
    elif isinstance(value, Mapping):
        if len(value) > MAX_POST_LIST:
            yield place, None, f"should have at most {MAX_POST_LIST} entries"
            return
        for key, item in value.items():
            yield from _problems(key, (*place, "name"))
            yield from _problems(item, (*place, key if isinstance(key, str) and encodable(key) else "?"))
    elif isinstance(value, BaseModel) and not isinstance(value, PostPart):
        for name, held in value.__dict__.items():
            yield from _problems(held, (*place, name))
