"""What the writers of generated code share: the policy, the code so far, what is constant, which loops they are in."""

from collections.abc import Callable
from typing import Any, Final

from playbook.builtins.declare import Function
from playbook.compile.calling import caller
from playbook.compile.code import Code
from playbook.compile.outline import Outlines
from playbook.compile.paths import Paths
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree
from playbook.text.terms.matcher import TopicSpec
from playbook.types import ANY, DATE, TIME, Type

OFTEN: Final = 8
"""Places that need the same."""


class Given:
    """The same for all writers of one policy."""

    def __init__(self, code: Code, policy: LinkedPolicy) -> None:
        self.code = code
        self.policy = policy
        self.tables = policy.tables
        self.has_fixed_zone = not isinstance(policy.zone, tree.Node)
        self.outlines = Outlines(policy.tables, fixed_zone=self.has_fixed_zone)
        self.paths = Paths(code)
        self.elements: dict[tree.Node, str] = {}
        """The local that holds the element a loop is at."""
        self.topics: dict[TopicSpec, int] = {}
        """What the policy's one matcher looks for, and the number that it has there."""
        self.environment = Environment(policy.tables, policy.params, None)  # type: ignore[arg-type]
        if self.has_fixed_zone:
            self.environment.zone = policy.zone
        self._values: dict[int, Any] = {}
        self._callers: dict[Function, Callable[..., Any]] = {}

    def constant(self, expr: tree.Expr) -> Any:
        """The value of an expression that has the same for every post."""
        number = self.outlines.of(expr)
        if number not in self._values:
            self._values[number] = evaluate(expr, self.environment)
        return self._values[number]

    def again(self, number: int) -> bool:
        """Whether the expression with that number is needed in more than one place."""
        return self.outlines.uses[number] > 1

    def often(self, number: int) -> bool:
        """Whether it is needed in so many that it is worked out ahead of them: the same code again and again is slow to
        load.
        """
        return self.outlines.uses[number] >= OFTEN

    def caller(self, function: Function) -> Callable[..., Any]:
        """What calls *function* with arguments that are known in all their parts."""
        return self._callers.setdefault(function, caller(function))

    def type(self, expr: tree.Expr) -> Type:
        """The type that the checker found."""
        return self.tables.types.get(expr, ANY)

    def zone(self) -> str:
        """The local or constant that holds the time zone."""
        zone = self.policy.zone
        return self.code.constant(zone) if not isinstance(zone, tree.Node) else "zone"

    @staticmethod
    def is_timed(*types: Type) -> bool:
        """Whether values of these types may need a calendar to be compared."""
        return any(
            kind in (TIME, DATE, ANY) or getattr(kind, "item", None) in (TIME, DATE, ANY) for kind in types
        )
