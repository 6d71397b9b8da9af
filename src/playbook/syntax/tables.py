"""The parser's tables, as data: what to do in each state at each terminal or rule. Read from `grammar/tables.json`.

They are worked out from `grammar/playbook.lark`, whose digest they carry. Where that is another one, somebody has
changed the grammar, and Lark works them out anew (see `lark_tables`). JSON, so that loading them runs nothing.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playbook._resources import folder
from playbook.frozen import frozen, unguarded

STARTS = ("policy", "hole")
"""The rules that a whole text can be."""

END = "$END"
"""Lark's name for the end of a text."""

_CLAUSES = frozenset({"WHEN", "TIMEZONE", "WORDS", "GIVEN"})
"""Terminals that begin a clause of a rule, the header, a topic, a test: where one can be taken, any of its kind can."""


@unguarded
class Production:
    """One alternative: how many parts it closes, the rule that it makes, and what it is called."""

    size: int
    rule: str
    name: str
    passes: bool
    """Whether a single part goes through as it is (Lark's `?rule`)."""
    is_helper: bool
    """Whether it makes nothing of its own: what Lark made up for a `*` or `+`, or a rule whose name begins with `_`."""
    has_helpers: bool
    """Whether some of its parts may be such."""
    passes_one: bool
    """Whether it has but one part, and only passes that on."""


@unguarded
class Row:
    """One state."""

    actions: dict[str, int | Production]
    """By terminal or rule: the state to go on to, or the production to close."""
    goes: Mapping[str, int]
    """The states to go on to alone."""
    closes: Mapping[str, Production]
    """The productions to close alone."""
    begins: str
    """What is begun by the next token: a declaration, a clause, or neither."""
    accepted: frozenset[str]
    """What may come next, as far as the state alone can tell."""
    leaps: dict[tuple[str, str], int]
    """Filled by the machine: the state after a rule that stands here, before a terminal, with all that it only
    passes through left out.
    """


@frozen
class Terminal:
    """A kind of token: one text, or all that an expression matches; of several that match, the first by priority."""

    name: str
    text: str | None
    pattern: str
    priority: int


@frozen
class Tables:
    """All of it."""

    rows: tuple[Row, ...]
    starts: Mapping[str, int]
    terminals: tuple[Terminal, ...]
    ignored: tuple[str, ...]
    """The expressions for what stands between tokens."""


def grammar_text() -> str:
    """The grammar, as people read it."""
    return (folder("grammar") / "playbook.lark").read_text(encoding="utf-8")


def tables_path() -> Path:
    """Where its tables are kept."""
    return folder("grammar") / "tables.json"


def digest_of(text: str) -> str:
    """What a grammar is known by."""
    return hashlib.sha256(text.encode()).hexdigest()


def load_tables() -> Tables:
    """The tables of the grammar as it is now."""
    text = grammar_text()
    try:
        data = json.loads(tables_path().read_bytes())
    except FileNotFoundError:
        data = {}
    if data.get("grammar") != digest_of(text):
        from playbook.syntax.lark_tables import derive  # noqa: PLC0415  (only for those who change the grammar)

        data = derive(text)
    return tables_of(data)


def _production(said: Sequence[Any]) -> Production:
    size, rule, name, passes, is_helper, has_helpers = said
    passes_one = size == 1 and passes and not has_helpers
    return Production(size, rule, name, passes, is_helper, has_helpers, passes_one)


def tables_of(data: Mapping[str, Any]) -> Tables:
    """What the plain *data* says."""
    productions = [_production(one) for one in data["productions"]]
    return Tables(
        rows=tuple(_row(one, productions, data["lists"]) for one in data["states"]),
        starts=data["starts"],
        terminals=tuple(
            Terminal(name, value if kind == "text" else None, value, priority)
            for name, kind, value, priority in data["terminals"]
        ),
        ignored=tuple(data["ignored"]),
    )


def _row(data: Sequence[Any], productions: Sequence[Production], lists: Sequence[Sequence[str]]) -> Row:
    """A state: what it goes on to, and pairs of a production that it closes and the list of names at which it does."""
    goes: dict[str, int] = data[0]
    begins = "declaration" if "TOPIC" in goes else "" if _CLAUSES.isdisjoint(goes) else "clause"
    closes: dict[str, Production] = {}
    for at in range(1, len(data), 2):
        closes.update(dict.fromkeys(lists[data[at + 1]], productions[data[at]]))
    actions: dict[str, int | Production] = {**goes, **closes}
    return Row(actions, goes, closes, begins, frozenset(actions), {})
