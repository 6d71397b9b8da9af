"""One spelling for texts that people read as the same: the normal form that all matching works on, with a way back.

First in the text stage; it knows nothing of words or topics (`words` and `matcher` do). What folding does, in this
order:

1. Characters that show nothing go: soft hyphens, zero-width and direction marks, variation selectors, controls.
Joiners inside an emoji and the tags of a flag stay, since they make it another picture.
2. A run of combining marks is cut after 30: nobody reads more, and CPython's `normalize` is quadratic in such a run.
3. Letters in another dress become plain: full width, mathematical bold and the like, Arabic presentation forms,
ligatures. Superscripts, circled letters, fractions and signs such as ™ stay what they are, so `acme™` still begins
with the word `acme`.
4. Full case folding between two normalisations (Unicode's canonical caseless match, D145), except for `exactly`; then
NFC.
5. Typographic apostrophes, quotes and dashes become `'`, `"` and `-`; a run of white space becomes one space.

The work is done on *units*: stretches that normalise independently of their neighbours. Each folded character comes
from one unit, so every place in the folded text has a place in the text as it was given. Most texts need none of
this: ASCII, and texts that every step leaves alone or maps one to one, take a short way.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeAlias

from playbook.text.late import by_properties, late
from playbook.text.plain import plain_letters

_Change: TypeAlias = Callable[[str], str]

MAX_MARKS = 30
"""Combining marks that count in one run. Unicode's stream-safe format (UAX #15, 12) allows as many; real text has up
to ten.
"""

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties, 16.0), and the controls that are not white space.
_IGNORED = (
    "\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8"
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
# Python's white space but for the space itself, and the Braille blank, which looks like one and is used as one.
_OTHER_SPACE = "\\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000"
_SPACE = f" {_OTHER_SPACE}"

_TYPOGRAPHIC = {
    ord(char): plain
    for chars, plain in (
        ("\u00b4\u02b9\u02bb\u02bc\u02bd\u02c8\u055a\u2018\u2019\u201a\u201b\u2032\ua78b\ua78c", "'"),
        ("\u201c\u201d\u201e\u201f\u2033", '"'),
        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    )
    for char in chars
}

_ASCII = {
    False: bytes(32 if 9 <= code <= 13 or 28 <= code <= 31 else code for code in range(256)),
    True: bytes(32 if 9 <= code <= 13 or 28 <= code <= 31 else ord(chr(code).lower()) for code in range(128))
    + bytes(range(128, 256)),
}
_ASCII_IGNORED = bytes([*range(9), *range(14, 28), 127])

_SWAPPED = re.compile(f"[{_OTHER_SPACE}{''.join(map(chr, _TYPOGRAPHIC))}]")
# What makes a text more than a matter of case; on the safe side, so it may name too much.
_DRESSES = (
    "\\u0132-\\u017f\\u01c4-\\u01f3\\u03d0-\\u03f9\\u0587\\u0675-\\u0678\\u0edc\\u0edd\\u1100-\\u11ff"
    "\\u1d00-\\u1dbf\\u1e9a\\u2100-\\u214f\\u2460-\\u24ff\\u2c7c\\u2c7d\\ua69c\\ua69d\\ua770\\ua7f0-\\ua7ff"
    "\\ua960-\\ua97f\\uab5c-\\uab69\\ud7b0-\\ud7ff\\ufb00-\\ufdff\\ufe20-\\ufeff\\uff00-\\uffef"
    "\\U00010780-\\U000107bf\\U00016d63-\\U00016d6a\\U0001d400-\\U0001d7ff\\U0001e030-\\U0001e06f"
    "\\U0001ee00-\\U0001eeff\\U0001fbf0-\\U0001fbf9"
)
_ODD = re.compile(f"[{_IGNORED}{_DRESSES}]")
_DRESSED = re.compile(f"[{_DRESSES}]")
_DROPPED = re.compile(f"[{_IGNORED}]+")
_LONG_MARKS = late(by_properties, rf"\p{{M}}{{{MAX_MARKS + 1}}}")
_MARKS = late(by_properties, rf"(\p{{M}}{{{MAX_MARKS}}})\p{{M}}+")
_INVISIBLE = re.compile(f"[{_IGNORED}{_SPACE}]+")

_PICTURE = "\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?[\\U0001f3fb-\\U0001f3ff]?"
_EMOJI = (
    f"(?P<emoji>{_PICTURE}(?:\\u200d{_PICTURE})+|\\U0001f3f4[\\U000e0020-\\U000e007e]{{1,32}}\\U000e007f)"
)
_PICTORIAL = late(by_properties, "\\p{Extended_Pictographic}")
_INVISIBLE_PART = late(by_properties, f"{_EMOJI}|[{_IGNORED}]+")
_UNIT = late(
    by_properties,
    "(?s)(?P<plain>(?:[!-~]| (?=[!-~]))+(?=[\\t-\\r\\x1c-~]|\\Z))"
    f"|(?P<space>[{_SPACE}](?:[{_IGNORED}]*[{_SPACE}])*)"
    f"|{_EMOJI}"
    f"|(?P<ignored>[{_IGNORED}]+)"
    # Hangul syllables still in parts, and the one script whose vowels compose without being marks (Kirat Rai).
    f"|(?P<hangul>[\\u1100-\\u115e\\ua960-\\ua97c\\uac00-\\ud7a3](?:[{_IGNORED}]*[\\u1161-\\u11ff\\ud7b0-\\ud7fb])+)"
    "|(?P<kirat>[\\U00016d63\\U00016d67-\\U00016d6a]+)"
    # \uff9e and \uff9f are the narrow forms of two combining marks.
    f"|(?P<letter>.(?:[{_IGNORED}]*(?:(?![{_IGNORED}])\\p{{M}}|[\\uff9e\\uff9f]))*[\\ufe0e\\ufe0f]?)",
)


class Folded:
    """A folded text that knows where in the given text each part of it stood.

    `text` is what to match on. The map is kept in stretches: from `_at[i]` on, folded characters stand for the original
    ones from `_start[i]` on; one for one where `_end[i]` is 0, else all of them for the range up to `_end[i]`.
    """

    __slots__ = ("_at", "_end", "_start", "text")

    def __init__(
        self, text: str, at: Sequence[int] = (), start: Sequence[int] = (), end: Sequence[int] = ()
    ) -> None:
        self.text = text
        self._at = at
        self._start = start
        self._end = end

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the given text that the folded range from *start* to *end* stands for."""
        if not self._at:
            return start, end
        first = self._place(start)[0]
        return first, max(first, self._place(end - 1)[1]) if end > start else first

    def _place(self, index: int) -> tuple[int, int]:
        """The range of the given text that the folded character at *index* stands for; past the last one, its end."""
        stretch = bisect_right(self._at, index) - 1
        first, last = self._start[stretch], self._end[stretch]
        if not last:
            first += index - self._at[stretch]
            return first, first + 1
        return (first, last) if index < len(self.text) else (last, last)


def fold(text: str, *, case: bool = True) -> Folded:
    """The normal form of *text* as the module's docstring gives it; without step 4's case folding
    if *case* is false.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return Folded(text.lower() if case else text)
    if (short := _one_to_one(text, case)) is not None:
        return Folded(short)
    return _folded_by_units(text, case)


def folded_text(text: str, *, case: bool = True) -> str:
    """The text of `fold`, for those who need no way back; but for white space at the ends, which may be gone."""
    if text.isascii():
        text = text.encode().translate(_ASCII[case], _ASCII_IGNORED).decode()
        return " ".join(text.split()) if "  " in text else text
    if "  " in text or "\n" in text:
        text = " ".join(text.split())
    short = _one_to_one(text, case)
    return _at_once(text, case) if short is None else short


def _at_once(text: str, case: bool) -> str:
    """What `_by_units` makes of *text*, without the map: each step on the whole of it."""
    if _DROPPED.search(text):
        if "\u200d" in text or "\U0001f3f4" in text:
            text = _INVISIBLE_PART.sub(_without_invisible, text)
        else:
            text = _DROPPED.sub("", text)
    text = " ".join(text.replace("\u2800", " ").split())
    if _DRESSED.search(text):
        text = plain_letters(text)
    text = unicodedata.normalize("NFD" if case else "NFC", cut_marks(text))
    if case:
        text = unicodedata.normalize("NFC", text.casefold())
    return _typographic(text)


def _typographic(text: str) -> str:
    return _SWAPPED.sub(lambda match: _TYPOGRAPHIC.get(ord(match.group()), " "), text)


def _without_invisible(part: re.Match[str]) -> str:
    """Emoji and flags keep their joiners and tags."""
    if part.lastgroup != "emoji":
        return ""
    found = part.group()
    return found if found[0] == "\U0001f3f4" else re.sub("[\ufe0e\ufe0f]", "", found)


@lru_cache(maxsize=8)
def _folded_by_units(text: str, case: bool) -> Folded:
    """The slow way. One post is folded again and again while it is judged and explained, so the last few are kept."""
    return _by_units(text, _fold_unit if case else _fold_unit_keeping_case, merge=True)


def nfc(text: str) -> Folded:
    """*text* in NFC, runs of combining marks cut, nothing else changed."""
    if text.isascii() or (_LONG_MARKS.search(text) is None and unicodedata.is_normalized("NFC", text)):
        return Folded(text)
    return _composed_by_units(text)


@lru_cache(maxsize=8)
def _composed_by_units(text: str) -> Folded:
    return _by_units(text, _compose_unit, merge=False)


def key(text: str) -> str:
    """What two texts have in common when they are the same but for case and normal form."""
    if text.isascii():
        return text.lower()
    return _caseless(cut_marks(text))


def exact_key(text: str) -> str:
    """What two texts have in common when they are the same but for their normal form."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", cut_marks(text))


def has_visible(text: str) -> bool:
    """Whether a reader would see anything: some character besides white space, controls and zero-width ones."""
    invisible = _INVISIBLE.match(text)
    return bool(text) and (invisible is None or invisible.end() < len(text))


def cut_marks(text: str) -> str:
    """*text* with each run of combining marks cut after 30, so that normalising it takes linear time."""
    return _MARKS.sub(r"\1", text) if _LONG_MARKS.search(text) else text


def _caseless(text: str) -> str:
    folded = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFC", folded)


def _one_to_one(text: str, case: bool) -> str | None:
    """The folded text, if folding changes characters one for one; None if that is not plain to see."""
    text = _typographic(text)
    if "  " in text:
        return None
    if text.isascii():
        return None if not text.isprintable() else text.lower() if case else text
    if _ODD.search(text) or _LONG_MARKS.search(text) or not unicodedata.is_normalized("NFC", text):
        return None
    if not case:
        return text
    folded = text.casefold()
    # Case folding never shortens, so equal lengths mean one for one. It makes nothing odd of what is not.
    return folded if len(folded) == len(text) and unicodedata.is_normalized("NFC", folded) else None


def _by_units(text: str, change: _Change, *, merge: bool) -> Folded:
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
    return Folded("".join(pieces), at, start, end)


def _remember(change: _Change) -> _Change:
    """*change* with a memory for short units; long ones would fill it with rubbish."""
    short = lru_cache(maxsize=4096)(change)
    return lambda unit: short(unit) if len(unit) <= 4 else change(unit)


@_remember
def _fold_unit(unit: str) -> str:
    if unit.isascii():
        return unit.lower()
    return _caseless(_bare(unit)).translate(_TYPOGRAPHIC)


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
