"""JSON: one post, or a list of posts. Has to be read whole; many posts are better off as JSON lines."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.json_values import parse_json
from playbook.cli.posts.whole import UnreadableError, read_text
from playbook.model.validate import kind_of


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The posts of a JSON file."""
    try:
        text = read_text(stream, limits.MAX_INPUT_BYTES, "; write the posts as JSON lines")
        if not text.strip():
            raise UnreadableError("there is nothing in this file")
        value = parse_json(text)
    except UnreadableError as error:
        yield unread(error.place(name), error.reason, alone=True)
        return
    yield from posts_in(value, name)


def posts_in(value: Any, name: str) -> Iterator[Item]:
    """The posts of a document that is one mapping, or a list of them."""
    if isinstance(value, dict):
        yield Item(name, value, alone=True)
    elif isinstance(value, list):
        for number, element in enumerate(value):
            place = f"{name}[{number}]"
            if isinstance(element, dict):
                yield Item(place, element)
            else:
                yield unread(place, f"a post is a set of named fields, not {kind_of(element)}")
    else:
        yield unread(name, f"a post is a set of named fields, not {kind_of(value)}", alone=True)
