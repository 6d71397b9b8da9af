"""What a character may be meant for by somebody who disguises a word: letters that look like it, or stand for it.

Part of `disguise`, one character at a time and without its neighbours. Sources:

- Look-alikes of other alphabets: Unicode Security Mechanisms (UTS #39), confusables.txt 13.0.0 of 2020-02-13,
  © Unicode, Inc., under the Unicode licence (www.unicode.org/terms_of_use.html); cut down by `tools/lookalikes.py`.
  ICU 72's spoof checker (Unicode 15.0) says the same of all that is taken, and of nothing else (2026-11).
- Letters that are only used for their looks ("ЯUSSIA"), digits and signs for letters ("leetspeak"): our own list.
- Enclosed, raised, lowered and small capital letters: their names in Python's `unicodedata`.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from playbook.text.normal import key
from playbook.text.plain import plain_letters
from playbook.text.terms.words import is_word

_CONFUSABLE: Final = {
    "a": "ɑΑαАаᎪᗅ⍺ꓮ𐊠𖽀",
    "b": "ƄΒВЬᏏᏴᑲᖯᗷꓐꞴ𐊂𐊡𐌁",
    "c": "СсᏟᴄⅭⅽⲤⲥꓚꮯ𐊢𐌂𐐕𐐽𐔜🝌",
    "d": "ԁᎠᏧᑯᗞᗪⅮⅾꓒꓓ",
    "e": "ΕЕеҽᎬ⋿ⴹꓰꬲ𐊆𑢦𑢮",
    "f": "ϜքᖴẝꓝꞘꞙꬵ𐊇𐊥𐔥𑢢𑣂𝈓",
    "g": "ƍɡԌցᏀᏳᶃꓖ",
    "h": "ΗНһհᎻᏂᕼⲎꓧ𐋏",
    "i": "ıɩɪιіӏᎥιⅰ⍳ꙇꭵ𑣃",
    "j": "ͿϳЈјᎫᒍꓙꞲ",
    "k": "ΚКᏦᛕKⲔꓗ𐔘",
    "l": "ƖǀΙІӀᏞᒪᛁⅠⅬⅼ∣⏽ⲒⳐⵏꓡꓲ𐊊𐌉𐐛𐔦𑢣𑢲𖼖𖼨𝈪",
    "m": "ΜϺМᎷᗰᛖⅯⲘꓟ𐊰𐌑",
    "n": "ΝոռⲚꓠ𐔓",
    "o": "ΟοσОоՕօଠഠဝჿዐᴏᴑⲞⲟⵔ〇ꓳꬽ𐊒𐊫𐐄𐐬𐓂𐓪𐔖𑢵𑣈𑣗",
    "p": "ΡρРрᏢᑭ⍴Ⲣⲣꓑ𐊕",
    "q": "ԛգզⵕ",
    "r": "ƦгᎡᏒᖇᴦⲅꓣꭇꭈꮁ𐒴𖼵𝈖",
    "s": "ƽЅѕՏᏕᏚꓢꜱꮪ𐊖𐐠𐑈𑣁𖼺",
    "t": "ΤТᎢ⊤⟙Ⲧꓔ𐊗𐊱𐌕𑢼𖼊🝨",
    "u": "ʋυՍսሀᑌᴜ∪⋃ꓴꞟꭎꭒ𐓎𐓶𑢸𑣘𖽂",
    "v": "νѴѵᏙᐯᴠⅤⅴ∨⋁ⴸꓦꛟꮩ𐔝𑜆𑢠𑣀𖼈𝈍",
    "w": "ɯѡԜԝաᎳᏔᴡꓪꮃ𑜊𑜎𑜏",
    "x": "×ΧХхᕁᕽ᙭ᚷⅩⅹ╳⤫⤬⨯ⲬⵝꓫꞳ𐊐𐊴𐌗𐔧",
    "y": "ɣʏΥγУуҮүყᎩᎽᶌỿⲨꓬꭚ𐊲𑢤𑣜𖽃",
    "z": "ΖᏃᴢꓜꮓ𑢩𑣄",
}

_FAUX: Final = {
    "b": "вВбБҍ", "e": "эЭєЄ€", "h": "нН", "i": "їЇ", "k": "кКκĸ", "m": "мМ", "n": "пПиИηп", "r": "яЯ",
    "t": "тТτ", "w": "шШщЩω", "x": "жЖ", "y": "чЧ", "u": "цЦμ", "c": "¢©", "l": "£", "f": "ƒ", "a": "ДдλΛ", "o": "Фф°",
    "s": "§",
}  # fmt: skip
"""Letters and signs that look less alike, but are used for it."""

_LEET: Final = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "il", "|": "li", "+": "t", "¥": "y",
}  # fmt: skip
"""Digits and signs that stand for letters; 6 for b and others are left out, which would make innocent words meet."""

_NAMED: Final = re.compile(
    r"(?:NEGATIVE )?(?:CIRCLED|SQUARED) LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])"
    r"|PARENTHESIZED LATIN (?:CAPITAL|SMALL) LETTER ([A-Z])"
    r"|LATIN LETTER SMALL CAPITAL ([A-Z])"
    r"|MODIFIER LETTER (?:CAPITAL|SMALL) ([A-Z])"
    r"|(?:LATIN SUBSCRIPT|SUPERSCRIPT LATIN|COMBINING LATIN) SMALL LETTER ([A-Z])"
    r"|REGIONAL INDICATOR SYMBOL LETTER ([A-Z])"
)


class Sort(Enum):
    """What kind of reading it takes to see a letter in a character."""

    PLAIN = "plain"
    DRESSED = "dressed"
    """A Latin letter in another dress: enclosed, raised, mathematical."""
    LOOKALIKE = "look-alike"
    """A letter of another alphabet."""
    DIGIT = "digit"
    SIGN = "sign"


class Reading(NamedTuple):
    """What a character may be read as."""

    plain: str
    """What it is when it is nothing else, folded; mostly one character, more for ligatures."""
    letters: str
    """All that it may stand for, each one character; for ligatures just `plain`, one after the other."""
    sort: Sort
    script: str
    """Of a look-alike: the script that it belongs to."""


def _table() -> dict[str, tuple[str, bool]]:
    found = {char: (letter, True) for letter, chars in _FAUX.items() for char in chars}
    return found | {char: (letter, False) for letter, chars in _CONFUSABLE.items() for char in chars}


_LOOKALIKES: Final = _table()


@lru_cache(maxsize=8192)
def reading(char: str) -> Reading | None:
    """How *char*, one character of a text in NFC, may be read; None where it is no letter or digit, nor looks it."""
    plain = key(plain_letters(char))
    if plain in _LEET:
        if plain.isdigit():
            return Reading(plain, plain + _LEET[plain], Sort.DIGIT, "")
        return Reading(plain, _LEET[plain], Sort.SIGN, "")
    known = _LOOKALIKES.get(char)
    if known is not None:
        letter = "il" if known[0] == "l" and not known[1] else known[0]
        return Reading(plain, letter, Sort.LOOKALIKE, script_of(char))
    if plain.isascii() and plain.isalnum():
        # Capital I and small l are the same in many typefaces; which of the two it may be hangs on its neighbours.
        letters = {"I": "il", "l": "li"}.get(char, plain)
        return Reading(plain, letters, Sort.PLAIN if char.isascii() else Sort.DRESSED, "")
    named = _NAMED.fullmatch(unicodedata.name(char, ""))
    if named is not None:
        letter = next(filter(None, named.groups())).lower()
        return Reading(plain, letter, Sort.DRESSED, "")
    digit = unicodedata.digit(char, None)
    if digit is not None and not is_word(char):
        return Reading(plain, str(digit) + _LEET[str(digit)], Sort.DIGIT, "")
    if is_word(char) and unicodedata.category(char)[0] != "M":
        return Reading(plain, plain, Sort.PLAIN, script_of(char))
    return None


def seen_as(char: str) -> str:
    """The letter that stands for all that *char* may be mistaken for: the same for look-alikes of one another."""
    return {
        "l": "i",
        "1": "i",
        "0": "o",
        "3": "e",
        "4": "a",
        "5": "s",
        "7": "t",
        "8": "b",
        "9": "g",
        "6": "g",
        "2": "z",
    }.get(char, char)


@lru_cache(maxsize=8192)
def script_of(char: str) -> str:
    """The script that *char* belongs to, by the first word of its name."""
    return unicodedata.name(char, "").partition(" ")[0]
