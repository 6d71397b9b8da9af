"""The grammar through Lark, to the plain data that reading goes by; the only place that imports Lark.

`grammar/tables.json` holds that data, so that nobody waits for Lark who has not changed the grammar. Whoever has,
runs `python -m playbook.syntax.lark_tables`; until then the tables are worked out anew in every process.
"""

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playbook.syntax.tables import STARTS, digest_of, grammar_text, tables_path


def lark_of(text: str) -> Any:
    """Lark for the grammar *text*. Raises Lark's errors: `strict` makes every conflict one."""
    from lark import Lark  # noqa: PLC0415  (this module is there without it)
    from lark.common import LexerConf  # noqa: PLC0415
    from lark.lexer import Lexer, LexerState, Token  # noqa: PLC0415

    class NoLexer(Lexer):
        """Takes the terminals, and reads nothing."""

        __future_interface__ = 2  # Lark's word for "takes the lexer and the parser state"

        def __init__(self, conf: LexerConf) -> None:
            self.conf = conf

        def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
            raise NotImplementedError("texts are read by `playbook.syntax.reader`")

    return Lark(
        text,
        parser="lalr",
        lexer=NoLexer,
        strict=True,
        start=list(STARTS),
        keep_all_tokens=True,
        maybe_placeholders=False,
    )


def derive(text: str) -> dict[str, Any]:
    """The tables of the grammar *text*, as `playbook.syntax.tables` reads them."""
    lark = lark_of(text)
    conf = lark.parser.lexer.conf
    found: dict[Any, Mapping[Any, Any]] = {}
    starts: dict[str, Any] = {}
    for start in STARTS:
        table = lark.parse_interactive(start=start).parser_state.parse_conf
        starts[start] = table.start_state
        found.update(table.states)
    numbers = _numbered(found, starts.values())
    productions: dict[Any, int] = {}
    lists: dict[tuple[str, ...], int] = {}
    return {
        "grammar": digest_of(text),
        "starts": {start: numbers[state] for start, state in starts.items()},
        "ignored": sorted(term.pattern.to_regexp() for term in conf.terminals if term.name in conf.ignore),
        "terminals": [_terminal(term) for term in conf.terminals if term.name not in conf.ignore],
        "states": [_state(found[state], numbers, productions, lists) for state in numbers],
        "productions": [_production(rule) for rule in productions],
        "lists": list(lists),
    }


def _numbered(found: Mapping[Any, Mapping[Any, Any]], starts: Iterable[Any]) -> dict[Any, int]:
    """A number for every state, in the order in which they are come upon: Lark's own differ from run to run."""
    numbers: dict[Any, int] = {}
    waiting = deque(starts)
    while waiting:
        state = waiting.popleft()
        if state not in numbers:
            numbers[state] = len(numbers)
            waiting += [target for _, action, target in _sorted(found[state]) if _goes_on(action)]
    return numbers


def _goes_on(action: Any) -> bool:
    """Whether a token or rule is taken (Lark's `Shift`), and nothing closed."""
    return str(action) == "Shift"


def _sorted(actions: Mapping[Any, Any]) -> list[tuple[str, Any, Any]]:
    return sorted(
        ((str(name), action, target) for name, (action, target) in actions.items()), key=lambda one: one[0]
    )


def _terminal(term: Any) -> list[Any]:
    if term.pattern.type == "str":
        return [term.name, "text", term.pattern.value, 0]
    return [term.name, "pattern", term.pattern.to_regexp(), term.priority]


def _state(
    actions: Mapping[Any, Any],
    numbers: Mapping[Any, int],
    productions: dict[Any, int],
    lists: dict[tuple[str, ...], int],
) -> list[Any]:
    """What a state goes on to, by name; and what it closes: productions, each at one of the *lists* of names."""
    goes: dict[str, int] = {}
    closes: dict[int, list[str]] = {}
    for name, action, target in _sorted(actions):
        if _goes_on(action):
            goes[name] = numbers[target]
        else:
            closes.setdefault(productions.setdefault(target, len(productions)), []).append(name)
    listed = [(number, lists.setdefault(tuple(names), len(lists))) for number, names in closes.items()]
    return [goes, *(one for pair in listed for one in pair)]


def _production(rule: Any) -> list[Any]:
    """Its size, the rule it makes, what it is called, and the three facts that `Production` documents."""
    return [
        len(rule.expansion),
        str(rule.origin.name),
        str(rule.alias or rule.origin.name),
        bool(rule.options.expand1 and not rule.alias),
        rule.origin.name.startswith("_"),
        any(part.name.startswith("_") and not part.is_term for part in rule.expansion),
    ]


def written(data: Mapping[str, Any]) -> str:
    """*data* as JSON, a line for each state and production, so that a change can be looked at."""
    lines = []
    for name, value in data.items():
        if isinstance(value, list):
            items = ",\n".join(f"  {json.dumps(item, separators=(',', ':'))}" for item in value)
            lines.append(f"{json.dumps(name)}: [\n{items}\n]")
        else:
            lines.append(f"{json.dumps(name)}: {json.dumps(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    tables_path().write_text(written(derive(grammar_text())), encoding="utf-8")
