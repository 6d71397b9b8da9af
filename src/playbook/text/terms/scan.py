"""Chooses the engine that looks for terms: Aho and Corasick's automaton where its wheel is installed, else keys.

Between `matcher` and the two engines, which give the same answers. The automaton (`automaton`) is compiled code and
goes over a text once, whatever the number of terms; the other (`keyed`) is Python, and about twice as slow.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Protocol, TypeAlias

from playbook.text.terms.automaton import Automaton, automaton_installed, pieces
from playbook.text.terms.keyed import Keyed
from playbook.text.terms.trie import PieceTrie, User, Uses

Pieces: TypeAlias = Callable[[str], Iterable[tuple[int, int, int]]]
"""The number, start and end of each term that occurs in a text, wherever it stands."""


class Scan(Protocol[User]):
    """Finds folded terms in folded texts."""

    def users(self, near: bytes) -> set[User]:
        """Who wants to know of what is in the nearly folded text *near*: terms as whole words, and those that count
        anywhere. Runs of white space and controls, which `nearly_folded` leaves, are taken for what folding makes of
        them.
        """

    def find(self, text: str) -> Iterator[tuple[int, int, User]]:
        """Start, end and user of each term that stands in the folded *text* as a whole word, by start.

        Of several terms of one user that begin at one place only the longest is told.
        """


def scan_for(
    uses: Uses[User], anywhere: Uses[User] = MappingProxyType({}), *, exact: bool = False
) -> Scan[User]:
    """The engine for the folded terms of *uses*, each with those who want to know of it.

    *anywhere*: terms that `users` tells of, and `find` does not, wherever they stand, within words too. *exact*: the
    others are matched as written, which loosens the rules on apostrophes.
    """
    engine = Automaton if automaton_installed() else Keyed
    return engine(uses, anywhere, exact=exact)


def pieces_for(terms: Sequence[str]) -> Pieces:
    """The engine that finds *terms* anywhere, within words too."""
    return pieces(terms) if automaton_installed() else PieceTrie(terms).find
