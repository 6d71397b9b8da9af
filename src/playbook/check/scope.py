"""What a name may stand for at a place: the elements of the quantifiers around it, then the file's names, then
the post's fields.

Inside an unnamed `where` a bare name is a field of the element; the fields of the post, and those of elements
further out, are then reached only by `post.x` and by named elements. A named `where` changes nothing else.
"""

from collections.abc import Iterator, Mapping

from playbook.builtins.topics import TOPICS
from playbook.check.draft import Draft
from playbook.check.module import Named
from playbook.check.refs import AskRef, Base, ItemRef, LetRef, ParamRef, PostRef, TopicRef
from playbook.frozen import frozen
from playbook.model.schema import Field, fields_of
from playbook.syntax import tree
from playbook.types import ANY, Record, Type

RESERVED = ("it", "post", "now", "unknown")
"""Words that stand in the place of a name, and so can name nothing else."""

NOW = "publish_at"
"""The field that `now` means inside a rule: the instant at which the post is judged."""


@frozen
class Scope:
    """Inside the `where` of *binder*, whose elements are of type *item*; *variable* None where they have no name."""

    binder: tree.Quantifier | tree.Count
    variable: str | None
    item: Type
    outer: "Scope | None"


@frozen
class Meaning:
    """One thing that the first word of a name may stand for. `type` None: that of the let or the ask, still to
    be found out.
    """

    base: Base
    fields: tuple[Field, ...]
    type: Type | None
    kind: str
    """In words: `field`, `param`, `element` …"""


def scopes(scope: Scope | None) -> Iterator[Scope]:
    """The `where`s around a place, innermost first."""
    while scope is not None:
        yield scope
        scope = scope.outer


def unnamed(scope: Scope | None) -> Scope | None:
    """The innermost `where` without a variable: that of `it`, and of bare names."""
    return next((one for one in scopes(scope) if one.variable is None), None)


def named(name: str, scope: Scope | None) -> Scope | None:
    """The `where` whose elements are called *name*."""
    return next((one for one in scopes(scope) if one.variable == name), None)


def post_fields(draft: Draft) -> Mapping[str, Field]:
    """The fields of the post, by name."""
    return fields_of(draft.post_type)


def element_field(name: str, scope: Scope | None) -> Field | None:
    """The field *name* of the element that bare names are about."""
    inner = unnamed(scope)
    if inner is None or not isinstance(inner.item, Record):
        return None
    return fields_of(inner.item.model).get(name)


def reserved(name: str, scope: Scope | None, draft: Draft) -> Meaning | None:
    """What `post`, `now` and `it` stand for."""
    if name == "post":
        return Meaning(PostRef(), (), Record(draft.post_type), "post")
    if name == "now":
        field = post_fields(draft).get(NOW)
        return None if field is None else Meaning(PostRef(), (field,), field.type, "field")
    if name == "it":
        inner = unnamed(scope)
        return None if inner is None else Meaning(ItemRef(inner.binder), (), inner.item, "element")
    return None


def meanings(name: str, scope: Scope | None, draft: Draft) -> tuple[Meaning, ...]:
    """Everything that *name*, the first word of a name, may stand for at that place. More than one is a mistake.

    A name that is known to be of two things stands for nothing, so that nobody reports it again.
    """
    variable = named(name, scope)
    special = reserved(name, scope, draft) if variable is None else None
    if special is not None:
        return (special,)
    if name in draft.clashing:
        return ()
    found: list[Meaning] = []
    inner = unnamed(scope)
    field = element_field(name, scope)
    if field is not None and inner is not None:
        found.append(Meaning(ItemRef(inner.binder), (field,), field.type, "field of the element"))
    if variable is not None:
        found.append(Meaning(ItemRef(variable.binder), (), variable.item, "element"))
    elif name in draft.names:
        found.append(of_declaration(draft.names[name]))
    elif name in TOPICS:
        found.append(Meaning(TopicRef(TOPICS[name]), (), None, "topic"))
    elif inner is None and (post_field := post_fields(draft).get(name)) is not None:
        found.append(Meaning(PostRef(), (post_field,), post_field.type, "field"))
    return tuple(found)


def of_declaration(declaration: Named) -> Meaning:
    """What the name of a declaration stands for."""
    match declaration:
        case tree.Param():
            return Meaning(ParamRef(declaration), (), None, "param")
        case tree.Let():
            return Meaning(LetRef(declaration), (), None, "let")
        case tree.Ask():
            return Meaning(AskRef(declaration), (), None, "ask")
        case tree.Topic():
            return Meaning(TopicRef(declaration), (), None, "topic")


def visible(scope: Scope | None, draft: Draft) -> Iterator[tuple[str, Type | None, Named | None]]:
    """All names that may stand at a place, with the type where it is at hand, for suggestions."""
    inner = unnamed(scope)
    if inner is None:
        yield from ((name, field.type, None) for name, field in post_fields(draft).items())
    elif isinstance(inner.item, Record):
        yield from ((name, field.type, None) for name, field in fields_of(inner.item.model).items())
    yield from ((one.variable, one.item, None) for one in scopes(scope) if one.variable is not None)
    yield from ((name, None, declaration) for name, declaration in draft.names.items())


def is_open(scope: Scope | None) -> bool:
    """Whether some element around is of a type that is reported already, so that any bare name may be a field
    of it.
    """
    return any(one.item == ANY for one in scopes(scope) if one.variable is None)
