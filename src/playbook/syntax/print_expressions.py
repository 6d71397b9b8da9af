"""The printer's half for expressions; see `printer`."""

from fractions import Fraction
from itertools import pairwise

from playbook import limits
from playbook.syntax import tree
from playbook.syntax.literals import DAYS

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_NAMED_DAYS = {(0, 1, 2, 3, 4): "weekdays", (5, 6): "weekends", (0, 1, 2, 3, 4, 5, 6): "daily"}
_MOST_PLACES = limits.MAX_NUMBER_LENGTH + 2


def quoted(text: str) -> str:
    """*text* between quotes, with escapes."""
    return f'"{text.translate(_ESCAPES)}"'


def print_number(value: Fraction) -> str:
    """Digits, with a point where needed. Raises ValueError for what no finite row of digits can say, such as 1/3."""
    places = 0
    scaled = value
    while scaled.denominator != 1:
        if places == _MOST_PLACES:
            raise ValueError(f"{value} cannot be written in digits")
        scaled, places = scaled * 10, places + 1
    digits = str(scaled.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


def print_expr(expr: "tree.Expr | tree.PatternLiteral") -> str:
    """One expression on one line."""
    match expr:
        case tree.And():
            return " and ".join(print_expr(part) for part in expr.parts)
        case tree.Or():
            return " or ".join(print_expr(part) for part in expr.parts)
        case tree.Not():
            return f"not {print_expr(expr.operand)}"
        case tree.Group():
            return f"({print_expr(expr.inner)})"
        case tree.Negate():
            return f"-{print_expr(expr.operand)}"
        case tree.Arithmetic() | tree.WindowJoin() | tree.Compare():
            return f"{print_expr(expr.left)} {expr.operator} {print_expr(expr.right)}"
        case tree.ListLiteral():
            return f"[{', '.join(print_expr(item) for item in expr.items)}]"
        case tree.Call():
            return f"{expr.function.dotted}({', '.join(print_expr(given) for given in expr.arguments)})"
        case tree.Quantifier():
            return f"{expr.kind} {_elements(expr)}"
        case tree.Count():
            return f"count({_elements(expr)})"
        case tree.RecordLiteral():
            fields = (f"{made.target.dotted} = {print_expr(made.value)}" for made in expr.assignments)
            return f"{{{', '.join(fields)}}}"
    return _comparison(expr)


def _elements(expr: tree.Quantifier | tree.Count) -> str:
    name = "" if expr.variable is None else f"{expr.variable} in "
    where = "" if expr.where is None else f" where {print_expr(expr.where)}"
    return f"{name}{print_expr(expr.items)}{where}"


def _comparison(expr: "tree.Expr | tree.PatternLiteral") -> str:
    match expr:
        case tree.In():
            return f"{print_expr(expr.item)} is {'not ' if expr.negated else ''}in {print_expr(expr.items)}"
        case tree.Missing():
            return f"{print_expr(expr.operand)} is {'not ' if expr.negated else ''}missing"
        case tree.Mentions():
            return f"{print_expr(expr.text)} mentions {_quantity(expr.quantity)}{print_expr(expr.what)}"
        case tree.Contains():
            return f"{print_expr(expr.text)} contains {_quantity(expr.quantity)}{print_expr(expr.what)}"
        case tree.Include():
            return f"{print_expr(expr.items)} include {_quantity(expr.quantity)}{print_expr(expr.what)}"
        case tree.Matches():
            return f"{print_expr(expr.text)} matches {print_expr(expr.pattern)}"
        case tree.Affix():
            return f"{print_expr(expr.text)} {expr.edge}s with {print_expr(expr.piece)}"
        case tree.Within():
            return f"{print_expr(expr.time)} is {'outside' if expr.negated else 'within'} {print_expr(expr.window)}"
        case tree.Near():
            return f"{print_expr(expr.time)} is within {print_expr(expr.distance)} of {print_expr(expr.of)}"
        case tree.Posts():
            return f"posts {expr.relation} {expr.who} in last {print_expr(expr.last)}"
    return _atom(expr)


def _quantity(quantity: tree.Quantity) -> str:
    return f"{quantity} of " if quantity else ""


def _atom(expr: "tree.Expr | tree.PatternLiteral") -> str:
    match expr:
        case tree.TextLiteral():
            return quoted(expr.value)
        case tree.NumberLiteral():
            return f"{print_number(expr.value * 100)}%" if expr.percent else print_number(expr.value)
        case tree.BooleanLiteral():
            return "true" if expr.value else "false"
        case tree.DurationLiteral():
            return f"{print_number(expr.amount)} {expr.unit}"
        case tree.DateLiteral():
            return expr.value.isoformat()
        case tree.TimeLiteral():
            return _instant(expr)
        case tree.Name():
            return expr.dotted
        case tree.PatternLiteral():
            return f"/{_slashed(expr.pattern)}/{expr.flags}"
        case tree.WeeklyWindow():
            days = _days(expr.days)
            return days if expr.start is None else f"{days} {clock(expr.start)} to {clock(expr.end or 0)}"
        case tree.DateWindow():
            start = "" if expr.start is None else f" {clock(expr.start)}"
            end = "" if expr.end is None else f" {clock(expr.end)}"
            return f"{expr.first.isoformat()}{start} to {expr.last.isoformat()}{end}"
        case tree.HolidayWindow():
            return f"holidays of {quoted(expr.calendar)}"
    raise TypeError(f"no expression: {type(expr).__name__}")


def _days(days: tuple[int, ...]) -> str:
    if days in _NAMED_DAYS:
        return _NAMED_DAYS[days]
    if len(days) > 2 and all((day + 1) % 7 == after for day, after in pairwise(days)):
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)


def clock(minutes: int) -> str:
    """Minutes from midnight as `09:00`; 1440 is `24:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _instant(expr: tree.TimeLiteral) -> str:
    written = expr.value.isoformat(timespec="seconds" if expr.value.second else "minutes")
    return written.removesuffix("+00:00") + "Z" if written.endswith("+00:00") else written


def _slashed(pattern: str) -> str:
    return pattern.replace("/", "\\/")
