"""What an expression costs, roughly, in hundredths of a microsecond: cheap tests come first, dear ones are shared.

Only where the order cannot change the outcome, which is everywhere: Kleene's `and` and `or` are commutative, and no
part of a condition has an effect.
"""

from typing import Final

from playbook.check.refs import AskRef, ItemRef, LetRef, PostRef
from playbook.compile.given import Given
from playbook.model.post import Post
from playbook.model.schema import Field
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.types import BOOLEAN, NUMBER, TEXT, Enum

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
    tree.Count: 2,
    tree.Arithmetic: 60,
    tree.Negate: 60,
    tree.WindowJoin: 60,
    tree.ListLiteral: 40,
    tree.Missing: 2,
    tree.In: 3,
    tree.Include: 25,
    tree.Compare: 2,
    tree.Mentions: 250,
}
_LOOP: Final = 40
_GENERIC: Final = 60
_DERIVED: Final = 150
_PART: Final = 10
_TEXT: Final = 4


class Weights:
    """The weights of the expressions of one policy."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._known: dict[int, int] = {}

    def of(self, expr: tree.Expr) -> int:
        """The weight of *expr*, all within it included; next to nothing where it is known already."""
        expr = bare(expr)
        outlines, code = self._given.outlines, self._given.code
        if outlines.is_constant(expr):
            return 0
        number = outlines.of(expr)
        if code.known(("local", number)) or code.known(("condition", number)):
            return 1
        if isinstance(expr, tree.Mentions):
            return self._mentions(expr)
        if number not in self._known:
            self._known[number] = self._worked_out(expr)
        return self._known[number]

    def is_small(self, let: tree.Let) -> bool:
        """Whether the let is one light condition that names no other."""
        value = bare(let.value)
        return (
            self.of(value) <= SMALL
            and not self._given.outlines.lets(value)
            and self._given.tables.types.get(value) == BOOLEAN
        )

    def _mentions(self, expr: tree.Mentions) -> int:
        """Once a text has been looked through, to ask once more is nothing."""
        outlines = self._given.outlines
        if not outlines.is_constant(expr.what):
            return 500
        looked = self._given.code.known(("hits", outlines.of(expr.text)))
        return self.of(expr.text) + (1 if looked is not None else _OWN[tree.Mentions])

    def _worked_out(self, expr: tree.Expr) -> int:
        match expr:
            case tree.Name():
                return self._name(expr)
            case tree.And() | tree.Or():
                return sum(map(self.of, expr.parts))
            case tree.Not():
                return self.of(expr.operand)
            case tree.Quantifier() | tree.Count():
                loop = 0 if expr.where is None else _LOOP + self.of(expr.where)
                return self.of(expr.items) + loop + 1
            case tree.Compare():
                return self._compare(expr)
            case tree.In():
                return self.of(expr.item) + self.of(expr.items) + self._membership(expr)
            case tree.Missing():
                return self.of(expr.operand) + 2
            case tree.Contains():
                return self.of(expr.text) + self.of(expr.what) + _OWN[tree.Contains]
            case tree.Include():
                return self.of(expr.items) + self.of(expr.what) + _OWN[tree.Include]
            case tree.Matches():
                return self.of(expr.text) + _OWN[tree.Matches]
            case tree.Affix():
                return self.of(expr.text) + self.of(expr.piece) + _OWN[tree.Affix]
            case tree.Within():
                return self.of(expr.time) + self.of(expr.window) + _OWN[tree.Within]
            case tree.Near():
                return self.of(expr.time) + self.of(expr.of) + _OWN[tree.Near]
            case tree.Negate():
                return self.of(expr.operand) + _OWN[tree.Negate]
            case tree.Arithmetic() | tree.WindowJoin():
                return self.of(expr.left) + self.of(expr.right) + _OWN[type(expr)]
            case tree.Call():
                return sum(map(self.of, expr.arguments)) + _OWN[tree.Call]
            case _:
                return _GENERIC

    def _name(self, name: tree.Name) -> int:
        ref = self._given.tables.refs[name]
        own = sum(map(_reading, ref.fields))
        match ref.base:
            case PostRef() | ItemRef():
                return own
            case LetRef():
                return own + self._let(ref.base.let)
            case AskRef():
                return own + _GENERIC
            case _:
                return own

    def _let(self, let: tree.Let) -> int:
        """The weight of its value. Those that it names come first, so that a long chain does not nest."""
        outlines = self._given.outlines
        if outlines.of(let.value) not in self._known:
            for inner in (*outlines.lets(let.value), let):
                number = outlines.of(inner.value)
                if number not in self._known:
                    self._known[number] = self._worked_out(bare(inner.value))
        return self._known[outlines.of(let.value)]

    def _compare(self, expr: tree.Compare) -> int:
        kinds = [self._given.type(side) for side in (expr.left, expr.right)]
        own = 2 if all(isinstance(kind, Enum) or kind in (NUMBER, BOOLEAN) for kind in kinds) else _GENERIC
        if TEXT in kinds:
            own = _TEXT
        elif kinds[0] == kinds[1] and not self._given.is_timed(*kinds):
            own = 2
        return self.of(expr.left) + self.of(expr.right) + own

    def _membership(self, expr: tree.In) -> int:
        if not self._given.outlines.is_constant(expr.items):
            return _GENERIC
        return 3 if isinstance(self._given.type(expr.item), Enum) else _TEXT


def _reading(field: Field) -> int:
    if field.derive is None:
        return 1
    # What is worked out for an element is mostly given; and where it is not, its texts are short.
    return _DERIVED if not field.stored or issubclass(field.owner, Post) else _PART
