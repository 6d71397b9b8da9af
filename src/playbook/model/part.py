"""What all parts of a post share: they are frozen, know no extra fields, and cannot be had without being validated.

`model_construct` and `model_copy(update=…)` validate here, and an instance is validated again wherever it is
put into another.

Posts come by the million, so what can be asked of a value is asked where pydantic validates it anyway: a limit before a
function (`Field` stands first in `Annotated`, or pydantic leaves the limit to Python), one function for a value and not
two, none for a record. Only records of an app's own are looked through once more when they are made.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Context, Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Final, Self, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import (
    CoreSchema,
    InitErrorDetails,
    PydanticCustomError,
    PydanticKnownError,
    ValidationError,
    core_schema,
)

from playbook.limits import MAX_COUNT, MAX_POST_FIELD, MAX_POST_LIST, MAX_POST_TEXT
from playbook.model.docstrings import Described
from playbook.model.shapes import encodable
from playbook.model.written import Written

_NUL: Final = "should not contain the character NUL"


def _no_nul(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("text", _NUL)
    return text


# Half a surrogate pair is refused by whatever counts the characters.
ShortText: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_POST_FIELD), AfterValidator(_no_nul)]
"""A name, a handle, a link: at most MAX_POST_FIELD characters."""

LongText: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_POST_TEXT), AfterValidator(_no_nul)]
"""A text that people read: at most MAX_POST_TEXT characters."""


def _no_truth(value: Any) -> Any:
    if value is True or value is False:
        raise ValueError("should be a number, not true or false")
    return value


def _in_order(value: Any) -> Any:
    # A set has no order of its own, and the answer must not hang on how it happens to be hashed.
    return tuple(sorted(value, key=repr)) if isinstance(value, (set, frozenset)) else value


_PLACES: Final = 14
_STEP: Final = Decimal((0, (1,), -_PLACES))
_EXACT: Final = Context(prec=2 * _PLACES)


def _of_few_digits(share: Decimal) -> Decimal:
    # Here and not by `decimal_places`, which takes as long as all else about a share, and lets 1e-999999999 through in
    # some versions of pydantic.
    written = str(share)
    if len(written) <= 2 + _PLACES and "E" not in written:
        return share
    in_steps = share.quantize(_STEP, context=_EXACT)
    if in_steps != share:
        raise PydanticKnownError("decimal_max_places", {"decimal_places": _PLACES})
    return in_steps.normalize(_EXACT)


class _SetsInOrder:
    """Lists may be given as sets, though not in JSON, which has none."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        ordered = core_schema.no_info_before_validator_function(_in_order, schema)
        return core_schema.json_or_python_schema(json_schema=schema, python_schema=ordered)


WITHOUT_TEXT: Final = frozenset({type(None), bool, int, float, Decimal, datetime})
"""Types whose values hold no text. Most fields of most posts are of these: they need not be looked into."""

Count: TypeAlias = Annotated[int, Field(ge=0, le=MAX_COUNT), BeforeValidator(_no_truth)]
"""A whole number from 0 to MAX_COUNT."""

Share: TypeAlias = Annotated[
    Decimal,  # which takes no truth values by itself
    Field(ge=0, le=1),
    AfterValidator(_of_few_digits),
    Written(float, core_schema.float_schema(), "json"),
]
"""An exact share from 0 to 1: `0.8` is 80%."""

ManyTexts: TypeAlias = Annotated[tuple[ShortText, ...], Field(max_length=MAX_POST_LIST), _SetsInOrder()]
"""At most MAX_POST_LIST short texts."""


class PostPart(Described):
    """A part of a post. Equal parts are equal and hash alike."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        revalidate_instances="always",
        allow_inf_nan=False,
        cache_strings="keys",  # what posts say is hardly ever said twice
        defer_build=True,  # who only checks a policy never makes a post
    )

    _checked_texts: ClassVar[bool] = True
    _texts_are_texts: ClassVar[Any]

    def __init_subclass__(cls, *, checked_texts: bool = False, **settings: Any) -> None:
        """*checked_texts*: all texts of the class are of the types above, which look at themselves. Of an app's own
        class nobody knows that, so those are looked through once they are made.
        """
        super().__init_subclass__(**settings)
        cls._checked_texts = checked_texts
        if not checked_texts:
            cls._texts_are_texts = model_validator(mode="after")(_texts_are_texts)

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
BadText: TypeAlias = tuple[Place, Any, str]
"""Where it is, what is there, and what is wrong with that."""


def _texts_are_texts(part: PostPart) -> PostPart:
    held = part.__dict__
    refuse_bad_texts(
        problem
        for name in unchecked_fields(type(part))
        if not is_plain(held[name])
        for problem in bad_texts(held[name], (name,))
    )
    return part


@cache
def unchecked_fields(kind: type[PostPart]) -> tuple[str, ...]:
    """The fields of *kind* that may hold texts which do not look at themselves: those that an app declares, or all
    where it has validators of fields, which may make anything of ours.
    """
    if kind.__pydantic_decorators__.field_validators:
        return tuple(kind.model_fields)
    ours = next(one for one in kind.__mro__ if issubclass(one, PostPart) and one._checked_texts).model_fields
    return tuple(
        name
        for name, info in kind.model_fields.items()
        if name not in ours
        or (info.annotation, info.metadata) != (ours[name].annotation, ours[name].metadata)
    )


def is_plain(value: Any) -> bool:
    """Whether a glance is enough to see that there is no bad text in it."""
    kind = value.__class__
    if kind is str:
        return value.isascii() and "\0" not in value and len(value) <= MAX_POST_TEXT
    return kind in WITHOUT_TEXT or (kind is tuple and not value) or issubclass(kind, (PostPart, Enum))


def refuse_bad_texts(problems: Iterable[BadText]) -> None:
    """Raises pydantic's ValidationError with all *problems*, if there are any."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError("text", "{problem}", {"problem": words}), loc=at, input=value
        )
        for at, value, words in problems
    ]
    if details:
        raise ValidationError.from_exception_data("Texts", details)


def bad_texts(value: Any, place: Place) -> Iterator[BadText]:
    """What is wrong with the texts in *value*: NUL, lone surrogates, too much. Parts have looked at theirs already."""
    if isinstance(value, str):
        if "\0" in value:
            yield place, value, _NUL
        elif not encodable(value):
            yield place, value, "should not contain half of a surrogate pair"
        elif len(value) > MAX_POST_TEXT:
            yield place, value, f"should have at most {MAX_POST_TEXT} characters"
    elif isinstance(value, (tuple, list, set, frozenset)):
        if len(value) > MAX_POST_LIST:
            yield place, None, f"should have at most {MAX_POST_LIST} items"
            return
        for index, item in enumerate(value):
            yield from bad_texts(item, (*place, index))
    elif isinstance(value, Mapping):
        if len(value) > MAX_POST_LIST:
            yield place, None, f"should have at most {MAX_POST_LIST} entries"
            return
        for key, item in value.items():
            yield from bad_texts(key, (*place, "name"))
            yield from bad_texts(item, (*place, key if isinstance(key, str) and encodable(key) else "?"))
    elif isinstance(value, BaseModel) and not isinstance(value, PostPart):
        for name, held in value.__dict__.items():
            yield from bad_texts(held, (*place, name))
