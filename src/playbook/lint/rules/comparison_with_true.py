"""Conditions that are compared with true or false."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.syntax import tree


@diagnostic("PB783", "comparison-with-true", Severity.WARNING)
class ComparisonWithTrue(Diagnostic):
    """A fact that is true or false, compared with one of the two.

    ## Example
    ```playbook
    policy acme
    rule paid when sponsored is true warn "Say that it is paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored warn "Say that it is paid."
    ```
    """

    instead: str
    safe: bool

    def message(self) -> str:
        return "this is true or false by itself"

    def help(self) -> str:
        return f"write `{self.instead}`"

    def edits(self) -> tuple[Edit, ...]:
        # Of what is absent, `is false` does not hold, and `not` does.
        applicability = Applicability.SAFE if self.safe else Applicability.MAYBE
        return (Edit(self.span, self.instead, applicability),)


def comparison_with_true(subject: Subject) -> Iterator[ComparisonWithTrue]:
    """All comparisons of a name with `true` or `false`."""
    for node in subject.said:
        if isinstance(node, tree.Compare) and node.operator in ("is", "is not"):
            word = bare(node.right)
            if isinstance(word, tree.BooleanLiteral) and isinstance(node.left, tree.Name):
                holds = word.value is (node.operator == "is")
                instead = node.left.span.text if holds else f"not {node.left.span.text}"
                yield ComparisonWithTrue(node.span, instead, word.value)


RULE = LintRule(ComparisonWithTrue, comparison_with_true)
