"""Puts posts together as they are judged: some at a time, bounded in number and in bytes."""

from collections.abc import Iterable, Iterator, Sequence

from playbook.cli.posts.item import Record
from playbook.cli.posts.json_lines import Line
from playbook.frozen import frozen

POSTS_AT_ONCE = 64
"""Posts of a parcel, unless somebody waits for each."""
BYTES_AT_ONCE = 262_144
"""Bytes of lines after which a parcel is full, however few they are."""


@frozen
class Parcel:
    """Some posts that stand next to each other."""

    records: Sequence[Record]
    first: bool
    """Whether it begins with the first of all."""


def parcels(records: Iterable[Record], most: int = POSTS_AT_ONCE) -> Iterator[Parcel]:
    """All *records* in order, at most *most* at a time. Takes a record only when it is wanted."""
    held: list[Record] = []
    size = 0
    first = True
    for record in records:
        held.append(record)
        size += len(record.data) if isinstance(record, Line) and record.data else 0
        if len(held) >= most or size >= BYTES_AT_ONCE:
            yield Parcel(held, first)
            held, size, first = [], 0, False
    if held:
        yield Parcel(held, first)
