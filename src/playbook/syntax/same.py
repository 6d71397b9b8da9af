"""What a tree says, without where it says it: equal outlines mean the same, whatever the layout."""

from typing import Any, TypeAlias

from playbook.syntax.tree import Node
from playbook.syntax.walk import field_names, walk

Outline: TypeAlias = tuple[Any, ...]


def outline(node: Node) -> Outline:
    """The kind of *node* and its fields, as nested tuples; spans are left out."""
    made: dict[Node, Outline] = {}
    for part in reversed(tuple(walk(node))):
        values = (getattr(part, name) for name in field_names(part) if not _is_place(name))
        made[part] = (type(part).__name__, *(_outlined(value, made) for value in values))
    return made[node]


def _outlined(value: Any, made: dict[Node, Outline]) -> Any:
    if isinstance(value, Node):
        return made[value]
    if isinstance(value, tuple):
        return tuple(made[item] if isinstance(item, Node) else item for item in value)
    return value


def _is_place(name: str) -> bool:
    return name == "span" or name.endswith(("_span", "_spans"))
