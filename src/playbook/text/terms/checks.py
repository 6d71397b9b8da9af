"""What a topic looks for besides terms, as questions to a text: its patterns and finders, and which pieces a text has
in it that they find something in.

Below `matcher`, which looks for the pieces with its terms, and asks only where one is found.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from playbook.text.finding import OnFolded, OnPieces
from playbook.text.terms.topic_spec import Finder, Node

SHORTEST: Final = 2
"""Characters of a piece that is worth looking for; single signs are in every other text."""


class Check(NamedTuple):
    """One pattern or finder of the node with that number.

    `may_hold` is a glance, which says False only where `holds` does; `pieces`, folded, are those of which a text has
    one that it holds for, None if it may hold without.
    """

    number: int
    may_hold: Callable[[str], bool]
    holds: Callable[[str], bool]
    pieces: frozenset[str] | None


def checks_of(nodes: Sequence[Node]) -> Iterator[Check]:
    """All patterns and finders of *nodes*."""
    for number, (spec, _) in enumerate(nodes):
        for pattern in spec.patterns:
            yield Check(number, pattern.may_match, pattern.matches, _telling(pattern.pieces))
        for finder in spec.finders:
            pieces = finder.pieces if isinstance(finder, OnPieces) else None
            may_hold = finder.may_hold if isinstance(finder, OnFolded) else _always
            yield Check(number, may_hold, _finds(finder), _telling(pieces))


def _telling(pieces: frozenset[str] | None) -> frozenset[str] | None:
    return pieces if pieces and min(map(len, pieces)) >= SHORTEST else None


def _always(_text: str) -> bool:
    return True


def _finds(finder: Finder) -> Callable[[str], bool]:
    def finds(text: str) -> bool:
        for _ in finder(text):
            return True
        return False

    return finds
