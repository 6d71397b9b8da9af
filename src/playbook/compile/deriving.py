"""How generated code reads fields that are worked out: as `model.schema.read` does, but straight where what they are
worked out from is as validation leaves it, and what comes out is plain.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from playbook.limits import MAX_POST_CHARACTERS, MAX_POST_LIST
from playbook.model.schema import Field, fields_of, read, settled
from playbook.types import TEXT, ListOf, Record, Type
from playbook.values import UNKNOWN


@lru_cache(maxsize=256)
def reader(field: Field) -> Callable[[BaseModel], Any]:
    """What reads *field*, which is worked out, of a record of its owner: gives what `read` gives, never raises."""
    derive, name = field.derive, field.name if field.stored else None
    fields = fields_of(field.owner)
    sources = [
        (source, *_as_validated(fields[source].type)) for source in field.depends if source != field.name
    ]
    ready = _ready(field.type)

    def run(record: BaseModel) -> Any:
        held = record.__dict__
        if derive is None or (name is not None and held[name] is not None):
            return read(record, field)
        try:
            for source, single, item in sources:
                value = held.get(source)
                if value is not None and type(value) is not single and not _all_of(item, value):
                    return read(record, field)
            found = derive(record)
            return found if ready(found) else settled(found, field)
        except Exception:  # as in `read`
            return UNKNOWN

    return run


def _as_validated(kind: Type) -> tuple[type | None, type | None]:
    """Of which class validated values of the *kind* are, or all in a tuple of them. None where that does not tell."""
    match kind:
        case Record(model):
            return model, None
        case ListOf(Record(model)):
            return None, model
    return (str if kind == TEXT else None), None


def _ready(kind: Type) -> Callable[[Any], bool]:
    """Whether what was worked out for a field of the *kind* is ready as it is; False where that takes a closer look."""
    match kind:
        case ListOf(Record(model)):
            return lambda value: _all_of(model, value)
        case ListOf(item) if item == TEXT:
            return lambda value: value == () or (_all_of(str, value) and _is_plain("".join(value)))
    return _is_plain if kind == TEXT else _never


def _all_of(kind: type | None, values: Any) -> bool:
    return (
        kind is not None
        and type(values) is tuple
        and len(values) <= MAX_POST_LIST
        and {kind}.issuperset(map(type, values))
    )


def _is_plain(text: Any) -> bool:
    return type(text) is str and text.isascii() and len(text) <= MAX_POST_CHARACTERS


def _never(_value: Any) -> bool:
    return False
