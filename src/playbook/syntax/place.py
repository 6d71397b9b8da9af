"""What repairs and explanations get to see of the reader: a place in a text where nothing fits."""

import re
from collections import deque
from collections.abc import Sequence
from typing import Protocol

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.source import Span
from playbook.syntax.token import Token
from playbook.text.late import late

WORD = late(re.compile, r"[^\W\d]\w*+")
_LEXEME = late(
    re.compile,
    r"""(?P<text>"(?!"")[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+")
      | (?P<number>\.?[0-9](?:[\w.:/]|,(?=[0-9]{3}(?![0-9]))|-(?=\w))*+%?)
      | (?P<word>[^\W\d]\w*+(?:[.-]\w++)*+)
      | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Place(Protocol):
    """A place in a text, and the state of the parser there. `playbook.syntax.reader.Reader` is one."""

    text: str
    at: int
    taken: deque[Token]
    open: list[Token]
    headless: bool

    @property
    def inside(self) -> str | None: ...

    @property
    def keywords(self) -> dict[str, str]: ...

    def takes(self, *kinds: str) -> bool: ...

    def takes_after(self, kinds: Sequence[str], then: str) -> bool: ...

    def value_start(self) -> int | None: ...

    def lose(self, name: str) -> None: ...

    def spoil(self) -> None: ...

    def span(self, start: int, end: int) -> Span: ...

    def report(self, problem: Diagnostic) -> None: ...


@frozen
class Repair:
    """The tokens to go on with, and where in the text to go on after them."""

    tokens: Sequence[Token]
    at: int


@frozen
class Lexeme:
    """What stands at a place, cut out without asking the grammar."""

    kind: str
    """text, number, word, sign, or end."""
    text: str
    end: int


def lexeme(text: str, at: int) -> Lexeme:
    """The text, number, word or sign that begins at *at*."""
    found = _LEXEME.match(text, at)
    if found is None or found.lastgroup is None:
        return Lexeme("end", "", at)
    return Lexeme(
        found.lastgroup, found[0].rstrip(".:/") or found[0], at + len(found[0].rstrip(".:/") or found[0])
    )


def made(kind: str, value: str, start: int, end: int) -> Token:
    """A token that stands for what the author meant, at the place of what was written."""
    return Token(kind, value, start, end)


def instead(place: Place, length: int, *tokens: tuple[str, str]) -> Repair:
    """Go on with these (kind, value) tokens in place of the next *length* characters."""
    end = place.at + length
    return Repair([made(kind, value, place.at, end) for kind, value in tokens], end)


def before(place: Place, *tokens: tuple[str, str]) -> Repair:
    """Go on as if these (kind, value) tokens stood before what is here. They have no width."""
    last = place.taken[-1].end if place.taken else None
    at = place.at if last is None else last
    return Repair([made(kind, value, at, at) for kind, value in tokens], place.at)
