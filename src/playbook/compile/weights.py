"""What an expression costs, roughly, in hundredths of a microsecond: cheap tests come first, dear ones are shared.

Only where the order cannot change the outcome, which is everywhere: Kleene's `and` and `or` are commutative, and no
part of a condition has an effect.
"""

from collections.abc import Hashable
from typing import Final

from playbook.check.refs import AskRef, ItemRef, LetRef, PostRef
from playbook.compile.given import Given
from playbook.frozen import frozen
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.types import BOOLEAN, TEXT, Enum

HEAVY: Final = 20
"""From here on something takes statements of its own, or is worth keeping."""

SMALL: Final = 6
"""Up to here the value of a let is as well worked out again as kept."""

_OWN: Final[dict[type[tree.Node], int]] = {
    tree.Call: 300,
    tree.Matches: 200,
    tree.Contains: 30,
    tree.Affix: 25,
    tree.Within: 40,
    tree.Near: 50,
    tree.Arithmetic: 60,
    tree.Negate: 60,
    tree.WindowJoin: 60,
    tree.ListLiteral: 40,
    tree.Missing: 2,
    tree.Include: 25,
    tree.Not: 0,
}
_LOOP: Final = 40
_LOOKING: Final = 250
_GENERIC: Final = 60
_DERIVED: Final = 150
_PART: Final = 10
_TEXT: Final = 4


@frozen
class _Weight:
    """What an expression costs by itself, and what it needs that is shared: by what code knows that under."""

    own: int
    shared: frozenset[tuple[Hashable, int]] = frozenset()

    def __add__(self, other: "_Weight") -> "_Weight":
        return _Weight(self.own + other.own, self.shared | other.shared if other.shared else self.shared)


class Weights:
    """The weights of the expressions of one policy."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._known: dict[int, _Weight] = {}

    def of(self, expr: tree.Expr) -> int:
        """The weight of *expr*, all within it included; next to nothing where it is known already."""
        expr = bare(expr)
        outlines, code = self._given.outlines, self._given.code
        if outlines.is_constant(expr):
            return 0
        number = outlines.of(expr)
        if code.known(("local", number)) or code.known(("condition", number)):
            return 1
        found = self._weight(expr)
        return found.own + sum(cost for key, cost in found.shared if not code.known(key))

    def by_itself(self, expr: tree.Expr) -> int:
        """The same without what is worked out once anyway: fields, and what is found in texts."""
        return self._weight(bare(expr)).own

    def _weight(self, expr: tree.Expr) -> _Weight:
        expr = bare(expr)
        number = self._given.outlines.of(expr)
        if number not in self._known:
            constant = self._given.outlines.is_constant(expr)
            self._known[number] = _Weight(0) if constant else self._worked_out(expr)
        return self._known[number]

    def _all(self, *parts: tree.Expr, own: int) -> _Weight:
        total = _Weight(own)
        for part in parts:
            total += self._weight(part)
        return total

    def is_small(self, let: tree.Let) -> bool:
        """Whether the let is one light condition that names no other."""
        value = bare(let.value)
        return (
            self.of(value) <= SMALL
            and not self._given.outlines.lets(value)
            and self._given.tables.types.get(value) == BOOLEAN
        )

    def _worked_out(self, expr: tree.Expr) -> _Weight:
        own = _OWN.get(type(expr), _GENERIC)
        match expr:
            case tree.Name():
                return self._name(expr)
            case tree.And() | tree.Or():
                return self._all(*expr.parts, own=0)
            case tree.Not() | tree.Missing() | tree.Negate():
                return self._all(expr.operand, own=own)
            case tree.Quantifier() | tree.Count():
                return (
                    self._all(expr.items, own=1)
                    if expr.where is None
                    else self._all(expr.items, expr.where, own=_LOOP)
                )
            case tree.Compare():
                return self._all(expr.left, expr.right, own=self._compare(expr))
            case tree.In():
                return self._all(expr.item, expr.items, own=self._membership(expr))
            case tree.Contains():
                return self._all(expr.text, expr.what, own=own)
            case tree.Include():
                return self._all(expr.items, expr.what, own=own)
            case tree.Matches():
                return self._all(expr.text, own=own)
            case tree.Affix():
                return self._all(expr.text, expr.piece, own=own)
            case tree.Within():
                return self._all(expr.time, expr.window, own=own)
            case tree.Near():
                return self._all(expr.time, expr.distance, expr.of, own=own)
            case tree.Arithmetic() | tree.WindowJoin():
                return self._all(expr.left, expr.right, own=own)
            case tree.Call():
                return self._all(*expr.arguments, own=own)
            case tree.Mentions():
                return self._mentions(expr)
            case _:
                return _Weight(_GENERIC)

    def _mentions(self, expr: tree.Mentions) -> _Weight:
        """Once a text has been looked through, to ask once more is nothing."""
        outlines, text = self._given.outlines, self._weight(expr.text)
        if not outlines.is_constant(expr.what):
            return text + _Weight(_LOOKING)
        if outlines.loops(expr.text):
            return text + _Weight(_LOOKING)
        return text + _Weight(1, frozenset(((("hits", outlines.of(expr.text)), _LOOKING),)))

    def _name(self, name: tree.Name) -> _Weight:
        ref = self._given.tables.refs[name]
        match ref.base:
            case PostRef():
                path = tuple(field.name for field in ref.fields)
                costly = frozenset(
                    (("post", path[: place + 1]), _DERIVED)
                    for place, field in enumerate(ref.fields)
                    if field.derive is not None
                )
                return _Weight(len(path), costly)
            case ItemRef():
                return _Weight(sum(1 if field.derive is None else _PART for field in ref.fields))
            case LetRef():
                return self._let(ref.base.let) + _Weight(len(ref.fields))
            case AskRef():
                return _Weight(_GENERIC)
            case _:
                return _Weight(len(ref.fields))

    def _let(self, let: tree.Let) -> _Weight:
        """The weight of its value. Those that it names come first, so that a long chain does not nest."""
        outlines = self._given.outlines
        if outlines.of(let.value) not in self._known:
            for inner in outlines.lets(let.value):
                self._weight(inner.value)
        return self._weight(let.value)

    def _compare(self, expr: tree.Compare) -> int:
        kinds = [self._given.type(side) for side in (expr.left, expr.right)]
        if TEXT in kinds:
            return _TEXT
        same = kinds[0] == kinds[1] and not self._given.is_timed(*kinds)
        return 2 if same or any(isinstance(kind, Enum) for kind in kinds) else _GENERIC

    def _membership(self, expr: tree.In) -> int:
        if not self._given.outlines.is_constant(expr.items):
            return _GENERIC
        return 3 if isinstance(self._given.type(expr.item), Enum) else _TEXT
