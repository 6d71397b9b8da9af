"""The grammar, loaded once for all threads from `grammar/playbook.lark`; the only place that builds a Lark parser."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_interactive_parser import InteractiveParser

from playbook._resources import folder
from playbook.syntax.lexer import PolicyLexer

STARTS = ("policy", "hole")
"""The rules that a whole text can be."""

END = "$END"
"""Lark's name for the end of a text."""

_lock = Lock()


@dataclass(frozen=True, eq=False)
class Grammar:
    """Lark's tables, the lexer, and what can be taken in each state of the parser."""

    lark: Lark
    lexer: PolicyLexer
    states: dict[int, dict[str, tuple[Any, Any]]]
    """For each state, what to do at which terminal or rule: shift and go on in a state, or reduce a rule."""
    _accepted: dict[int, frozenset[str]] = field(default_factory=dict)

    def start(self, rule: str) -> InteractiveParser:
        """A parser at the beginning of a text that is to be one *rule*."""
        return self.lark.parse_interactive(start=rule)

    def accepted(self, state: int) -> frozenset[str]:
        """The terminals that may come next, as far as the state alone can tell."""
        if state not in self._accepted:
            self._accepted[state] = frozenset(self.states[state])
        return self._accepted[state]

    def shifts(self, state: int, kind: str) -> bool:
        """Whether *kind* is taken in this very state, nothing being closed before it."""
        action = self.states[state].get(kind)
        return action is not None and action[0] is Shift

    def takes(self, stack: Sequence[int], *kinds: str) -> bool:
        """Whether the parser with this stack of states would take tokens of these kinds. Exact, where `accepted` is not."""
        states = list(stack)
        return all(self._shifted(states, kind) for kind in kinds)

    def _shifted(self, stack: list[int], kind: str) -> bool:
        """Close what *kind* closes, then take it. False where it does not fit."""
        while (action := self.states[stack[-1]].get(kind)) is not None:
            if action[0] is Shift:
                stack.append(action[1])
                return True
            rule = action[1]
            del stack[len(stack) - len(rule.expansion) :]
            if kind == END and rule.origin.name in STARTS:
                return True
            stack.append(self.states[stack[-1]][rule.origin.name][1])
        return False


def grammar() -> Grammar:
    """The tables. Built at the first call, within a lock, and never cached on disk (Lark would unpickle it)."""
    with _lock:
        return _load()


@cache
def _load() -> Grammar:
    lark = Lark(
        (folder("grammar") / "playbook.lark").read_text(encoding="utf-8"),
        parser="lalr",
        lexer=PolicyLexer,
        strict=True,
        start=list(STARTS),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )
    lexer: PolicyLexer = lark.parser.lexer
    return Grammar(lark, lexer, lark.parse_interactive(start="policy").parser_state.parse_conf.states)
