"""How generated code calls the functions and operators of the language: as the reference evaluator does, but without
looking for gaps where there can be none.
"""

from collections.abc import Callable
from typing import Any, Final

from playbook.builtins.declare import Function
from playbook.model.shapes import fits
from playbook.reference import operators
from playbook.text.normal import exact_key, key
from playbook.types import BOOLEAN, NUMBER, Type
from playbook.values import UNKNOWN, Gap, Truth

_PLAIN: Final[dict[Type, type]] = {BOOLEAN: bool, NUMBER: int}
_LARGE: Final = 10**18


def caller(function: Function) -> Callable[..., Any]:
    """What calls *function* with arguments that are known; an error, or a result of another type, is a value nobody
    knows.
    """
    plain = _PLAIN.get(function.returns)

    def run(*arguments: Any) -> Any:
        try:
            value: Any = function.implementation(*arguments)
        except Exception:  # as in the reference evaluator
            return UNKNOWN
        if type(value) is plain and -_LARGE < value < _LARGE:  # type: ignore[operator]
            return value
        return value if isinstance(value, Gap) else fits(value, function.returns)

    return run


def include_texts(items: Any, what: Any, quantity: str, exact: bool) -> Truth:
    """`LIST include any of LIST` and `all of`, for two lists of texts: what `operators.include` says, each text folded
    once.
    """
    try:
        plain = "".join(items + what).isascii()
    except TypeError:  # there are gaps
        return operators.include(items, what, quantity, exact)
    fold = exact_key if exact else str.lower if plain else key
    wanted = set(map(fold, what))
    return wanted.issubset(map(fold, items)) if quantity == "all" else not wanted.isdisjoint(map(fold, items))
