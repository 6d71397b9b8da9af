"""Which files are meant, and in what format: files, folders (all that is in them, sorted), and `-` for standard input.

Opens one input at a time and passes on what its reader yields; what cannot be opened is an item that says so.
"""

import io
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from playbook import limits
from playbook.cli.posts import json_document, json_lines, markdown, plain_text, table, yaml_document
from playbook.cli.posts.item import Reader, Record, unread
from playbook.cli.posts.json_values import parse_json
from playbook.cli.posts.whole import UnreadableError, decode

FORMATS: Mapping[str, Reader] = MappingProxyType(
    {
        "json": json_document.read,
        "jsonl": json_lines.read,
        "yaml": yaml_document.read,
        "markdown": markdown.read,
        "csv": table.read,
        "text": plain_text.read,
    }
)
"""The readers by the names that `--from` takes."""

SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".json": "json",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".yaml": "yaml",
        ".yml": "yaml",
        ".md": "markdown",
        ".markdown": "markdown",
        ".csv": "csv",
        ".tsv": "csv",
        ".txt": "text",
    }
)
"""The formats by file name. In a folder, files with other endings are passed over."""

STANDARD_INPUT = "-"


class InputError(Exception):
    """An input that makes no sense: not there, or of no known format. Its text says what to do."""


def files_of(names: Sequence[str], format_name: str | None) -> list[str]:
    """The inputs that *names* stand for: folders give their files, sorted by path. Raises InputError.

    Hidden files and folders are passed over, and links to folders are not followed. A link that leads nowhere is there:
    it may have been meant to be a post, so reading it has to fail.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT:
            found.append(name)
        elif path.is_dir():
            inside = sorted(_inside(path))
            if not inside:
                raise InputError(
                    f"{name}: no posts are in this folder; known endings are {', '.join(SUFFIXES)}"
                )
            found.extend(inside)
        elif not path.exists():
            raise InputError(f"{name}: there is no such file")
        elif format_name is None and path.suffix.lower() not in SUFFIXES:
            raise InputError(f"{name}: the format is not known by this ending; say it with --from")
        else:
            found.append(name)
    return found


class Inputs:
    """The posts of several inputs, one after the other, and how far the reading is."""

    def __init__(self, names: Sequence[str], format_name: str | None, stdin: BinaryIO) -> None:
        self._names = names
        self._format = format_name
        self._stdin = stdin
        self._before = 0
        self._stream: BinaryIO | None = None

    def __iter__(self) -> Iterator[Record]:
        for name in self._names:
            if name == STANDARD_INPUT:
                self._stream = self._stdin
                yield from _read_standard_input(self._stdin, self._format)
                self._stream = None
            else:
                yield from self._read_file(name)

    @property
    def total(self) -> int | None:
        """Bytes of all inputs together; None where one of them does not say: a pipe, a terminal."""
        sizes = [self._size_of(name) for name in self._names]
        return None if None in sizes else sum(size for size in sizes if size is not None)

    def position(self) -> int:
        """Bytes read so far. To be asked only where the total is known."""
        return self._before + (self._stream.tell() if self._stream else 0)

    def _read_file(self, name: str) -> Iterator[Record]:
        reader = FORMATS[self._format or SUFFIXES[Path(name).suffix.lower()]]
        try:
            with Path(name).open("rb") as stream:
                self._stream = stream
                yield from reader(stream, name)
                if stream.seekable():
                    self._before += stream.tell()
        except OSError as error:
            yield unread(name, f"it cannot be read: {error.strerror or 'input error'}")
        finally:
            self._stream = None

    def _size_of(self, name: str) -> int | None:
        try:
            found = os.fstat(self._stdin.fileno()) if name == STANDARD_INPUT else os.stat(name)  # noqa: PTH116
        except OSError:  # io.UnsupportedOperation, too: a stream without a file behind it
            return None
        return found.st_size if stat.S_ISREG(found.st_mode) else None


def _inside(folder: Path) -> Iterator[str]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _inside(path)
        elif path.suffix.lower() in SUFFIXES and (path.is_file() or not path.exists()):
            yield str(path)


def _read_standard_input(stdin: BinaryIO, format_name: str | None) -> Iterator[Record]:
    """Standard input tells its format by how it begins, as far as that leaves no doubt."""
    name = "standard input"
    if format_name is not None:
        yield from FORMATS[format_name](stdin, name)
        return
    first = stdin.readline(limits.MAX_POST_BYTES)
    if not first:
        yield unread(name, "there is nothing to read")
        return
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    joined = io.BufferedReader(_Joined(first, stdin))
    if start.startswith(b"{") and _is_whole(first):
        yield from json_lines.read(joined, name)
    elif start.startswith((b"{", b"[")) or not start:
        yield from json_document.read(joined, name)
    elif start.rstrip() == b"---":
        yield from markdown.read(joined, name)
    else:
        formats = ", ".join(FORMATS)
        yield unread(name, f"the format cannot be told from its beginning; say it with --from ({formats})")


def _is_whole(line: bytes) -> bool:
    """Whether one line is a post, so that the input is JSON lines."""
    try:
        return isinstance(parse_json(decode(line)), dict)
    except UnreadableError:
        return False


class _Joined(io.RawIOBase):
    """A stream with its first bytes, already read, put back in front."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer)
        if self._first:
            data, self._first = self._first[: len(view)], self._first[len(view) :]
        else:
            data = self._rest.readline(len(view))
        view[: len(data)] = data
        return len(data)
