"""Writes the Python for values: names, counts, sums, calls. What is not worth spelling out in line is a call to the
operators that the reference evaluator uses.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playbook.check.refs import AskRef, ItemRef, LetRef, PostRef, Ref
from playbook.compile.condition import Value, local
from playbook.compile.given import Given
from playbook.model.schema import fields_of
from playbook.reference.expression import bare, exact
from playbook.reference.interval import Interval
from playbook.syntax import tree
from playbook.text.normal import exact_key, key
from playbook.types import ListOf, Record
from playbook.values import ABSENT, UNKNOWN, Gap

if TYPE_CHECKING:
    from playbook.compile.conditions import Conditions

CHAIN = 6
"""Lets that stand for one another: where there are more, they are all worked out ahead, so that code stays short."""

_CONDITIONS = (
    tree.And,
    tree.Or,
    tree.Not,
    tree.Quantifier,
    tree.Compare,
    tree.In,
    tree.Missing,
    tree.Mentions,
    tree.Contains,
    tree.Include,
    tree.Matches,
    tree.Affix,
    tree.Within,
    tree.Near,
)


class Values:
    """The writer of values for one policy."""

    conditions: "Conditions"

    def __init__(self, given: Given) -> None:
        self.given = given
        self.code = given.code
        self._made: dict[int, Value] = {}

    def of(self, expr: tree.Expr) -> Value:
        """Write what *expr* needs, and return its value. What several places need is worked out once."""
        expr = bare(expr)
        given, outlines = self.given, self.given.outlines
        if outlines.is_constant(expr):
            return self.constant(given.constant(expr))
        if isinstance(expr, _CONDITIONS):
            condition = self.conditions.of(expr)
            name = self.code.let("t", condition.value)
            return Value(name, None if condition.known else name)
        number = outlines.of(expr)
        if isinstance(expr, tree.Name) or outlines.loops(expr) or not given.again(number):
            return self._written(expr)
        return self._kept(number, lambda: self._written(expr), often=given.often(number))

    def _kept(self, number: int, written: Callable[[], Value], *, often: bool) -> Value:
        """What *written* writes, in a local that all places share."""

        def write(name: str) -> None:
            value = written()
            self.code.line(f"{name} = {value.whole}")
            self._made[number] = Value(
                name,
                name if value.unknown is not None else None,
                name if value.absent is not None else None,
                interval=value.interval,
            )

        self.code.once(("local", number), "v", write, again=True, often=often)
        return self._made[number]

    def constant(self, value: Any) -> Value:
        """A value that is the same for every post."""
        if value is UNKNOWN or value is ABSENT:
            return Value("A", None, "A") if value is ABSENT else Value("U", "U")
        return Value(self.code.constant(value))

    def _written(self, expr: tree.Expr) -> Value:
        code = self.code
        match expr:
            case tree.Name():
                return self._name(expr)
            case tree.Count():
                return self._count(expr)
            case tree.ListLiteral():
                items = "".join(f"{self.of(item).whole}, " for item in expr.items)
                return Value(code.let("v", f"listed(({items}))"))
            case tree.Negate():
                return self._called("minus", self.of(expr.operand))
            case tree.Arithmetic():
                return self._arithmetic(expr)
            case tree.WindowJoin():
                left, right = self.of(expr.left).whole, self.of(expr.right).whole
                return local(code.let("v", f"join({expr.operator!r}, {left}, {right})"))
            case tree.Call():
                return self._call(expr)
            case _:
                # Literals and windows are constants, and what is left cannot be known here.
                return Value("U", "U")

    def _called(self, operator: str, value: Value) -> Value:
        name = self.code.let("v", f"{operator}({value.whole})")
        return Value(name, name, name, interval=value.interval)

    def _arithmetic(self, expr: tree.Arithmetic) -> Value:
        left, right = self.of(expr.left), self.of(expr.right)
        name = self.code.let("v", f"arithmetic({expr.operator!r}, {left.whole}, {right.whole})")
        return Value(name, name, name, interval=left.interval or right.interval)

    def _name(self, name: tree.Name) -> Value:
        return self.at(self.given.tables.refs[name], name)

    def at(self, ref: Ref, name: tree.Name | None = None) -> Value:
        """The value that *ref* stands for; of a constant, the value of *name*."""
        given, base = self.given, ref.base
        match base:
            case PostRef():
                return given.paths.of_post(ref.fields)
            case ItemRef():
                return given.paths.of_element(given.elements[base.binder], ref.fields)
            case LetRef():
                return given.paths.of_value(self._let(base.let), ref.fields)
            case AskRef():
                key_ = ("ask", base.ask)
                name_ = self.code.once(
                    key_,
                    "v",
                    lambda name: self.code.line(f"{name} = answer(post, {self.code.constant(base.ask)})"),
                    again=True,
                )
                return Value(name_, name_)
            case _:
                return self.constant(UNKNOWN if name is None else given.constant(name))

    def _let(self, let: tree.Let) -> Value:
        """The value of a let. Those that it names come first, so that a long chain of them does not nest."""
        outlines = self.given.outlines
        if self.code.known(("local", outlines.of(let.value))) is None:
            for inner in outlines.lets(let.value):
                self._let_alone(inner)
        return self._let_alone(let)

    def _let_alone(self, let: tree.Let) -> Value:
        outlines = self.given.outlines
        if outlines.is_constant(let.value):
            return self.constant(self.given.constant(let.value))
        number = outlines.of(let.value)
        often = self.given.often(number) or len(outlines.lets(let.value)) > CHAIN
        return self._kept(number, lambda: self._let_value(bare(let.value)), often=often)

    def _let_value(self, expr: tree.Expr) -> Value:
        if isinstance(expr, _CONDITIONS):
            condition = self.conditions.written(expr)
            name = self.code.let("t", condition.value)
            return Value(name, None if condition.known else name)
        return self._written(expr)

    # ------------------------------------------------------------------------------------------------- counts, calls

    def _count(self, expr: tree.Count) -> Value:
        code, items = self.code, self.items(expr)
        if expr.where is None:
            return Value(f"len({items.code})", items.unknown, items.absent)
        answer = code.fresh("v")
        gaps = [f"{items.unknown} is U"] if items.unknown else []
        gaps += [f"{items.absent} is A"] if items.absent else []
        if gaps:
            with code.block(f"if {' or '.join(gaps)}"):
                code.line(f"{answer} = {items.code}")
            with code.block("else"):
                open_ = self._counted(expr, items, answer)
        else:
            open_ = self._counted(expr, items, answer)
        return Value(
            answer,
            answer if items.unknown else None,
            answer if items.absent else None,
            interval=open_,
        )

    def _counted(self, expr: tree.Count, items: Value, answer: str) -> bool:
        """Count; whether the answer may be open."""
        code = self.code
        assert expr.where is not None  # noqa: S101  asked before
        code.line(f"{answer} = 0")
        doubtful = code.let("n", "0")
        with self.each(expr, items):
            held = self.conditions.of(expr.where)
            with code.block(f"if {held.sure}"):
                code.line(f"{answer} += 1")
            if not held.known:
                with code.block(f"elif {held.open}"):
                    code.line(f"{doubtful} += 1")
        if not held.known:
            code.line(f"{answer} = interval({answer}, {answer} + {doubtful})")
        return not held.known

    @contextmanager
    def each(self, binder: tree.Quantifier | tree.Count, items: Value) -> Iterator[None]:
        """The loop over the elements of *items*. An item that is no record of the right kind makes the list no list."""
        code, name = self.code, self.code.fresh("e")
        self.given.elements[binder] = name
        with code.block(f"for {name} in {items.code}", loop=True):
            kind = self._loose(binder.items)
            if kind is not None:
                with code.block(f"if type({name}) is not {code.constant(kind.model)}"):
                    code.line(f"whole({self.given.paths.kinds(ListOf(kind))}, {items.code})")
            yield

    def leave(self, binder: tree.Quantifier | tree.Count, items: Value) -> None:
        """Leave the loop before its end, having made sure of the elements that it did not come to."""
        kind = self._loose(binder.items)
        if kind is not None:
            with self.code.block(f"if len({items.code}) > 1"):
                self.code.line(f"whole({self.given.paths.kinds(ListOf(kind))}, {items.code})")
        self.code.line("break")

    def items(self, binder: tree.Quantifier | tree.Count) -> Value:
        """The list that a loop goes through, its elements not looked at yet."""
        if binder.where is None or self._loose(binder.items) is None:
            return self.of(binder.items)
        return self.loose(binder.items)

    def loose(self, expr: tree.Expr) -> Value:
        """A list whose items are going to be looked at anyway; what is no item raises then."""
        expr = bare(expr)
        if not isinstance(expr, tree.Name) or not self._is_stored(expr):
            return self.of(expr)
        ref = self.given.tables.refs[expr]
        if isinstance(ref.base, ItemRef):
            return self.given.paths.of_element(self.given.elements[ref.base.binder], ref.fields, loose=True)
        return self.given.paths.of_post(ref.fields, loose=True)

    def _is_stored(self, name: tree.Name) -> bool:
        """Whether it is a field of the post or of an element, and not only worked out."""
        ref = self.given.tables.refs[name]
        return isinstance(ref.base, PostRef | ItemRef) and bool(ref.fields) and ref.fields[-1].stored

    def _loose(self, expr: tree.Expr) -> Record | None:
        """The records that a field of the post or of an element lists, if it is one that does."""
        expr = bare(expr)
        if not isinstance(expr, tree.Name) or not self._is_stored(expr):
            return None
        kind = self.given.tables.refs[expr].fields[-1].type
        return kind.item if isinstance(kind, ListOf) and isinstance(kind.item, Record) else None

    def _call(self, expr: tree.Call) -> Value:
        arguments = [self.of(argument) for argument in expr.arguments]
        function = self.given.tables.functions[expr]
        if all(map(self._is_plain, expr.arguments, arguments)):
            given = ", ".join([*(["post"] if function.takes_post else []), *(one.whole for one in arguments)])
            return local(self.code.let("v", f"{self.code.constant(self.given.caller(function))}({given})"))
        items = "".join(f"{argument.whole}, " for argument in arguments)
        return local(self.code.let("v", f"apply({self.code.constant(function)}, post, ({items}))"))

    def _is_plain(self, expr: tree.Expr, value: Value) -> bool:
        """Whether an argument is known in all its parts."""
        expr = bare(expr)
        if self.given.outlines.is_constant(expr):
            found = self.given.constant(expr)
            parts = found if isinstance(found, tuple) else (found,)
            return not any(isinstance(part, Gap | Interval) for part in parts)
        read = isinstance(expr, tree.Name) and isinstance(
            self.given.tables.refs[expr].base, PostRef | ItemRef
        )
        return (
            value.sure and not value.interval and (read or not isinstance(expr, tree.Name | tree.ListLiteral))
        )

    # ------------------------------------------------------------------------------------------------- folded texts

    def is_exact(self, *sides: tree.Expr) -> bool:
        """Whether texts are compared code point by code point."""
        return exact(self.given.environment, *sides)

    def folded(self, expr: tree.Expr, *, exactly: bool) -> Value:
        """What texts have in common that count as the same."""
        given, fold = self.given, exact_key if exactly else key
        expr = bare(expr)
        if given.outlines.is_constant(expr):
            value = given.constant(expr)
            return self.constant(fold(value) if isinstance(value, str) else value)
        text = self.of(expr)
        number = ("folded", given.outlines.of(expr), exactly)
        loops = given.outlines.loops(expr)
        plain = text.code if exactly else f"{text.code}.lower()"
        short = f"{plain} if {text.code}.isascii() else {'exact_key' if exactly else 'key'}({text.code})"
        gaps = "".join(
            f"{text.code} if {name} is {sign} else "
            for name, sign in ((text.unknown, "U"), (text.absent, "A"))
            if name
        )
        name = self.code.once(
            number,
            "k",
            lambda name: self.code.line(f"{name} = {gaps}{short}"),
            again=given.again(given.outlines.of(expr)),
            here=bool(loops),
        )
        return Value(name, name if text.unknown else None, name if text.absent else None)

    def publish_at(self) -> Value:
        """The instant at which the post is judged."""

        def write(name: str) -> None:
            known = "publish_at" in fields_of(self.given.policy.post_type)
            self.code.line(f"{name} = {self.given.paths.record}['publish_at']" if known else f"{name} = N")
            with self.code.block(f"if type({name}) is not datetime or {name}.tzinfo is not utc"):
                self.code.line(f"{name} = instant_of(post)")

        name = self.code.once("publish_at", "v", write, again=True)
        return Value(name, name, name)
