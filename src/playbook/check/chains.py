"""How deep expressions are once the lets and params in them are worked in. Evaluators walk that by recursion,
so it has a limit.
"""

from collections.abc import Iterator

from playbook.check import graph
from playbook.check.constants import settings
from playbook.check.draft import Draft, Tables
from playbook.check.refs import LetRef, ParamRef
from playbook.check.ring_problems import TooDeep
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.limits import MAX_TREE_HEIGHT
from playbook.syntax import tree
from playbook.syntax.walk import children, walk

Named = tree.Let | tree.Param


def chains(draft: Draft) -> Iterator[Diagnostic]:
    """The first let, param or clause of the file that is too deep."""
    if draft.too_deep:
        return
    values = _values(draft)
    needs = {one: tuple(_named(value, tables)) for one, (value, tables) in values.items()}
    heights: dict[Named, int] = {}
    for one in graph.needed_first(needs):
        value, tables = values[one]
        heights[one] = height(value, tables, heights)
        if heights[one] > MAX_TREE_HEIGHT and tables is draft:
            draft.too_deep = True
            yield TooDeep(one.name.span if one not in draft.homes else value.span)
            return
    header = (draft.tree.applies, draft.tree.timezone)
    for part in draft.watched():
        for node in (part,) if part in header else children(part):
            if height(node, draft, heights) > MAX_TREE_HEIGHT:
                draft.too_deep = True
                yield TooDeep(node.span)
                return


def _values(draft: Draft) -> dict[Named, tuple[tree.Expr, Tables]]:
    """The expression of every let that the file may name, and what sets every param."""
    found: dict[Named, tuple[tree.Expr, Tables]] = {}
    for param, (value, tables) in settings(draft).items():
        found[param] = value, tables
    for one in (*draft.homes, *draft.tree.declarations):
        if isinstance(one, tree.Let):
            found[one] = (one.value, draft.tables(one))
    return found


def _named(value: tree.Expr, tables: Tables) -> Iterator[Named]:
    for node in walk(value):
        one = _declaration(node, tables)
        if one is not None:
            yield one


def _declaration(node: tree.Node, tables: Tables) -> Named | None:
    ref = tables.refs.get(node) if isinstance(node, tree.Name) else None
    if ref is None:
        return None
    return (
        ref.base.let
        if isinstance(ref.base, LetRef)
        else ref.base.param
        if isinstance(ref.base, ParamRef)
        else None
    )


def height(node: tree.Node, tables: Tables, heights: dict[Named, int]) -> int:
    """The levels below and at *node*. The parser has bound those of the tree itself, so recursion is fine here."""
    one = _declaration(node, tables)
    if one is not None:
        return 1 + heights.get(one, 0)
    return 1 + max((height(part, tables, heights) for part in children(node)), default=0)
