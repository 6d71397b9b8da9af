"""Rules as most expression languages write them: `name == value and name > value`, and lists of texts."""

import json
from collections.abc import Sequence

from benchmarks.cases.plain_rules import Condition, Part

_OPERATORS = {"is": "==", "is not": "!=", "<": "<", ">": ">"}


def infix(
    condition: Condition,
    *,
    conjunction: str = "&&",
    prefix: str = "",
    python: bool = False,
    bare: bool = False,
) -> str:
    """*prefix* stands before each name; *python*: `True` rather than `true`;
    *bare*: `not name` rather than `name == false`."""
    return f" {conjunction} ".join(_part(part, prefix, python=python, bare=bare) for part in condition)


def _part(part: Part, prefix: str, *, python: bool, bare: bool) -> str:
    if isinstance(part.value, bool) and bare:
        return f"{prefix}{part.name}" if part.value else f"not {prefix}{part.name}"
    value = repr(part.value) if python else json.dumps(part.value)
    return f"{prefix}{part.name} {_OPERATORS[part.operator]} {value}"


def listed(texts: Sequence[str]) -> str:
    """`["one", "two"]`"""
    return json.dumps(list(texts), ensure_ascii=False)
