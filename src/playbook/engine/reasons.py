"""Why a rule fired: the parts of its condition that decided it, in the policy's own words, with the values they had."""

import re
from collections.abc import Iterator
from typing import Any, Final

from playbook.check.refs import ItemRef, MemberRef, TopicRef
from playbook.engine.words import in_words
from playbook.model.decision import Reason
from playbook.reference.environment import Environment
from playbook.reference.expression import bare, evaluate
from playbook.reference.linked import LinkedRule
from playbook.reference.logic import truth
from playbook.reference.rules import publish_at
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.text.late import late
from playbook.values import UNKNOWN, Truth


def reasons(linked: LinkedRule, env: Environment) -> Iterator[Reason]:
    """The deciding parts: of `when`, those that hold; of `unless` and `require`, that they do not; and what is not
    known.
    """
    rule = linked.rule
    if rule.when is not None:
        yield from _deciding(rule.when, True, "", env)
    if rule.unless is not None:
        yield from _deciding(rule.unless, False, "unless ", env)
    for require in rule.requires:
        yield from _deciding(require, False, "require ", env)
    if linked.then.until is not None:
        yield _until(linked.then.until, env)


def _deciding(expr: tree.Expr, wanted: bool, prefix: str, env: Environment) -> Iterator[Reason]:
    """The smallest parts that made *expr* come out as *wanted*, or unknown."""
    inner = bare(expr)
    held = truth(evaluate(inner, env))
    if held is not wanted and held is not UNKNOWN:
        return
    # `A and B` holds because of both; `A or B` because of those that do. What does not hold, the other way round.
    if isinstance(inner, tree.And | tree.Or):
        for part in inner.parts:
            yield from _deciding(part, wanted, prefix, env)
        return
    yield _reason(inner, prefix, held, env)


def _reason(expr: tree.Expr, prefix: str, held: Truth, env: Environment) -> Reason:
    return Reason(
        condition=prefix + one_line(expr.span),
        holds=None if held is UNKNOWN else held,
        values=tuple(_values(expr, env)),
    )


def _until(until: tree.Expr, env: Environment) -> Reason:
    instant = publish_at(env)
    values = [("publish_at", in_words(instant, env.zone)), *_values(until, env)]
    return Reason(
        condition=f"delay until {one_line(until.span)}",
        holds=None if instant is UNKNOWN else True,
        values=tuple(values),
    )


def _values(expr: tree.Expr, env: Environment) -> Iterator[tuple[str, str]]:
    """What the names in *expr* stood for; names of elements, members and topics say nothing more."""
    seen: set[str] = set()
    for node in _outside_where(expr):
        if isinstance(node, tree.Count):
            label = one_line(node.span)
        elif isinstance(node, tree.Name) and node in env.tables.refs:
            base = env.tables.refs[node].base
            if isinstance(base, ItemRef | MemberRef | TopicRef):
                continue
            label = node.dotted
        else:
            continue
        if label not in seen:
            seen.add(label)
            value: Any = evaluate(node, env)
            yield label, in_words(value, env.zone)


def _outside_where(expr: tree.Expr) -> Iterator[tree.Node]:
    """All nodes but those behind a `where`: those are about elements, which are over by now."""
    hidden: set[tree.Node] = set()
    for node in walk(expr):
        if isinstance(node, tree.Quantifier | tree.Count) and node.where is not None and node not in hidden:
            hidden.update(walk(node.where))
        if isinstance(node, tree.Call):
            hidden.add(node.function)
        if node not in hidden:
            yield node


_PIECES: Final = late(
    re.compile,
    r"""
      (?P<gap> (?: \s | \#[^\n\r]*+ )++ )
    | matches (?: \s | \#[^\n\r]*+ )*+ (?P<pattern> /[^/\\\n\r]*+ (?: \\. [^/\\\n\r]*+ )*+ / )
    | "[^"\\\n\r]*+ (?: \\. [^"\\\n\r]*+ )*+ "
    | \w++
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
"""What an expression is written of: a `#` or white space in a text or a pattern belongs to it."""


def one_line(span: Span) -> str:
    """The source as written, on one line, comments left out."""
    return "".join(map(_piece, _PIECES.finditer(span.text))).strip()


def _piece(found: re.Match[str]) -> str:
    if found["gap"] is not None:
        return " "
    return found[0] if found["pattern"] is None else f"matches {found['pattern']}"
