"""What the matcher is asked to look for: a topic without its name, and its place among those that it takes in.

Below `matcher`, which does the looking.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from playbook.frozen import frozen
from playbook.text.patterns.pattern import Pattern

Place: TypeAlias = tuple[int, int]
"""A half-open range of code points of the text as given."""

Finder: TypeAlias = Callable[[str], Iterable[Place]]


@frozen
class TopicSpec:
    """What to look for. A match wholly within an occurrence of one of `excepts` is none, wherever the match comes
    from.

    `words` and `excepts` are found in any case, `exactly` as written, `stems` in any case and inflected (see
    `stems`), all as whole words (see `words.stands_alone`). `disguised`: `words` and `stems` are found in disguise
    too (see `disguise`). `includes` are topics whose matches count here too, after their own exceptions. `finders`
    give places in a text themselves.
    """

    words: tuple[str, ...] = ()
    exactly: tuple[str, ...] = ()
    excepts: tuple[str, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    includes: "tuple[TopicSpec, ...]" = ()
    finders: tuple[Finder, ...] = ()
    stems: tuple[str, ...] = ()
    disguised: bool = False


def word(term: str) -> TopicSpec:
    """What `mentions "term"` looks for."""
    return TopicSpec(words=(term,))


def asks_for_language(spec: TopicSpec) -> bool:
    """Whether what *spec* finds may hang on the language of the text: it has stems, or takes in a topic that has."""
    return any(one.stems for one in _innermost_first(spec, {}))


class Node(NamedTuple):
    """A spec whose includes are known by their numbers, which are all smaller than its own."""

    spec: TopicSpec
    includes: tuple[int, ...]


def numbered(specs: Sequence[TopicSpec]) -> tuple[list[Node], list[int]]:
    """Each different spec once, what it includes before it; and the number of each of *specs*.

    Specs are told apart by identity: comparing them would walk what they include again and again.
    """
    nodes: list[Node] = []
    numbers: dict[int, int] = {}
    for spec in specs:
        for inner in _innermost_first(spec, numbers):
            numbers[id(inner)] = len(nodes)
            nodes.append(Node(inner, tuple(numbers[id(included)] for included in inner.includes)))
    return nodes, [numbers[id(spec)] for spec in specs]


def _innermost_first(spec: TopicSpec, known: dict[int, int]) -> Iterator[TopicSpec]:
    """*spec* and what it includes and is not *known* yet, each once, after all that it includes."""
    stack, told = [(spec, False)], set(known)
    while stack:
        current, ready = stack.pop()
        if id(current) in told:
            continue
        if ready:
            told.add(id(current))
            yield current
        else:
            stack.append((current, True))
            stack.extend((included, False) for included in current.includes)


def outside(places: set[Place], excepts: Sequence[Place]) -> set[Place]:
    """Those of *places* that lie wholly within none of *excepts*."""
    if not excepts:
        return places
    remaining = set()
    walls = iter(sorted(excepts))
    wall = next(walls, None)
    furthest = -1  # the furthest end of an exception that begins no later than the place
    for start, end in sorted(places):
        while wall is not None and wall[0] <= start:
            furthest = max(furthest, wall[1])
            wall = next(walls, None)
        if end > furthest:
            remaining.add((start, end))
    return remaining
