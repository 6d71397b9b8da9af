"""A condition on its way into English: clauses joined by and, or. Short ones become prose, long ones lists."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias, assert_never

from playbook.frozen import frozen

MOST_IN_PROSE = 3
"""Clauses that a sentence takes without getting lost."""


ALSO = ", and also "
"""Joins what the same text mentions."""


@frozen
class Leaf:
    """One clause, marked up: `the text mentions …`."""

    words: str


@frozen
class AllOf:
    parts: tuple["Clause", ...]


@frozen
class AnyOf:
    parts: tuple["Clause", ...]


Clause: TypeAlias = Leaf | AllOf | AnyOf

Said: TypeAlias = Clause | bool
"""A clause; or what comes out whatever the post is, since the params settle it."""


def all_of(parts: Iterable[Said]) -> Said:
    """All of them, without those that hold anyway."""
    kept: list[Clause] = []
    for part in parts:
        if part is False:
            return False
        if isinstance(part, AllOf):
            kept += part.parts
        elif not isinstance(part, bool):
            kept.append(part)
    distinct = tuple(dict.fromkeys(kept))
    return AllOf(distinct) if len(distinct) > 1 else distinct[0] if distinct else True


def any_of(parts: Iterable[Said]) -> Said:
    """Any of them, without those that never hold."""
    kept: list[Clause] = []
    for part in parts:
        if part is True:
            return True
        if isinstance(part, AnyOf):
            kept += part.parts
        elif not isinstance(part, bool):
            kept.append(part)
    distinct = tuple(dict.fromkeys(kept))
    return AnyOf(distinct) if len(distinct) > 1 else distinct[0] if distinct else False


def leaves(clause: Clause) -> int:
    return 1 if isinstance(clause, Leaf) else sum(leaves(part) for part in clause.parts)


def fits_prose(clause: Clause) -> bool:
    """Whether it reads well in one sentence."""
    if isinstance(clause, Leaf):
        return True
    if all(isinstance(part, Leaf) for part in clause.parts):
        # "A, or B, and also C" leaves open what goes with what.
        mixed = isinstance(clause, AnyOf) and any(
            ALSO in part.words for part in clause.parts if isinstance(part, Leaf)
        )
        return leaves(clause) <= MOST_IN_PROSE and not mixed
    inner = [
        part.words
        for whole in clause.parts
        if not isinstance(whole, Leaf)
        for part in whole.parts
        if isinstance(part, Leaf)
    ]
    return leaves(clause) <= MOST_IN_PROSE and not any("," in words or " or " in words for words in inner)


def prose(clause: Clause) -> str:
    """All of it in one sentence, without a capital and a full stop."""
    match clause:
        case Leaf():
            return clause.words
        case AllOf():
            return _joined(
                [
                    f"either {prose(part)}" if isinstance(part, AnyOf) else prose(part)
                    for part in clause.parts
                ],
                "and",
            )
        case AnyOf():
            return _joined(
                [f"both {prose(part)}" if isinstance(part, AllOf) else prose(part) for part in clause.parts],
                "or",
            )
        case _:
            assert_never(clause)


def _joined(parts: Sequence[str], word: str) -> str:
    """With a comma before the word: the parts are clauses, and may hold lists of their own."""
    if len(parts) == 2 and not any(mark in part for part in parts for mark in (",", " and ", " or ")):
        return f"{parts[0]} {word} {parts[1]}"
    return f"{', '.join(parts[:-1])}, {word} {parts[-1]}"


@frozen
class Bullets:
    """A list: what has to hold of its items, and the items, which may be lists in turn."""

    how: str
    items: tuple["str | Bullets", ...]


def bullets(clause: AllOf | AnyOf) -> Bullets:
    """The clause as a list. What is short enough is prose within it."""
    how = "all of this is so" if isinstance(clause, AllOf) else "one of these is so"
    return Bullets(how, tuple(_item(part) for part in clause.parts))


def _item(part: Clause) -> "str | Bullets":
    if isinstance(part, Leaf) or fits_prose(part):
        return prose(part)
    return bullets(part)
