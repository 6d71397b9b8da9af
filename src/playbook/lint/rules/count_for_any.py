"""Counts that only ask whether there is one."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.logic.constants import constant
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.syntax import tree

_ANY = {(">", 0), (">=", 1)}
_NO = {("is", 0), ("<", 1), ("<=", 0)}


@diagnostic("PB781", "count-for-any", Severity.WARNING)
class CountForAny(Diagnostic):
    """A count that is only compared with none: `any` and `no` say that in words.

    ## Example
    ```playbook
    policy acme
    rule links when count(links) > 0 warn "Links take people away."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule links when any links warn "Links take people away."
    ```
    """

    instead: str
    safe: bool

    def message(self) -> str:
        return "this count only asks whether there is one"

    def help(self) -> str:
        return f"write `{self.instead}`" if len(self.instead) < 80 else "write it with `any` or `no`"

    def edits(self) -> tuple[Edit, ...]:
        # Of a list that is absent `no` holds, and no comparison does.
        applicability = Applicability.SAFE if self.safe else Applicability.MAYBE
        return (Edit(self.span, self.instead, applicability),)


def count_for_any(subject: Subject) -> Iterator[CountForAny]:
    """All comparisons of a count with a number."""
    for node in subject.said:
        if isinstance(node, tree.Compare) and isinstance(count := bare(node.left), tree.Count):
            asked = node.operator, constant(node.right, subject.tables)
            if asked in _ANY or asked in _NO:
                yield CountForAny(node.span, _written(count, "any" if asked in _ANY else "no"), asked in _ANY)


def _written(count: tree.Count, word: str) -> str:
    inside = count.span.text[count.span.text.index("(") + 1 : -1].strip()
    return f"{word} {inside}" if count.where is None else f"({word} {inside})"


RULE = LintRule(CountForAny, count_for_any)
