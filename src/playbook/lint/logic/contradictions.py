"""Where in a condition that can never hold the trouble lies: at one part of it, or at two that exclude each other."""

from collections.abc import Sequence
from itertools import combinations

from playbook.lint.logic.conditions import Conditions
from playbook.lint.logic.formula import Formula
from playbook.reference.expression import bare
from playbook.syntax import tree

MAX_PARTS = 30
"""Parts of one `and` that are held against each other."""


def parts_of(expr: tree.Expr) -> Sequence[tree.Expr]:
    """The parts of an `and`, or the condition itself."""
    inner = bare(expr)
    return inner.parts if isinstance(inner, tree.And) else (expr,)


def culprits(
    clauses: Sequence[tree.Expr], given: Formula, conditions: Conditions
) -> tuple[tree.Expr, tree.Expr | None]:
    """The part that cannot hold, given what is *given*; or the later of two, and the earlier."""
    parts = [part for clause in clauses for part in parts_of(clause)][:MAX_PARTS]
    said = [conditions.holds(part) for part in parts]
    for part, holds in zip(parts, said, strict=True):
        if not conditions.possible(given, holds):
            return part, None
    for one, two in combinations(range(len(parts)), 2):
        if not conditions.possible(given, said[one], said[two]):
            return parts[two], parts[one]
    return clauses[0], None
