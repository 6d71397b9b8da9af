"""What may stand where nothing of a post is known: the defaults of params, the values they are bound to, what
tests assign.
"""

from collections.abc import Iterator

from playbook.check import graph
from playbook.check.draft import Draft
from playbook.check.module import Module
from playbook.check.refs import AskRef, BrokenRef, LetRef, MemberRef, ParamRef, PostRef, TopicRef
from playbook.check.ring_problems import ParamInRing
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic
from playbook.syntax import tree
from playbook.syntax.walk import children, walk
from playbook.types import ANY

_FREE = (
    tree.TextLiteral,
    tree.NumberLiteral,
    tree.BooleanLiteral,
    tree.DurationLiteral,
    tree.DateLiteral,
    tree.TimeLiteral,
    tree.Name,
    tree.ListLiteral,
    tree.Group,
    tree.Negate,
    tree.Arithmetic,
    tree.WindowJoin,
    tree.WeeklyWindow,
    tree.DateWindow,
    tree.HolidayWindow,
)
_BY_REF = {PostRef: "a field of the post", LetRef: "a let", AskRef: "an ask", TopicRef: "a topic"}


@diagnostic("PB117", "not-constant")
class NotConstant(Diagnostic):
    """The value of a param (and what an example assigns) is known before any post is: literals, other params,
    reckoning with them.

    ## Example
    ```playbook
    policy acme
    param few: number = count(hashtags)
    ```

    ## Write instead
    ```playbook
    policy acme
    param few: number = 3
    rule tags when count(hashtags) > few advise "Fewer hashtags."
    ```
    """

    what: str

    def message(self) -> str:
        return f"a constant is wanted here, and this is {self.what}"

    def help(self) -> str:
        return "what hangs on the post belongs in a `let`, or in a rule"


def not_constant(expr: tree.Expr, draft: Draft) -> Iterator[Diagnostic]:
    """What in *expr*, whose types are known already, is no constant. What is reported already is left alone."""
    if not isinstance(expr, _FREE):
        if draft.types.get(expr) == ANY:
            return
        yield NotConstant(expr.span, _in_words(expr))
        return
    if isinstance(expr, tree.Name):
        ref = draft.refs.get(expr)
        if ref is not None and not isinstance(ref.base, ParamRef | MemberRef | BrokenRef):
            yield NotConstant(expr.span, _BY_REF.get(type(ref.base), "an element"))
    for part in children(expr):
        yield from not_constant(part, draft)  # type: ignore[arg-type]  # the parts of an expression are expressions


def _in_words(expr: tree.Node) -> str:
    if isinstance(expr, tree.Call):
        return "a function of the post"
    if isinstance(expr, tree.Count | tree.Posts):
        return "counted in the post"
    return "a record" if isinstance(expr, tree.RecordLiteral) else "a condition"


# ------------------------------------------------------------------------------------------- params in a ring


def settings(module: "Module | Draft") -> dict[tree.Param, tuple[tree.Expr, "Module | Draft"]]:
    """The expression that sets each param, with the file it stands in: the nearest binding, else the default."""
    found: dict[tree.Param, tuple[tree.Expr, Module | Draft]] = {}
    waiting: list[Module | Draft] = [module]
    seen: set[int] = set()
    for one in waiting:
        if id(one) in seen:
            continue
        seen.add(id(one))
        for param, value in _bound(one):
            found.setdefault(param, (value, one))
        waiting.extend(parent.module for parent in one.parents if parent.module is not None)
    for one in waiting:
        for declaration in one.tree.declarations:
            if isinstance(declaration, tree.Param) and declaration.default is not None:
                found.setdefault(declaration, (declaration.default, one))
    return found


def _bound(module: "Module | Draft") -> Iterator[tuple[tree.Param, tree.Expr]]:
    for parent in module.parents:
        for binding in parent.clause.bindings:
            param = None if parent.module is None else parent.module.names.get(binding.name.name)
            if isinstance(param, tree.Param):
                yield param, binding.value


def rings(draft: Draft) -> Iterator[Diagnostic]:
    """Params that need themselves by way of this file's defaults and bindings; those of a parent alone are
    reported there.
    """
    set_by = settings(draft)
    needs = {param: tuple(_params(value, module)) for param, (value, module) in set_by.items()}
    for ring in graph.rings(needs):
        own = next((param for param in ring if set_by[param][1] is draft), None)
        if own is not None:
            turn = ring.index(own)
            names = tuple(param.name.name for param in ring[turn:] + ring[:turn])
            yield ParamInRing(set_by[own][0].span, names)


def _params(value: tree.Expr, module: Module | Draft) -> Iterator[tree.Param]:
    for node in walk(value):
        ref = module.refs.get(node) if isinstance(node, tree.Name) else None
        if ref is not None and isinstance(ref.base, ParamRef):
            yield ref.base.param
