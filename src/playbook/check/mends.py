"""What an author most likely meant where a value is of another type than is wanted: the words that would fit there.
Works on the tree and on what is written; it decides nothing.
"""

import re

from playbook.builtins import FUNCTIONS
from playbook.diagnostics.diagnostic import Edit
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.number_words import NUMBERS
from playbook.text.late import late
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, WINDOW, ListOf, Type

_NUMBER = late(re.compile, r"[0-9]+(?:\.[0-9]+)?%?")
_DATE = late(re.compile, r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = late(
    re.compile, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_DURATION = late(re.compile, r"[0-9]+ (?:minute|hour|day|week|month|year)s?")
_CLOCK = late(re.compile, r"[0-9]{2}:[0-9]{2}")
_WRITTEN = ((NUMBER, _NUMBER), (DATE, _DATE), (TIME, _TIME), (DURATION, _DURATION))

_BOOLEANS = {"true": "true", "yes": "true", "false": "false", "no": "false"}
_LONGEST = 200
"""Characters of a record that is shown again in a help."""

_NOTHING = frozenset({"null", "nil", "none", "empty", "blank", "nothing", "undefined"})
_WINDOWS = {"weekday": "weekdays", "weekend": "weekends", "everyday": "daily", "workdays": "weekdays"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LONG_DAYS = late(re.compile, r"(mon|tues|wednes|thurs|fri|satur|sun)days?")


def retyped(expr: tree.Expr, wanted: Type) -> str | None:
    """*expr* in words of the type *wanted*; None where nobody can tell."""
    if isinstance(expr, tree.TextLiteral):
        return _unquoted(expr, wanted)
    if isinstance(expr, tree.NumberLiteral):
        if wanted == TEXT:
            return f'"{expr.span.text}"'
        if wanted == BOOLEAN and expr.span.text in ("0", "1"):
            return "true" if expr.span.text == "1" else "false"
        if wanted == DURATION:
            return f"{expr.span.text} {'day' if expr.span.text == '1' else 'days'}"
    if isinstance(expr, tree.DateLiteral) and wanted == TIME:
        return f"{expr.span.text}T00:00Z"
    if isinstance(expr, tree.RecordLiteral) and isinstance(wanted, ListOf):
        return f"[{expr.span.text}]" if len(expr.span.text) < _LONGEST else None
    return None


def _unquoted(expr: tree.TextLiteral, wanted: Type) -> str | None:
    words = expr.value.strip()
    if isinstance(wanted, ListOf):
        return f"[{expr.span.text}]" if wanted.item == TEXT else None
    if wanted == BOOLEAN:
        return _BOOLEANS.get(words.lower())
    if wanted == WINDOW:
        return f"daily {words} to 24:00" if _CLOCK.fullmatch(words) else None
    pattern = next((pattern for type_, pattern in _WRITTEN if type_ == wanted), None)
    return words if pattern is not None and pattern.fullmatch(words) else None


def either(
    left: tree.Expr, left_type: Type, right: tree.Expr, right_type: Type
) -> tuple[tree.Expr, str] | None:
    """The side of a comparison that is written as another type than the other side, and what it should be."""
    for expr, wanted in ((right, left_type), (left, right_type)):
        meant = retyped(expr, wanted)
        if meant is not None:
            return expr, meant
    return None


def foreign(word: str, hint: Type | None) -> str | None:
    """The language's word for a name that nothing has, where the type *hint* is wanted."""
    if hint == BOOLEAN:
        return {"yes": "true", "on": "true", "off": "false"}.get(word)
    if hint == NUMBER and word in NUMBERS:
        return str(NUMBERS[word])
    if hint == WINDOW:
        day = _LONG_DAYS.fullmatch(word)
        return day[1][:3] if day else _WINDOWS.get(word)
    return None


def is_nothing(expr: tree.Expr) -> bool:
    """Whether *expr* is a word for nothing, as other languages have one."""
    return isinstance(expr, tree.Name) and expr.dotted in _NOTHING


def between(left: tree.Expr, right: tree.Expr) -> Span:
    """The operator that stands between two operands."""
    source = left.span.source.text
    start, end = left.span.end, right.span.start
    words = source[start:end]
    start += len(words) - len(words.lstrip())
    return Span(left.span.source, start, max(start, start + len(words.strip())))


_METHODS = {
    "contains": "contains",
    "startswith": "starts with",
    "starts_with": "starts with",
    "beginswith": "starts with",
    "endswith": "ends with",
    "ends_with": "ends with",
    "includes": "include",
    "include": "include",
    "mentions": "mentions",
}
_SIZES = frozenset({"len", "size", "length", "count"})


def as_operator(call: tree.Call) -> str | None:
    """`contains(text, "x")`, `text.startswith("x")`: a call of what is an operator here, written as one."""
    *of, name = call.function.parts
    operator = _METHODS.get(name.lower().replace("startwith", "startswith"))
    operands = [".".join(of)] if of else []
    operands += [argument.span.text for argument in call.arguments]
    if operator is None or len(operands) != 2:
        return None
    return f"{operands[0]} {operator} {operands[1]}"


def as_size(call: tree.Call, of: Type) -> str | None:
    """`len(hashtags)`, `text.size()`: how many there are, or how long it is."""
    *owner, name = call.function.parts
    if name.lower() not in _SIZES or (not owner and len(call.arguments) != 1) or (owner and call.arguments):
        return None
    what = ".".join(owner) or call.arguments[0].span.text
    if isinstance(of, ListOf):
        return f"count({what})"
    return f"length({what})" if of == TEXT and "length" in FUNCTIONS else None


def edit_to(expr: tree.Expr, meant: str | None) -> Edit | None:
    """The edit that puts *meant* in place of *expr*."""
    return None if meant is None else Edit(expr.span, meant)


def word_between(left: tree.Expr, right: tree.Expr, word: str) -> Span:
    """Where *word* stands between two operands; behind it there may be `any of`."""
    whole = between(left, right)
    return Span(whole.source, whole.start, whole.start + len(word))
