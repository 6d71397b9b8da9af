"""What an unknown name may stand for: a field of a part of the post, or a comparison with a fixed word."""

from playbook.check.draft import Draft
from playbook.check.fitting import suits
from playbook.check.scope import Scope, post_fields, unnamed
from playbook.model.schema import fields_of
from playbook.types import Enum, ListOf, Record, Type


def of_a_part(word: str, hint: Type | None, scope: Scope | None, draft: Draft) -> str | None:
    """The one field of that name that a part of the post has: `followers` for `account.followers`."""
    if unnamed(scope) is not None:
        return None
    found = [
        f"{name}.{word}"
        for name, field in post_fields(draft).items()
        if isinstance(field.type, Record) and field.type.model is not draft.post_type
        for inner in [fields_of(field.type.model).get(word)]
        if inner is not None and suits(inner.type, hint)
    ]
    return found[0] if len(found) == 1 else None


def list_of(word: str, scope: Scope | None, draft: Draft) -> str | None:
    """The one list of the post whose elements have a field of that name: `media` for `alt_text`."""
    if unnamed(scope) is not None:
        return None
    found = []
    for name, field in post_fields(draft).items():
        found += [name] if _has(field.type, word) else []
        if isinstance(field.type, Record) and field.type.model is not draft.post_type:
            parts = fields_of(field.type.model).items()
            found += [f"{name}.{part}" for part, inner in parts if _has(inner.type, word)]
    return found[0] if len(found) == 1 else None


def _has(kind: Type, word: str) -> bool:
    return isinstance(kind, ListOf) and isinstance(kind.item, Record) and word in fields_of(kind.item.model)


def compared(word: str, draft: Draft) -> str | None:
    """The one comparison that a fixed word may stand for: `account.kind is professional` for `professional`."""
    found = []
    for name, field in post_fields(draft).items():
        record = field.type.item if isinstance(field.type, ListOf) else field.type
        if isinstance(record, Enum) and word in record.members and record == field.type:
            found.append(f"{name} is {word}")
        if not isinstance(record, Record) or record.model is draft.post_type:
            continue
        for part, inner in fields_of(record.model).items():
            if isinstance(inner.type, Enum) and word in inner.type.members:
                within = record is not field.type
                found.append(f"any {name} where {part} is {word}" if within else f"{name}.{part} is {word}")
    return found[0] if len(found) == 1 else None
