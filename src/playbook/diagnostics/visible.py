"""Makes text of strangers safe to show in a terminal, and knows how wide it is there. Looks at characters, not meaning.

Nothing that moves the cursor, changes colours, reorders what is read or hides in plain sight gets through: controls,
bidi marks and invisible characters come out as `<U+202E>`. Widths are in terminal columns: 2 for wide East Asian
characters and emoji, 0 for marks that join the character before. A tab reaches to the next multiple of four columns.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from playbook.frozen import frozen

TAB_WIDTH = 4

MAX_MARKS = 8
"""Marks in a row that may sit on one character; further ones are escaped, since they climb over other lines."""

_DRAWS_NOTHING = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc")
_JOINERS = frozenset("\u200c\u200d")
_EMOJI_STYLE = "\ufe0f"
_FIRST_JOINED_SCRIPT = "\u0590"
"""From here on joiners change what is seen (Arabic, Indic, emoji); in Latin, Greek and Cyrillic they only hide."""
_KEYCAPS = frozenset("0123456789#*")
_SUBDIVISION_FLAG = re.compile(r"\U0001F3F4[\U000E0061-\U000E007A\U000E0030-\U000E0039]{1,8}\U000E007F")
_FLAG = re.compile(r"[\U0001F1E6-\U0001F1FF]{2}")


@cache
def _clusters() -> Any:
    """User-perceived characters. Most of what is shown is plain ASCII, and goes without the library."""
    import regex  # noqa: PLC0415  (see above)

    return regex.compile(r"\X")


@frozen
class Cell:
    """What is shown for one user-perceived character, or for one that is escaped."""

    start: int
    """Offset of its first code point."""
    end: int
    shown: str
    width: int
    """Columns."""


def cells(text: str, start: int = 0, column: int = 0) -> Iterator[Cell]:
    """The cells of one line of *text*, in order, without gaps.

    *start* is added to all offsets; *column* is where the first cell stands, for the tabs.
    """
    for cluster in _clusters().finditer(text):
        for cell in _cluster(cluster.group(), start + cluster.start(), column):
            yield cell
            column += cell.width


def visible(text: str, *, lines: bool = False) -> str:
    """*text* with all that could mislead a reader escaped. Line ends are kept where *lines* says so, else escaped."""
    if text.isascii() and text.isprintable():
        return text
    if lines:
        return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))
    return "".join(cell.shown for cell in cells(text))


def width(text: str) -> int:
    """Columns that `visible(text)` takes."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cell.width for cell in cells(text))


def cut(text: str, columns: int) -> str:
    """`visible(text)` in at most *columns* columns; where something is left out, the last one is an ellipsis."""
    shown: list[Cell] = []
    used = 0
    for cell in cells(text):
        shown.append(cell)
        used += cell.width
        if used > columns:
            break
    else:
        return _join(shown)
    while shown and used > columns - 1:
        used -= shown.pop().width
    return _join(shown) + "…"


def wrap(text: str, columns: int) -> list[str]:
    """`visible(text)` in lines of at most *columns* columns, broken at spaces, or where it must."""
    lines: list[str] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        lines.extend(_wrap_line(paragraph, max(columns, 8)))
    return lines


def _wrap_line(text: str, columns: int) -> list[str]:
    lines: list[str] = []
    line: list[Cell] = []
    used = 0
    for cell in cells(text):
        if used + cell.width > columns and cell.shown != " ":
            at = _break(line)
            lines.append(_join(line[:at]))
            line = line[at:]
            used = sum(kept.width for kept in line)
        line.append(cell)
        used += cell.width
    lines.append(_join(line))
    return lines


def _break(line: list[Cell]) -> int:
    """After how many cells to break: after the last space, else at the end."""
    for at in range(len(line), 0, -1):
        if line[at - 1].shown == " ":
            return at
    return len(line)


def _join(line: list[Cell]) -> str:
    return "".join(cell.shown for cell in line).rstrip(" ")


def _cluster(text: str, start: int, column: int) -> Iterator[Cell]:
    if len(text) == 1 and " " <= text <= "~":
        yield Cell(start, start + 1, text, 1)
    elif text == "\t":
        columns = TAB_WIDTH - column % TAB_WIDTH
        yield Cell(start, start + 1, " " * columns, columns)
    elif _SUBDIVISION_FLAG.fullmatch(text):
        yield Cell(start, start + len(text), text, 2)
    else:
        yield from _parts(text, start)


def _parts(text: str, start: int) -> Iterator[Cell]:
    """A cluster as one cell, apart from what has to be escaped in it."""
    kept = ""
    for at, char in enumerate(text):
        if _is_hidden(char, kept):
            if kept:
                yield Cell(start + at - len(kept), start + at, kept, _columns(kept))
            kept = ""
            yield _escape(char, start + at)
        else:
            kept += char
    if kept:
        yield Cell(start + len(text) - len(kept), start + len(text), kept, _columns(kept))


def _is_hidden(char: str, before: str) -> bool:
    """Whether *char* cannot be shown as it is, after what is kept of its cluster so far."""
    if char in _JOINERS:
        return before[-1:] < _FIRST_JOINED_SCRIPT or before[-1] in _JOINERS
    if "\ufe00" <= char <= "\ufe0f":
        return before[-1:] not in _KEYCAPS and (before[-1:].isascii() or "\ufe00" <= before[-1] <= "\ufe0f")
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return not before or len(before) > MAX_MARKS or 0xE0100 <= ord(char) <= 0xE01EF
    if category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return True
    code = ord(char)
    return char in _DRAWS_NOTHING or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def _escape(char: str, at: int) -> Cell:
    shown = f"<U+{ord(char):04X}>"
    return Cell(at, at + 1, shown, len(shown))


def _columns(cluster: str) -> int:
    """Columns of a cluster: what terminals do that know clusters, and close to it elsewhere."""
    if _EMOJI_STYLE in cluster or _FLAG.fullmatch(cluster):
        return 2
    return max(_char_columns(char) for char in cluster)


def _char_columns(char: str) -> int:
    if char in _JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
