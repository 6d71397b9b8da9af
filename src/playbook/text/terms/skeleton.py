"""A text as somebody sees it who looks for words in disguise: its letters, what each may stand for, and what keeps them
apart.

Part of `disguise`, which decides what counts. Works on the text in NFC. Combining marks that made no letter with what
stands before them, and characters that show nothing, are passed over; so a strike through each letter hides nothing.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from playbook.text.late import by_properties, late
from playbook.text.normal import nfc
from playbook.text.terms.lookalikes import Reading, Sort, reading, seen_as

JOINED: Final = 0
"""What stands before a letter: nothing, another letter goes before."""
SIGNS: Final = 1
"""Signs, and no white space."""
SPACE: Final = 2
"""White space, and no signs."""
MIXED: Final = 3
"""White space and signs."""
WIDE: Final = 4
"""More white space than between words: a line break, or several spaces; or the end of the text."""

_BREAKS: Final = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_PASSED: Final = late(by_properties, r"[\p{M}\p{Cf}\p{Cc}\u115f\u1160\u3164\uffa0]")
_SEPARATING: Final = re.compile(r"(?<!\w)\w([|+!])(?:\w\1)+\w(?!\w)")
"""Signs that look like letters, but stand between single letters all along."""
_TAG: Final = re.compile(r"[#＃]\w")
_SIGN_LETTERS: Final = frozenset("!|+@$")
_MONEY: Final = frozenset("$€£¥¢")
_REGIONAL: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


@dataclass(slots=True)
class Skeleton:
    """The letters of a text, one entry each in lists of the same length."""

    readings: list[Reading] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    """What stands before the letter."""
    signs: list[str] = field(default_factory=list)
    """The sign before it, if there is but one; else nothing."""
    humps: list[bool] = field(default_factory=list)
    """Whether a word begins here by its capital within a hashtag."""
    tagged: list[bool] = field(default_factory=list)
    """Whether it stands in a hashtag."""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """Where it stands in the text as given."""
    scripts: set[str] = field(default_factory=set)
    """The scripts beside Latin that are really written here: with a letter that looks like no Latin one."""


def skeleton(text: str) -> Skeleton:
    """The letters of *text*."""
    composed = nfc(text)
    plain = _SEPARATING.sub(lambda run: run.group().replace(run.group(1), "\u00b7"), composed.text)
    plain = _REGIONAL.sub("\u00b7\u00b7", plain)  # two regional indicators are a flag, and no letters
    made = Skeleton()
    gap, sign, tagged, last = WIDE, "", False, ""
    for index, char in enumerate(plain):
        read = _in_context(plain, index, gap)
        if read is not None:
            hump = tagged and gap == JOINED and char.isupper() and not last.isupper()
            _add(made, read, _Beside(gap, sign, tagged, hump), composed.original(index, index + 1))
            gap, sign = JOINED, ""
        elif char.isspace():
            tagged = False
            wide = char in _BREAKS or last.isspace()
            gap = WIDE if wide or gap == WIDE else MIXED if gap in (SIGNS, MIXED) else SPACE
        elif _PASSED.match(char):
            if gap == JOINED and unicodedata.category(char)[0] == "M":
                _strike(made, composed.original(index, index + 1)[1])
            continue
        else:
            tagged = char in "#＃" and _TAG.match(plain, index) is not None
            sign = char if gap == JOINED else ""
            gap = {JOINED: SIGNS, SPACE: MIXED}.get(gap, gap)
        last = char
    return made


def _strike(made: Skeleton, end: int) -> None:
    """Note that a mark stands on the last letter, which it leaves what it is."""
    made.ends[-1] = end
    last = made.readings[-1]
    if last.sort is Sort.PLAIN and last.plain.isascii():
        made.readings[-1] = last._replace(sort=Sort.DRESSED)


class _Beside(NamedTuple):
    """What is noted of a letter besides itself."""

    gap: int
    sign: str
    tagged: bool
    hump: bool


def _add(made: Skeleton, read: Reading, beside: _Beside, place: tuple[int, int]) -> None:
    """A character of the text: one letter, or several where it is a ligature."""
    several = len(read.plain) > 1
    for number, letter in enumerate(read.plain if several else read.plain[:1]):
        made.readings.append(Reading(letter, letter, read.sort, "") if several else read)
        made.gaps.append(JOINED if number else beside.gap)
        made.signs.append("" if number else beside.sign)
        made.tagged.append(beside.tagged)
        made.humps.append(beside.hump and not number)
        made.starts.append(place[0])
        made.ends.append(place[1])
    if read.sort is Sort.PLAIN and read.script not in ("", "LATIN"):
        made.scripts.add(read.script)


def _in_context(text: str, index: int, gap: int) -> Reading | None:
    """How the character at *index* may be read beside its neighbours. *gap*: what stands before it."""
    char = text[index]
    read = reading(char)
    if read is None or read.plain.isdigit():
        return read
    before = text[index - 1] if index else ""
    after = text[index + 1 : index + 2]
    if char == "I" and not (before.islower() or after.islower()):
        return Reading("i", "i", Sort.PLAIN, "")
    if char == "l" and not (before.isupper() or after.isupper()):
        return Reading("l", "l", Sort.PLAIN, "")
    if char in _MONEY:
        # Not a price, and no stock symbol.
        symbol = gap != JOINED and after.isupper()
        return None if symbol or after.isdigit() or before.isdigit() else read
    if read.sort in (Sort.PLAIN, Sort.DRESSED) or char.isalpha():
        return read
    if char == "@":
        return read if gap == JOINED or not (after.isalnum() or after == "_") else None
    follows = after.isalnum() or (after in _SIGN_LETTERS and text[index + 2 : index + 3].isalnum())
    return read if gap == JOINED and follows else None


def seen(made: Skeleton) -> str:
    """One character for each letter, the same for all that look alike."""
    return "".join(seen_as(read.letters[0]) for read in made.readings)


def glanced(text: str) -> str | None:
    """What `seen` would say without repeats, and at times a little more between words; None where signs that look like
    letters keep letters apart. For a quick look at whether anything may be there at all.
    """
    if _SEPARATING.search(text) is not None:
        return None
    if text.isascii():
        letters = text.encode().translate(_ASCII, _ASCII_OTHER).decode()
    else:
        letters = nfc(text).text.translate(_SEEN)
    return _REPEATS.sub(r"\1", letters)


class _Seen(dict[int, str]):
    """What each character is seen as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        read = reading(chr(code))
        found = (
            ""
            if read is None
            else "".join(map(seen_as, read.plain if len(read.plain) > 1 else read.letters[0]))
        )
        if len(self) < _MANY:
            self[code] = found
        return found


_MANY: Final = 20_000
_SEEN: Final = _Seen()
_REPEATS: Final = re.compile(r"(.)\1+")
_ASCII: Final = bytes(ord(_SEEN[code] or "\0") if code < 128 else code for code in range(256))
_ASCII_OTHER: Final = bytes(code for code in range(128) if not _SEEN[code])
