"""What a pattern says, free of any engine's syntax: sets of characters, sequences, alternatives, repeats and edges.

Between `parser`, which makes it, and `engine`, which writes it for an engine. Flags are worked in
already.
"""

from typing import Literal, TypeAlias

from playbook.frozen import frozen
from playbook.text.patterns.code_points import CodePoints


@frozen
class OneOf:
    """One character of a set."""

    members: CodePoints


@frozen
class Sequence:
    parts: "tuple[Node, ...]"


@frozen
class Either:
    options: "tuple[Node, ...]"


@frozen
class Repeat:
    """`high` is None for no upper limit."""

    part: "Node"
    low: int
    high: int | None
    lazy: bool


@frozen
class Edge:
    """A place between characters."""

    kind: Literal["text start", "text end", "line start", "line end", "word edge", "no word edge"]


Node: TypeAlias = OneOf | Sequence | Either | Repeat | Edge


def may_be_empty(node: Node) -> bool:
    """Whether *node* can match without taking a character."""
    match node:
        case OneOf():
            return False
        case Sequence(parts):
            return all(map(may_be_empty, parts))
        case Either(options):
            return any(map(may_be_empty, options))
        case Repeat(part, low):
            return low == 0 or may_be_empty(part)
        case Edge():
            return True


def has_word_edge(node: Node) -> bool:
    r"""Whether `\b` or `\B` is in it."""
    match node:
        case OneOf():
            return False
        case Sequence(parts) | Either(parts):
            return any(map(has_word_edge, parts))
        case Repeat(part):
            return has_word_edge(part)
        case Edge(kind):
            return kind in {"word edge", "no word edge"}
