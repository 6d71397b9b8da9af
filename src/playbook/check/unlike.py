"""What is said where two operands do not go together, and what was most likely meant. Asked by `operators`."""

import re
from typing import TYPE_CHECKING

from playbook.check.fitting import has_any
from playbook.check.mends import between, either, is_nothing, retyped
from playbook.check.resolve import UnknownName
from playbook.check.scope import Scope, meanings
from playbook.check.type_problems import DifferentTypes, TopicAsValue, WrongArithmetic, WrongOperand
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit
from playbook.diagnostics.nearest import nearest
from playbook.syntax import tree
from playbook.text.late import late
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, TOPIC, WINDOW, Enum, ListOf, Type

if TYPE_CHECKING:
    from playbook.check.typist import Typist

_WINDOWS = (tree.WeeklyWindow, tree.DateWindow, tree.HolidayWindow, tree.WindowJoin)
_HYPHENED = late(re.compile, r"[a-z_]\w*(?:\.\w+)*(?:-[a-z_]\w*)+")


def special(typist: "Typist", expr: tree.Compare, scope: Scope | None) -> bool:
    """Whether `is` stands before something that nothing is: `null`, a topic, a list of members. That is reported."""
    negated = expr.operator == "is not"
    known = typist.peek(expr.left, scope)
    right = expr.right
    if is_nothing(right) and not meanings(right.span.text, scope, typist.draft):
        if isinstance(known, Enum) and right.span.text in known.members:
            return False
        typist.value(expr.left, scope)
        typist.report(UnknownName(right.span, right.span.text, "missing", False, False))
        return True
    if (
        isinstance(right, tree.Name)
        and nearest(right.dotted, ["missing"])
        and not _is_known(typist, right, known, scope)
    ):
        typist.value(expr.left, scope)
        typist.report(UnknownName(right.span, right.span.text, "missing", False, False))
        return True
    if known == TEXT and typist.peek(right, scope) == TOPIC:
        typist.value(expr.left, scope)
        words = f"{expr.left.span.text} mentions {right.span.text}"
        typist.report(
            TopicAsValue(right.span, right.span.text, Edit(expr.span, f"not {words}" if negated else words))
        )
        return True
    if isinstance(right, tree.ListLiteral) and known is not None and not isinstance(known, ListOf):
        left = typist.value(expr.left, scope)
        items = typist.value(right, scope, ListOf(left))
        if not (has_any(left) or has_any(items)):
            typist.report(compared(expr, left, items))
        return True
    return False


def _is_known(typist: "Typist", name: tree.Name, left: Type | None, scope: Scope | None) -> bool:
    """Whether *name* stands for something, or is a member of the enum on the left."""
    if isinstance(left, Enum) and (name.dotted in left.members or nearest(name.dotted, left.members)):
        return True
    word = name.parts[0]
    return bool(meanings(word, scope, typist.draft)) or typist.draft.is_reported(word)


def compared(expr: tree.Compare, left: Type, right: Type) -> Diagnostic:
    """Two values of different types, underlined as narrowly as it can be said which of them is wrong."""
    written = None if isinstance(left, ListOf) else either(expr.left, left, expr.right, right)
    counted = (
        left == TEXT and expr.operator not in ("is", "is not") and not isinstance(expr.left, tree.TextLiteral)
    )
    if right == NUMBER and (isinstance(left, ListOf) or counted):
        words = f"{'length' if left == TEXT else 'count'}({expr.left.span.text})"
        return DifferentTypes(expr.left.span, left, right, expr.operator, Edit(expr.left.span, words))
    if written is not None:
        side, meant = written
        return DifferentTypes(side.span, left, right, expr.operator, Edit(side.span, meant))
    operator = between(expr.left, expr.right)
    negated = expr.operator == "is not"
    if expr.operator in ("is", "is not") and left in (TIME, DATE) and right == WINDOW:
        meant = "is outside" if negated else "is within"
        return DifferentTypes(operator, left, right, expr.operator, Edit(operator, meant))
    if expr.operator in ("is", "is not") and isinstance(left, ListOf) and left.item == right:
        words = f"{expr.left.span.text} include {expr.right.span.text}"
        mend = Edit(expr.span, f"not {words}") if negated else Edit(operator, "include")
        return DifferentTypes(operator, left, right, expr.operator, mend)
    if expr.operator in ("is", "is not") and isinstance(right, ListOf) and right.item == left:
        meant = "is not in" if negated else "is in"
        return DifferentTypes(operator, left, right, expr.operator, Edit(operator, meant))
    return DifferentTypes(expr.span, left, right, expr.operator)


def added(expr: tree.Arithmetic, left: Type, right: Type) -> Diagnostic:
    """`+` and its like between what does not go together."""
    if (
        left in (TIME, DATE)
        and right in (NUMBER, TEXT)
        and (meant := retyped(expr.right, DURATION)) is not None
    ):
        trust = Applicability.PLACEHOLDER if right == NUMBER else Applicability.MAYBE
        mend = Edit(expr.right.span, meant, trust)
        return WrongArithmetic(expr.right.span, expr.operator, left, right, mend)
    return WrongArithmetic(expr.span, expr.operator, left, right)


def is_hyphened(typist: "Typist", expr: tree.Arithmetic, scope: Scope | None) -> bool:
    """Whether a difference is a name with `-` for `_`: `party-politics`, where nothing is called `party`."""
    words = expr.span.text
    if expr.operator != "-" or not _HYPHENED.fullmatch(words):
        return False
    span, parts = expr.span, tuple(words.replace("-", "_").split("."))
    name = tree.Name(span, parts, tuple(span for _ in parts))
    return typist.peek(name, scope) is not None


def condition(typist: "Typist", expr: tree.Expr, got: Type) -> Edit | None:
    """What was meant by *expr* where a condition is wanted."""
    if (meant := retyped(expr, BOOLEAN)) is not None:
        return Edit(expr.span, meant)
    ref = typist.draft.refs.get(expr) if isinstance(expr, tree.Name) else None
    if ref is not None and ref.fields and ref.fields[-1].none == "absent" and not isinstance(got, ListOf):
        return Edit(expr.span, f"{expr.span.text} is not missing")
    return None


def joined_windows(chain: tree.And | tree.Or) -> Diagnostic | None:
    """`weekdays 09:00 to 17:00 and sat 10:00 to 12:00`, where a window is wanted."""
    if not all(isinstance(part, _WINDOWS) for part in chain.parts):
        return None
    word = between(chain.parts[0], chain.parts[1])
    return WrongOperand(word, word.text, "conditions", WINDOW, mend=Edit(word, "plus"))


def alternative(typist: "Typist", before: tree.Expr, expr: tree.Expr, joined: str) -> Edit | None:
    """`text mentions "cake" or "pie"`, `action is reply or quote`: the rest of a comparison that was left out."""
    if isinstance(before, tree.Mentions | tree.Contains | tree.Include):
        two = isinstance(expr, tree.TextLiteral) and isinstance(before.what, tree.TextLiteral)
        if not two or before.quantity is not None:
            return None
        words = f"{'any' if joined == 'or' else 'all'} of [{before.what.span.text}, {expr.span.text}]"
        return Edit(before.what.span.to(expr.span), words)
    if isinstance(before, tree.Compare) and before.operator == "is" and joined == "or":
        left = typist.draft.types.get(before.left)
        member = isinstance(left, Enum) and isinstance(expr, tree.Name) and expr.dotted in left.members
        if member or (isinstance(expr, tree.TextLiteral) and left == TEXT):
            operator = between(before.left, before.right)
            words = f"is in [{before.right.span.text}, {expr.span.text}]"
            return Edit(operator.to(expr.span), words)
    if isinstance(before, tree.Within) and isinstance(expr, _WINDOWS):
        return Edit(between(before, expr), "plus")
    return None
