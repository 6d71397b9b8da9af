"""How a function of the language is declared: once, as a typed Python function with a docstring and examples
that run as tests.

The checker reads the signature, the documentation and editors the docstring and the examples, both evaluators
the implementation. Nothing is registered behind anybody's back: `builtins.FUNCTIONS` names the functions that
the language has.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, get_type_hints

from playbook.frozen import frozen
from playbook.model.shapes import optional, type_of
from playbook.types import Type

Number: TypeAlias = int | Fraction
"""How the language hands numbers to a function, and takes them back. Never a float."""


@frozen
class Parameter:
    """One argument of a function; one that is not required may be left out, from the end."""

    name: str
    type: Type
    required: bool


@frozen
class Example:
    """A call and what it gives, for readers and for tests. `post` is the post that it is about, as data."""

    arguments: tuple[Any, ...]
    gives: Any
    post: Mapping[str, Any]

    def spelled(self, name: str) -> str:
        """The call in the language: `trained("first aid", 365 days)`."""
        return f"{name}({', '.join(spell(argument) for argument in self.arguments)})"


class Glance(NamedTuple):
    """Given the arguments and a number, `may_reach` says False only where the result is a smaller one. It knows `of`
    which implementation, and nothing of one that stands in for it.
    """

    may_reach: Callable[..., bool]
    of: Callable[..., Any]


@frozen(eq=False)
class Function:
    """A function of the language."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: Type
    doc: str
    examples: tuple[Example, ...]
    reads: tuple[str, ...]
    """The fields of the post that it reads itself, dotted."""
    takes_post: bool
    """Whether the implementation wants the post before the arguments."""
    implementation: Callable[..., Any]
    """Is never given `UNKNOWN` or `ABSENT`; may return either."""
    glance: Glance | None
    """What saves working it out where its result is compared with a number."""


def example(*arguments: Any, gives: Any, post: Mapping[str, Any] | None = None) -> Example:
    """A call with *arguments* on a post made of *post*, and what it *gives*."""
    return Example(arguments, gives, MappingProxyType(dict(post or {})))


def function(
    *examples: Example, reads: tuple[str, ...] = (), may_reach: Callable[..., bool] | None = None
) -> Callable[[Callable[..., Any]], Function]:
    """Make a typed Python function one of the language. A first parameter named `post` is given the post. *may_reach*:
    see `Glance`.

    Raises TypeError where an annotation has no type in the language, or the docstring or the examples are missing.
    """

    def declare(implementation: Callable[..., Any]) -> Function:
        name = implementation.__name__
        doc = inspect.getdoc(implementation)
        if not doc:
            raise TypeError(f"function `{name}` has no docstring")
        if not examples:
            raise TypeError(f"function `{name}` has no example")
        takes_post, parameters, returns = _signature(implementation)
        if takes_post != bool(reads):
            raise TypeError(f"function `{name}` takes a post exactly if it says what it `reads` of it")
        glance = None if may_reach is None else Glance(may_reach, implementation)
        return Function(name, parameters, returns, doc, examples, reads, takes_post, implementation, glance)

    return declare


def _signature(implementation: Callable[..., Any]) -> tuple[bool, tuple[Parameter, ...], Type]:
    hints = get_type_hints(implementation)
    given = list(inspect.signature(implementation).parameters.values())
    takes_post = bool(given) and given[0].name == "post"
    parameters = tuple(_parameter(implementation, one, hints) for one in given[takes_post:])
    required = [parameter.required for parameter in parameters]
    if required != sorted(required, reverse=True):
        raise TypeError(
            f"function `{implementation.__name__}` wants an argument after one that may be left out"
        )
    returns = type_of(hints.get("return"))
    if returns is None:
        raise TypeError(
            f"function `{implementation.__name__}` returns {hints.get('return')}, which is no type of the language"
        )
    return takes_post, parameters, returns


def _parameter(
    implementation: Callable[..., Any], parameter: inspect.Parameter, hints: Mapping[str, Any]
) -> Parameter:
    annotation = hints.get(parameter.name)
    kind = type_of(annotation)
    where = f"parameter `{parameter.name}` of function `{implementation.__name__}`"
    if kind is None or parameter.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD:
        raise TypeError(f"{where} is {annotation}, which is no type of the language")
    required = parameter.default is inspect.Parameter.empty
    if optional(annotation) == required or parameter.default not in (inspect.Parameter.empty, None):
        raise TypeError(f"{where} may be None exactly if that is its default")
    return Parameter(parameter.name, kind, required)


def collected(*functions: Function) -> Mapping[str, Function]:
    """The functions by name. Raises TypeError where two have the same."""
    found: dict[str, Function] = {}
    for one in functions:
        if one.name in found:
            raise TypeError(f"two functions are called `{one.name}`")
        found[one.name] = one
    return MappingProxyType(found)


def spell(value: Any) -> str:
    """A value as the language writes it, for examples."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            escaped = (
                value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            )
            return f'"{escaped}"'
        case Fraction() if value.denominator != 1:
            return _spell_fraction(value)
        case timedelta():
            return _spell_duration(value)
        case datetime():
            return value.isoformat(timespec="minutes").replace("+00:00", "Z")
        case tuple() | list():
            return f"[{', '.join(spell(item) for item in value)}]"
    return str(value)


def _spell_fraction(value: Fraction) -> str:
    percent = value * 100
    if 0 <= percent <= 100 and percent.denominator == 1:
        return f"{percent.numerator}%"
    decimal = f"{float(value):.10f}".rstrip("0")
    return decimal if Fraction(decimal) == value else f"{value.numerator} / {value.denominator}"


def _spell_duration(value: timedelta) -> str:
    for unit, length in (
        ("day", timedelta(days=1)),
        ("hour", timedelta(hours=1)),
        ("minute", timedelta(minutes=1)),
    ):
        if value % length == timedelta(0):
            amount = value // length
            return f"{amount} {unit}{'' if amount == 1 else 's'}"
    return f"{value / timedelta(minutes=1)} minutes"
