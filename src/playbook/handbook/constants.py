"""What the params settle by themselves: expressions that have the same value whatever the post is."""

from typing import Any, Final

from playbook.check.refs import LetRef, MemberRef, ParamRef
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree
from playbook.syntax.walk import walk
from playbook.values import UNKNOWN, Gap


class _Open:
    """The type of `OPEN`."""


OPEN: Final = _Open()
"""The value depends on the post, or is not known."""


class Constants:
    """The values of what is constant in one policy."""

    def __init__(self, policy: LinkedPolicy) -> None:
        nothing: Any = None
        self._environment = Environment(policy.tables, policy.params, nothing)
        self._policy = policy
        self._known: dict[tree.Node, Any] = {}
        self._lets: dict[tree.Let, bool] = {}

    def value(self, expr: tree.Expr) -> Any:
        """Its value, or `OPEN`."""
        if expr not in self._known:
            self._known[expr] = self._worked_out(expr)
        return self._known[expr]

    def _worked_out(self, expr: tree.Expr) -> Any:
        if not self._is_constant(expr):
            return OPEN
        value = evaluate(expr, self._environment)
        return OPEN if value is UNKNOWN or isinstance(value, Gap) else value

    def _is_constant(self, expr: tree.Node) -> bool:
        return all(self._settled(node) for node in walk(expr))

    def _settled(self, node: tree.Node) -> bool:
        match node:
            case tree.Call() | tree.Posts() | tree.Quantifier() | tree.Count() | tree.Mentions():
                return isinstance(node, tree.Quantifier | tree.Count) and node.where is None
            case tree.Name():
                ref = self._policy.tables.refs.get(node)
                if ref is None or ref.fields:
                    return False
                if isinstance(ref.base, LetRef):
                    return self._let(ref.base.let)
                return isinstance(ref.base, ParamRef | MemberRef)
        return True

    def _let(self, let: tree.Let) -> bool:
        if let not in self._lets:
            self._lets[let] = False
            self._lets[let] = self._is_constant(let.value)
        return self._lets[let]
