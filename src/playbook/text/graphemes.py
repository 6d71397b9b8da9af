"""Characters as people count them (extended grapheme clusters of UAX #29), in linear time.

`regex`'s own `\\X` looks back along a run of flags for each flag, which is quadratic; this reads left to
right and never goes back.
"""

import re
from collections.abc import Iterator
from typing import Final

from playbook.text.late import late, spaced_by_properties

_CLUSTER: Final = late(
    spaced_by_properties,
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
)


_LONE: Final = (
    r"\x00-\x0C\x0E-\u02FF\u0370-\u0482\u048A-\u052F\u05D0-\u05EA\u0620-\u064A\u1E00-\u200A\u2010-\u2060\u20A0-\u20CF"
    r"\u2100-\u2BFF\u3000-\u3029\u3030-\u3098\u309B-\u318F\u3400-\uA48C\uAC00-\uD7A3\uFF01-\uFF9D"
    r"\U0001F300-\U0001F3FA\U0001F400-\U0001F64F\U0001F680-\U0001F6FF\U0001F900-\U0001FAFF"
)
"""Most of what people write: one of these never makes one character with another of these beside it."""

_JOINING: Final = late(re.compile, rf"[^{_LONE}]++(?:[{_LONE}][^{_LONE}]++)*+[{_LONE}]?+")
"""A stretch of all else, with what stands between; what stands before it belongs to it too, and is one of the lone."""


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The span of each character, in order; together they are the whole text."""
    for found in _CLUSTER.finditer(text):
        yield found.span()


def count(text: str) -> int:
    """How many characters *text* has, as people count them."""
    if text.isascii():
        return len(text) - text.count("\r\n")
    total = len(text)
    for found in _JOINING.finditer(text):
        # Between two of the lone ones there is always a break, so that a stretch counts by itself.
        start, end = max(0, found.start() - 1), found.end()
        total -= (end - start) - len(_CLUSTER.findall(text, start, end))
    return total


def cut(text: str, characters: int) -> int:
    """The offset behind the first *characters* characters, or the end of a shorter text."""
    if len(text) <= characters:
        return len(text)
    joining = _JOINING.search(text, 0, characters + 1)
    if joining is None:
        return characters
    lone = max(0, joining.start() - 1)
    for place, found in enumerate(_CLUSTER.finditer(text, lone), lone + 1):
        if place >= characters:
            return int(found.end())
    return len(text)
