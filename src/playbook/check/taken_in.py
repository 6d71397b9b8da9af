"""The clauses that take other policies in, and the values that they set params to."""

from collections.abc import Iterator

from playbook.check.constants import not_constant, rings
from playbook.check.declared import kind_of
from playbook.check.draft import Draft, declared_type
from playbook.check.fitting import REPORTED, agree
from playbook.check.mends import retyped
from playbook.check.module import Module
from playbook.check.typist import Typist
from playbook.check.wording import article, did_you_mean, noun
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.same import outline
from playbook.types import ANY, NAMED, Type


@diagnostic("PB121", "unknown-param")
class UnknownParam(Diagnostic):
    """A param that the policy taken in does not have."""

    name: str
    policy: str
    kind: str | None
    """What it is there, where it is something else than a param."""
    nearest: str | None

    def message(self) -> str:
        if self.kind is not None:
            return f"`{self.name}` is {article(self.kind)} of `{self.policy}`, and only params can be set"
        return f"`{self.policy}` has no param `{self.name}`"

    def help(self) -> str | None:
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB122", "set-twice")
class SetTwice(Diagnostic):
    """One param is set twice in the same file."""

    name: str
    first: Span

    def message(self) -> str:
        return f"param `{self.name}` is set twice"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first set here"),)


@diagnostic("PB212", "wrong-value")
class WrongValue(Diagnostic):
    """A value of another type than what it is given to: a param, or a field in an example.

    ## Example
    ```playbook
    policy acme
    param few: number = "3"
    ```

    ## Write instead
    ```playbook
    policy acme
    param few: number = 3
    ```
    """

    name: str
    wanted: Type
    got: Type
    meant: str | None = None

    def message(self) -> str:
        return f"`{self.name}` wants {noun(self.wanted)}, and this is {noun(self.got)}"

    def help(self) -> str | None:
        if str(self.wanted) == "time" and str(self.got) == "date":
            return "an instant has a clock and an offset: `2026-11-23T10:00-05:00`"
        return None if self.meant is None else f"write `{self.meant}`"

    def edits(self) -> tuple[Edit, ...]:
        guessed = str(self.wanted) == "time" and str(self.got) == "date"
        trust = Applicability.PLACEHOLDER if guessed else Applicability.MAYBE
        return () if self.meant is None else (Edit(self.span, self.meant, trust),)


@diagnostic("PB213", "unknown-type")
class UnknownType(Diagnostic):
    """A type that the language does not have, or that cannot stand there.

    ## Example
    ```playbook
    policy acme
    param few: int = 3
    ```

    ## Write instead
    ```playbook
    policy acme
    param few: number = 3
    ```
    """

    name: str
    nearest: str | None

    def message(self) -> str:
        return f"there is no type `{self.name}`"

    def help(self) -> str:
        close = did_you_mean(self.nearest)
        return (
            close
            or "it is one of " + ", ".join(f"`{name}`" for name in NAMED) + ", or a `list of` one of them"
        )

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB226", "window-as-answer")
class WindowAsAnswer(Diagnostic):
    """A question to the author that wants a window for an answer; nobody answers in windows.

    ## Example
    ```playbook
    policy acme
    ask free: window "When are you there to answer?"
    ```

    ## Write instead
    ```playbook
    policy acme
    ask there_today: boolean "Are you there to answer today?"
    ```
    """

    def message(self) -> str:
        return "nobody can answer a question with a window"

    def help(self) -> str:
        return "ask for a time or a date, or make it a `param`"


def taken_in(draft: Draft) -> Iterator[Diagnostic]:
    """Every `extends … with` and `use … with`."""
    typist = Typist(draft)
    set_at: dict[tree.Param, tuple[tree.Extends, tree.Binding]] = {}
    for parent in draft.parents:
        for binding in parent.clause.bindings:
            param: object = None
            if parent.module is not None:
                param = parent.module.names.get(binding.name.name)
                yield from _unknown(binding, parent.module)
            wanted = declared_type(param.type) if isinstance(param, tree.Param) else None
            yield from value_of(typist, binding.value, binding.name.name, wanted or ANY)
            if isinstance(param, tree.Param):
                yield from _twice(param, parent.clause, binding, set_at)


def _unknown(binding: tree.Binding, module: Module) -> Iterator[Diagnostic]:
    name, found = binding.name.name, module.names.get(binding.name.name)
    if isinstance(found, tree.Param):
        return
    unread = any(parent.module is None for parent in module.parents) or module.tree.broken
    if found is None and unread:
        return
    params = (other for other, declared in module.names.items() if isinstance(declared, tree.Param))
    kind = None if found is None else kind_of(found)
    yield UnknownParam(binding.name.span, name, module.tree.name.name, kind, nearest(name, params))


def _twice(
    param: tree.Param,
    clause: tree.Extends,
    binding: tree.Binding,
    set_at: dict[tree.Param, tuple[tree.Extends, tree.Binding]],
) -> Iterator[Diagnostic]:
    """Two clauses may say the same of a param that comes in by both; one clause says it once."""
    first_clause, first = set_at.setdefault(param, (clause, binding))
    if first is not binding and (first_clause is clause or outline(first.value) != outline(binding.value)):
        yield SetTwice(binding.span, param.name.name, first.span)


def params(draft: Draft) -> Iterator[Diagnostic]:
    """The types and defaults of the file's own params, the types of its asks, and rings among all params."""
    typist = Typist(draft)
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Param | tree.Ask) and declaration.type is not None:
            yield from _type_problem(declaration.type, isinstance(declaration, tree.Ask))
        if isinstance(declaration, tree.Param) and declaration.default is not None:
            wanted = declared_type(declaration.type) or ANY
            yield from value_of(typist, declaration.default, declaration.name.name, wanted)
    yield from rings(draft)


_ELSEWHERE = {
    "number": {"int", "integer", "float", "decimal", "double", "numeric", "real"},
    "text": {"str", "string", "varchar", "char"},
    "boolean": {"bool", "flag", "bit"},
    "time": {"datetime", "timestamp", "instant"},
    "duration": {"timedelta", "interval"},
}
"""What types are called in other languages."""


def _type_problem(written: tree.TypeName, ask: bool) -> Iterator[Diagnostic]:
    if written.name not in NAMED:
        word = next((meant for meant, others in _ELSEWHERE.items() if written.name.lower() in others), None)
        span = written.span
        if written.list_of:
            span = Span(span.source, span.end - len(written.name), span.end)
        yield UnknownType(span, written.name, word or nearest(written.name, NAMED))
    elif ask and written.name == "window":
        yield WindowAsAnswer(written.span)


def value_of(typist: Typist, expr: tree.Expr, name: str, wanted: Type) -> Iterator[Diagnostic]:
    """A constant that is given to something of the type *wanted*, which is called *name*."""
    got = typist.value(expr, None, REPORTED if wanted == ANY else wanted)
    yield from typist.drain()
    problems = tuple(not_constant(expr, typist.draft))
    yield from problems
    if not problems and not agree(got, wanted):
        yield WrongValue(expr.span, name, wanted, got, retyped(expr, wanted))
