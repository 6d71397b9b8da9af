"""`any`, `no` and `count`: the list they go through, the name they give its elements, and how deep they nest."""

from typing import TYPE_CHECKING

from playbook.builtins.topics import TOPICS
from playbook.check.draft import Draft
from playbook.check.list_problems import NotAList
from playbook.check.scope import RESERVED, Scope, named
from playbook.check.wording import article
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.source import Span
from playbook.syntax import tree
from playbook.types import ANY, BOOLEAN, NUMBER, TEXT, ListOf, Type

if TYPE_CHECKING:
    from playbook.check.typist import Typist

MAX_LOOPS = 2
"""How deep `where` may nest."""


@diagnostic("PB112", "variable-hides-name")
class VariableHidesName(Diagnostic):
    """The name given to the elements of a list is taken. It may hide a field of the post, and nothing else.

    ## Example
    ```playbook
    policy acme
    param host: text = "acme.example"
    rule hosts when any host in links where host.site is not "acme.example" warn "Link to our own pages."
    ```

    ## Write instead
    ```playbook
    policy acme
    param host: text = "acme.example"
    rule hosts when any link in links where link.site is not host warn "Link to our own pages."
    ```
    """

    name: str
    kind: str
    first: Span | None

    def message(self) -> str:
        return f"`{self.name}` is {article(self.kind)}, and cannot name an element, too"

    def related(self) -> tuple[Related, ...]:
        return () if self.first is None else (Related(self.first, "declared here"),)


@diagnostic("PB304", "nested-quantifiers")
class NestedQuantifiers(Diagnostic):
    """More than two `where`s within one another: nobody follows that, and the work multiplies.

    ## Example
    ```playbook
    policy acme
    rule odd
      when any a in links where any b in links where any c in links where c.site is in [a.site, b.site]
      warn "Too many links to one place."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule odd
      when any a in links where count(b in links where b.site is a.site) > 2
      warn "Too many links to one place."
    ```
    """

    def message(self) -> str:
        return f"`where` nests more than {MAX_LOOPS} deep"

    def help(self) -> str:
        return "say it in two steps"


def quantifier(typist: "Typist", expr: tree.Quantifier, scope: Scope | None) -> Type:
    """`any LIST where COND` holds or not."""
    _go_through(typist, expr, expr.kind, scope)
    return BOOLEAN


def count(typist: "Typist", expr: tree.Count, scope: Scope | None) -> Type:
    """`count(LIST where COND)` is a number."""
    _go_through(typist, expr, "count", scope)
    return NUMBER


def _go_through(
    typist: "Typist", expr: tree.Quantifier | tree.Count, operator: str, scope: Scope | None
) -> None:
    items = typist.value(expr.items, scope, ListOf(ANY))
    if items != ANY and not isinstance(items, ListOf):
        typist.report(_no_list(expr, operator, items))
    if expr.where is None:
        return
    item = items.item if isinstance(items, ListOf) else ANY
    if expr.variable is not None and not _check_variable(typist, expr, expr.variable, scope):
        item = ANY
    typist.loops += 1
    if typist.loops == MAX_LOOPS + 1:
        typist.report(NestedQuantifiers(expr.span))
    typist.condition(expr.where, Scope(expr, expr.variable, item, scope))
    typist.loops -= 1


def _no_list(expr: tree.Quantifier | tree.Count, operator: str, got: Type) -> NotAList:
    """What is gone through is no list."""
    words = expr.items.span.text
    if operator == "count":
        if got != TEXT:
            return NotAList(expr.items.span, operator, got)
        word = Span(expr.span.source, expr.span.start, expr.span.start + len("count"))
        return NotAList(word, operator, got, Edit(word, "length") if expr.where is None else None)
    if expr.where is not None:
        return NotAList(expr.items.span, operator, got)
    if got == BOOLEAN:
        meant = words if operator == "any" else f"not {words}"
    else:
        meant = f"{words} is {'not ' if operator == 'any' else ''}missing"
    return NotAList(expr.items.span, operator, got, Edit(expr.span, meant))


def _check_variable(
    typist: "Typist", expr: tree.Quantifier | tree.Count, name: str, scope: Scope | None
) -> bool:
    """Whether the elements may be called *name*; if not, that is reported, and not what is made of it."""
    taken = _taken(name, scope, typist.draft)
    if taken is not None:
        kind, first = taken
        typist.report(VariableHidesName(_variable_span(expr, name), name, kind, first))
    return taken is None


def _taken(name: str, scope: Scope | None, draft: Draft) -> tuple[str, Span | None] | None:
    if name in RESERVED:
        return "word of the language", None
    if named(name, scope) is not None:
        return "name of an element already", None
    declared = draft.names.get(name)
    if declared is not None:
        return type(declared).__name__.lower(), declared.name.span
    return ("topic of the language", None) if name in TOPICS else None


def _variable_span(expr: tree.Quantifier | tree.Count, name: str) -> Span:
    """Where the variable stands: the tree has its name only, and it is the last word before `in` and the list."""
    start = expr.span.start + expr.span.text[: expr.items.span.start - expr.span.start].rfind(name)
    return Span(expr.span.source, start, start + len(name))
