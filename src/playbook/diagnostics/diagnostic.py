"""A diagnostic as data: facts at a place in a policy, put into words only when someone reads them.

A kind of diagnostic is one immutable class of facts, declared beside the pass that emits it:

    @diagnostic("PB201", "unknown-field")
    class UnknownField(Diagnostic):
        '''A field that the post does not have.

        ## Example
        ```playbook
        ...
        ```

        ## Write instead
        ```playbook
        ...
        ```
        '''
        name: str
        nearest: str | None

        def message(self) -> str: ...
        def help(self) -> str | None: ...
        def edits(self) -> tuple[Edit, ...]: ...

Codes: PB0xx syntax, PB1xx names, PB2xx types, PB3xx flow, PB4xx files and packs, PB5xx text, PB6xx time. A code is
never used again for something else.
"""

import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar, dataclass_transform

from playbook.frozen import frozen
from playbook.source import Span


class Severity(StrEnum):
    """How bad it is: an error keeps a policy from being used, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Applicability(StrEnum):
    """How far an edit may be trusted: applied unasked, after a look, or after something was filled in."""

    SAFE = "safe"
    MAYBE = "maybe"
    PLACEHOLDER = "placeholder"


@frozen
class Edit:
    """Replace what *span* covers by *text*."""

    span: Span
    text: str
    applicability: Applicability = Applicability.MAYBE


@frozen
class Related:
    """A second place that matters, and why ("first declared here")."""

    span: Span
    note: str


_MISSING = object()
_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True)
def facts(kind: type[_Class]) -> type[_Class]:
    """Tells type checkers that the annotated names of a class are its facts. The class itself knows."""
    return kind


@facts
class Diagnostic:
    """What every kind has: the place, and the words made from its facts. Equal to one of its kind with equal facts."""

    code: ClassVar[str] = ""
    slug: ClassVar[str] = ""
    severity: ClassVar[Severity] = Severity.ERROR
    _facts: ClassVar[Mapping[str, Any]] = MappingProxyType({"span": _MISSING})
    """The facts in their order, each with what it is unless given."""

    span: Span

    def __init_subclass__(cls) -> None:
        # A dataclass would do, but making one takes half a millisecond, and there are two hundred kinds.
        own = inspect.get_annotations(cls)
        cls._facts = MappingProxyType({**cls._facts, **{name: vars(cls).get(name, _MISSING) for name in own}})

    def __init__(self, *values: Any, **named: Any) -> None:
        names = self._facts
        given = dict(zip(names, values, strict=False)) | named
        found = {name: given.get(name, unless) for name, unless in names.items()}
        if (
            _MISSING in found.values()
            or len(given) != len(values) + len(named)
            or given.keys() - names.keys()
        ):
            raise TypeError(f"{type(self).__name__} has the facts {', '.join(names)}")
        self.__dict__.update(found)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a diagnostic does not change: {name}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.__dict__ == self.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({said})"

    def message(self) -> str:
        """What is wrong, in one lower-case clause; what the author wrote stands in backticks."""
        raise NotImplementedError

    def label(self) -> str:
        """A few words under the underlined source; may be empty."""
        return ""

    def help(self) -> str | None:
        """What to do about it."""
        return None

    def edits(self) -> tuple[Edit, ...]:
        """Changes that would mend it, best first."""
        return ()

    def related(self) -> tuple[Related, ...]:
        """Other places that matter."""
        return ()


CATALOGUE: dict[str, type[Diagnostic]] = {}
"""All kinds by code. Complete once `playbook.api` is imported."""

_Kind = TypeVar("_Kind", bound=type[Diagnostic])


@dataclass_transform(frozen_default=True)
def diagnostic(code: str, slug: str, severity: Severity = Severity.ERROR) -> Callable[[_Kind], _Kind]:
    """Make a class a kind of diagnostic, and enter it into the catalogue.

    Raises TypeError when the code or the slug is taken, or the class has no docstring.
    """

    def declare(kind: _Kind) -> _Kind:
        if not kind.__doc__:
            raise TypeError(f"{kind.__name__} has no docstring")
        if code in CATALOGUE or any(slug == other.slug for other in CATALOGUE.values()):
            raise TypeError(f"{code} or {slug} is taken")
        kind.code, kind.slug, kind.severity = code, slug, severity
        CATALOGUE[code] = kind
        return kind

    return declare
