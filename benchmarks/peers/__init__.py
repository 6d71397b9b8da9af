"""Other rule engines on the same rules and the same posts, one module each: what they need, what they cannot say, and
how the rules read in them.

A module has a `PACKAGE`, a `CANNOT` (what the host works out for the engine, in words), and two functions, `twelve` and
`plain`, that build an `Engine`. It is imported in an environment of its own, and nowhere else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from benchmarks.cases.plain_rules import Condition
from playbook.model.post import Post

PEERS = (
    "evalidate_engine",
    "yara",
    "datalogic",
    "opa",
    "cel_cpp",
    "cedar",
    "rules_in_python",
    "cel_in_python",
    "zen_rules",
)
"""In the order of the report."""


@dataclass(frozen=True)
class Engine:
    """An engine with the rules loaded."""

    convert: Callable[[Post], Any]
    """What the engine wants for a post: the user pays for it each time."""
    fired: Callable[[Any], Sequence[str]]
    """The names of the rules that fire, in any order."""


@dataclass(frozen=True)
class Constants:
    """What the twelve rules compare with, in lower case."""

    terms: tuple[str, ...]
    hashtags: tuple[str, ...]
    hosts: tuple[str, ...]
    languages: tuple[str, ...]
    legal: tuple[str, ...] = ("class action", "court order", "lawsuit", "litigation", "settlement agreement")
    disclosures: tuple[str, ...] = ("#ad", "#sponsored", "paid partnership")


class Peer(Protocol):
    """What a peer's module has."""

    PACKAGE: str
    CANNOT: str

    def twelve(self, constants: Constants) -> Engine: ...

    def plain(self, conditions: Sequence[Condition]) -> Engine: ...


def peer(name: str) -> Peer:
    """The peer of that name. Raises ImportError where its package is not installed."""
    return cast(Peer, import_module(f"benchmarks.peers.{name}"))
