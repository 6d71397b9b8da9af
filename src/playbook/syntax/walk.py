"""Goes over a tree: the parts of a node, and all nodes below one. Knows no kinds of nodes, and does not recurse.

Which fields of a kind of node can hold nodes follows from their annotations; it is looked up once for each kind.
"""

import types
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, get_args, get_origin, get_type_hints

from playbook.syntax.tree import Node


def children(node: Node) -> Sequence[Node]:
    """The nodes that *node* is made of, in the order of its fields."""
    found: list[Node] = []
    for value in (_HOLDING.get(type(node)) or _holding(type(node)))(node):
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Node)]
    return found


def walk(node: Node) -> Iterator[Node]:
    """*node*, and everything below it: wholes before parts, parts in the order of `children`."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        below = children(found)
        if below:
            waiting += below[::-1]


def field_names(node: Node) -> tuple[str, ...]:
    """The fields of *node*, its span first."""
    return type(node).__match_args__


_HOLDING: dict[type[Node], Callable[[Node], Sequence[Any]]] = {}
"""What gives the values of the fields that can hold nodes, by the kind of node."""


def _holding(kind: type[Node]) -> Callable[[Node], Sequence[Any]]:
    """The same for a kind that nobody has asked for yet."""
    hints = get_type_hints(kind)
    names = [name for name in kind.__match_args__ if _holds_nodes(hints[name])]
    values: Callable[[Node], Sequence[Any]]
    match names:
        case []:
            values = _nothing
        case [name]:
            one = attrgetter(name)

            def values(node: Node) -> Sequence[Any]:
                return (one(node),)
        case _:
            values = attrgetter(*names)
    _HOLDING[kind] = values
    return values


def _nothing(_: Node) -> Sequence[Any]:
    return ()


@cache
def _holds_nodes(hint: Any) -> bool:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        return issubclass(hint, Node)
    if get_origin(hint) is None:
        return hint is Any
    return any(_holds_nodes(inner) for inner in get_args(hint) if not isinstance(inner, str))
