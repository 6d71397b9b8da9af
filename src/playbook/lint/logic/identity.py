"""What an expression is about, as a key: two expressions with one key have the same value in every post."""

from collections.abc import Hashable, Mapping

from playbook.check.refs import AskRef, ItemRef, LetRef, MemberRef, ParamRef, PostRef, TopicRef
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.syntax.walk import field_names

Levels = Mapping[tree.Node, int]
"""How far out the elements of each quantifier around a place are."""

_SKIPPED = {"span", "part_spans", "calendar_span"}


def identity(node: tree.Node, tables: Tables, levels: Levels) -> Hashable:
    """The key of *node*, an expression or a part of one."""
    if isinstance(node, tree.Group):
        return identity(node.inner, tables, levels)
    if isinstance(node, tree.Name):
        return _name(node, tables, levels)
    if isinstance(node, tree.Quantifier | tree.Count):
        inner = {**levels, node: len(levels)}
        where = None if node.where is None else identity(node.where, tables, inner)
        kind = node.kind if isinstance(node, tree.Quantifier) else "count"
        return kind, identity(node.items, tables, levels), where
    values = [getattr(node, name) for name in field_names(node) if name not in _SKIPPED]
    return type(node).__name__, *(_value(value, tables, levels) for value in values)


def _value(value: object, tables: Tables, levels: Levels) -> Hashable:
    if isinstance(value, tree.Node):
        return identity(value, tables, levels)
    if isinstance(value, tuple):
        return tuple(_value(item, tables, levels) for item in value)
    assert isinstance(value, Hashable)  # noqa: S101  all that a tree is made of is
    return value


def _name(name: tree.Name, tables: Tables, levels: Levels) -> Hashable:
    ref = tables.refs.get(name)
    if ref is None:
        return "name", name.parts
    fields = tuple(field.name for field in ref.fields)
    match ref.base:
        case PostRef():
            return "post", fields
        case ItemRef(binder):
            return "item", levels.get(binder, id(binder)), fields
        case MemberRef(enum, member):
            return "member", enum.name, member
        case ParamRef(param):
            return "param", id(param), fields
        case LetRef(let):
            return "let", id(let), fields
        case AskRef(ask):
            return "ask", id(ask), fields
        case TopicRef(topic):
            return "topic", id(topic)
        case _:
            return "name", name.parts
