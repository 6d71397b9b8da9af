"""JSON lines: one post a line, read one by one, so that the file may be of any size and a bad line spoils no other."""

from collections.abc import Iterator
from typing import BinaryIO

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.json_values import parse_json
from playbook.cli.posts.whole import UnreadableError, decode
from playbook.model.validate import kind_of


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The posts of a JSON lines file; empty lines are passed over."""
    for number, line in numbered_lines(stream):
        yield from read_line(line, f"{name}:{number}")


def read_line(line: bytes | None, place: str) -> Iterator[Item]:
    """The post of one line, if there is one. None stands for a line that is too long."""
    if line is None:
        yield unread(place, f"this line is longer than {limits.MAX_POST_BYTES:,} bytes")
        return
    if not line.strip():
        return
    try:
        value = parse_json(decode(line.rstrip(b"\r\n")))
    except UnreadableError as error:
        yield unread(f"{place}:{error.column}" if error.column else place, error.reason)
        return
    if isinstance(value, dict):
        yield Item(place, value)
    else:
        yield unread(place, f"a post is a set of named fields, not {kind_of(value)}")


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
