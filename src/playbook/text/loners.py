"""Folding at a stroke: texts whose characters beyond ASCII each fold on their own, whatever stands beside them.

Part of `normal`, whose docstring says what folding does. Nearly all texts are of this sort: their few quotes, dashes,
emoji and accented letters are found by taking ASCII away, and each different one of them is replaced throughout.
Combining marks may be among them where the text is composed already. What else hangs together (Hangul in parts, flags
made of tags, marks to be composed) is left to `units`. Works on bytes as far as it can: those that are ASCII cost
Python a nanosecond each.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from playbook.text.late import by_properties, late
from playbook.text.units import COMPOSING, PICTURE, folded_alone, is_composed

_SHORT: Final = 24
"""Bytes beyond ASCII up to which it is remembered what is to be done about them."""

_MANY: Final = 20_000
"""Characters of which it is remembered what they fold to."""

_MOST: Final = 40
"""Different characters that are replaced one after the other; each costs a look through the text."""

_JOINER: Final = "\u200d"
_ALL_ASCII: Final = bytes(range(128))
_TO_SPACE: Final = frozenset((*range(9, 14), *range(28, 32)))
_BYTES: Final = {
    False: bytes(32 if code in _TO_SPACE else code for code in range(256)),
    True: bytes(32 if code in _TO_SPACE else code + 32 if 65 <= code <= 90 else code for code in range(256)),
}
"""What becomes of each byte, with case folded or kept; those beyond ASCII stay what they are."""
_IGNORED: Final = bytes((*range(9), *range(14, 28), 127))

_LETTERS: Final = late(
    re.compile,
    "[\xc0-\xd6\xd8-\xde\xe0-\u012f\u0134-\u0148\u014a-\u017e\u0391-\u03a1\u03a3-\u03af\u03b1-\u03ce\u0400-\u0482"
    "\u048a-\u052f\u0531-\u0556\u0561-\u0586\u05d0-\u05ea\u0620-\u064a\u0660-\u0669\u0679-\u06d3\u06f0-\u06f9"
    "\u0904-\u0939\u0985-\u09b9\u0e01-\u0e30\u0e40-\u0e46\u10d0-\u10ff\u1ea0-\u1ef9\u3001-\u3003\u300a-\u3011"
    "\u3041-\u3096\u30a1-\u30fe\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]+",
)
"""Letters, and signs that go with them, that are folded by folding their case; far from all."""

_MARK: Final = late(by_properties, r"\p{M}")
_NEVER_ALONE: Final = late(re.compile, f"[{COMPOSING}\\uff9e\\uff9f\\u0345\\U000e0020-\\U000e007f]")
_ENDS_IN_PICTURE: Final = late(by_properties, f"{PICTURE}\\Z")
_BEGINS_WITH_PICTURE: Final = late(by_properties, r"\p{Extended_Pictographic}")


def folded_at_once(text: str, *, case: bool) -> bytes | None:
    """*text* folded, in UTF-8, but for runs of spaces, which stay runs; None where it takes `units` to tell."""
    if text.isascii():
        return text.encode().translate(_BYTES[case], _IGNORED)
    try:
        plain = text.encode().translate(_BYTES[case], _IGNORED)
    except UnicodeEncodeError:  # half of a surrogate pair
        return None
    plan = _plan(plain.translate(None, _ALL_ASCII), case)
    if plan is None:
        return None
    if plan.joined:
        plain = _with_joiners_in_pictures(plain.decode()).encode()
    for old, new in plan.swaps:
        plain = plain.replace(old, new)
    if plan.letters and case:
        plain = plain.decode().casefold().encode()
    return None if plan.marked and not is_composed(plain.decode()) else plain


def never_longer(text: str, *, case: bool) -> bool:
    """Whether no character of *text* folds to several; then its folded form is as long only if each of them became
    the one in its place.
    """
    if text.isascii():
        return True
    plan = _plan(text.encode("utf-8", "replace").translate(None, _ALL_ASCII), case)
    return plan is not None and plan.even


class _Plan(NamedTuple):
    """What to do about the characters beyond ASCII of a text."""

    swaps: tuple[tuple[bytes, bytes], ...]
    """What to put in the place of which characters, in UTF-8."""
    even: bool
    """Whether in no place of one are several put."""
    marked: bool
    """Whether there are combining marks."""
    joined: bool
    """Whether there are joiners."""
    letters: bool
    """Whether the case of letters has to be folded besides."""


def _plan(beyond: bytes, case: bool) -> _Plan | None:
    """What to do where a text has the characters *beyond* ASCII; None where they hang together."""
    if len(beyond) <= _SHORT:
        return _plan_for(beyond, case, False)
    # Whole alphabets are not gone through letter by letter.
    rest = _LETTERS.sub("", beyond.decode()).encode()
    plan_for = _plan_for if len(rest) <= _SHORT else _plan_for.__wrapped__
    return plan_for(rest, case, len(rest) < len(beyond))


@lru_cache(maxsize=4096)
def _plan_for(beyond: bytes, case: bool, letters: bool) -> _Plan | None:
    """The same but for *letters* that stand with them, which are folded by their case."""
    chars = set(beyond.decode())
    alone = _ALONE[case]
    swaps = []
    even = settled = True  # settled: folding case changes nothing any more once they are swapped
    for char in chars:
        new = alone[char]
        if new is None:
            return None
        settled = settled and new.casefold() == new
        if new != char:
            even = even and len(new) < 2
            swaps.append((char.encode(), new.encode()))
    marked = not chars.isdisjoint(alone.marks)
    if len(swaps) > _MOST or (marked and not even) or (letters and not settled):
        return None
    return _Plan(tuple(swaps), even, marked, _JOINER in chars, letters)


class _Alone(dict[str, str | None]):
    """What each character folds to by itself; None where that hangs on its neighbours. Found out when it is first
    met.
    """

    def __init__(self, case: bool) -> None:
        super().__init__()
        self.case = case
        self.marks: set[str] = set()
        """Those of them that are combining marks, and show."""

    def __missing__(self, char: str) -> str | None:
        if len(self) >= _MANY:
            self.clear()
        new = _JOINER if char == _JOINER else folded_alone(char, self.case)
        found: str | None = new
        if _NEVER_ALONE.search(char + new) is not None:
            found = None
        elif new and _is_mark(new[0]):
            found = new if new == char else None
            self.marks.add(char)
        self[char] = found
        return found


def _is_mark(char: str) -> bool:
    category = unicodedata.category(char)
    # What Python's tables do not know yet may be known to others.
    return category[0] == "M" or (category == "Cn" and _MARK.match(char) is not None)


_ALONE: Final = {False: _Alone(False), True: _Alone(True)}


def _with_joiners_in_pictures(text: str) -> str:
    """*text* without the joiners that join no pictures."""
    parts = text.split(_JOINER)
    kept = [parts[0]]
    for before, after in pairwise(parts):
        if _joins(before[-3:], after[:1]):
            kept.append(_JOINER)
        kept.append(after)
    return "".join(kept)


@lru_cache(maxsize=1024)
def _joins(before: str, after: str) -> bool:
    return _ENDS_IN_PICTURE.search(before) is not None and _BEGINS_WITH_PICTURE.match(after) is not None
