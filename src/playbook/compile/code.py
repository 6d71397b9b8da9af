"""Python source as it is being written: lines, fresh names, constants bound by name, and what each block knows already.

Nothing that an author or a poster wrote becomes source text: literals, names and terms are all bound constants.

A local that may be needed in several places is worked out *once*: where that place is sure to be come to, there; else
in each of them, if no other has done so before (then it begins as `N`); or, where they are many, ahead of all.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from types import CodeType, FunctionType
from typing import Any


class Code:
    """The body of one function."""

    def __init__(self, name: str, arguments: str, runtime: dict[str, Any]) -> None:
        self._head = f"def {name}({arguments}):"
        self._name = name
        self._begin: list[str] = []
        self._lines: list[str] = []
        self._depth = 1
        self._count = 0
        self._bound: dict[str, Any] = dict(runtime)
        self._names: dict[int, str] = {}
        self._known: list[dict[Hashable, Any]] = [{}]
        self._late: dict[Hashable, str] = {}
        self._loops = 0
        self._base = 1
        self._top = 0

    def line(self, text: str) -> None:
        """One statement at the present depth."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, head: str, *, loop: bool = False) -> Iterator[None]:
        """`head:` and what is written inside of the `with`. What becomes known in there is forgotten after it."""
        if len(self._known) == self._base and not head.startswith("el"):
            self._top = len(self._lines)
        self.line(f"{head}:")
        first = self._lines[-1]
        self._depth += 1
        self._known.append({})
        self._loops += loop
        yield
        if self._lines[-1] is first:
            self.line("pass")
        self._loops -= loop
        self._known.pop()
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

    def bind(self, name: str, value: Any) -> None:
        """Bind what is only there when all is written."""
        self._bound[name] = value

    # ------------------------------------------------------------------------------------------ what is known where

    def known(self, key: Hashable) -> Any:
        """What has been worked out under *key* in this block or one around it; None if nothing has."""
        for scope in reversed(self._known):
            if key in scope:
                return scope[key]
        return None

    def remember(self, key: Hashable, value: Any) -> None:
        """Keep *value* under *key* for the rest of this block."""
        self._known[-1][key] = value

    def start(self) -> None:
        """From now on what is worked out ahead of all comes at this depth."""
        self._base = len(self._known)

    @contextmanager
    def _ahead(self) -> Iterator[None]:
        """What is written within comes ahead of the outermost statement that is being written now."""
        known, depth, loops = self._known, self._depth, self._loops
        rest = self._lines[self._top :]
        del self._lines[self._top :]
        self._depth -= len(known) - self._base
        self._known, self._loops = known[: self._base], 0
        yield
        self._top = len(self._lines)
        self._lines += rest
        self._known, self._depth, self._loops = known, depth, loops

    def once(
        self,
        key: Hashable,
        stem: str,
        write: Callable[[str], None],
        *,
        again: bool,
        here: bool = False,
        often: bool = False,
    ) -> str:
        """The local that *write*, given its name, fills; filled at most once for a post.

        *again*: it is needed in other places, too. *often*: in so many that it is filled ahead of them. *here*: it is
        about the element that the loop is at, and has to be filled here and now.
        """
        name = self.known(key)
        if name is not None:
            return str(name)
        if here:
            name = self.fresh(stem)
            write(name)
        elif often and len(self._known) > self._base and key not in self._late:
            with self._ahead():
                return self.once(key, stem, write, again=again)
        elif key not in self._late and not self._loops and (not again or len(self._known) <= self._base):
            name = self.fresh(stem)
            write(name)
        else:
            if key not in self._late:
                self._late[key] = self.fresh(stem)
                self._begin.append(f"    {self._late[key]} = N")
            name = self._late[key]
            with self.block(f"if {name} is N"):
                write(name)
        self.remember(key, name)
        return name

    @property
    def source(self) -> str:
        """The function as text, for people who look under the bonnet."""
        return "\n".join([self._head, *self._begin, *self._lines]) + "\n"

    def function(self, filename: str) -> Any:
        """The function, compiled."""
        module = compile(self.source, filename, "exec", dont_inherit=True)
        body = next(constant for constant in module.co_consts if isinstance(constant, CodeType))
        return FunctionType(body, self._bound, self._name)
