"""Remembers what was made of files, as long as they say the same: who loads a policy twice waits for it once.

What is remembered is found again by everything that went into it, and only after every file was read again and found
to be the same, byte for byte. It never leaves the process, so there is nothing that anybody else could change.
"""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from threading import Lock
from typing import Any, Generic, Literal, TypeVar

from playbook.frozen import frozen
from playbook.limits import MAX_REMEMBERED, MAX_REMEMBERED_BYTES, MAX_TERM_FILE_BYTES
from playbook.packs.files import Unreadable, read_bytes
from playbook.packs.find import pack_path

SWITCH = "PLAYBOOK_CACHE"
"""The environment variable that says `off` where nothing is to be remembered."""

_Value = TypeVar("_Value")


@frozen
class Input:
    """Something from outside that went into a policy: what a file said, or which file a pack's name stood for."""

    kind: Literal["file", "pack"]
    name: str
    said: str

    def holds(self) -> bool:
        """Whether it is still so."""
        if self.kind == "pack":
            return str(pack_path(self.name)) == self.said
        data = read_bytes(Path(self.name), MAX_TERM_FILE_BYTES)
        return not isinstance(data, Unreadable) and digest(data) == self.said


def digest(data: bytes) -> str:
    """What the bytes of a file are known by."""
    return hashlib.sha256(data).hexdigest()


class Memory(Generic[_Value]):
    """The values used last, by their keys. Threads may share it."""

    def __init__(self) -> None:
        self._held: OrderedDict[Hashable, tuple[_Value, tuple[Input, ...], int]] = OrderedDict()
        self._lock = Lock()

    def recall(self, key: Hashable) -> _Value | None:
        """The value for *key*, if all that went into it still holds."""
        with self._lock:
            found = self._held.get(key)
        if found is None or not all(one.holds() for one in found[1]):
            return None
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
        return found[0]

    def keep(self, key: Hashable, value: _Value, inputs: Iterable[Input], size: int) -> None:
        """Remember *value*, made from *inputs* of so many bytes; forget what was not asked for longest."""
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = value, tuple(inputs), size
            while (
                len(self._held) > MAX_REMEMBERED
                or sum(one[2] for one in self._held.values()) > MAX_REMEMBERED_BYTES
            ):
                self._held.popitem(last=False)

    def forget(self) -> None:
        """Everything."""
        with self._lock:
            self._held.clear()


def is_on() -> bool:
    """Whether anything is to be remembered at all."""
    return os.environ.get(SWITCH, "").lower() != "off"


_PLAIN = (str, bool, int, float, Decimal, Fraction, date, datetime, timedelta)


def known_by(value: Any) -> Hashable | None:
    """What a param's value is told from others by; None where that cannot be said. `1` is neither `1.0` nor `true`."""
    if type(value) in _PLAIN:
        return type(value), repr(value)
    if type(value) in (list, tuple):
        items = tuple(known_by(item) for item in value)
        return None if None in items else (type(value), items)
    return None
