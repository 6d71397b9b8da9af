"""Tells which expressions are the same, so that what several rules ask is asked once. Knows nothing of Python.

Every expression gets a small number, by what it says and not by where it stands: names count by what they stand for,
elements of lists by how many loops are around them. Equal numbers mean equal values for every post, as long as the
loops around them are at the same element.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from playbook.check.refs import AskRef, ItemRef, LetRef, MemberRef, ParamRef, PostRef, TopicRef
from playbook.reference.language import hangs_on_language
from playbook.reference.linked import Tables
from playbook.syntax import tree
from playbook.syntax.walk import children, field_names

_TIMED = (tree.Within, tree.Compare, tree.In)
"""What may look at the time zone."""


class Outlines:
    """The numbers of all expressions of one policy."""

    def __init__(self, tables: Tables, *, fixed_zone: bool) -> None:
        self._tables = tables
        self._fixed_zone = fixed_zone
        self._known: dict[tree.Node, int] = {}
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._loops: list[frozenset[int]] = []
        self._constant: list[bool] = []
        self._around: dict[tree.Node, int] = {}
        self._lets: set[tree.Let] = set()
        self.uses: Counter[Any] = Counter()
        """How often each number is come upon; what stands within something that came before counts once."""

    def of(self, expr: tree.Expr) -> int:
        """The number of *expr*. What is around it has to have been counted."""
        return self._known[expr]

    def loops(self, expr: tree.Expr) -> frozenset[int]:
        """The loops (0 is the outermost) whose element *expr* is about."""
        return self._loops[self._known[expr]]

    def is_constant(self, expr: tree.Expr) -> bool:
        """Whether *expr* says the same for every post."""
        return self._constant[self._known[expr]]

    def level(self, binder: tree.Quantifier | tree.Count) -> int:
        """How many loops are around that loop."""
        return self._around[binder]

    def count(self, expr: tree.Expr) -> None:
        """Give numbers to *expr* and all that is in it, the lets that it names included; count them."""
        for let in self._unseen_lets(expr):
            self._number(let.value, 0)
            self._tally(let.value)
        self._number(expr, 0)
        self._tally(expr)

    def lets(self, expr: tree.Node) -> list[tree.Let]:
        """The lets that *expr* names, directly or not, each after those that it names itself."""
        ordered: dict[tree.Let, None] = {}
        waiting: list[tuple[tree.Let, bool]] = [(let, False) for let in reversed(list(self._named(expr)))]
        while waiting:
            let, ready = waiting.pop()
            if let in ordered:
                continue
            if ready:
                ordered[let] = None
            else:
                waiting.append((let, True))
                waiting += [(inner, False) for inner in self._named(let.value) if inner not in ordered]
        return list(ordered)

    def _unseen_lets(self, expr: tree.Expr) -> Iterator[tree.Let]:
        for let in self.lets(expr):
            if let not in self._lets:
                self._lets.add(let)
                yield let

    def _named(self, expr: tree.Node) -> Iterator[tree.Let]:
        waiting = [expr]
        while waiting:
            node = waiting.pop()
            if isinstance(node, tree.Name):
                ref = self._tables.refs.get(node)
                if ref is not None and isinstance(ref.base, LetRef):
                    yield ref.base.let
            else:
                waiting += _operands(node)

    def _tally(self, start: tree.Expr) -> None:
        waiting: list[tree.Node] = [start]
        while waiting:
            node = waiting.pop()
            number = self._known[node]
            self.uses[number] += 1
            if self.uses[number] == 1 or isinstance(node, tree.Name):
                waiting += _operands(node)

    def _number(self, expr: tree.Node, depth: int) -> int:
        if expr in self._known:
            return self._known[expr]
        if isinstance(expr, tree.Group):
            number = self._number(expr.inner, depth)
        elif isinstance(expr, tree.Name):
            number = self._name(expr)
        else:
            number = self._compound(expr, depth)
        self._known[expr] = number
        return number

    def _compound(self, expr: tree.Node, depth: int) -> int:
        inner = depth
        if isinstance(expr, tree.Quantifier | tree.Count):
            self._around[expr] = depth
            inner += 1
        parts: list[int] = []
        where = getattr(expr, "where", None)
        for child in _operands(expr):  # a loop, not a comprehension: expressions nest deep
            parts.append(self._number(child, inner if child is where else depth))
        loops = frozenset[int]().union(*(self._loops[part] for part in parts))
        constant = all(self._constant[part] for part in parts)
        if isinstance(expr, tree.Quantifier | tree.Count):
            loops -= {depth}
            constant = constant and expr.where is None
        elif isinstance(expr, tree.Call | tree.Posts | tree.RecordLiteral):
            constant = False
        elif isinstance(expr, tree.Mentions):
            constant = constant and not hangs_on_language(expr, self._tables)
        elif isinstance(expr, _TIMED):
            constant = constant and self._fixed_zone
        return self._intern((type(expr), *self._details(expr), *parts), loops, constant)

    def _details(self, expr: tree.Node) -> Iterator[Any]:
        """What makes *expr* differ from others of its kind, besides its parts."""
        if isinstance(expr, tree.Call):
            yield id(self._tables.functions.get(expr))
        elif isinstance(expr, tree.Matches):
            yield (expr.pattern.pattern, expr.pattern.flags)
        elif isinstance(expr, tree.Posts | tree.RecordLiteral):
            yield id(expr)
        for name in field_names(expr)[1:]:
            value = getattr(expr, name)
            if name not in ("variable", "calendar_span") and not _holds_nodes(value):
                yield (type(value), value)

    def _name(self, name: tree.Name) -> int:
        ref = self._tables.refs[name]
        base = ref.base
        fields = tuple((id(field.owner), field.name) for field in ref.fields)
        match base:
            case PostRef():
                return self._intern(("post", fields), frozenset(), False)
            case ItemRef():
                level = self._around[base.binder]
                return self._intern(("item", level, fields), frozenset((level,)), False)
            case LetRef():
                constant = self._constant[self._known[base.let.value]] and not fields
                return self._intern(("let", id(base.let), fields), frozenset(), constant)
            case AskRef():
                return self._intern(("ask", base.ask.name.name, id(base.ask)), frozenset(), False)
            case ParamRef():
                return self._intern(("param", id(base.param), fields), frozenset(), True)
            case MemberRef():
                return self._intern(("member", base.enum, base.member), frozenset(), True)
            case TopicRef():
                return self._intern(("topic", id(base.topic)), frozenset(), True)
            case _:
                return self._intern(("broken",), frozenset(), True)

    def _intern(self, key: tuple[Any, ...], loops: frozenset[int], constant: bool) -> int:
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self._numbers)
            self._loops.append(loops)
            self._constant.append(constant)
        return number


def _operands(node: tree.Node) -> list[tree.Node]:
    """The expressions directly below, without what only looks like one."""
    if isinstance(node, tree.Call):
        return list(node.arguments)
    if isinstance(node, tree.RecordLiteral):
        return []
    return [child for child in children(node) if not isinstance(child, tree.PatternLiteral)]


def _holds_nodes(value: Any) -> bool:
    return isinstance(value, tree.Node) or (
        isinstance(value, tuple) and any(isinstance(item, tree.Node) for item in value)
    )
