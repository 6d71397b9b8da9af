"""The stacks of an LALR parser, run over Lark's tables: takes tokens, builds branches, can be asked and cut back.

Lark has such a loop of its own. This one knows before it moves whether a token fits (Lark's closes what the
token does not close, and then finds out), so that after a mistake the stacks still say what the author was in
the middle of. And a chain of any length becomes one flat branch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lark import Lark, Token
from lark.parsers.lalr_analysis import Shift

END = "$END"
"""Lark's name for the end of a text."""


_CLAUSES = frozenset({"WHEN", "TIMEZONE", "WORDS", "GIVEN"})
"""Terminals that begin a clause of a rule, the header, a topic, a test: where one can be taken, any of its kind can."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A rule or alternative of the grammar, and what it was made of in this text: tokens and branches."""

    name: str
    children: "list[Part]"


Part: TypeAlias = Branch | Token


@dataclass(frozen=True, slots=True)
class Production:
    """One alternative: how many parts it closes, the rule that it makes, and what it is called."""

    size: int
    rule: str
    name: str
    passes: bool
    """Whether a single part goes through as it is (Lark's `?rule`)."""
    is_helper: bool
    """Whether it makes nothing of its own: what Lark made up for a `*` or `+`, or a rule whose name begins with `_`."""


class Tables:
    """What to do in each state at each terminal or rule: go on in a state, or close a production."""

    def __init__(self, lark: Lark, starts: Sequence[str]) -> None:
        self.actions: dict[int, dict[str, int | Production]] = {}
        self.starts: dict[str, int] = {}
        productions: dict[Any, Production] = {}
        for start in starts:
            conf = lark.parse_interactive(start=start).parser_state.parse_conf
            self.starts[start] = conf.start_state
            for state, actions in conf.states.items():
                if state not in self.actions:
                    self.actions[state] = {
                        str(name): target if action is Shift else _production(target, productions)
                        for name, (action, target) in actions.items()
                    }
        self.begins = {state: self._begins(state) for state in self.actions}
        """What is begun by the next token in each state: a declaration, a clause, or neither."""
        self.accepted = {state: frozenset(actions) for state, actions in self.actions.items()}
        """What may come next in each state, as far as the state alone can tell."""

    def _begins(self, state: int) -> str:
        shifted = {kind for kind, action in self.actions[state].items() if isinstance(action, int)}
        return "declaration" if "TOPIC" in shifted else "clause" if shifted & _CLAUSES else ""


def _production(rule: Any, known: dict[Any, Production]) -> Production:
    if rule not in known:
        known[rule] = Production(
            size=len(rule.expansion),
            rule=str(rule.origin.name),
            name=str(rule.alias or rule.origin.name),
            passes=bool(rule.options.expand1 and not rule.alias),
            is_helper=rule.origin.name.startswith("_"),
        )
    return known[rule]


class Machine:
    """One text on its way through the tables."""

    def __init__(self, tables: Tables, start: str) -> None:
        self.tables = tables
        self._start = start
        self.states = [tables.starts[start]]
        """The present one last. There is one more of them than of values."""
        self.values: list[Any] = []

    @property
    def depth(self) -> int:
        """How many states there are."""
        return len(self.states)

    @property
    def accepted(self) -> frozenset[str]:
        """What may come next, as far as the present state alone can tell."""
        return self.tables.accepted[self.states[-1]]

    def takes(self, *kinds: str, depth: int | None = None) -> bool:
        """Whether tokens of these kinds would be taken one after the other, the stacks first cut to *depth*. Exact."""
        states = self.states[:depth]
        return all(self._moved(states, kind) for kind in kinds)

    def _moved(self, states: list[int], kind: str) -> bool:
        actions = self.tables.actions
        while (action := actions[states[-1]].get(kind)) is not None:
            if isinstance(action, int):
                states.append(action)
                return True
            if action.size:
                del states[-action.size :]
            if kind == END and len(states) == 1 and action.rule == self._start:
                return True
            target = actions[states[-1]][action.rule]
            if isinstance(target, int):
                states.append(target)
        return False

    def fits(self, kind: str) -> bool:
        """Whether a token of this kind would be taken now."""
        action = self.tables.actions[self.states[-1]].get(kind)
        return isinstance(action, int) or (action is not None and self.takes(kind))

    def take(self, token: Token) -> Branch | None:
        """Take a token that fits. The whole tree, once the token is the end."""
        actions, states, values = self.tables.actions, self.states, self.values
        kind = token.type
        while True:
            action = actions[states[-1]][kind]
            if isinstance(action, int):
                states.append(action)
                values.append(token)
                return None
            parts: list[Any] = []
            if action.size:
                parts = values[-action.size :]
                del states[-action.size :], values[-action.size :]
            made = _closed(action, parts)
            if kind == END and len(states) == 1 and action.rule == self._start:
                return Branch(self._start, [made]) if not isinstance(made, Branch) else made
            target = actions[states[-1]][action.rule]
            if isinstance(target, int):
                states.append(target)
            values.append(made)

    def value_start(self) -> Token | None:
        """The first token of the value that ends here; None where none does."""
        states, firsts = list(self.states), list(self.values)
        while (action := self.tables.actions[states[-1]].get("PLUS")) is not None:
            if isinstance(action, int):
                return _first(firsts[-1]) if firsts else None
            first = firsts[-action.size] if action.size else None
            del states[len(states) - action.size :], firsts[len(firsts) - action.size :]
            target = self.tables.actions[states[-1]][action.rule]
            if isinstance(target, int):
                states.append(target)
            firsts.append(first)
        return None

    def cut(self, depth: int) -> None:
        """Forget all but the first *depth* states, and the values that go with the others."""
        del self.states[depth:], self.values[depth - 1 :]


def _closed(production: Production, parts: list[Any]) -> Any:
    """What a production makes of its parts: a list for Lark's helpers, which its users take apart again."""
    if parts and isinstance(parts[0], list):  # a chain grows at its left end: keep the list, and add to it
        flat = parts[0]
        rest = parts[1:]
    else:
        flat, rest = [], parts
    for part in rest:
        if isinstance(part, list):
            flat += part
        else:
            flat.append(part)
    if production.is_helper:
        return flat
    if production.passes and len(flat) == 1:
        return flat[0]
    return Branch(production.name, flat)


def _first(part: Any) -> Token | None:
    """The first token of *part*."""
    while not isinstance(part, Token):
        inner = part.children if isinstance(part, Branch) else part
        if not inner:
            return None
        part = inner[0]
    return part
