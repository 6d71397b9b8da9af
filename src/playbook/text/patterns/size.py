"""How large a program an engine may make of a pattern, told without asking it.

Beside `engine` in the pattern stage: what is sure to fit is compiled when a text first needs it, and what may not fit
at once. So a pattern that is too large is a mistake in the policy, whenever it is first run.
"""

from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.tree import Edge, Either, Node, OneOf, Repeat, Sequence

_PLANES = ((0x00, 0x7F, 2), (0x80, 0x7FF, 9), (0x800, 0xFFFF, 20), (0x10000, 0x10FFFF, 35))
"""For code points of 1, 2, 3 and 4 bytes in UTF-8: into how many runs of bytes a range of them falls apart at most,
each as many instructions as it has bytes, and one for each run to choose it.
"""
_ONE = 5
"""The same for a single code point."""
_SPELLED = 6_000
"""Instructions that it takes at most to tell words from other characters in a text that is spelled out."""


def program_size(node: Node, spelling: str) -> int:
    """Instructions that RE2 makes of *node* at most, written for texts of that spelling."""
    return 10 + _size(node, spelling)


def _size(node: Node, spelling: str) -> int:
    match node:
        case OneOf(members):
            return _set_size(members, spelling)
        case Sequence(parts):
            return sum(_size(part, spelling) for part in parts) + 1
        case Either(options):
            return sum(_size(option, spelling) + 2 for option in options)
        case Repeat(part, low, high):
            return ((low + 1 if high is None else high) or 1) * (_size(part, spelling) + 2)
        case Edge():
            return 1


def _set_size(members: CodePoints, spelling: str) -> int:
    plain = 2 + sum(_range_size(low, high) for low, high in members)
    if spelling != "spelled out":
        return plain
    beyond = sum(high + 1 - max(low, 0x80) for low, high in members if high > 0x7F)
    return 2 * (plain + _ONE) + min(_SPELLED, _ONE * beyond)


def _range_size(low: int, high: int) -> int:
    if low == high:
        return _ONE
    return sum(cost for first, last, cost in _PLANES if low <= last and first <= high)
