r"""Pieces of which every match of a pattern has one in it: a text without any of them need not be given to an engine.

Beside `engine` in the pattern stage; the matcher looks for the pieces of all patterns with its terms. A piece is a
folded one, in ASCII, and stands in the folded text (`normal`) wherever the pattern matches, and in the text in lower
case (`str.casefold`). Why that is so:

- A match is in a text in NFC. A row of ASCII characters in that is the same row in the text as given: NFC makes no
  ASCII of anything but "`" and `;`, which are in no piece, and of the Kelvin sign, whose lower case is a `k`.
- Folding takes each ASCII character for itself, and changes no more than its case. It makes one space of several, and
  none at the ends; no piece begins or ends with one, or has two. And the last of a row may become one letter with a
  mark after it, once what stood between them is gone; so a letter, or one of `<=>`, ends no piece.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple, TypeAlias

from playbook.text.late import late
from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.tree import Edge, Either, Node, OneOf, Repeat, Sequence

Words: TypeAlias = frozenset[str]

MOST: Final = 48
"""Pieces that a pattern may have. More cost more than they save."""
_WIDEST: Final = 8
"""Characters of a set that are looked at one by one."""
_LONGEST: Final = 10
"""Characters of a piece. What follows hardly tells more, and takes memory."""
_OFTEN: Final = 40
"""Repeats that are written out."""

_NOTHING: Final[Words] = frozenset(("",))
_BREAK: Final = late(re.compile, r"[;`]| {2,}")
_ENDING: Final = late(re.compile, r" ?[a-z<=>]\Z")


class _Said(NamedTuple):
    """What is known of the matches of a part: what they are, if they are few; else of which each has one in it."""

    all: Words | None
    some: Words | None


def pieces_of(node: Node) -> Words | None:
    """One of these stands in whatever *node* matches; None where nothing of the kind can be said."""
    said = _said(node)
    found = _better(said.some, None if said.all is None else _trimmed(said.all))
    if found is None or len(found) > MOST:
        return None
    kept: list[str] = []
    for word in sorted(found, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)


def _said(node: Node) -> _Said:
    match node:
        case OneOf(members):
            return _of_set(members)
        case Edge():
            return _Said(_NOTHING, None)
        case Sequence(parts):
            return _of_sequence([_said(part) for part in parts])
        case Either(options):
            return _of_options([_said(option) for option in options])
        case Repeat(part, low, high):
            return _of_repeat(_said(part), low, high)


@cache
def _of_set(members: CodePoints) -> _Said:
    if sum(high - low + 1 for low, high in members) > _WIDEST:
        return _Said(None, None)
    folded = {chr(code).casefold() for low, high in members for code in range(low, high + 1)}
    plain = folded and all(len(char) == 1 and " " <= char <= "~" for char in folded)
    return _Said(frozenset(folded) if plain else None, None)


def _of_sequence(parts: Iterable[_Said]) -> _Said:
    """Parts of which all is known run on into one another; whatever else is there parts them."""
    run, some, whole, tail = _NOTHING, None, True, ""
    for all_, within in parts:
        if all_ is not None and len(all_) == 1:
            tail += next(iter(all_))
            continue
        run, tail = _with_tail(run, tail), ""
        joined = None if all_ is None else _joined(run, all_)
        if joined is not None:
            run = joined
            continue
        whole = False
        some = _better(_better(some, _trimmed(run)), within)
        run = _NOTHING if all_ is None else all_
    run = _with_tail(run, tail)
    return _Said(run, None) if whole else _Said(None, _better(some, _trimmed(run)))


def _with_tail(run: Words, tail: str) -> Words:
    return frozenset([word + tail for word in run]) if tail else run


def _of_options(options: list[_Said]) -> _Said:
    if all(option.all is not None for option in options):
        together = frozenset().union(*(option.all or () for option in options))
        if len(together) <= MOST:
            return _Said(together, None)
    some: set[str] = set()
    for option in options:
        found = _better(option.some, None if option.all is None else _trimmed(option.all))
        if found is None:
            return _Said(None, None)
        some |= found
    return _Said(None, frozenset(some))


def _of_repeat(part: _Said, low: int, high: int | None) -> _Said:
    if low == 0:
        return _Said(part.all | _NOTHING if part.all is not None and high == 1 else None, None)
    if part.all is None:
        return _Said(None, part.some)
    run = part.all
    for _ in range(min(low, _OFTEN) - 1):
        longer = _joined(run, part.all)
        if longer is None:
            break
        run = longer
    else:
        if low == high and low <= _OFTEN:
            return _Said(run, None)
    return _Said(None, _trimmed(run))


def _joined(first: Words, second: Words) -> Words | None:
    """What begins with one of the *first* and ends with one of the *second*; None where that is too much."""
    if len(first) * len(second) > MOST:
        return None
    return frozenset([one + other for one in first for other in second])


def _trimmed(words: Words) -> Words | None:
    """Of each word the longest part that can be relied on; None if one has none."""
    found = frozenset(map(_longest, words))
    return found if found and all(found) else None


def _longest(word: str) -> str:
    parts = (_ENDING.sub("", part.strip(" ")) for part in _BREAK.split(word))
    return max(parts, key=len)[:_LONGEST].rstrip(" ")


def _better(one: Words | None, other: Words | None) -> Words | None:
    """Of two that hold, the one that says more: whose shortest piece is the longer, or that has fewer."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=lambda words: (min(map(len, words)), -len(words)))
