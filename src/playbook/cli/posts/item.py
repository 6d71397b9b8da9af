"""What every reader yields: one post as it was written, or why it could not be read, and where it stands."""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol, TypeAlias

from playbook.frozen import frozen

Fields: TypeAlias = dict[str, Any]
"""A post before it is checked: names and values as the file has them."""


@frozen
class Item:
    """One post of an input."""

    place: str
    """Where it stands, for people: `posts.jsonl:14`, `posts.json[3]`."""
    fields: Fields | None
    """None where it could not be read."""
    problem: str = ""
    """Why it could not be read; one clause."""
    alone: bool = False
    """Whether the input is of a form that holds just this one post."""
    tabular: bool = False
    """Whether all values are texts from a table, to be understood by the field that they are for."""

    def item(self) -> "Item":
        """Itself: it is read already."""
        return self


class Record(Protocol):
    """A post of an input, as far as it had to be read to know where it ends. It can be pickled."""

    def item(self) -> Item:
        """The post, read. Raises nothing."""


Reader: TypeAlias = Callable[[BinaryIO, str], Iterator[Record]]
"""Reads an open input, of the given name, and yields its posts in order. Raises OSError, and nothing else."""


def unread(place: str, problem: str, *, alone: bool = False) -> Item:
    """An item for what could not be read."""
    return Item(place, None, problem, alone)
