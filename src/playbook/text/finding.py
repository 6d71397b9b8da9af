"""Finders: functions that tell where something stands in a text, without a list of words.

What they have in common. They read the folded text, so that full-width digits, no-break spaces and typographic dashes
make no difference, and answer with places in the text as given. Each takes time linear in the text.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import TypeAlias

from playbook.text.normal import fold

Place: TypeAlias = tuple[int, int]
Finder: TypeAlias = Callable[[str], Iterable[Place]]


def on_folded(find: Callable[[str], Iterable[Place]]) -> Finder:
    """Makes *find*, which knows folded text in its own case only, a finder for any text."""

    @wraps(find)
    def finder(text: str) -> Iterator[Place]:
        folded = fold(text, case=False)
        return (folded.original(start, end) for start, end in find(folded.text))

    return finder


def apart(places: Iterable[Place]) -> Iterator[Place]:
    """*places* by start, the longer first, without those that overlap one already given."""
    furthest = 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= furthest:
            yield start, end
            furthest = end
