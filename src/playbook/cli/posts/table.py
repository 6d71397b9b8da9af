"""CSV: one post a row, read row by row. The first row names the columns; an empty cell says nothing."""

import csv
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from playbook import limits
from playbook.cli.posts.item import Item, unread
from playbook.cli.posts.json_lines import numbered_lines

_SURROGATES = range(0xDC80, 0xDD00)
"""What bytes that are not UTF-8 become on the way (PEP 383), so that they spoil one row only."""

_BROKEN_ROW = "this row is too long, or has a quote that is never closed or not doubled, or a stray line end"


class _Lines:
    """The lines of a table as text, counted; a line that is too long ends the table."""

    def __init__(self, stream: BinaryIO) -> None:
        self.number = 0
        self.too_long = False
        self._lines = numbered_lines(stream)

    def __iter__(self) -> Iterator[str]:
        for number, line in self._lines:
            self.number = number
            if line is None:
                self.too_long = True
                return
            encoding = "utf-8-sig" if number == 1 else "utf-8"
            yield line.decode(encoding, "surrogateescape")


def read(stream: BinaryIO, name: str) -> Iterator[Item]:
    """The posts of a CSV file, with commas, semicolons or tabs, whichever its first line has most of."""
    csv.field_size_limit(limits.MAX_POST_BYTES)
    lines = _Lines(stream)
    text_lines = iter(lines)
    first = next(text_lines, "")
    separator = max(",;\t", key=first.count)
    columns, problem = _header(first, separator)
    if problem:
        yield unread(f"{name}:1", problem)
        return
    # Strict: else a quote that is never closed takes all rows behind it into its own, and nobody hears of them.
    rows = csv.reader(text_lines, delimiter=separator, strict=True)
    while True:
        start = lines.number + 1
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error:
            yield unread(f"{name}:{start}", _BROKEN_ROW)
            continue
        if row:
            yield _row(row, columns, f"{name}:{start}")
    if lines.too_long:
        yield unread(f"{name}:{lines.number}", f"this line is longer than {limits.MAX_POST_BYTES:,} bytes")


def _header(line: str, separator: str) -> tuple[list[str], str]:
    """The names of the columns, and what is wrong with them."""
    try:
        columns = [column.strip() for column in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return [], "the names of the columns cannot be read; lines have to end with LF or CRLF"
    if _not_utf8([line]):
        return [], "this is not UTF-8; save it as UTF-8"
    if not any(columns):
        return [], "the first line has to name the columns"
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    return columns, f"the column `{twice}` is there twice" if twice else ""


def _row(row: list[str], columns: list[str], place: str) -> Item:
    if len(row) > len(columns):
        return unread(place, f"this row has {len(row)} cells, and there are {len(columns)} columns")
    if _not_utf8(row):
        return unread(place, "this row is not UTF-8")
    cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell}
    return Item(place, cells, tabular=True)


def _not_utf8(texts: Iterable[str]) -> bool:
    return any(ord(char) in _SURROGATES for text in texts if not text.isascii() for char in text)
