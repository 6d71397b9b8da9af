"""The grammar, loaded once for all threads: its tables, and the lexer that goes by them."""

from functools import cache
from threading import Lock

from playbook.frozen import frozen
from playbook.syntax.lexer import PolicyLexer
from playbook.syntax.tables import Tables, load_tables

_lock = Lock()


@frozen(eq=False)
class Grammar:
    """What it takes to read a text."""

    lexer: PolicyLexer
    tables: Tables


def grammar() -> Grammar:
    """The grammar. Loaded at the first call, within a lock."""
    with _lock:
        return _load()


@cache
def _load() -> Grammar:
    tables = load_tables()
    return Grammar(PolicyLexer(tables), tables)
