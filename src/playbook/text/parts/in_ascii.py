"""Patterns that are written twice: for any text, and for what is ASCII all around, for an engine that is quicker and
knows of no properties of letters.

Below `addresses` and `tokens`, whose patterns these are. Most posts are ASCII, or are where something is found in them.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

_AROUND: Final = 3
"""Characters beside a match that a pattern may look at."""
_WINDOW: Final = 256
"""Characters that are tried the quick way first. Were it all that follows, a text with many beginnings and one sign
beyond ASCII at its end would take time by the square.
"""


def quicker(plain: re.Pattern[str], thorough: re.Pattern[str]) -> Callable[[str, int], re.Match[str] | None]:
    """What matches *thorough* at a place of a text, by *plain* if all that either looks at is ASCII."""

    def match(text: str, start: int) -> re.Match[str] | None:
        if text.isascii():
            return plain.match(text, start)
        found = plain.match(text, start, start + _WINDOW)
        if found is not None and found.end() + _AROUND < start + _WINDOW:
            around = text[max(0, start - _AROUND) : found.end() + _AROUND]
            if around.isascii():
                return found
        return thorough.match(text, start)

    return match


def quicker_search(
    signs: re.Pattern[str], plain: re.Pattern[str], thorough: re.Pattern[str]
) -> Callable[[str], Iterator[re.Match[str]]]:
    """The same for all places of a text: *thorough* matches only where one of the *signs* stands."""
    match = quicker(plain, thorough)

    def search(text: str) -> Iterator[re.Match[str]]:
        if text.isascii():
            yield from plain.finditer(text)
            return
        place = 0
        for sign in signs.finditer(text):
            found = match(text, sign.start()) if sign.start() >= place else None
            if found is not None:
                yield found
                place = found.end()

    return search
