"""Goes over a tree: the parts of a node, and all nodes below one. Knows no kinds of nodes, and does not recurse."""

from collections.abc import Iterator

from playbook.syntax.tree import Node


def children(node: Node) -> Iterator[Node]:
    """The nodes that *node* is made of, in the order of its fields."""
    for name in field_names(node):
        value = getattr(node, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (item for item in value if isinstance(item, Node))


def walk(node: Node) -> Iterator[Node]:
    """*node*, and everything below it: wholes before parts, parts in the order of `children`."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(tuple(children(found)))


def field_names(node: Node) -> tuple[str, ...]:
    """The fields of *node*, its span first."""
    return type(node).__match_args__
