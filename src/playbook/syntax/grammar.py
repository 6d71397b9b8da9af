"""The grammar, loaded once for all threads from `grammar/playbook.lark`; the only place that builds a Lark parser."""

from dataclasses import dataclass, field
from functools import cache
from threading import Lock
from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift
from lark.parsers.lalr_interactive_parser import InteractiveParser

from playbook._resources import folder
from playbook.syntax.lexer import PolicyLexer

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

    def takes(self, stack: list[int], kind: str) -> bool:
        """Whether the parser with this stack of states would take a token of this kind. Exact, where `accepted` is not."""
        stack = list(stack)
        while True:
            action = self.states[stack[-1]].get(kind)
            if action is None:
                return False
            if action[0] is Shift:
                return True
            rule = action[1]
            del stack[len(stack) - len(rule.expansion) :]
            following = self.states[stack[-1]][rule.origin.name][1]
            if kind == "$END" and len(stack) == 1 and rule.origin.name in self.lark.options.start:
                return True
            stack.append(following)


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
        start=["policy", "hole"],
        keep_all_tokens=True,
        maybe_placeholders=False,
    )
    lexer = lark.parser.lexer
    assert isinstance(lexer, PolicyLexer)
    start = lark.parse_interactive(start="policy")
    return Grammar(lark, lexer, start.parser_state.parse_conf.states)
