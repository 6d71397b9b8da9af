"""How the matches of a pattern begin, where that is a sign and what has to follow it, as an expression of Python's:
most texts that have the sign need not be given to an engine either.

Beside `pieces` in the pattern stage. The expression is of a fixed length, so it takes linear time. It is held against
the text as given, where the characters that it may name stand as they do in NFC.
"""

import re
from typing import Final

from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.tree import Edge, Node, OneOf, Repeat, Sequence

_OFTEN: Final = 40
"""Repeats that count. More hardly tell more."""

_BECOME: Final = {0x212A: "K", 0x037E: ";", 0x1FEF: "`"}
"""What NFC makes characters of ASCII of."""

_WITHOUT_CASE: Final = (0x017F, 0x212A)
"""What is a letter of ASCII without case, and stands in NFC as it was given, if it does."""


def head_of(node: Node) -> str | None:
    """How whatever *node* matches begins; None where it does not begin with a sign that something has to follow."""
    written, length = "", 0
    for part in node.parts if isinstance(node, Sequence) else ():
        if isinstance(part, Edge):
            continue
        within, low, high = (part.part, part.low, part.high) if isinstance(part, Repeat) else (part, 1, 1)
        if low == 0 or not isinstance(within, OneOf) or not _stays(within.members):
            break
        if length == 0 and (high != 1 or not _is_sign(within.members)):
            return None
        times = min(low, _OFTEN)
        written += _set(within.members) + (f"{{{times}}}" if times > 1 else "")
        length += times
        if times != high or length > _OFTEN:
            break
    return written if length > 1 else None


def _stays(members: CodePoints) -> bool:
    return all(high < 0x80 or (low == high and low in _WITHOUT_CASE) for low, high in members)


def _is_sign(members: CodePoints) -> bool:
    return len(members) == 1 and members[0][0] == members[0][1] and not chr(members[0][0]).isalnum()


def _set(members: CodePoints) -> str:
    more = [
        code for code, plain in _BECOME.items() if any(low <= ord(plain) <= high for low, high in members)
    ]
    if not more and len(members) == 1 and members[0][0] == members[0][1]:
        return re.escape(chr(members[0][0]))
    ranges = [*members, *((code, code) for code in more)]
    return "[" + "".join(f"\\u{low:04x}-\\u{high:04x}" for low, high in ranges) + "]"
