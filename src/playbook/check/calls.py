"""Calls: whether there is such a function, and whether it is given what it wants."""

from typing import TYPE_CHECKING

from playbook.builtins import FUNCTIONS
from playbook.builtins.declare import Function
from playbook.check.fitting import agree
from playbook.check.mends import as_operator, as_size, retyped
from playbook.check.scope import Scope, post_fields
from playbook.check.wording import did_you_mean, noun
from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.syntax import tree
from playbook.types import ANY, ListOf, Type

if TYPE_CHECKING:
    from playbook.check.typist import Typist


@diagnostic("PB102", "unknown-function")
class UnknownFunction(Diagnostic):
    """A function that the language does not have.

    ## Example
    ```playbook
    policy acme
    rule long when lenght(text) > 500 advise "Shorter, please."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule long when length(text) > 500 advise "Shorter, please."
    ```
    """

    name: str
    nearest: str | None
    field: bool
    mend: Edit | None = None
    """The whole call written as the language has it."""

    def message(self) -> str:
        return f"unknown function `{self.name}`"

    def help(self) -> str | None:
        if self.mend is not None:
            return f"write `{self.mend.text}`"
        if self.field:
            return f"`{self.name}` is a field: leave out the parentheses"
        known = ", ".join(f"`{name}`" for name in sorted(FUNCTIONS))
        return did_you_mean(self.nearest) or f"the functions are {known}"

    def edits(self) -> tuple[Edit, ...]:
        if self.mend is not None:
            return (self.mend,)
        return () if self.nearest is None or self.field else (Edit(self.span, self.nearest),)


@diagnostic("PB210", "wrong-argument")
class WrongArgument(Diagnostic):
    """A function is given something of another type than it wants.

    ## Example
    ```playbook
    policy acme
    rule trained when not trained("social media", 365) deny "Do the training first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule trained when not trained("social media", 365 days) deny "Do the training first."
    ```
    """

    function: str
    parameter: str
    wanted: Type
    got: Type
    signature: str
    meant: str | None = None

    def message(self) -> str:
        if self.meant == "count":
            return f"`{self.function}` wants {noun(self.wanted)}, and gets {noun(self.got)}"
        return f"`{self.function}` wants {noun(self.wanted)} for `{self.parameter}`, and this is {noun(self.got)}"

    def help(self) -> str:
        if self.meant == "count":
            return "how many there are in a list is `count(…)`"
        return f"write `{self.meant}`" if self.meant else f"its form is `{self.signature}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant),)


@diagnostic("PB211", "wrong-number-of-arguments")
class WrongNumberOfArguments(Diagnostic):
    """A function is given too many things, or too few.

    ## Example
    ```playbook
    policy acme
    rule trained when not trained() deny "Do the training first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule trained when not trained("social media") deny "Do the training first."
    ```
    """

    function: str
    wanted: str
    got: int
    signature: str

    def message(self) -> str:
        return f"`{self.function}` wants {self.wanted}, and gets {self.got}"

    def help(self) -> str:
        return f"its form is `{self.signature}`"


def call(typist: "Typist", expr: tree.Call, scope: Scope | None) -> Type:
    """The type of what the function gives."""
    name = expr.function.dotted
    function = FUNCTIONS.get(name)
    if function is None:
        field = name in post_fields(typist.draft)
        types = [typist.value(argument, scope) for argument in expr.arguments]
        *of, _ = expr.function.parts
        spans = expr.function.part_spans[: len(of)]
        owner = (
            typist.peek(tree.Name(expr.function.span, tuple(of), spans), scope) if of else (types or [ANY])[0]
        )
        meant = as_operator(expr) or as_size(expr, owner or ANY)
        mend = None if meant is None else Edit(expr.span, meant)
        typist.report(UnknownFunction(expr.function.span, name, nearest(name, FUNCTIONS), field, mend))
        return ANY
    typist.draft.functions[expr] = function
    _check_count(typist, expr, function)
    for index, argument in enumerate(expr.arguments):
        if index < len(function.parameters):
            wanted = function.parameters[index]
            got = typist.value(argument, scope, wanted.type)
            if not agree(got, wanted.type) and isinstance(got, ListOf) and name == "length":
                typist.report(
                    WrongArgument(
                        expr.function.span, name, wanted.name, wanted.type, got, signature(function), "count"
                    )
                )
            elif not agree(got, wanted.type):
                problem = WrongArgument(
                    argument.span,
                    name,
                    wanted.name,
                    wanted.type,
                    got,
                    signature(function),
                    retyped(argument, wanted.type),
                )
                typist.report(problem)
        else:
            typist.value(argument, scope)
    return function.returns


def _check_count(typist: "Typist", expr: tree.Call, function: Function) -> None:
    most = len(function.parameters)
    least = sum(1 for parameter in function.parameters if parameter.required)
    got = len(expr.arguments)
    if not least <= got <= most:
        wanted = _things(most) if least == most else f"{least} to {_things(most)}"
        typist.report(WrongNumberOfArguments(expr.span, function.name, wanted, got, signature(function)))


def _things(number: int) -> str:
    return "nothing" if number == 0 else "1 argument" if number == 1 else f"{number} arguments"


def signature(function: Function) -> str:
    """`trained(course, within, score)`, in types: `trained(text, duration, number)`; what may be left out in
    brackets.
    """
    shown = [
        f"{parameter.name}: {parameter.type}"
        if parameter.required
        else f"[{parameter.name}: {parameter.type}]"
        for parameter in function.parameters
    ]
    return f"{function.name}({', '.join(shown)})"
