"""Rings and orders among declarations that need one another; by loops, not by recursion, since chains may be long."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

Node = TypeVar("Node")


def rings(needs: Mapping[Node, Sequence[Node]]) -> list[tuple[Node, ...]]:
    """The rings, each once, from the node at which it was first entered."""
    found: list[tuple[Node, ...]] = []
    for _ in _visit(needs, found):
        pass
    return found


def needed_first(needs: Mapping[Node, Sequence[Node]]) -> list[Node]:
    """All nodes, each after those that it needs (as far as rings allow)."""
    return list(_visit(needs, []))


def _visit(needs: Mapping[Node, Sequence[Node]], found: list[tuple[Node, ...]]) -> Iterator[Node]:
    """Depth first. Yields nodes when all that they need is done; rings go to *found* as they close."""
    done: set[Node] = set()
    for start in needs:
        if start in done:
            continue
        path: dict[Node, Iterator[Node]] = {start: iter(needs[start])}
        while path:
            node, others = next(reversed(path.items()))
            other = next(others, None)
            if other is None:
                del path[node]
                done.add(node)
                yield node
            elif other in path:
                names = list(path)
                found.append(tuple(names[names.index(other) :]))
            elif other not in done and other in needs:
                path[other] = iter(needs[other])
