"""Sets of code points: what a class of a pattern stands for, in ranges, with Unicode's categories and case folding.

Part of the pattern stage. Sets are written out in full for the engines, so that what `\\w` means does not hang on the
engine but on the Unicode version of the running Python alone.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from playbook.text.late import late

Range: TypeAlias = tuple[int, int]
CodePoints: TypeAlias = tuple[Range, ...]
"""Closed ranges, sorted, none touching another."""

ALL: CodePoints = ((0, sys.maxunicode),)
ASCII: CodePoints = ((0, 127),)

_ASSIGNED = ((0, 0x34000), (0xE0000, 0xE1000))
"""Where characters are that have a category worth looking up; the rest is private, surrogate or unassigned (Unicode
17).
"""


_ALIKE = (
    (0x3400, 0x4DB5), (0x4E00, 0x9FEF), (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0x17000, 0x187F0),
    (0x20000, 0x2A6D6), (0x2A700, 0x2B734), (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0),
    (0x30000, 0x3134A),
)  # fmt: skip
"""Stretches of one category, which newer versions of Unicode can only make longer: half of all characters."""

_RUN = late(re.compile, r"(..)(?:\1)*+")


def union(*sets: Iterable[Range]) -> CodePoints:
    """What is in any of *sets*, which may be ranges in any order."""
    merged: list[Range] = []
    for low, high in sorted(range_ for set_ in sets for range_ in set_):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)


def complement(set_: CodePoints) -> CodePoints:
    """What is not in *set_*."""
    gaps: list[Range] = []
    begin = 0
    for low, high in set_:
        if begin < low:
            gaps.append((begin, low - 1))
        begin = high + 1
    if begin <= sys.maxunicode:
        gaps.append((begin, sys.maxunicode))
    return tuple(gaps)


def common(one: CodePoints, other: CodePoints) -> CodePoints:
    """What is in both."""
    shared: list[Range] = []
    i = j = 0
    while i < len(one) and j < len(other):
        low, high = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if low <= high:
            shared.append((low, high))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(shared)


@cache
def categories() -> dict[str, CodePoints]:
    """The code points of each general category, by its two letters and by its first one."""
    found: dict[str, list[Range]] = defaultdict(list)
    for first, end in _ASSIGNED:
        alike = [(low, high) for low, high in _ALIKE if first <= low < end]
        for low, high in alike:
            found[unicodedata.category(chr(low))].append((low, high))
        for low, high in common(complement(union(alike)), ((first, end - 1),)):
            # In one string, so that the runs of one category are found without a step for each character.
            written = "".join(map(unicodedata.category, map(chr, range(low, high + 1))))
            for run in _RUN.finditer(written):
                found[run[1]].append((low + run.start() // 2, low + run.end() // 2 - 1))
    found["Co"] += [(0xF0000, 0xFFFFD), (0x100000, 0x10FFFD)]
    found["Cn"] += [(0x34000, 0xDFFFF), (0xE1000, 0xEFFFF), (0xFFFFE, 0xFFFFF), (0x10FFFE, 0x10FFFF)]
    for category in tuple(found):
        found[category[0]] += found[category]
    return {category: union(ranges) for category, ranges in found.items()}


@cache
def word_characters() -> CodePoints:
    r"""`\w`: letters, combining marks, decimal digits, letter numbers, and `_`."""
    by = categories()
    return union(by["L"], by["M"], by["Nd"], by["Nl"], [(0x5F, 0x5F)])


@cache
def digits() -> CodePoints:
    r"""`\d`: decimal digits of any script."""
    return categories()["Nd"]


def spaces() -> CodePoints:
    r"""`\s`: Unicode's White_Space, which has not changed since Unicode 6.3 (2013)."""
    return (
        (0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
        (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000),
    )  # fmt: skip


def in_any_case(set_: CodePoints) -> CodePoints:
    """*set_* with all that has the same simple case folding as one of its members."""
    orbits = _orbits() if set_ and set_[-1][1] > 0x7F else _ASCII_ORBITS
    if sum(high - low + 1 for low, high in set_) < len(orbits):
        more = {
            other for low, high in set_ for code in range(low, high + 1) for other in orbits.get(code, ())
        }
    else:
        more = {other for code, others in orbits.items() if _has(set_, code) for other in others}
    return union(set_, ((code, code) for code in more))


_CASED = (
    (0x41, 0x2E00), (0xA640, 0xABC0), (0xFB00, 0xFF60), (0x10400, 0x10D90), (0x118A0, 0x118E0), (0x16E40, 0x16EE0),
    (0x1E900, 0x1E950),
)  # fmt: skip
"""Where characters are that have a case (Unicode 17)."""


_ASCII_ORBITS = {
    code: (code, code ^ 0x20, *more)
    for letter in "abcdefghijklmnopqrstuvwxyz"
    for code in (ord(letter), ord(letter.upper()))
    for more in [{"k": (0x212A,), "s": (0x17F,)}.get(letter, ())]
}
"""The same as `_orbits` for what most patterns are made of."""


@cache
def _orbits() -> dict[int, tuple[int, ...]]:
    """For each character, those that fold to the same (statuses C and S of CaseFolding.txt), where there are two or
    more.
    """
    by_fold: dict[str, list[int]] = defaultdict(list)
    chars = [chr(code) for first, end in _CASED for code in range(first, end)]
    # All at once: one by one, it would take ten times as long.
    for char, folded in zip(chars, "\0".join(chars).casefold().split("\0"), strict=True):
        if folded != char and (simple := _simple_fold(char, folded)) != char:
            by_fold[simple].append(ord(char))
    every = [(ord(fold), *codes) for fold, codes in by_fold.items()]
    return {code: codes for codes in every for code in codes}


def _simple_fold(char: str, folded: str) -> str:
    # Python has the full folding only. Where that is longer, the simple one is the lower case, if that is one
    # character.
    if len(folded) == 1:
        return folded
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


def _has(set_: CodePoints, code: int) -> bool:
    low, high = 0, len(set_)
    while low < high:
        middle = (low + high) // 2
        if set_[middle][1] < code:
            low = middle + 1
        else:
            high = middle
    return low < len(set_) and set_[low][0] <= code
