"""Reads an input that has to be in memory at once, within a limit, as UTF-8. The formats that stream do not use it."""

import codecs
from typing import BinaryIO

_KNOWN = {
    codecs.BOM_UTF16_LE: "this is UTF-16; save it as UTF-8",
    codecs.BOM_UTF16_BE: "this is UTF-16; save it as UTF-8",
    b"\x1f\x8b": "this is compressed; unpack it first",
    b"PK\x03\x04": "this is an archive or a document of an office program, not text",
}
"""What is not UTF-8, and is known by its first bytes."""


class UnreadableError(Exception):
    """Why an input is no text, or too much of it. `line` and `column` start at 1; 0 where there is no place."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column

    def place(self, name: str) -> str:
        """`name:line:column`, as far as that is known."""
        return f"{name}:{self.line}:{self.column}" if self.line else name


def read_text(stream: BinaryIO, limit: int, advice: str = "") -> str:
    """All of *stream*; a byte order mark at the start is dropped.

    Raises UnreadableError past *limit* bytes (with *advice*) or where it is not UTF-8.
    """
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"this is larger than {limit:,} bytes{advice}")
    return decode(data)


def with_lf(text: str) -> str:
    """*text* with its lines ended in one way: a post is the same wherever it was checked out."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes) -> str:
    """*data* as text. Raises UnreadableError with the place of the first byte that is not UTF-8."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        for start, reason in _KNOWN.items():
            if data.startswith(start):
                raise UnreadableError(reason, 1, 1) from None
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        raise UnreadableError("this is not UTF-8", line, column) from None
