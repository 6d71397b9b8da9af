"""Puts the comments that words bring along into the gaps of a layout, the only places where comments can stand.

A comment behind something goes to the next gap, one on a line of its own to the gap before. So one that is in a gap
already stays there, and formatting twice changes nothing. None overtakes another. Where two would stand at the end of
one line, the earlier one gets a line of its own above.
"""

from collections.abc import Sequence

from playbook.format.layout import Gap, Leaf
from playbook.format.words import Comment


def place_comments(leaves: Sequence[Leaf], above: list[Comment]) -> Comment | None:
    """Give the gaps among *leaves* their comments. Those before all go to *above*; the one behind all is returned."""
    behind = _place(leaves, above)
    for leaf in leaves:
        if isinstance(leaf, Gap) and leaf.forced:
            _force(leaf)
    return behind


def _place(leaves: Sequence[Leaf], above: list[Comment]) -> Comment | None:
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
        if isinstance(leaf, str):
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


def _force(gap: Gap) -> None:
    """Nothing around a line end fits on one line."""
    around = gap.parent
    while around is not None and not around.forced:
        around.forced = True
        around = around.parent
