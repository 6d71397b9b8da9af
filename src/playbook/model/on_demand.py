"""Models whose fields may be worked out when they are first read: who asks for a verdict does not pay for its reasons.

Whoever looks at the whole (compares, hashes, prints, copies, pickles, serialises) looks at its `__dict__`, and gets the
whole. So nobody can tell when a field was worked out; it is the same model, and an ordinary one once it is complete.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict

Model = TypeVar("Model", bound="OnDemand")


class OnDemand(BaseModel):
    """A frozen model of which `not_read` may have made an instance."""

    __slots__ = ("_later",)

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    if (
        not TYPE_CHECKING
    ):  # a type checker would take any name for a field, and any model for one without a `__dict__`

        def __getattr__(self, name: str) -> Any:
            later = _later_of(self)
            if later is None or name not in type(self).__pydantic_fields__:
                return super().__getattr__(name)
            value = _held(self)[name] = getattr(later, name)()
            return value

        @property
        def __dict__(self) -> dict[str, Any]:
            later = _later_of(self)
            if later is None:
                return _held(self)
            held = _held(self)
            # In the order of the fields: that is the order in which they are written.
            whole = {
                name: held[name] if name in held else getattr(later, name)()
                for name in type(self).__pydantic_fields__
            }
            _hold(self, whole)
            _put_off(self, None)
            return whole

        @__dict__.setter
        def __dict__(self, fields: dict[str, Any]) -> None:
            _hold(self, fields)


_held, _hold = BaseModel.__dict__["__dict__"].__get__, BaseModel.__dict__["__dict__"].__set__
_read_later, _put_off = OnDemand.__dict__["_later"].__get__, OnDemand.__dict__["_later"].__set__
_set_given, _set_extra, _set_private = (
    BaseModel.__dict__[name].__set__
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


def _later_of(model: OnDemand) -> Any:
    try:
        return _read_later(model)
    except AttributeError:  # it was made as any other model is
        return None


def not_read(model: type[Model], known: dict[str, Any], later: Any, given: set[str]) -> Model:
    """An instance with the fields that are *known*, and the others to come: *later* has a method for each, by its name.
    *given* are those that count as set.

    Values are taken as they are: validating them takes longer than judging most posts. *known* and *given* are kept.
    Several threads may read the instance at a time, so a method may be called more than once.
    """
    made = model.__new__(model)
    _hold(made, known)
    _put_off(made, later)
    _set_given(made, given)
    _set_extra(made, None)
    _set_private(made, None)
    return made
