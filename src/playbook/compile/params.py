"""Sets the params of a policy: bindings of `extends` and `use`, values given at load, defaults; all constants."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from playbook.check import check_module
from playbook.check.module import Module
from playbook.civil.window import Window
from playbook.diagnostics.diagnostic import Diagnostic, Related, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.errors import UsageError
from playbook.frozen import frozen
from playbook.model.post import Post
from playbook.model.schema import fits
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.linked import Tables
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.types import NAMED, WINDOW, ListOf, Type
from playbook.values import UNKNOWN


@diagnostic("PB430", "param-not-set")
class ParamNotSet(Diagnostic):
    """A param without a default that nothing sets.

    ## Example
    ```playbook
    policy acme
    param quiet: window
    rule calm when sponsored deny "No."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/Paris"
    param quiet: window = daily 22:00 to 06:00
    rule calm when sponsored deny "No."
    ```
    """

    name: str

    def message(self) -> str:
        return f"param `{self.name}` is not set"

    def label(self) -> str:
        return "it has no default"

    def help(self) -> str:
        return (
            f"set it where the policy is extended (`with {self.name} = …`) or loaded (`{self.name}=…`), "
            "or give it a default"
        )


@diagnostic("PB431", "param-set-twice")
class ParamSetTwice(Diagnostic):
    """A param that two files set to different values.

    It stays as it was set by the file that is closest to it; a file that takes that one in cannot set it again.
    """

    name: str
    first: Span

    def message(self) -> str:
        return f"param `{self.name}` is set differently in two places"

    def label(self) -> str:
        return "set again here"

    def help(self) -> str:
        return "leave one of the two out, or make them say the same"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first set here"),)


@frozen
class Params:
    """The values, and what is wrong with them."""

    values: Mapping[tree.Param, Any]
    diagnostics: tuple[Diagnostic, ...]


def param_type(param: tree.Param) -> Type | None:
    """The declared type; None where there is no such type."""
    item = NAMED.get(param.type.name)
    return item if item is None or not param.type.list_of else ListOf(item)


def set_params(
    modules: Iterable[Module], tables: Tables, given: Mapping[str, Any], overriding: bool = False
) -> Params:
    """Work out every param that a policy's files declare.

    *given* are Python values by name, for params that no file sets (any param, if *overriding*, as tests may); what
    is no text may also be given as text in the language's own words. Raises UsageError for a name that is no param, a
    value that is not of its type, and a param that is set already.
    """
    bound: dict[tree.Param, tree.Binding] = {}
    found: list[Diagnostic] = []
    declared: dict[str, tree.Param] = {}
    values: dict[tree.Param, Any] = {}
    for module in modules:
        for declaration in module.tree.declarations:
            if isinstance(declaration, tree.Param):
                declared.setdefault(declaration.name.name, declaration)
    _give(declared, given, values)
    work = _Work(tables, bound, values)
    for module in modules:
        for parent in module.parents:
            found.extend(_bind(parent.module, parent.clause, work, () if overriding else given))
    for param in declared.values():
        if param not in values and param not in bound and param.default is None:
            found.append(ParamNotSet(param.name.span, param.name.name))
        else:
            work.value(param)
    return Params(work.values, tuple(found))


def _bind(
    parent: Module | None, clause: tree.Extends, work: "_Work", given: Iterable[str]
) -> Iterable[Diagnostic]:
    for binding in clause.bindings if parent is not None else ():
        param = parent.names.get(binding.name.name) if parent is not None else None
        if not isinstance(param, tree.Param):
            continue
        if param.name.name in given:
            raise UsageError(f"param `{param.name.name}` is set in {binding.span.source.name} already")
        first = work.bound.get(param)
        if first is None:
            work.bound[param] = binding
        elif work.constant(first.value) != work.constant(binding.value):
            yield ParamSetTwice(binding.span, param.name.name, first.span)


def _give(
    declared: Mapping[str, tree.Param], given: Mapping[str, Any], values: dict[tree.Param, Any]
) -> None:
    for name, value in given.items():
        param = declared.get(name)
        if param is None:
            close = nearest(name, declared)
            hint = f"; did you mean `{close}`?" if close else ""
            raise UsageError(f"there is no param `{name}`{hint}")
        values[param] = given_value(param, value)


def given_value(param: tree.Param, value: Any) -> Any:
    """*value* as a value of the param's type. Raises UsageError where it is none."""
    wanted = param_type(param)
    if wanted == WINDOW and isinstance(value, Window):
        return value
    fitting = UNKNOWN if wanted is None else fits(value, wanted)
    if fitting is UNKNOWN and isinstance(value, str):
        fitting = _in_words(param, value)
    if fitting is UNKNOWN:
        raise UsageError(f"param `{param.name.name}` wants {_article(str(wanted))}, and got {value!r:.80}")
    return fitting


def _in_words(param: tree.Param, words: str) -> Any:
    """What *words* say as the default of such a param; unknown where they say nothing, or more than that."""
    kind = f"list of {param.type.name}" if param.type.list_of else param.type.name
    parsed = parse(
        Source("<param>", f'policy words timezone "UTC" param {param.name.name}: {kind} = {words}')
    )
    if parsed.policy is None or parsed.diagnostics or len(parsed.policy.declarations) != 1:
        return UNKNOWN
    module = check_module(parsed.policy.span.source, parsed.policy, (), None, Post)
    declaration = parsed.policy.declarations[0]
    if module.diagnostics or not isinstance(declaration, tree.Param) or declaration.default is None:
        return UNKNOWN
    tables = Tables(module.refs, module.types, module.patterns, module.functions, {})
    return evaluate(declaration.default, Environment(tables, {}, _NO_POST))


def _article(name: str) -> str:
    return f"an {name}" if re.match("[aeiou]", name) else f"a {name}"


class _Work:
    """Constant expressions, each param worked out once. The checker has refused cycles; one that slips through is
    unknown.
    """

    def __init__(
        self, tables: Tables, bound: dict[tree.Param, tree.Binding], values: dict[tree.Param, Any]
    ) -> None:
        self.tables, self.bound, self.values = tables, bound, values

    def value(self, param: tree.Param) -> Any:
        if param not in self.values:
            self.values[param] = UNKNOWN
            binding = self.bound.get(param)
            source = param.default if binding is None else binding.value
            self.values[param] = UNKNOWN if source is None else self.constant(source)
        return self.values[param]

    def constant(self, expr: tree.Expr) -> Any:
        return evaluate(expr, Environment(self.tables, _Lazy(self), _NO_POST))


class _Lazy(Mapping[tree.Param, Any]):
    """Params as a mapping that works them out when they are asked for."""

    def __init__(self, work: _Work) -> None:
        self._work = work

    def __getitem__(self, param: tree.Param) -> Any:
        return self._work.value(param)

    def __iter__(self) -> Iterator[tree.Param]:
        return iter(self._work.values)

    def __len__(self) -> int:
        return len(self._work.values)


_NO_POST: Any = None
