"""Plain text: the whole file is the text of one post; `--set` gives the rest."""

from collections.abc import Iterator
from typing import BinaryIO

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.whole import UnreadableError, read_text, with_lf


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The post of a text file, without the line ends at its end."""
    try:
        text = read_text(stream, limits.MAX_POST_BYTES)
    except UnreadableError as error:
        yield unread(error.place(name), error.reason, alone=True)
        return
    yield Item(name, {"text": with_lf(text).rstrip("\n")}, alone=True)
