"""Folding with care: a text taken apart into *units*, each changed on its own, with a map that leads back.

Part of `normal`, whose docstring says what folding does. A unit is a stretch that normalises independently of its
neighbours: a letter with its marks, an emoji with its joiners, a run of white space. Each folded character comes from
one unit, so every place in the folded text has a place in the text as it was given. This is the slow way: `normal`
takes it where something has to be told of places, or where characters hang together.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from playbook.text.late import by_properties, late
from playbook.text.plain import plain_letters

Change: TypeAlias = Callable[[str], str]
"""What becomes of a unit."""

MAX_MARKS: Final = 30
"""Combining marks that count in one run. Unicode's stream-safe format (UAX #15, 12) allows as many; real text has up
to ten.
"""

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 16.0), and the controls that are not white space.
IGNORED: Final = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
"""What shows nothing, as the inside of a character class."""

# Python's white space, and the Braille blank, which looks like one and is used as one.
SPACE: Final = " \\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000"
"""White space, as the inside of a character class."""

PICTURE: Final = "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?[\\U0001f3fb-\\U0001f3ff]?"
"""A picture that a joiner may stand beside."""

COMPOSING: Final = "\\u1100-\\u11ff\\ua960-\\ua97c\\ud7b0-\\ud7fb\\U00016d63\\U00016d67-\\U00016d6a"
"""What composes without being a mark, as the inside of a character class: Hangul syllables still in parts, and the one
script whose vowels do (Kirat Rai).
"""

_TYPOGRAPHIC: Final = {
    ord(char): plain
    for chars, plain in (
        ("\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u055a\u2018\u2019\u201a\u201b\u2032\ua78b\ua78c", "'"),
        ("\u201c\u201d\u201e\u201f\u2033", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    )
    for char in chars
}

_SPACED: Final = late(re.compile, f"[{SPACE}]")
_DROPPED: Final = late(re.compile, f"[{IGNORED}]+")
_LONG_MARKS: Final = late(by_properties, rf"\p{{M}}{{{MAX_MARKS + 1}}}")
_MARKS: Final = late(by_properties, rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")
_PICTORIAL: Final = late(by_properties, r"\p{Extended_Pictographic}")
_UNIT: Final = late(
    by_properties,
    "(?s)(?P<plain>(?:[!-~]| (?=[!-~]))+(?=[\\t-\\r\\x1c-~]|\\Z))"
    f"|(?P<space>[{SPACE}](?:[{IGNORED}]*[{SPACE}])*)"
    f"|(?P<emoji>{PICTURE}(?:\\u200d{PICTURE})+|\\U0001f3f4[\\U000e0020-\\U000e007e]{{1,32}}\\U000e007f)"
    f"|(?P<ignored>[{IGNORED}]+)"
    f"|(?P<hangul>[\\u1100-\\u115e\\ua960-\\ua97c\\uac00-\\ud7a3](?:[{IGNORED}]*[\\u1161-\\u11ff\\ud7b0-\\ud7fb])+)"
    "|(?P<kirat>[\\U00016d63\\U00016d67-\\U00016d6a]+)"
    # \uff9e and \uff9f are the narrow forms of two combining marks.
    f"|(?P<letter>.(?:[{IGNORED}]*(?:(?![{IGNORED}])\\p{{M}}|[\\uff9e\\uff9f]))*[\\ufe0e\\ufe0f]?)",
)


class Stretches(NamedTuple):
    """A changed text and the way back, kept in stretches: from `at[i]` on, its characters stand for those given from
    `start[i]` on; one for one where `end[i]` is 0, else all of them for the range up to `end[i]`.
    """

    text: str
    at: list[int]
    start: list[int]
    end: list[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the given text that the range from *start* to *end* stands for."""
        first = self._place(start)[0]
        return first, max(first, self._place(end - 1)[1]) if end > start else first

    def _place(self, index: int) -> tuple[int, int]:
        """The range that the character at *index* stands for; past the last one, the end."""
        if not self.at:
            return 0, 0
        stretch = bisect_right(self.at, index) - 1
        first, last = self.start[stretch], self.end[stretch]
        if not last:
            first += index - self.at[stretch]
            return first, first + 1
        return (first, last) if index < len(self.text) else (last, last)


def folded_by_units(text: str, case: bool) -> Stretches:
    """*text* folded; without folding case if *case* is false."""
    return _by_units(text, _fold_unit if case else _fold_unit_keeping_case, merge=True)


def folded_alone(char: str, case: bool) -> str:
    """What `folded_by_units` makes of one character by itself, without its expressions, which are slow to load."""
    if _SPACED.match(char) is not None:
        return " "
    return _fold_unit(char) if case else _fold_unit_keeping_case(char)


def composed_by_units(text: str) -> Stretches:
    """*text* in NFC, runs of combining marks cut."""
    return _by_units(text, _compose_unit, merge=False)


def is_composed(text: str) -> bool:
    """Whether *text* is in NFC, without long runs of marks."""
    return text.isascii() or (unicodedata.is_normalized("NFC", text) and not has_long_marks(text))


def has_long_marks(text: str) -> bool:
    """Whether there are more combining marks in a run than count."""
    return len(text) > MAX_MARKS and _LONG_MARKS.search(text) is not None


def cut_marks(text: str) -> str:
    """*text* with each run of combining marks cut after 30, so that normalising it takes linear time."""
    return _MARKS.sub(r"\1", text) if has_long_marks(text) else text


def caseless(text: str) -> str:
    """*text* without difference of case, in NFC (Unicode's canonical caseless match, D145)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())


def _by_units(text: str, change: Change, *, merge: bool) -> Stretches:
    """*text* with *change* applied to each unit; *merge* makes one space of white space and drops the invisible."""
    pieces: list[str] = []
    at: list[int] = []
    start: list[int] = []
    end: list[int] = []
    length = 0
    straight = False  # whether the last stretch goes on one for one
    for match in _UNIT.finditer(text):
        kind = match.lastgroup
        unit = match.group()
        if merge and kind == "ignored":
            straight = False
            continue
        new = " " if merge and kind == "space" else change(unit)
        same = len(new) == len(unit) and (kind == "plain" or len(unit) == 1 or new == unit)
        if not (same and straight):
            at.append(length)
            start.append(match.start())
            end.append(0 if same else match.end())
        pieces.append(new)
        length += len(new)
        straight = same
    return Stretches("".join(pieces), at, start, end)


def _remember(change: Change) -> Change:
    """*change* with a memory for short units; long ones would fill it with rubbish."""
    short = lru_cache(maxsize=4096)(change)
    return lambda unit: short(unit) if len(unit) <= 4 else change(unit)


@_remember
def _fold_unit(unit: str) -> str:
    if unit.isascii():
        return unit.lower()
    return caseless(_bare(unit)).translate(_TYPOGRAPHIC)


@_remember
def _fold_unit_keeping_case(unit: str) -> str:
    if unit.isascii():
        return unit
    return unicodedata.normalize("NFC", _bare(unit)).translate(_TYPOGRAPHIC)


@_remember
def _compose_unit(unit: str) -> str:
    return unicodedata.normalize("NFC", cut_marks(unit))


def _bare(unit: str) -> str:
    """*unit* without what shows nothing, in plain letters. Emoji keep their joiners and tags."""
    if "\u200d" in unit and _PICTORIAL.match(unit):
        return re.sub("[\ufe0e\ufe0f]", "", unit)
    if unit[0] == "\U0001f3f4":
        return unit
    return cut_marks(plain_letters(_DROPPED.sub("", unit)))
