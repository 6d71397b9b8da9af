"""What each operator wants on its sides, and what it gives. Operands are worked out by the typist, both sides
in the best order.
"""

from typing import TYPE_CHECKING

from playbook.check import unlike
from playbook.check.fitting import comparable, has_any, has_topic, ordered
from playbook.check.list_problems import ListWithoutQuantity, NotAList
from playbook.check.mends import between, edit_to, retyped, word_between
from playbook.check.scope import Scope
from playbook.check.type_problems import (
    DifferentTypes,
    NoOrder,
    NotComparable,
    PartOfADay,
    WrongOperand,
)
from playbook.check.wording import noun
from playbook.diagnostics.diagnostic import Edit
from playbook.syntax import tree
from playbook.syntax.name_problems import KebabForSnake
from playbook.types import (
    ANY,
    BOOLEAN,
    DATE,
    DURATION,
    NUMBER,
    TEXT,
    TIME,
    TOPIC,
    WINDOW,
    ListOf,
    Type,
)

if TYPE_CHECKING:
    from playbook.check.typist import Typist

_ARITHMETIC: dict[tuple[str, Type, Type], Type] = {
    ("+", NUMBER, NUMBER): NUMBER,
    ("+", DURATION, DURATION): DURATION,
    ("+", TIME, DURATION): TIME,
    ("+", DURATION, TIME): TIME,
    ("+", DATE, DURATION): DATE,
    ("+", DURATION, DATE): DATE,
    ("-", NUMBER, NUMBER): NUMBER,
    ("-", DURATION, DURATION): DURATION,
    ("-", TIME, DURATION): TIME,
    ("-", TIME, TIME): DURATION,
    ("-", DATE, DURATION): DATE,
    ("-", DATE, DATE): DURATION,
    ("*", NUMBER, NUMBER): NUMBER,
    ("*", DURATION, NUMBER): DURATION,
    ("*", NUMBER, DURATION): DURATION,
    ("/", NUMBER, NUMBER): NUMBER,
    ("/", DURATION, NUMBER): DURATION,
    ("/", DURATION, DURATION): NUMBER,
}

_SYMBOLS = {"<", "<=", ">", ">="}


def compare(typist: "Typist", expr: tree.Compare, scope: Scope | None) -> Type:
    """`is`, `is not`, `<` and its like, `is before`, `is after`."""
    if expr.operator in ("is", "is not") and unlike.special(typist, expr, scope):
        return BOOLEAN
    left, right = typist.pair(expr.left, expr.right, scope)
    if has_any(left) or has_any(right):
        return BOOLEAN
    if expr.operator in ("is", "is not"):
        if not comparable(left, right):
            kind = NotComparable(expr.span, left) if left == right else None
            typist.report(kind or unlike.compared(expr, left, right))
    elif expr.operator in _SYMBOLS:
        if not ordered(left, right):
            kind_ = NoOrder(expr.span, left, expr.operator) if left == right else None
            typist.report(kind_ or unlike.compared(expr, left, right))
    else:
        symbol = "<" if expr.operator == "is before" else ">"
        for side, got in ((expr.left, left), (expr.right, right)):
            if got not in (TIME, DATE):
                advice = f"numbers compare with `{symbol}`" if got in (NUMBER, DURATION) else None
                mend = edit_to(side, retyped(side, DATE) or retyped(side, TIME))
                if mend is None and got in (NUMBER, DURATION) and left == right:
                    mend = Edit(between(expr.left, expr.right), symbol)
                typist.report(WrongOperand(side.span, expr.operator, "a time or a date", got, advice, mend))
                if left == right:
                    break
    return BOOLEAN


def is_in(typist: "Typist", expr: tree.In, scope: Scope | None) -> Type:
    """`X is in LIST`."""
    item, items = typist.pair(expr.item, expr.items, scope, right_holds_left=True)
    if items == WINDOW:
        operator = between(expr.item, expr.items)
        meant = "is outside" if expr.negated else "is within"
        typist.report(
            WrongOperand(operator, "is in", "a list", items, f"write `{meant}`", Edit(operator, meant))
        )
    elif not isinstance(items, ListOf):
        if items != ANY:
            mend = None
            if items == TEXT and item == TEXT:
                words = f"{expr.items.span.text} contains {expr.item.span.text}"
                mend = Edit(expr.span, f"not {words}" if expr.negated else words)
            typist.report(NotAList(expr.items.span, "is in", items, mend))
    else:
        _same_items(typist, expr, item, items.item, "is in")
    return BOOLEAN


def include(typist: "Typist", expr: tree.Include, scope: Scope | None) -> Type:
    """`LIST include X`, `LIST include any of LIST`."""
    quantified = expr.quantity is not None
    if typist.peek(expr.items, scope) == TEXT and typist.peek(expr.what, scope) == TOPIC:
        word = word_between(expr.items, expr.what, "include")
        typist.value(expr.items, scope)
        typist.infer(expr.what, scope, TOPIC)
        typist.report(NotAList(expr.items.span, "include", TEXT, Edit(word, "mentions")))
        return BOOLEAN
    items, what = typist.pair(expr.items, expr.what, scope, left_holds_right=not quantified)
    if not isinstance(items, ListOf):
        if items != ANY:
            mend = None
            if items == TEXT:
                mend = Edit(word_between(expr.items, expr.what, "include"), "contains")
            typist.report(NotAList(expr.items.span, "include", items, mend))
        return BOOLEAN
    wanted = _one_of(typist, expr.what, what, "include", quantified)
    _same_items(typist, expr, wanted, items.item, "include")
    return BOOLEAN


def _same_items(typist: "Typist", expr: tree.Expr, one: Type, item: Type, operator: str) -> None:
    if not (has_any(one) or has_any(item)) and not comparable(one, item):
        kind = NotComparable(expr.span, one) if one == item else None
        typist.report(kind or DifferentTypes(expr.span, one, item, operator))


def _one_of(typist: "Typist", expr: tree.Expr, got: Type, operator: str, quantified: bool) -> Type:
    """The type of one thing on the right of `mentions`, `contains` or `include`; with `any of`, of the items of
    a list.
    """
    if quantified:
        if isinstance(got, ListOf):
            return got.item
        if got != ANY:
            typist.report(NotAList(expr.span, f"{operator} any of", got))
        return ANY
    if isinstance(got, ListOf):
        typist.report(ListWithoutQuantity(expr.span, operator, expr.span.text))
        return ANY
    return got


def mentions(typist: "Typist", expr: tree.Mentions, scope: Scope | None) -> Type:
    """`TEXT mentions T`: a topic, a word or phrase, or any or all of a list of them."""
    _text(typist, expr.text, scope, "mentions", expr.what)
    hint: Type = TOPIC if expr.quantity is None else ListOf(TOPIC)
    got = typist.infer(expr.what, scope, hint)
    wanted = _one_of(typist, expr.what, got, "mentions", expr.quantity is not None)
    if wanted not in (TEXT, TOPIC, ANY):
        mend = edit_to(expr.what, retyped(expr.what, TEXT))
        typist.report(WrongOperand(expr.what.span, "mentions", "text or a topic", got, mend=mend))
    return BOOLEAN


def contains(typist: "Typist", expr: tree.Contains, scope: Scope | None) -> Type:
    """`TEXT contains "piece"`."""
    _text(typist, expr.text, scope, "contains", expr.what)
    hint: Type = TEXT if expr.quantity is None else ListOf(TEXT)
    got = typist.infer(expr.what, scope, hint)
    wanted = _one_of(typist, expr.what, got, "contains", expr.quantity is not None)
    if wanted not in (TEXT, ANY):
        advice, mend = None, edit_to(expr.what, retyped(expr.what, TEXT))
        if has_topic(wanted):
            advice = "a topic is looked for with `mentions`"
            mend = Edit(word_between(expr.text, expr.what, "contains"), "mentions")
        typist.report(WrongOperand(expr.what.span, "contains", "text", got, advice, mend))
    return BOOLEAN


def matches(typist: "Typist", expr: tree.Matches, scope: Scope | None) -> Type:
    """`TEXT matches /regex/`."""
    _text(typist, expr.text, scope, "matches")
    return BOOLEAN


def affix(typist: "Typist", expr: tree.Affix, scope: Scope | None) -> Type:
    """`TEXT starts with X`, `TEXT ends with X`."""
    operator = "starts with" if expr.edge == "start" else "ends with"
    _text(typist, expr.text, scope, operator)
    typist.operand(expr.piece, scope, TEXT, operator)
    return BOOLEAN


def _text(
    typist: "Typist", expr: tree.Expr, scope: Scope | None, operator: str, what: tree.Expr | None = None
) -> None:
    """The left side of what looks into text."""
    got = typist.value(expr, scope, TEXT)
    if got in (TEXT, ANY):
        return
    advice, mend = None, None
    if isinstance(got, ListOf) and got.item == TEXT:
        advice = f"a list: `LIST include X`, or `any LIST where it {operator} X`"
        if what is not None:
            mend = Edit(word_between(expr, what, operator), "include")
    typist.report(WrongOperand(expr.span, operator, "text", got, advice, mend))


def within(typist: "Typist", expr: tree.Within, scope: Scope | None) -> Type:
    """`T is within WINDOW`, `T is outside WINDOW`."""
    operator = "is outside" if expr.negated else "is within"
    typist.operand(expr.time, scope, TIME, operator)
    got = typist.value(expr.window, scope, WINDOW)
    if got in (WINDOW, ANY):
        typist.draft.zoned.append(expr.span)
        return BOOLEAN
    advice = "say of what: `is within 15 minutes of T`" if got == DURATION else None
    mend = edit_to(expr.window, retyped(expr.window, WINDOW))
    if got == ListOf(WINDOW) and isinstance(expr.window, tree.ListLiteral):
        mend = Edit(expr.window.span, _joined(expr.window))
    typist.report(WrongOperand(expr.window.span, operator, noun(WINDOW), got, advice, mend))
    return BOOLEAN


def _joined(windows: tree.ListLiteral) -> str:
    """Windows put together: days with commas, others with `plus`."""
    days = all(isinstance(item, tree.WeeklyWindow) and item.start is None for item in windows.items)
    return (", " if days else " plus ").join(item.span.text for item in windows.items)


def near(typist: "Typist", expr: tree.Near, scope: Scope | None) -> Type:
    """`T is within 15 minutes of U`."""
    typist.operand(expr.time, scope, TIME, "is within … of")
    typist.operand(expr.distance, scope, DURATION, "is within … of")
    typist.operand(expr.of, scope, TIME, "is within … of")
    return BOOLEAN


def negate(typist: "Typist", expr: tree.Negate, scope: Scope | None) -> Type:
    """`-X`."""
    got = typist.value(expr.operand, scope)
    if got in (NUMBER, DURATION, ANY):
        return got
    typist.report(WrongOperand(expr.operand.span, "-", "a number or a duration", got))
    return ANY


def arithmetic(typist: "Typist", expr: tree.Arithmetic, scope: Scope | None) -> Type:
    """`+ - * /`."""
    if unlike.is_hyphened(typist, expr, scope):
        typist.report(KebabForSnake(expr.span))
        return ANY
    left, right = typist.value(expr.left, scope), typist.value(expr.right, scope)
    if ANY in (left, right):
        return ANY
    made = _ARITHMETIC.get((expr.operator, left, right))
    if made is None:
        typist.report(unlike.added(expr, left, right))
        return ANY
    if made == DATE:
        moved = expr.right if left == DATE else expr.left
        if isinstance(moved, tree.DurationLiteral) and moved.value.total_seconds() % 86_400:
            typist.report(PartOfADay(moved.span))
    return made


def window_join(typist: "Typist", expr: tree.WindowJoin, scope: Scope | None) -> Type:
    """`W plus V`, `W except V`."""
    typist.operand(expr.left, scope, WINDOW, expr.operator)
    typist.operand(expr.right, scope, WINDOW, expr.operator)
    return WINDOW
