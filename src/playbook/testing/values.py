"""What the names in a part of a condition stood for, in words."""

from typing import Any

from playbook.check.refs import MemberRef, TopicRef
from playbook.engine.words import in_words
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.rules import publish_at
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr
from playbook.syntax.walk import children
from playbook.types import TEXT

MOST = 4
"""Values that are shown of one part."""


def values_in(expr: tree.Expr, env: Environment, *, instant: bool = False) -> tuple[tuple[str, str], ...]:
    """(name, value) pairs of all that *expr* reads, but for what a `where` inside of it is about. *instant*: and when
    the post goes out.
    """
    found: dict[str, str] = {"publish_at": in_words(publish_at(env), env.zone)} if instant else {}
    waiting: list[tree.Node] = [expr]
    while waiting and len(found) < MOST:
        node = waiting.pop()
        value: Any
        match node:
            case tree.Count():
                found.setdefault(print_expr(node), in_words(evaluate(node, env), env.zone))
                continue
            case tree.Quantifier():
                waiting.append(node.items)
                continue
            case tree.Call():
                value = evaluate(node, env)
                found.setdefault(print_expr(node), _shown(value, node, env))
                waiting += reversed(node.arguments)
                continue
            case tree.Name() if node in env.tables.refs:
                if not isinstance(env.tables.refs[node].base, MemberRef | TopicRef):
                    found.setdefault(node.dotted, _shown(evaluate(node, env), node, env))
                continue
        waiting += reversed(tuple(children(node)))
    return tuple(found.items())


def _shown(value: Any, node: tree.Node, env: Environment) -> str:
    """A value in words; texts between quotes, so that an empty one is seen."""
    if isinstance(value, bool):
        return "true" if value else "false"
    words = in_words(value, env.zone)
    return f'"{words}"' if isinstance(value, str) and env.tables.types.get(node) == TEXT else words
