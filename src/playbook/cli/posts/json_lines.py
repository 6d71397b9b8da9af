"""JSON lines: one post a line, read one by one, so that the file may be of any size and a bad line spoils no other."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.json_values import parse_json
from playbook.cli.posts.whole import UnreadableError, decode
from playbook.model.validate import kind_of

_BEGINNINGS = (b"{", b"[", b"[{")


class Line(NamedTuple):
    """A line with a post, not looked at yet: that is done by whoever judges it, in a process of its own perhaps."""

    name: str
    """Of the input."""
    number: int
    """Of the line, from 1."""
    data: bytes | None
    """None stands for a line that is too long."""

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.name}:{self.number}"

    @property
    def alone(self) -> bool:
        """Whether its input can hold no other: it can."""
        return False

    def item(self) -> Item:
        """The post of the line."""
        if self.data is None:
            return unread(self.place, f"this line is longer than {limits.MAX_POST_BYTES:,} bytes")
        try:
            value = parse_json(decode(self.data.rstrip(b"\r\n")))
        except UnreadableError as error:
            if self.data.strip() in _BEGINNINGS:
                return unread(
                    self.place,
                    "this is only the beginning of a post; what goes over several lines wants --from json",
                )
            return unread(f"{self.place}:{error.column}" if error.column else self.place, error.reason)
        if isinstance(value, dict):
            return Item(self.place, value)
        return unread(self.place, f"a post is a set of named fields, not {kind_of(value)}")


def read(stream: BinaryIO, name: str) -> Iterator[Line]:
    """The posts of a JSON lines file; empty lines are passed over."""
    for number, line in numbered_lines(stream):
        if line is None or not line.isspace():
            yield Line(name, number, line)


def numbered_lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers, from 1, never holding more than one post may have in memory; too long ones are None."""
    number = 0
    while line := stream.readline(limits.MAX_POST_BYTES + 1):
        number += 1
        if len(line) > limits.MAX_POST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.MAX_POST_BYTES)
            yield number, None
        else:
            yield number, line
