"""Small classes of facts: what `dataclass(frozen=True)` gives, made in an eighth of the time.

Below all other modules; knows nothing of what the facts are about. A dataclass writes and compiles five methods, which
takes 0.35 ms, and loading a policy needs two hundred such classes. Here only `__init__` is written.

The facts are the annotated names of the class, after those of its bases; a value given in the class is what a fact is
unless it is told. All other methods may be written in the class itself.
"""

from collections.abc import Callable, Sequence
from inspect import get_annotations
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

_Class = TypeVar("_Class")
_Facts = TypeVar("_Facts")


@overload
def frozen(kind: type[_Class], /) -> type[_Class]: ...


@overload
def frozen(*, eq: bool = True) -> Callable[[type[_Class]], type[_Class]]: ...


@dataclass_transform(frozen_default=True)
def frozen(kind: Any = None, /, *, eq: bool = True) -> Any:
    """Make a class one whose instances do not change. They are equal by their facts, or with `eq=False` only ever to
    themselves.
    """

    def declare(kind: type[_Class]) -> type[_Class]:
        names = _declare(kind, "_set(self, {0!r}, {0})")
        _add(kind, __setattr__=_refuse, __delattr__=_refuse, __repr__=_shown)
        if eq:
            _add(kind, **_by_facts(names))
        return kind

    return declare if kind is None else declare(kind)


@dataclass_transform(frozen_default=True, eq_default=False)
def unguarded(kind: type[_Class]) -> type[_Class]:
    """The same for classes of which there are thousands, equal only to themselves: that they do not change is for the
    type checker to see to. At run time it would cost as much as making them.
    """
    own = tuple(kind.__annotations__)
    _declare(kind, "self.{0} = {0}")
    _add(kind, __repr__=_shown)
    kept = {
        name: value for name, value in vars(kind).items() if name not in {*own, "__dict__", "__weakref__"}
    }
    made: Any = type(kind.__name__, kind.__bases__, {**kept, "__slots__": own})
    made.__qualname__ = kind.__qualname__
    return made  # type: ignore[no-any-return]


def replace(facts: _Facts, **changes: Any) -> _Facts:
    """The same *facts* but for *changes*."""
    kind: Any = type(facts)
    return kind(**{name: getattr(facts, name) for name in kind.__match_args__} | changes)  # type: ignore[no-any-return]


def _declare(kind: Any, keep: str) -> tuple[str, ...]:
    """Write the `__init__` of *kind*, which keeps each fact by the statement *keep*; its facts, in order."""
    own = get_annotations(kind)
    names: tuple[str, ...] = ()
    unless: dict[str, Any] = {}
    for base in kind.__bases__:
        if inherited := getattr(base, "__match_args__", ()):
            names += inherited
            unless.update(zip(reversed(inherited), reversed(base.__init__.__defaults__ or ()), strict=False))
    names += tuple(own)
    unless.update({name: vars(kind)[name] for name in own if name in vars(kind)})
    given = ", ".join(f"{name}=_unless[{name!r}]" if name in unless else name for name in names)
    body = "\n ".join(keep.format(name) for name in names) or "pass"
    scope: dict[str, Any] = {"_unless": unless, "_set": object.__setattr__}
    exec(f"def __init__(self, {given}):\n {body}", scope)  # noqa: S102  (made of the names in the class)
    made = scope["__init__"]
    made.__annotations__ = {**own, "return": None}
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    _add(kind, __init__=made, __match_args__=names)
    return names


def _add(kind: Any, **members: Any) -> None:
    """Give *kind* what it does not have of its own."""
    for name, member in members.items():
        if name not in vars(kind):
            setattr(kind, name, member)


def _by_facts(names: Sequence[str]) -> dict[str, Callable[..., Any]]:
    facts: Callable[[Any], Any] = attrgetter(*names) if names else lambda _: ()

    def same(self: Any, other: object) -> bool:
        return facts(self) == facts(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(facts(self))

    return {"__eq__": same, "__hash__": hashed}


def _refuse(self: Any, name: str, *_: Any) -> NoReturn:
    raise AttributeError(f"a {type(self).__name__} does not change: {name}")


def _shown(self: Any) -> str:
    facts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__name__}({facts})"
