"""YAML: one post, a list of posts, or several documents with `---` between them."""

from collections.abc import Iterator
from typing import BinaryIO

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.json_document import posts_in
from playbook.cli.posts.whole import UnreadableError, read_text
from playbook.cli.posts.yaml_values import parse_yaml


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The posts of a YAML file."""
    try:
        documents = list(
            parse_yaml(read_text(stream, limits.MAX_YAML_BYTES, "; write the posts as JSON lines"))
        )
    except UnreadableError as error:
        yield unread(error.place(name), error.reason, alone=True)
        return
    if not documents:
        yield unread(name, "there is nothing in this file", alone=True)
    elif len(documents) == 1:
        yield from posts_in(documents[0][1], name)
    else:
        for line, value in documents:
            for item in posts_in(value, f"{name}:{line}"):
                yield Item(item.place, item.fields, item.problem)
