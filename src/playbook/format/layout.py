"""What can be done with words on a page: put side by side, broken into lines, indented. Knows nothing of policies.

A `Gap` is a place where a line may end. All gaps of a `Group` are line ends, or none of them; a `Fill` breaks where the
next item no longer fits. Comments stand in gaps and nowhere else, and a gap with a comment is a line end: so what is
read again has its comments in the same gaps, and is laid out the same way.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from playbook.format.words import Comment, Word


@dataclass(slots=True, eq=False)
class Gap:
    """A place where a line may end."""

    flat: str = " "
    """What stands there if none does."""
    hard: bool = False
    """Whether a line has to end."""
    seam: bool = False
    """Whether one ends only for the sake of a comment."""
    opens: bool = False
    """Whether it stands behind a bracket or a heading, where no empty line is wanted."""
    closes: bool = False
    """Whether it stands before a closing bracket; its comments belong to what is inside."""
    behind: Comment | None = None
    before: list[Comment] = field(default_factory=list)
    parent: "Group | Fill | None" = None

    @property
    def forced(self) -> bool:
        """Whether a line ends here whatever fits."""
        return self.hard or self.behind is not None or bool(self.before)


@dataclass(slots=True, eq=False)
class Nest:
    """What is inside begins its lines so much further in."""

    indent: int
    inner: "Doc"


@dataclass(slots=True, eq=False)
class Group:
    """On one line if it fits."""

    inner: "Doc"
    parent: "Group | Fill | None" = None
    forced: bool = False


@dataclass(slots=True, eq=False)
class Fill:
    """As many items to a line as fit; those after the first begin their lines *indent* further in."""

    items: "list[Group]"
    gaps: list[Gap]
    """One fewer than items."""
    indent: int = 0
    parent: "Group | Fill | None" = None
    forced: bool = False


Doc: TypeAlias = "str | Word | Gap | Nest | Group | Fill | list[Doc]"
"""A list is its parts side by side."""

Leaf: TypeAlias = str | Word | Gap


def leaves_of(doc: Doc) -> Iterator[Leaf]:
    """What *doc* comes down to, in order. On the way, all that can be broken learns what it is part of."""
    waiting: list[tuple[Doc, Group | Fill | None]] = [(doc, None)]
    while waiting:
        found, parent = waiting.pop()
        match found:
            case str() | Word():
                yield found
            case Gap():
                found.parent = parent
                yield found
            case list():
                waiting += [(part, parent) for part in reversed(found)]
            case Nest():
                waiting.append((found.inner, parent))
            case Group():
                found.parent = parent
                waiting.append((found.inner, found))
            case Fill():
                found.parent = parent
                for item, gap in zip(reversed(found.items), (*reversed(found.gaps), None), strict=True):
                    waiting.append((item, found))
                    if gap is not None:
                        waiting.append((gap, found))
