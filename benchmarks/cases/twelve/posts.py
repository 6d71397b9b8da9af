"""Posts for the twelve rules: such as pass, and such as fail exactly two rules, in all combinations by turns."""

import copy
import random
from collections.abc import Callable, Iterator
from itertools import combinations, cycle
from typing import Any

from benchmarks.posts import PostFields

HASHTAGS = tuple(f"Banned{number}" for number in range(20))

Fault = Callable[[PostFields], None]


def _set(name: str, value: Any) -> Fault:
    return lambda post: post.__setitem__(name, value)


def _add(name: str, value: Any) -> Fault:
    return lambda post: post.__setitem__(name, [*post[name], value])


FAULTS: dict[str, Fault] = {
    "alt-text": _add("media", {"kind": "photo"}),
    "banned-hashtags": _add("hashtags", "bANNED7"),
    "few-mentions": _set("mentions", [f"friend_{number}" for number in range(6)]),
    "known-hosts": _add("links", {"url": "https://elsewhere.test/a", "host": "elsewhere.test"}),
    "office-hours": _set("publish_at", "2026-11-21T19:30:00+00:00"),
    "our-languages": _set("language", "tlh"),
    "paid-posts": _set("sponsored", True),
    "trained": lambda post: post["author"].__setitem__("trainings", []),
}
"""How to make a post that passes fail one rule, and no other."""


def failing(passing: list[PostFields]) -> Iterator[PostFields]:
    """Each of *passing*, made to fail two rules."""
    pairs = list(combinations(FAULTS, 2))
    random.Random(2).shuffle(pairs)
    for post, pair in zip(passing, cycle(pairs), strict=False):
        changed = copy.deepcopy(post)
        for name in pair:
            FAULTS[name](changed)
        yield changed
