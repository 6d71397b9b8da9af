"""Characters as people count them (extended grapheme clusters of UAX #29), in linear time.

`regex`'s own `\\X` looks back along a run of flags for each flag, which is quadratic; this reads left to
right and never goes back.
"""

from collections.abc import Iterator
from typing import Final

import regex

_CLUSTER: Final = regex.compile(
    r"""
      \r\n
    | [\p{GCB=Control}\r\n]
    | \p{GCB=Prepend}*+
      (?: \p{RI}\p{RI}
        | \p{GCB=L}*+ (?: \p{GCB=LV}\p{GCB=V}*+ | \p{GCB=LVT} | \p{GCB=V}++ ) \p{GCB=T}*+
        | \p{GCB=L}++
        | \p{GCB=T}++
        | \p{Extended_Pictographic} (?: \p{GCB=Extend}*+ \u200D \p{Extended_Pictographic} )*
        | \p{InCB=Consonant} (?: \p{InCB=Extend}*+ (?: \p{InCB=Linker} \p{InCB=Extend}*+ )++ \p{InCB=Consonant} )*
        | [^\p{GCB=Control}\r\n\p{GCB=Prepend}\p{GCB=Extend}\p{GCB=SpacingMark}\u200D] )
      [\p{GCB=Extend}\p{GCB=SpacingMark}\u200D]*+
    | \p{GCB=Prepend}++ [\p{GCB=Extend}\p{GCB=SpacingMark}\u200D]*+
    | [\p{GCB=Extend}\p{GCB=SpacingMark}\u200D]++
    """,
    regex.VERBOSE | regex.VERSION1,
)


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The span of each character, in order; together they are the whole text."""
    for found in _CLUSTER.finditer(text):
        yield found.span()


def count(text: str) -> int:
    """How many characters *text* has, as people count them."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in _CLUSTER.finditer(text))


def cut(text: str, characters: int) -> int:
    """The offset behind the first *characters* characters, or the end of a shorter text."""
    if len(text) <= characters:
        return len(text)
    for place, (_, end) in enumerate(clusters(text), 1):
        if place >= characters:
            return end
    return len(text)
