"""The stacks of an LALR parser: takes tokens, builds branches, can be asked and cut back.

It knows before it moves whether a token fits (most such parsers close what the token does not close, and then find
out), so that after a mistake the stacks still say what the author was in the middle of. And a chain of any length
becomes one flat branch.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from playbook.syntax.tables import END, Production, Row, Tables
from playbook.syntax.token import Token


class Branch:
    """A rule or alternative of the grammar, and what it was made of in this text: tokens and branches."""

    __slots__ = ("children", "made", "name")

    def __init__(self, name: str, children: "list[Part]") -> None:
        self.name, self.children = name, children
        self.made: Any = None
        """What the tree builder made of it, until that is a part of something larger."""


Part: TypeAlias = Branch | Token
Step: TypeAlias = tuple[Production, int]
"""Something to be closed, and the state after that."""


class Machine:
    """One text on its way through the tables."""

    def __init__(self, tables: Tables, start: str) -> None:
        self.rows = tables.rows
        self._start = start
        self.states = [tables.starts[start]]
        """The present one last. There is one more of them than of values."""
        self.values: list[Any] = []

    @property
    def depth(self) -> int:
        """How many states there are."""
        return len(self.states)

    @property
    def row(self) -> Row:
        """The present state."""
        return self.rows[self.states[-1]]

    def takes(self, *kinds: str, depth: int | None = None) -> bool:
        """Whether tokens of these kinds would be taken one after the other, the stacks first cut to *depth*. Exact."""
        states = self.states[:depth]
        return all(self._moved(states, kind) for kind in kinds)

    def _moved(self, states: list[int], kind: str) -> bool:
        rows = self.rows
        while (action := rows[states[-1]].actions.get(kind)) is not None:
            if isinstance(action, int):
                states.append(action)
                return True
            if action.size:
                del states[-action.size :]
            if kind == END and len(states) == 1 and action.rule == self._start:
                return True
            states.append(rows[states[-1]].goes[action.rule])
        return False

    def steps(self, kind: str) -> Sequence[Step] | None:
        """What is to be closed before a token of this kind (but not the end) is taken; None where it does not fit."""
        rows, states = self.rows, self.states
        action = rows[states[-1]].actions.get(kind)
        if action is None or isinstance(action, int):
            return None if action is None else ()
        found: list[Step] = []
        left = len(states)
        above: list[int] = []
        while action is not None:
            if isinstance(action, int):
                return found
            spare = action.size - len(above)
            if spare >= 0:
                left -= spare
                above = []
            elif action.size:
                del above[-action.size :]
            below = rows[above[-1] if above else states[left - 1]]
            after = below.leaps.get((action.rule, kind))
            if after is None:
                after = self._leap(below, action.rule, kind)
            found.append((action, after))
            above.append(after)
            action = rows[after].actions.get(kind)
        return None

    def _leap(self, below: Row, rule: str, kind: str) -> int:
        """The state after *rule*, and after all that only passes it on before a token of this kind."""
        after = below.goes[rule]
        while True:
            action = self.rows[after].actions.get(kind)
            if isinstance(action, Production) and action.passes_one:
                after = below.goes[action.rule]
            else:
                break
        below.leaps[rule, kind] = after
        return after

    def close(self, steps: Sequence[Step]) -> None:
        """Close what is to be closed."""
        states, values = self.states, self.values
        for production, after in steps:
            size = production.size
            if size:
                parts = values[-size:]
                del states[-size:], values[-size:]
            else:
                parts = []
            values.append(closed(production, parts))
            states.append(after)

    def take(self, token: Token) -> None:
        """Take a token that fits; it is not the end."""
        kind = token.type
        self.close(self.steps(kind) or ())
        self.states.append(self.row.goes[kind])
        self.values.append(token)

    def end(self) -> Branch:
        """The whole tree, where the end fits."""
        states, values = self.states, self.values
        while True:
            action = self.row.closes[END]
            at = len(values) - action.size
            parts = values[at:]
            del states[at + 1 :], values[at:]
            made = closed(action, parts)
            if len(states) == 1 and action.rule == self._start:
                return made if isinstance(made, Branch) else Branch(self._start, [made])
            states.append(self.row.goes[action.rule])
            values.append(made)

    def value_start(self) -> Token | None:
        """The first token of the value that ends here; None where none does."""
        states, firsts = list(self.states), list(self.values)
        while (action := self.rows[states[-1]].actions.get("PLUS")) is not None:
            if isinstance(action, int):
                return _first(firsts[-1]) if firsts else None
            first = firsts[-action.size] if action.size else None
            del states[len(states) - action.size :], firsts[len(firsts) - action.size :]
            states.append(self.rows[states[-1]].goes[action.rule])
            firsts.append(first)
        return None

    def cut(self, depth: int) -> None:
        """Forget all but the first *depth* states, and the values that go with the others."""
        del self.states[depth:], self.values[depth - 1 :]


def closed(production: Production, parts: list[Any]) -> Any:
    """What a production makes of its parts: a list for Lark's helpers, which its users take apart again."""
    if production.has_helpers:
        parts = _flat(parts)
    if production.is_helper:
        return parts
    if production.passes and len(parts) == 1:
        return parts[0]
    return Branch(production.name, parts)


def _flat(parts: list[Any]) -> list[Any]:
    if parts and isinstance(parts[0], list):  # a chain grows at its left end: keep the list, and add to it
        flat, rest = parts[0], parts[1:]
    else:
        flat, rest = [], parts
    for part in rest:
        if isinstance(part, list):
            flat += part
        else:
            flat.append(part)
    return flat


def _first(part: Any) -> Token | None:
    """The first token of *part*."""
    while not isinstance(part, Token):
        inner = part.children if isinstance(part, Branch) else part
        if not inner:
            return None
        part = inner[0]
    return part
