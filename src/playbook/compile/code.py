"""Python source as it is being written: lines, fresh names, and constants bound by name, never spelled out.

Nothing that an author or a poster wrote becomes source text: literals, names and terms are all bound constants.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType
from typing import Any


class Code:
    """The body of one function."""

    def __init__(self, name: str, arguments: str, runtime: dict[str, Any]) -> None:
        self._head = f"def {name}({arguments}):"
        self._name = name
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._bound: dict[str, Any] = dict(runtime)
        self._names: dict[int, str] = {}

    def line(self, text: str) -> None:
        """One statement at the present depth."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, head: str) -> Iterator[None]:
        """`head:` and what is written inside of the `with`."""
        self.line(f"{head}:")
        self._depth += 1
        before = len(self._lines)
        yield
        if len(self._lines) == before:
            self.line("pass")
        self._depth -= 1

    def fresh(self, stem: str) -> str:
        """A name that nothing else has."""
        self._count += 1
        return f"{stem}{self._count}"

    def let(self, stem: str, expression: str) -> str:
        """Give the value of *expression* a fresh name."""
        name = self.fresh(stem)
        self.line(f"{name} = {expression}")
        return name

    def constant(self, value: Any) -> str:
        """The name that *value* is bound to. The value is kept alive, so that its identity stays its own."""
        name = self._names.get(id(value))
        if name is None:
            name = self.fresh("K")
            self._names[id(value)] = name
            self._bound[name] = value
        return name

    @property
    def source(self) -> str:
        """The function as text, for people who look under the bonnet."""
        return "\n".join([self._head, *self._lines]) + "\n"

    def function(self, filename: str) -> Any:
        """The function, compiled."""
        module = compile(self.source, filename, "exec", dont_inherit=True)
        body = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
        return FunctionType(body, self._bound, self._name)
