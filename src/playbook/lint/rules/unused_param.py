"""Params that nothing hangs on."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree


@diagnostic("PB713", "unused-param", Severity.WARNING)
class UnusedParam(Diagnostic):
    """A param that no rule hangs on, so that setting it changes nothing. Files without rules are left alone.

    ## Example
    ```playbook
    policy acme
    param most: number = 3
    rule hashtags when count(hashtags) > 5 warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    param most: number = 3
    rule hashtags when count(hashtags) > most warn "Fewer hashtags."
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"param `{self.name}` is not used"

    def help(self) -> str:
        return "use it in a rule, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def unused_param(subject: Subject) -> Iterator[UnusedParam]:
    """The params of the file."""
    for declaration in subject.file.declarations:
        if isinstance(declaration, tree.Param) and subject.uses.idle(declaration):
            yield UnusedParam(declaration.name.span, declaration.name.name, without(declaration))


RULE = LintRule(UnusedParam, unused_param)
