"""Where a word begins and ends: whether a term found in a folded text stands there as a whole word.

Works on folded text (`normal`) and one place at a time; `matcher` finds the places. The rules, for the edge between a
term and what stands beside it. A *word character* is a letter, a digit, or a combining mark.

- A term that begins (ends) with a word character is no match where another one stands before (after) it: no `ass` in
  `class`, no `na` in `naïve`, no `acme` in `acme2`. Hyphens, `#`, `@`, superscripts and all other signs end a word:
  `#election` and `@election` mention `election`, `acme-made` and `acme™` mention `acme`. Words run together are one
  word: `#VoteForLee` does not mention `vote for`.
- A term that begins (ends) with a sign or an emoji may stand against anything on that side: `%` in `40%`, `🔥` in
  `🔥sale`. Only `#` or `@` before a word has to begin something: `#ad` is not in `x#ad`, `@acme` not in
  `info@acme.example`. So `#ad` finds the hashtag alone, `ad` the word and the hashtag; neither finds `#adventure`.
- `_` joins where there is a word character on its far side: no `acme` in `acme_fan`, but `_acme_` mentions it.
- An apostrophe joins what is before it to the term (`j'ai` does not mention `ai`, `o'brien` not `brien`), unless that
  is an elided French, Italian or Catalan article or preposition (`l'acme`, `dell'acme`) and the term begins with
  three letters or more, or is to be found as written: `l'ai` is no mention of `ai`, `l'IA` is one of exactly `IA`.
- An apostrophe after the term ends the word before an English ending (`acme's`, `I'm`), never before `t` (`won't`
  does not mention `won`), and otherwise if the term ends with three letters or more (Turkish `acme'nin`), or is to be
  found as written.
- `.` and `,` between digits join: no `5` in `1.5` or `5,000`.
- Scripts written without spaces (Chinese, Japanese, Thai, Lao, Khmer, Burmese …) have no such edges: a term in them
  is found anywhere, and other scripts' words end beside them. Korean words end where a particle may follow, so a term
  in Hangul has to begin a word and may be followed by more.
- No match splits what is one character for the reader: none before a combining mark, none beside the joiner in an
  emoji, no flag out of the halves of two others. A skin tone may follow: `👍` is in `👍🏽`.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from itertools import islice


class _Kind(Enum):
    WORD = "word"
    MARK = "mark"
    SPACELESS = "spaceless"
    SPACELESS_MARK = "spaceless mark"
    HANGUL = "hangul"
    SIGN = "sign"


_JOINER = "\u200d"
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")

# Line breaking classes ID and SA of UAX #14 (16.0), by block: scripts whose words run together.
_SPACELESS = (
    (0x0E00, 0x109F), (0x1780, 0x17FF), (0x1950, 0x19FF), (0x1A20, 0x1AAF), (0x2E80, 0x312F), (0x31A0, 0x4DBF),
    (0x4E00, 0xA4CF), (0xA9E0, 0xA9FF), (0xAA60, 0xAADF), (0xF900, 0xFAFF), (0x11700, 0x1174F), (0x1AFF0, 0x1B2FF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))

_ELIDED = frozenset(
    ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu")  # French, Catalan
) | frozenset(("un", "all", "dall", "dell", "nell", "sull", "quest", "quell"))  # Italian
_ENDINGS = frozenset(("s", "m", "re", "ve", "ll", "d", "em"))
_LONG = 3
"""Letters from which on a term is more likely to be the word behind an apostrophe than a part of another."""


def stands_alone(text: str, start: int, end: int, *, exact: bool = False) -> bool:
    """Whether the term at *start* to *end* of the folded *text* is whole there. *exact*: it is to be found as
    written.
    """
    return _begins(text, start, end, exact) and _ends(text, start, end, exact)


def is_word(char: str) -> bool:
    """Whether *char* is a letter, a digit or a combining mark."""
    return _kind(char) is not _Kind.SIGN


def is_roomy(char: str) -> bool:
    """Whether a term that begins (ends) with *char* is never found right after (before) an ASCII letter or digit."""
    return _kind(char) is _Kind.WORD


@lru_cache(maxsize=8192)
def _kind(char: str) -> _Kind:
    code = ord(char)
    category = unicodedata.category(char)
    if category[0] == "M":
        return _Kind.SPACELESS_MARK if _within(code, _SPACELESS) else _Kind.MARK
    if category[0] != "L" and category not in {"Nd", "Nl"}:
        return _Kind.SIGN
    if _within(code, _HANGUL):
        return _Kind.HANGUL
    return _Kind.SPACELESS if _within(code, _SPACELESS) else _Kind.WORD


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def _begins(text: str, start: int, end: int, exact: bool) -> bool:
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    if before == _JOINER or (_is_flag_half(first) and start in _second_halves(text)):
        return False
    kind = _kind(first)
    if kind is _Kind.SIGN:
        tag = first in "#@" and end - start > 1 and is_word(text[start + 1])
        return not (tag and _kind(before) in {_Kind.WORD, _Kind.MARK})
    if kind is _Kind.HANGUL:
        return _kind(before) is not _Kind.HANGUL
    if kind is not _Kind.WORD:
        return True
    if _kind(before) is not _Kind.SIGN:
        return _kind(before) not in {_Kind.WORD, _Kind.MARK}
    if before == "_":
        return not _joins_beyond(text, start - 1, -1)
    if before == "'" and start > 1 and _joins(text[start - 2]):
        return _is_elided(text, start - 1) and (exact or _run(text, start, 1, _LONG) >= _LONG)
    return not (first.isdigit() and before in ".," and start > 1 and text[start - 2].isdigit())


def _ends(text: str, start: int, end: int, exact: bool) -> bool:
    if end == len(text):
        return True
    after, last = text[end], text[end - 1]
    if (
        after == _JOINER
        or "\U000e0020" <= after <= "\U000e007f"
        or _kind(after) in {_Kind.MARK, _Kind.SPACELESS_MARK}
    ):
        return False
    if _kind(last) not in {_Kind.WORD, _Kind.MARK}:
        return True
    if _kind(after) is not _Kind.SIGN:
        return _kind(after) is not _Kind.WORD
    if after == "_":
        return not _joins_beyond(text, end, 1)
    if after == "'" and end + 1 < len(text) and _joins(text[end + 1]):
        return _may_end_at(text, start, end, exact)
    return not (last.isdigit() and after in ".," and end + 1 < len(text) and text[end + 1].isdigit())


def _joins(char: str) -> bool:
    return _kind(char) in {_Kind.WORD, _Kind.MARK}


def _joins_beyond(text: str, at: int, step: int) -> bool:
    """Whether a word character stands on the far side of the underscores at *at*. Emphasis has up to three of them."""
    for _ in range(3):
        at += step
        if not 0 <= at < len(text):
            return False
        if text[at] != "_":
            return _joins(text[at])
    return True


def _is_elided(text: str, apostrophe: int) -> bool:
    """Whether the word before the *apostrophe* is a short one that lost its vowel to the next."""
    length = _run(text, apostrophe - 1, -1, 8)
    begin = apostrophe - length
    if begin > 0 and text[begin - 1] in "'_":
        return False
    return text[begin:apostrophe].lower() in _ELIDED


def _may_end_at(text: str, start: int, apostrophe: int, exact: bool) -> bool:
    """Whether the term from *start* may end before the *apostrophe*, a letter following that."""
    length = _run(text, apostrophe + 1, 1, 4)
    ending = text[apostrophe + 1 : apostrophe + 1 + length].lower()
    if ending == "t":
        return False
    own = min(_run(text, apostrophe - 1, -1, _LONG), apostrophe - start)
    return ending in _ENDINGS or exact or own >= _LONG


def _run(text: str, at: int, step: int, most: int) -> int:
    """How many word characters there are from *at* on, in the direction of *step*; *most* at the most."""
    stop = len(text) if step > 0 else -1
    count = 0
    for index in islice(range(at, stop, step), most):
        if not _joins(text[index]):
            break
        count += 1
    return count


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


@lru_cache(maxsize=4)
def _second_halves(text: str) -> frozenset[int]:
    """Where in *text* the second half of a flag stands. Worked out once a text: halves pair up from the left of a
    run.
    """
    return frozenset(match.end() - 1 for match in _FLAG.finditer(text))
