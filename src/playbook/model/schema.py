"""What the language knows of a pydantic model: its fields, their types, what `None` means, and what to ask.
No second schema.

The types follow from the annotations, see `model.shapes`; `read` gives the value of one field of one record,
and never raises.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from playbook.frozen import frozen
from playbook.limits import MAX_POST_LIST
from playbook.model.docstrings import attribute_docstrings
from playbook.model.shapes import fits, optional, type_of
from playbook.types import TEXT, Type
from playbook.values import ABSENT, UNKNOWN, Gap

__all__ = ["Derived", "Fact", "Field", "derived", "fields_of", "fits", "read", "wanted"]

T = TypeVar("T")


@frozen
class Fact:
    """Metadata of a model's field: `Annotated[str | None, Fact(question="…", none="absent")]`.

    none: what `None` means: `unknown` (nobody said; the default), or `absent` (there is none).
    question: what to ask a person when it is not known.
    exact: texts compare code point by code point, not without case.
    derive: works out the value from the record where none is given; may return None (then `none` says what
    that means),
        or one of `values.UNKNOWN` and `values.ABSENT` where one field's `None` means either, depending on others.
    depends: the fields of the same record that `derive` reads, and that are to be asked for before this one.
    may_hold: a glance at the one text that a list is worked out from: False only where the list is empty.
    """

    question: str = ""
    none: Literal["unknown", "absent"] = "unknown"
    exact: bool = False
    derive: Callable[[Any], Any] | None = None
    depends: tuple[str, ...] = ()
    may_hold: Callable[[str], bool] | None = None


@frozen
class Field:
    """A field of a record, as the language sees it."""

    name: str
    owner: type[BaseModel]
    type: Type
    none: Literal["unknown", "absent", "never"]
    """What `None` means; `never` where the model does not allow it."""
    question: str
    exact: bool
    derive: Callable[[Any], Any] | None
    depends: tuple[str, ...]
    stored: bool
    """Whether it is a field of the model (else it is only ever derived)."""
    may_hold: Callable[[str], bool] | None = None

    @property
    def description(self) -> str:
        """What it is, from the docstring below it or of its method; empty where there is none."""
        if self.stored:
            words = self.owner.model_fields[self.name].description
            words = words or attribute_docstrings(self.owner).get(self.name, "")
        else:
            words = getattr(self.owner, self.name).fget.__doc__ or ""
        return re.sub(r"\s+", " ", words).strip()


class Derived(property, Generic[T]):
    """A property that is a field of the language, but not of the model: it is always worked out. Made by `derived`."""

    fact: Fact

    # `property` promises Any, and itself on the class; what type checkers are to see here is the value's own type.
    def __get__(self, instance: Any, owner: type | None = None) -> T:  # type: ignore[override]
        value: T = super().__get__(instance, owner)
        return value


def derived(question: str = "", *, depends: tuple[str, ...]) -> Callable[[Callable[[Any], T]], Derived[T]]:
    """Make a method without arguments a derived field. Its annotation gives the type, its docstring the description.

    question: what to ask when it cannot be worked out. depends: the fields that it reads, and that are asked
    for instead.
    """

    def decorate(method: Callable[[Any], T]) -> Derived[T]:
        field_of_language: Derived[T] = Derived(method)
        field_of_language.fact = Fact(question=question, depends=depends, derive=method)
        return field_of_language

    return decorate


@cache
def fields_of(model: type[BaseModel]) -> Mapping[str, Field]:
    """All fields of *model* that have a type in the language, by name: first the stored ones as declared,
    then the derived.
    """
    found: dict[str, Field] = {}
    for name, info in model.model_fields.items():
        stored = _stored(model, name, info)
        if stored is not None:
            found[name] = stored
    for kin in reversed(model.__mro__):
        for name, value in vars(kin).items():
            if isinstance(value, Derived) and name not in model.model_fields:
                found[name] = _derived(model, name, value)
    return MappingProxyType(found)


def _stored(model: type[BaseModel], name: str, info: FieldInfo) -> Field | None:
    kind = type_of(info.annotation, model)
    if kind is None:
        return None
    fact = next((extra for extra in info.metadata if isinstance(extra, Fact)), Fact())
    none: Literal["unknown", "absent", "never"] = fact.none if optional(info.annotation) else "never"
    return Field(
        name,
        model,
        kind,
        none,
        fact.question,
        fact.exact,
        fact.derive,
        fact.depends,
        stored=True,
        may_hold=fact.may_hold,
    )


def _derived(model: type[BaseModel], name: str, value: Derived[Any]) -> Field:
    assert value.fget is not None  # noqa: S101  `derived` always sets it
    returns = get_type_hints(value.fget).get("return")
    kind = type_of(returns, model)
    if kind is None:
        raise TypeError(f"{model.__name__}.{name} returns {returns}, which is no type of the language")
    fact = value.fact
    return Field(
        name=name,
        owner=model,
        type=kind,
        none="unknown",
        question=fact.question,
        exact=fact.exact,
        derive=fact.derive,
        depends=fact.depends,
        stored=False,
    )


def read(record: BaseModel, field: Field) -> Any:
    """The value of *field*, ready for the language, or `UNKNOWN`, or `ABSENT`.

    Given values win over derived ones. A value that is not of the field's type (possible where validation was
    bypassed, or a derivation is wrong) is `UNKNOWN`, as is what is derived from such a value, and a derivation that
    raises. Numbers come as int or
    Fraction, texts as str, enums as the member's word, instants in UTC, lists as tuples.
    """
    try:
        value = record.__dict__[field.name] if field.stored else None
        if value is None and field.derive is not None:
            if _misshapen(record, field):
                return UNKNOWN
            value = field.derive(record)
        return settled(value, field)
    except Exception:  # whatever is wrong with the record or the derivation, the fact is not known
        return UNKNOWN


def failure(record: BaseModel, field: Field) -> str | None:
    """What goes wrong where *field* is worked out, never with the error's own text; None if nothing does."""
    try:
        if field.derive is None or (field.stored and record.__dict__[field.name] is not None):
            return None
        if _misshapen(record, field):
            return None
        value = field.derive(record)
        wrong = value is not None and not isinstance(value, Gap) and fits(value, field.type) is UNKNOWN
    except Exception as error:
        return type(error).__name__
    return f"a result that is no {field.type}" if wrong else None


def settled(value: Any, field: Field) -> Any:
    """A *value* given or worked out for *field*, as `read` gives it. Raises whatever an odd value may raise."""
    if value is None:
        return ABSENT if field.none == "absent" else UNKNOWN
    if isinstance(value, Gap):
        return value
    value = fits(value, field.type)
    # A list longer than any that a post may carry (derived from a long text): the checker reckons with none such.
    return UNKNOWN if isinstance(value, tuple) and len(value) > MAX_POST_LIST else value


def _misshapen(record: BaseModel, field: Field) -> bool:
    """Whether anything that the derived *field* is worked out from has a value that it cannot have."""
    fields = fields_of(type(record))
    for name in field.depends:
        source = fields.get(name)
        value = record.__dict__.get(name)
        if (
            source is None
            or value is None
            or name == field.name
            or (type(value) is str and source.type == TEXT)
        ):
            continue
        if read(record, source) is UNKNOWN:
            return True
    return False


def wanted(record: BaseModel, field: Field) -> tuple[Field, ...]:
    """The fields of *record* to ask for, now that *field* is unknown: itself, or what it would be worked out from.

    `above_fold` is unknown since `platform` is: ask for the platform. The answer is never empty: where
    nothing else is unknown, it is the field itself, derived or not.
    """
    fields = fields_of(type(record))
    found: dict[str, Field] = {}
    for name in field.depends:
        source = fields.get(name)
        if source is not None and source.name != field.name and read(record, source) is UNKNOWN:
            found.update({other.name: other for other in wanted(record, source)})
    return tuple(found.values()) or (field,)
