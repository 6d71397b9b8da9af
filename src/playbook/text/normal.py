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

Nearly all texts are folded at a stroke (`loners`), the others unit by unit (`units`), which also tells where in the
text as given something stands; that is only asked of texts in which something was found.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final, TypeAlias

from playbook.text.late import late
from playbook.text.loners import folded_at_once, never_longer
from playbook.text.units import (
    IGNORED,
    MAX_MARKS,
    SPACE,
    Stretches,
    caseless,
    composed_by_units,
    cut_marks,
    folded_by_units,
    is_composed,
)

__all__ = [
    "MAX_MARKS",
    "Folded",
    "exact_key",
    "fold",
    "folded_text",
    "has_visible",
    "key",
    "nearly_folded",
    "nfc",
    "wholly_folded",
]

_SPACES: Final = late(re.compile, "  +")
_INVISIBLE: Final = late(re.compile, f"[{IGNORED}{SPACE}]+")


_Way: TypeAlias = Callable[[str], Stretches | None]
"""The way back to a text as given; None where it changed character by character."""


class Folded:
    """A folded text that knows where in the given text each part of it stood. `text` is what to match on."""

    __slots__ = ("_given", "_way", "text")

    def __init__(self, text: str, given: str, way: _Way) -> None:
        self.text = text
        self._given = given
        self._way = way

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the given text that the folded range from *start* to *end* stands for."""
        stretches = self._way(self._given)
        return (start, end) if stretches is None else stretches.original(start, end)


def fold(text: str, *, case: bool = True) -> Folded:
    """The normal form of *text* as the module's docstring gives it; without step 4's case folding
    if *case* is false.
    """
    return Folded(folded_text(text, case=case), text, _from_folded if case else _from_folded_keeping_case)


def folded_text(text: str, *, case: bool = True) -> str:
    """The text of `fold`, for those who need no way back."""
    found = folded_at_once(text, case=case)
    if found is None:
        return folded_by_units(text, case).text
    plain = found.decode()
    return plain if "  " not in plain else _SPACES.sub(" ", plain)


def nearly_folded(text: str, *, case: bool = True) -> bytes:
    """The text of `fold` in UTF-8, but that there may be runs of spaces in it; and where all of it is ASCII, other
    white space and controls, too. For `scan`, which sees to those where they matter.
    """
    if text.isascii():
        return (text.lower() if case else text).encode()
    found = folded_at_once(text, case=case)
    return folded_by_units(text, case).text.encode("utf-8", "surrogatepass") if found is None else found


def wholly_folded(near: bytes) -> str:
    """The text of `fold` where *near* is that of `nearly_folded`."""
    return folded_text(near.decode("utf-8", "surrogatepass"), case=False)


def nfc(text: str) -> Folded:
    """*text* in NFC, runs of combining marks cut, nothing else changed."""
    if is_composed(text):
        return Folded(text, text, _unchanged)
    stretches = _composed(text)
    return Folded(stretches.text, text, _composed)


def key(text: str) -> str:
    """What two texts have in common when they are the same but for case and normal form."""
    if text.isascii():
        return text.lower()
    return caseless(cut_marks(text))


def exact_key(text: str) -> str:
    """What two texts have in common when they are the same but for their normal form."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", cut_marks(text))


def has_visible(text: str) -> bool:
    """Whether a reader would see anything: some character besides white space, controls and zero-width ones."""
    invisible = _INVISIBLE.match(text)
    return bool(text) and (invisible is None or invisible.end() < len(text))


# One post is folded again and again while it is explained, so the ways of the last few texts are kept.


@lru_cache(maxsize=8)
def _from_folded(given: str) -> Stretches | None:
    return _from(given, case=True)


@lru_cache(maxsize=8)
def _from_folded_keeping_case(given: str) -> Stretches | None:
    return _from(given, case=False)


def _from(given: str, *, case: bool) -> Stretches | None:
    if len(folded_text(given, case=case)) == len(given) and never_longer(given, case=case):
        return None
    return folded_by_units(given, case)


@lru_cache(maxsize=8)
def _composed(given: str) -> Stretches:
    return composed_by_units(given)


def _unchanged(_given: str) -> None:
    return None
