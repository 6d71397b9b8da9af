"""A condition as two Python expressions, one for "holds for sure" and one for "may hold"; and values beside them.

That is Kleene's logic without a third value at run time: `and`, `or` and `not` become Python's own, which stop as soon
as they can. A condition that is never unknown has the same expression twice. Both read nothing but locals.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from playbook.frozen import frozen
from playbook.values import UNKNOWN

_ATOM: Final = re.compile(r"not \w+|\w+|\w+ (is|is not|==|!=|in|not in) \w+")
_IS: Final = re.compile(r"(\w+) (is|is not) (\w+)")
_KEPT: Final = re.compile(r"[tv][0-9]+ is not False")
_OPPOSITE: Final = {"is": "is not", "is not": "is"}


@frozen
class Condition:
    """`sure`: it holds. `open`: it holds, or that is not known."""

    sure: str
    open: str

    @property
    def known(self) -> bool:
        """Whether it is never unknown."""
        return self.sure == self.open

    def __invert__(self) -> "Condition":
        if self.known:
            only = negated(self.sure)
            return Condition(only, only)
        return Condition(negated(self.open), negated(self.sure))

    @property
    def value(self) -> str:
        """One expression for all three: `True`, `False` or `U`."""
        if self.sure in ("True", "False") and self.known:
            return self.sure
        if self.sure == self.open.replace(" is not False", " is True") and _KEPT.fullmatch(self.open):
            return self.open.removesuffix(" is not False")
        if self.known:
            return f"True if {self.sure} else False"
        if self.sure == "False":
            return "U" if self.open == "True" else f"U if {self.open} else False"
        if self.open == "True":
            return f"True if {self.sure} else U"
        return f"True if {self.sure} else U if {self.open} else False"


def only(expression: str) -> Condition:
    """A test that is never unknown."""
    return Condition(expression, expression)


TRUE: Final = only("True")
FALSE: Final = only("False")
OPEN: Final = Condition("False", "True")


def of_constant(value: Any) -> Condition:
    """The test for one of the three truth values."""
    return OPEN if value is UNKNOWN else TRUE if value is True else FALSE


def both(parts: Iterable[Condition]) -> Condition:
    """Kleene's and."""
    given = list(parts)
    return Condition(
        _joined("and", [part.sure for part in given]), _joined("and", [part.open for part in given])
    )


def either(parts: Iterable[Condition]) -> Condition:
    """Kleene's or."""
    given = list(parts)
    return Condition(
        _joined("or", [part.sure for part in given]), _joined("or", [part.open for part in given])
    )


def negated(expression: str) -> str:
    """Its opposite, spelled as short as possible."""
    if expression in ("True", "False"):
        return "False" if expression == "True" else "True"
    found = _IS.fullmatch(expression)
    if found is not None:
        return f"{found[1]} {_OPPOSITE[found[2]]} {found[3]}"
    if expression.startswith("not ") and _ATOM.fullmatch(expression):
        return expression.removeprefix("not ")
    return f"not {grouped(expression)}"


def grouped(expression: str) -> str:
    """*expression*, in parentheses where it needs them to be part of another."""
    if _ATOM.fullmatch(expression) or (expression.startswith("(") and _closes_last(expression)):
        return expression
    return f"({expression})"


def _closes_last(expression: str) -> bool:
    """Whether the parenthesis that opens it closes at its end."""
    depth = 0
    for place, sign in enumerate(expression):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(expression) - 1
    return False


def _joined(word: str, parts: list[str]) -> str:
    neutral, decisive = ("True", "False") if word == "and" else ("False", "True")
    if decisive in parts:
        return decisive
    left = list(dict.fromkeys(part for part in parts if part != neutral))
    if not left:
        return neutral
    return left[0] if len(left) == 1 else f"({f' {word} '.join(map(grouped, left))})"


@frozen
class Value:
    """A value as an expression, and which local says so where there is none.

    Where `unknown` is set, `code` may only be looked at while that local is not `U`; likewise `absent` and `A`.
    """

    code: str
    unknown: str | None = None
    absent: str | None = None
    interval: bool = False
    """Whether it may be a count that is still open."""

    @property
    def whole(self) -> str:
        """One expression, gaps included."""
        gaps = [f"{local} is {sign}" for local, sign in self._gaps() if local != self.code]
        if not gaps:
            return self.code
        local = self.unknown or self.absent
        return f"({local} if {' or '.join(gaps)} else {self.code})"

    def _gaps(self) -> list[tuple[str, str]]:
        return [(name, sign) for name, sign in ((self.unknown, "U"), (self.absent, "A")) if name is not None]

    @property
    def sure(self) -> bool:
        """Whether there always is one."""
        return self.unknown is None and self.absent is None


def local(name: str) -> Value:
    """Whatever the local *name* holds."""
    return Value(name, name, name)


def asked(values: list[Value], test: Condition, *, missing: bool = False) -> Condition:
    """*test* of *values*: unknown while one is unknown, else *missing* where one is absent."""
    unknown = either(only(f"{value.unknown} is U") for value in values if value.unknown is not None).sure
    absent = either(only(f"{value.absent} is A") for value in values if value.absent is not None).sure
    sure, open_ = test.sure, test.open
    if absent != "False":
        sure, open_ = (
            (_joined("or", [absent, sure]), _joined("or", [absent, open_]))
            if missing
            else (_joined("and", [negated(absent), sure]), _joined("and", [negated(absent), open_]))
        )
    if unknown != "False":
        sure, open_ = _joined("and", [negated(unknown), sure]), _joined("or", [unknown, open_])
    return Condition(sure, open_)
