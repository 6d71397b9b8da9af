"""Lets that nothing hangs on."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree


@diagnostic("PB712", "unused-let", Severity.WARNING)
class UnusedLet(Diagnostic):
    """A `let` that no rule hangs on. Files without rules, which others take lets from, are left alone.

    ## Example
    ```playbook
    policy acme
    let urgent = tags include "urgent"
    rule ads when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    let urgent = tags include "urgent"
    rule ads when sponsored unless urgent warn "Say so."
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"let `{self.name}` is not used"

    def help(self) -> str:
        return "use it in a rule, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def unused_let(subject: Subject) -> Iterator[UnusedLet]:
    """The lets of the file."""
    for declaration in subject.file.declarations:
        if isinstance(declaration, tree.Let) and subject.uses.idle(declaration):
            yield UnusedLet(declaration.name.span, declaration.name.name, without(declaration))


RULE = LintRule(UnusedLet, unused_let)
