"""What is measured, one module a case: each has a `TITLE` and a `run` that yields tables."""

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol, cast

from benchmarks.settings import Settings
from benchmarks.table import Table


class Case(Protocol):
    """What a case's module has."""

    TITLE: str

    def run(self, settings: Settings) -> Iterator[Table]: ...


CASES = ("twelve", "plain", "packs", "post_json", "matcher", "loading", "imports", "tools", "stream")
"""In the order of the report."""
PEERS = "peers"
"""The one that uses the network, and is run only when it is asked for."""


def case(name: str) -> Case:
    """The case of that name; imported only when it is wanted."""
    return cast(Case, import_module("benchmarks.peers.run" if name == PEERS else f"benchmarks.cases.{name}"))
