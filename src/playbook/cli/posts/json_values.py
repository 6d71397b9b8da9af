"""JSON text -> plain values, strictly: nothing twice, no NaN, numbers exact, refusals in words with their place."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from playbook.cli.posts.whole import UnreadableError

_REASONS = {
    "Expecting value": "a value is missing here",
    "Expecting property name enclosed in double quotes": "a name in double quotes is missing here",
    "Expecting ':' delimiter": "a `:` is missing here",
    "Expecting ',' delimiter": "a `,` or a closing bracket is missing here",
    "Illegal trailing comma before end of object": "a comma before `}` is one too many",
    "Illegal trailing comma before end of array": "a comma before `]` is one too many",
    "Unterminated string starting at": "this text is never closed",
    "Invalid control character at": "a control character (a line end, a tab) has to be written as an escape",
    "Extra data": "there is more after the end",
}


def parse_json(text: str) -> Any:
    """The value of *text*; numbers with a fraction come as Decimal. Raises UnreadableError."""
    if text.startswith("\ufeff"):
        raise UnreadableError("there is a second byte order mark", 1, 1)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if text[error.pos : error.pos + 1] == "\0":
            raise UnreadableError(
                "there is a NUL here, as in UTF-16; save it as UTF-8", error.lineno, error.colno
            ) from None
        reason = _REASONS.get(error.msg)
        if reason is None:
            reason = "a backslash starts no escape here" if "escape" in error.msg else "this is not JSON"
        raise UnreadableError(reason, error.lineno, error.colno) from None
    except _OddNumberError as error:
        raise UnreadableError(str(error), *_place_of_odd_number(text)) from None
    except RecursionError:
        raise UnreadableError("this is nested too deeply") from None


def _mapping(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(f"`{twice}` is given twice")
    return made


class _OddNumberError(Exception):
    """A number that is none, or is too long. The decoder does not say where."""


def _int(digits: str) -> int:
    if len(digits) > 1000:
        raise _OddNumberError("a number has more than 1,000 digits")
    return int(digits)


def _refuse_constant(name: str) -> Any:
    raise _OddNumberError(f"`{name}` is no number in JSON")


_TEXT_OR_ODD = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(?P<odd>-?Infinity|NaN|-?[0-9]{1001})')


def _place_of_odd_number(text: str) -> tuple[int, int]:
    """Line and column of the first number that is refused: numbers are read in their order."""
    for found in _TEXT_OR_ODD.finditer(text):
        if found["odd"]:
            before = text[: found.start()]
            return before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1
    return 0, 0


_DECODER = json.JSONDecoder(
    object_pairs_hook=_mapping, parse_constant=_refuse_constant, parse_float=Decimal, parse_int=_int
)
