"""Asks that nothing hangs on."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree


@diagnostic("PB714", "unused-ask", Severity.WARNING)
class UnusedAsk(Diagnostic):
    """A question whose answer no rule looks at, so that nobody is ever asked. Files without rules are left alone.

    ## Example
    ```playbook
    policy acme
    ask kind "Is it kind?"
    rule ads when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    ask kind "Is it kind?"
    rule tone require kind otherwise warn "Say it kindly."
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"ask `{self.name}` is not used"

    def help(self) -> str:
        return "use it in a rule, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def unused_ask(subject: Subject) -> Iterator[UnusedAsk]:
    """The asks of the file."""
    for declaration in subject.file.declarations:
        if isinstance(declaration, tree.Ask) and subject.uses.idle(declaration):
            yield UnusedAsk(declaration.name.span, declaration.name.name, without(declaration))


RULE = LintRule(UnusedAsk, unused_ask)
