"""Writes the Python for single tests: comparisons, lists, missing, texts. Constants are folded when the policy is put
together, so what is left at run time is mostly a test of Python's own.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from playbook.check.refs import ItemRef, PostRef
from playbook.compile.condition import FALSE, OPEN, Condition, Value, asked, either, only
from playbook.compile.given import Given
from playbook.compile.paths import enum_class
from playbook.compile.texts import Texts
from playbook.compile.values import Values
from playbook.compile.windows import Windows
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.text.normal import has_visible, key
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, WINDOW, Enum, ListOf, Type
from playbook.values import ABSENT, UNKNOWN, Gap

_SIGNS: Final = {"is": "==", "is not": "!=", "is before": "<", "is after": ">"}
_PLAIN: Final = (NUMBER, DURATION, TIME, DATE, BOOLEAN)
FEW: Final = 4
"""Members of an enum that are compared one by one."""


class Atoms:
    """The writer of tests for one policy."""

    def __init__(self, given: Given, values: Values) -> None:
        self.given, self.code, self.values = given, given.code, values
        self.texts = Texts(given, values)
        self.windows = Windows(given, values)

    def asked(self, values: list[Value], condition: Condition, *, missing: bool = False) -> Condition:
        return asked(values, condition, missing=missing)

    def of(self, expr: tree.Expr) -> Condition:
        """Write what *expr* needs, and return it as a condition."""
        match expr:
            case tree.Compare():
                return self._compare(expr)
            case tree.In():
                found = self._in(expr)
                return ~found if expr.negated else found
            case tree.Missing():
                found = self._missing(expr)
                return ~found if expr.negated else found
            case tree.Include():
                return self._include(expr)
            case tree.Mentions():
                return self.texts.mentions(expr)
            case tree.Contains():
                return self.texts.contains(expr)
            case tree.Matches():
                return self.texts.matches(expr)
            case tree.Affix():
                return self.texts.affix(expr)
            case tree.Within():
                here = bool(self.given.outlines.loops(expr.time))
                found = self.windows.within(self.values.of(expr.time), expr.window, here=here)
                return ~found if expr.negated else found
            case tree.Near():
                return self._near(expr)
            case _:
                return self._truth(self.values.of(expr), self.given.type(expr))

    def called(self, expression: str) -> Condition:
        """What an operator of the reference evaluator says, kept in a local."""
        name = self.code.let("t", expression)
        return Condition(f"{name} is True", f"{name} is not False")

    def _truth(self, value: Value, kind: Type) -> Condition:
        if value.code == "U":
            return OPEN
        if kind != BOOLEAN:
            return self.called(f"truth({value.whole})")
        if value.sure:
            return only(value.code)
        # A value that is neither is a gap, and of those only the one that is known says no.
        absent = f" and {value.absent} is not A" if value.absent is not None else ""
        open_ = f"({value.code} is not False{absent})" if absent else f"{value.code} is not False"
        sure = f"{value.code} is True"
        return Condition(sure, sure if value.unknown is None else open_)

    # ----------------------------------------------------------------------------------------------------- comparing

    def _compare(self, expr: tree.Compare) -> Condition:
        left, right = bare(expr.left), bare(expr.right)
        kinds = self.given.type(left), self.given.type(right)
        if expr.operator in ("is", "is not"):
            for one, other in ((left, right), (right, left)):
                if isinstance(self.given.type(one), Enum) and self.given.outlines.is_constant(other):
                    found = self._is_one_of(one, [self.given.constant(other)])
                    if found is not None:
                        return ~found if expr.operator == "is not" else found
            if set(kinds) <= {TEXT}:
                return self._same_text(expr, left, right)
        if expr.operator in (">", ">=") and kinds == (NUMBER, NUMBER):
            found = self._after_a_glance(expr.operator, left, right)
            if found is not None:
                return found
        if kinds[0] == kinds[1] and kinds[0] in _PLAIN:
            a, b = self.values.of(left), self.values.of(right)
            if not a.interval and not b.interval:
                sign = _SIGNS.get(expr.operator, expr.operator)
                test = only(f"{a.code} {sign} {b.code}")
                return asked([a, b], test, missing=expr.operator == "is not")
        flag = self.values.is_exact(left, right)
        zone = self._zone(*kinds)
        sides = f"{self.values.of(left).whole}, {self.values.of(right).whole}"
        return self.called(f"compare({expr.operator!r}, {sides}, {flag}, {zone})")

    def _after_a_glance(self, sign: str, left: tree.Expr, right: tree.Expr) -> Condition | None:
        """`length(text) > 280`: what a function gives need not be worked out where a glance tells that it is less."""
        given, code = self.given, self.code
        if not isinstance(left, tree.Call) or not given.outlines.is_constant(right):
            return None
        function, least = given.tables.functions[left], given.constant(right)
        glance = function.glance
        if glance is None or not isinstance(least, int | Fraction) or given.again(given.outlines.of(left)):
            return None
        arguments = [self.values.of(argument) for argument in left.arguments]
        if not all(argument.sure for argument in arguments):
            return None
        # What stands in for the function, as in tests, is always asked.
        known = f"{code.constant(function)}.implementation is {code.constant(glance.of)}"
        given_to = ", ".join([*(one.code for one in arguments), code.constant(least)])
        may_reach = f"{code.constant(glance.may_reach)}({given_to})"
        answer = code.let("t", "False")
        with code.block(f"if {may_reach} or not {known}"):
            value = self.values.of(left)
            held = asked([value], only(f"{value.code} {sign} {code.constant(least)}"))
            code.line(f"{answer} = {held.value}")
        return Condition(f"{answer} is True", f"{answer} is not False")

    def _zone(self, *kinds: Type) -> str:
        """The time zone, where comparing values of these types may need one."""
        return self.windows.zone() if self.given.is_timed(*kinds) else "N"

    def _same_text(self, expr: tree.Compare, left: tree.Expr, right: tree.Expr) -> Condition:
        exactly = self.values.is_exact(left, right)
        one = self.values.folded(left, exactly=exactly)
        other = self.values.folded(right, exactly=exactly)
        sign = _SIGNS[expr.operator]
        return asked([one, other], only(f"{one.code} {sign} {other.code}"), missing=expr.operator == "is not")

    def _is_one_of(self, item: tree.Expr, wanted: list[Any]) -> Condition | None:
        """Whether an enum field has one of the *wanted* words; None where that is not plain to see."""
        members = self.members(item)
        if members is None or any(isinstance(word, Gap) or not isinstance(word, str) for word in wanted):
            return None
        found = [members[key(word)] for word in wanted if key(word) in members]
        value = self.values.of(item)
        if len(found) > FEW:
            test = only(f"{value.code} in {self.code.constant(frozenset(found))}")
        else:
            test = either(only(f"{value.code} is {self.code.constant(member)}") for member in found)
            if value.absent is not None and value.unknown is not None:
                return Condition(test.sure, either([only(f"{value.unknown} is U"), test]).open)
            if value.sure or value.unknown is None:
                return test
            return Condition(test.sure, either([only(f"{value.unknown} is U"), test]).open)
        return asked([value], test)

    def members(self, expr: tree.Expr) -> dict[str, StrEnum] | None:
        """The members of the class that an enum field is made of, by their folded words."""
        expr = bare(expr)
        if not isinstance(expr, tree.Name):
            return None
        ref = self.given.tables.refs[expr]
        if not isinstance(ref.base, PostRef | ItemRef) or not ref.fields or not ref.fields[-1].stored:
            return None
        enum = enum_class(ref.fields[-1])
        if enum is None:
            return None
        members = {key(member.value): member for member in enum}
        return members if len(members) == len(enum) else None

    # ---------------------------------------------------------------------------------------------------------- lists

    def _in(self, expr: tree.In) -> Condition:
        given, item, items = self.given, bare(expr.item), bare(expr.items)
        kind = given.type(item)
        if given.outlines.is_constant(items):
            wanted = given.constant(items)
            if isinstance(wanted, tuple) and not any(isinstance(one, Gap) for one in wanted):
                found = self._in_constant(item, kind, list(wanted))
                if found is not None:
                    return found
        flag = self.values.is_exact(item)
        sides = f"{self.values.of(item).whole}, {self.values.of(items).whole}"
        return self.called(f"is_in({sides}, {flag}, {self._zone(kind, given.type(items))})")

    def _in_constant(self, item: tree.Expr, kind: Type, wanted: list[Any]) -> Condition | None:
        if isinstance(kind, Enum):
            return self._is_one_of(item, wanted)
        if kind == TEXT and all(isinstance(one, str) for one in wanted):
            exactly = self.values.is_exact(item)
            text = self.values.folded(item, exactly=exactly)
            return asked(
                [text], only(f"{text.code} in {self.code.constant(self.texts.folds(wanted, exactly))}")
            )
        if kind in (NUMBER, BOOLEAN):
            value = self.values.of(item)
            if not value.interval:
                return asked([value], only(f"{value.code} in {self.code.constant(frozenset(wanted))}"))
        return None

    def _missing(self, expr: tree.Missing) -> Condition:
        kind = self.given.type(expr.operand)
        value = self.values.of(expr.operand)
        if kind == TEXT or isinstance(kind, Enum):
            # Most begin with a sign of ASCII, and that shows.
            shows = f"first <= {value.code}[0] <= last or has_visible({value.code})"
            test = only(f"(not {value.code} or not ({shows}))")
            members = self.members(expr.operand) if isinstance(kind, Enum) else None
            if members is not None and all(map(has_visible, members)):
                test = FALSE
        elif isinstance(kind, ListOf):
            test = only(f"not {value.code}")
        elif kind in _PLAIN:
            test = FALSE
        else:
            return self.called(f"is_missing({value.whole})")
        gaps = [only(f"{value.unknown} is U")] if value.unknown is not None else []
        gaps += [only(f"{value.absent} is A")] if value.absent is not None else []
        found = either([*gaps, test])
        return only(found.sure)

    def _include(self, expr: tree.Include) -> Condition:
        given, what = self.given, bare(expr.what)
        exactly = self.values.is_exact(expr.items)
        kind = given.type(expr.items)
        if given.outlines.is_constant(what) and kind == ListOf(TEXT):
            wanted = given.constant(what)
            items = wanted if isinstance(wanted, tuple) else (wanted,)
            if all(isinstance(one, str) for one in items):
                return self._include_constant(expr, self.texts.folds(list(items), exactly), exactly)
        sides = f"{self.values.of(expr.items).whole}, {self.values.of(what).whole}"
        texts = kind == given.type(what) == ListOf(TEXT) and expr.quantity is not None
        return self.called(
            f"{'include_texts' if texts else 'include'}({sides}, {expr.quantity!r}, {exactly})"
        )

    def _include_constant(self, expr: tree.Include, wanted: frozenset[str], exactly: bool) -> Condition:
        items = self.values.of(expr.items) if exactly or not wanted else self.values.loose(expr.items)
        constant = self.code.constant(wanted)
        # Lower case is all there is to it where all is ASCII.
        fold = "exact_key" if exactly else f"(lower if glue({items.code}).isascii() else key)"
        if expr.quantity == "all":
            test = f"{constant}.issubset(map({fold}, {items.code}))"
        elif wanted:
            test = f"({items.code} and not {constant}.isdisjoint(map({fold}, {items.code})))"
        else:
            test = "False"
        return asked([items], only(test))

    def _near(self, expr: tree.Near) -> Condition:
        parts = [self.values.of(part) for part in (expr.time, expr.distance, expr.of)]
        return self.called(f"near({', '.join(part.whole for part in parts)})")

    # ------------------------------------------------------------------------------------------------------ verdicts

    def not_before(self, day: date) -> Condition:
        """Whether the post goes out on that day or later."""
        value = self.values.publish_at()
        return self.called(
            f"compare('>=', {value.whole}, {self.code.constant(day)}, False, {self.windows.zone()})"
        )

    def early(self, until: tree.Expr) -> Condition:
        """Whether the post would go out outside the window *until*, or before that instant."""
        instant, kind = self.values.publish_at(), self.given.type(until)
        if self.given.outlines.is_constant(until):
            found = self.given.constant(until)
            if found is UNKNOWN or found is ABSENT:
                return self.called(f"early_for({instant.whole}, {self.values.constant(found).whole}, N)")
        if kind == WINDOW:
            return ~self.windows.within(instant, until)
        if kind == TIME:
            end = self.values.of(until)
            return asked([instant, end], only(f"{instant.code} < {end.code}"))
        return self.called(
            f"early_for({instant.whole}, {self.values.of(until).whole}, {self.windows.zone()})"
        )

    def not_approved(self, approvers: tree.Approvers | None) -> Condition:
        """Whether a yes is still wanted."""
        return only(f"not approved({self.code.constant(approvers)}, post)")
