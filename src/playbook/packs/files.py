"""Reads policy files: size, encoding and kind are looked at before the text is."""

import os
import stat
from pathlib import Path

from playbook.frozen import frozen
from playbook.limits import MAX_SOURCE_BYTES


@frozen
class Unreadable:
    """Why a file cannot be read, in a few words."""

    reason: str
    missing: bool = False
    """Whether there is nothing at that place."""


def read_policy(path: Path) -> str | Unreadable:
    """The text of the policy file at *path*."""
    data = read_bytes(path, MAX_SOURCE_BYTES)
    return data if isinstance(data, Unreadable) else decode(data)


def read_bytes(path: Path, most: int) -> bytes | Unreadable:
    """What the file at *path* says, if that is not too much. Never blocks on what is no file (a pipe, a device)."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return Unreadable("there is no such file", missing=True)
    except (OSError, ValueError) as error:
        return Unreadable(getattr(error, "strerror", None) or "it cannot be opened")
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return Unreadable("it is not a file")
    with os.fdopen(handle, "rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        return Unreadable(f"it is larger than {most:,} bytes")
    return data


def decode(data: bytes) -> str | Unreadable:
    """UTF-8 (with or without a byte order mark) as text."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Unreadable(f"it is not UTF-8 (byte {error.start + 1:,}, line {line:,})")


def inside(folder: Path, name: str) -> Path | Unreadable:
    """The file *name* relative to *folder*, if it is inside of it, links followed; else why not."""
    if "\0" in name or not name.strip():
        return Unreadable("it is no path")
    plain = name.replace("\\", "/")
    if plain.startswith(("/", "~")) or ":" in plain:
        return Unreadable("it is not relative to the policy's own folder")
    try:
        root, path = folder.resolve(), (folder / plain).resolve()
    except (OSError, RuntimeError):
        return Unreadable("it cannot be followed")
    if not path.is_relative_to(root):
        return Unreadable("it is outside of the policy's own folder")
    return path
