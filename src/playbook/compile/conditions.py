"""Writes the Python for conditions: `and`, `or`, `not`, loops, and the tests that they are made of.

What is light (a field against a constant, say) becomes one expression of Python. What is not is worked out by
statements, in the branch that needs it; where several rules ask the same, once.
"""

from typing import Literal

from playbook.check.refs import LetRef
from playbook.compile.atoms import Atoms
from playbook.compile.condition import FALSE, TRUE, Condition, Value, both, either, of_constant, only
from playbook.compile.given import Given
from playbook.compile.values import Values
from playbook.compile.weights import HEAVY, Weights
from playbook.reference.expression import bare
from playbook.reference.logic import truth
from playbook.syntax import tree

DEEP = 24
"""How long a light expression may get before a part of it becomes a local of its own."""


class Conditions:
    """The writer of conditions for one policy."""

    def __init__(self, given: Given, values: Values, weights: Weights) -> None:
        self.given, self.code = given, given.code
        self.values, self.weights = values, weights
        self.atoms = Atoms(given, values)
        self._made: dict[int, Condition] = {}
        values.conditions = self

    def of(self, expr: tree.Expr) -> Condition:
        """Write what *expr* needs, and return it as a condition. What several rules ask is worked out once."""
        expr = bare(expr)
        given, outlines = self.given, self.given.outlines
        if outlines.is_constant(expr):
            return of_constant(truth(given.constant(expr)))
        let = self._small_let(expr)
        if let is not None:
            return self.of(let.value)
        number = outlines.of(expr)
        if (
            isinstance(expr, tree.Name)
            or outlines.loops(expr)
            or not given.again(number)
            or self.weights.by_itself(expr) < HEAVY
        ):
            return self.written(expr)

        def write(name: str) -> None:
            condition = self.written(expr)
            self.code.line(f"{name} = {condition.value}")
            self._made[number] = self._held(name, known=condition.known)

        self.code.once(("condition", number), "t", write, again=True, often=given.often(number))
        return self._made[number]

    def _small_let(self, expr: tree.Expr) -> tree.Let | None:
        """The let that *expr* names, where it is as well asked again as kept."""
        if not isinstance(expr, tree.Name):
            return None
        ref = self.given.tables.refs[expr]
        if not isinstance(ref.base, LetRef) or ref.fields:
            return None
        return ref.base.let if self.weights.is_small(ref.base.let) else None

    def written(self, expr: tree.Expr) -> Condition:
        """The same, worked out here."""
        match expr:
            case tree.And():
                return self._chain(expr.parts, "and")
            case tree.Or():
                return self._chain(expr.parts, "or")
            case tree.Not():
                return ~self.of(expr.operand)
            case tree.Quantifier():
                return self._quantifier(expr)
            case _:
                return self.atoms.of(expr)

    def local(self, condition: Condition) -> Condition:
        """*condition*, kept in a local."""
        if condition.known and condition.sure in ("True", "False"):
            return condition
        return self._held(self.code.let("t", condition.value), known=condition.known)

    def _held(self, name: str, *, known: bool) -> Condition:
        return only(name) if known else Condition(f"{name} is True", f"{name} is not False")

    def _chain(self, parts: tuple[tree.Expr, ...], word: Literal["and", "or"]) -> Condition:
        """Kleene's `and` and `or`: what is light first, and the next heavy part only while it can matter."""
        join = both if word == "and" else either
        ordered = sorted(parts, key=self.weights.of)
        light = [part for part in ordered if self.weights.of(part) < HEAVY]
        heavy = ordered[len(light) :]
        found = join(map(self.of, light))
        if found == (FALSE if word == "and" else TRUE):
            return found
        if not light:
            found, heavy = self.of(heavy[0]), heavy[1:]
        if not heavy:
            return self.local(found) if len(found.open) > DEEP * 40 else found
        answer = self.code.let("t", found.value)
        known = found.known
        for part in heavy:
            known = self._link(answer, part, word) and known
        return self._held(answer, known=known)

    def _link(self, answer: str, part: tree.Expr, word: Literal["and", "or"]) -> bool:
        """One more part; whether it is never unknown."""
        code = self.code
        with code.block(f"if {answer} is not {'False' if word == 'and' else 'True'}"):
            found = self.of(part)
            if word == "and":
                decides, value, doubts = (~found).sure, "False", (~found).open
            else:
                decides, value, doubts = found.sure, "True", found.open
            with code.block(f"if {decides}"):
                code.line(f"{answer} = {value}")
            if not found.known:
                with code.block(f"elif {doubts}"):
                    code.line(f"{answer} = U")
        return found.known

    def _quantifier(self, expr: tree.Quantifier) -> Condition:
        items = self.values.items(expr)
        if expr.where is None:
            found = self.atoms.asked([items], only(f"({items.code})"))
        else:
            found = self._any(expr, items)
        return found if expr.kind == "any" else ~found

    def _any(self, expr: tree.Quantifier, items: Value) -> Condition:
        """Whether the `where` holds of one element."""
        code = self.code
        answer = code.fresh("t")
        if items.unknown is None and items.absent is None:
            known = self._loop(expr, items, answer)
            return self._held(answer, known=known)
        head = "if"
        for local, sign, value in ((items.unknown, "U", "U"), (items.absent, "A", "False")):
            if local is not None:
                with code.block(f"{head} {local} is {sign}"):
                    code.line(f"{answer} = {value}")
                head = "elif"
        with code.block("else"):
            known = self._loop(expr, items, answer)
        return self._held(answer, known=known and items.unknown is None)

    def _loop(self, expr: tree.Quantifier, items: Value, answer: str) -> bool:
        """Whether the answer is never unknown."""
        code = self.code
        assert expr.where is not None  # noqa: S101  asked before
        code.line(f"{answer} = False")
        with self.values.each(expr, items):
            held = self.of(expr.where)
            with code.block(f"if {held.sure}"):
                code.line(f"{answer} = True")
                self.values.leave(expr, items)
            if not held.known:
                with code.block(f"if {held.open}"):
                    code.line(f"{answer} = U")
        return held.known
