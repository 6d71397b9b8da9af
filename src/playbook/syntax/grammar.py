"""The grammar, loaded once for all threads from `grammar/playbook.lark`; the only place that builds a Lark parser."""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from lark import Lark

from playbook._resources import folder
from playbook.syntax.lexer import PolicyLexer
from playbook.syntax.machine import Tables

STARTS = ("policy", "hole")
"""The rules that a whole text can be."""

_lock = Lock()


@dataclass(frozen=True, eq=False)
class Grammar:
    """Lark, and what is taken from it."""

    lark: Lark
    lexer: PolicyLexer
    tables: Tables


def grammar() -> Grammar:
    """The grammar. Built at the first call, within a lock, and never cached on disk (Lark would unpickle it)."""
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
    return Grammar(lark, lexer, Tables(lark, STARTS))
