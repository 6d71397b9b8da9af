"""Puts the comments that words bring along into the gaps of a layout, the only places where comments can stand.

A comment behind something goes to the next gap, one on a line of its own to the gap before. So one that is in a gap
already stays there, and formatting twice changes nothing. None overtakes another. Where two would stand at the end of
one line, the earlier one gets a line of its own above.
"""

from collections.abc import Iterator

from playbook.format.layout import Doc, Fill, Gap, Group, Nest
from playbook.format.words import Comment, Word


def place_comments(doc: Doc, above: list[Comment]) -> Comment | None:
    """Give the gaps of *doc* its comments. Those before all of it go to *above*; the one behind it is returned."""
    leaves = tuple(_leaves(doc))
    behind = _place(leaves, above)
    for leaf in leaves:
        if isinstance(leaf, Gap) and leaf.forced:
            _force(leaf)
    return behind


def _place(leaves: tuple[Word | Gap, ...], above: list[Comment]) -> Comment | None:
    at_gap, earlier = True, above
    behind: list[Comment] = []
    late: list[Comment] = []
    for leaf in leaves:
        if isinstance(leaf, Gap):
            if behind:
                leaf.behind = behind.pop()
                earlier += behind
            leaf.before += late
            at_gap, earlier = True, leaf.before
            behind.clear()
            late.clear()
            continue
        if leaf.before and leaf.kind == "COMMA" and not at_gap:
            late += leaf.before  # whoever begins lines with commas means what comes after them
        elif leaf.before:
            earlier += (*behind, *late, *leaf.before)
            behind.clear()
            late.clear()
        if leaf.behind is not None:
            (late or behind).append(leaf.behind)
        at_gap = False
    behind += late
    earlier += behind[:-1]
    return behind[-1] if behind else None


def _leaves(doc: Doc) -> Iterator[Word | Gap]:
    """The words and gaps of *doc* in order. On the way, all that can be broken learns what it is part of."""
    waiting: list[tuple[Doc, Group | Fill | None]] = [(doc, None)]
    while waiting:
        found, parent = waiting.pop()
        match found:
            case Word():
                yield found
            case Gap():
                found.parent = parent
                yield found
            case list():
                waiting += [(part, parent) for part in reversed(found)]
            case Nest():
                waiting.append((found.inner, parent))
            case Group():
                found.parent = parent
                waiting.append((found.inner, found))
            case Fill():
                found.parent = parent
                for item, gap in zip(reversed(found.items), (*reversed(found.gaps), None), strict=True):
                    waiting.append((item, found))
                    if gap is not None:
                        waiting.append((gap, found))


def _force(gap: Gap) -> None:
    """Nothing around a line end fits on one line."""
    around = gap.parent
    while around is not None and not around.forced:
        around.forced = True
        around = around.parent
