"""The page of fields: what rules can ask of a post, record by record, and the fixed words that some fields take."""

from collections.abc import Iterator
from enum import Enum as PythonEnum

from pydantic import BaseModel

from generators.markdown import (
    attribute_docs,
    capital,
    code,
    codes,
    first_paragraph,
    page,
    prose,
    spoken,
    table,
)
from playbook.model import kinds
from playbook.model.post import Post
from playbook.model.schema import Field, fields_of
from playbook.types import Enum, ListOf, Record, Type

INTRODUCTION = """
What rules can ask of a post. The third column says what it means when a field is not given:

- **unknown**: nobody has said. A rule that hangs on it is undetermined, and the decision asks the question.
- **there is none**: known to be absent. `is missing` holds; nothing else that is asked of it does.
- **known**: part of the draft itself, so it always has a value: an empty list, an empty text.
- **worked out**: taken from other fields of the same record; unknown where those do not tell.

Texts compare in any case, except for fields marked *exact*. An app's own subclass of `Post` adds fields of its own, see
[embedding](../guide/embedding.md). How posts are written in files is in [posts](../guide/posts.md).
"""

ANSWERS = """
## Not a field

`answers` holds what the author answered to the questions that policies `ask`, by the question's name. A policy uses the
name of the question itself, never `answers`.
"""


def make() -> str:
    """The page."""
    models = _reachable(Post)
    enums = {
        str(kind): kind
        for model in models
        for field in fields_of(model).values()
        if isinstance(kind := _innermost(field.type), Enum)
    }
    parts = [INTRODUCTION]
    for model in models:
        parts += _record(model)
    parts.append("## Fixed words\n\nBeside a field of one of these types, its words stand without quotes.")
    parts += [f"### {capital(name)}\n\n{_members(enum)}" for name, enum in sorted(enums.items())]
    return page("The fields of a post", "src/playbook/model/", *parts, ANSWERS)


def _reachable(root: type[BaseModel]) -> list[type[BaseModel]]:
    """*root* and every record that its fields lead to, in the order in which they come up."""
    found = [root]
    for model in found:  # grows while it is gone through
        for field in fields_of(model).values():
            kind = _innermost(field.type)
            if isinstance(kind, Record) and kind.model not in found:
                found.append(kind.model)
    return found


def _innermost(kind: Type) -> Type:
    return _innermost(kind.item) if isinstance(kind, ListOf) else kind


def _record(model: type[BaseModel]) -> Iterator[str]:
    fields = fields_of(model).values()
    yield f"## {capital(spoken(model.__name__))}\n\n{first_paragraph(model.__doc__ or '')}"
    rows = [(code(one.name), _type(one.type), _not_given(one), prose(one.description)) for one in fields]
    yield table(("field", "type", "not given", "what it says"), rows)
    questions = [(code(one.name), one.question) for one in fields if one.question]
    if questions:
        yield "What is asked where one of them is needed and not known:"
        yield table(("field", "question"), questions)


def _type(kind: Type) -> str:
    """A type, linked to where its parts are listed."""
    match kind:
        case ListOf(item):
            return f"list of {_type(item)}"
        case Record(model):
            name = spoken(model.__name__)
        case Enum(name, _):
            pass
        case _:
            return str(kind)
    return f"[{name}](#{name.replace(' ', '-')})"


def _not_given(field: Field) -> str:
    if field.derive is not None:
        words = f"worked out from {codes(field.depends)}" if field.depends else "worked out"
    elif isinstance(field.type, Record) and field.none == "never":
        words = "see its fields"
    else:
        words = {"never": "known", "absent": "there is none", "unknown": "unknown"}[field.none]
    return words + ("; *exact*" if field.exact else "")


def _members(enum: Enum) -> str:
    described: dict[str, str] = {}
    for kind in vars(kinds).values():
        if isinstance(kind, type) and issubclass(kind, PythonEnum) and spoken(kind.__name__) == enum.name:
            docs = attribute_docs(kind)
            described = {member.value: docs.get(member.name, "") for member in kind}
    return "\n".join(
        f"- {code(word)}" + (f": {first_paragraph(described[word])}" if described.get(word) else "")
        for word in enum.members
    )
