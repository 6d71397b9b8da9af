"""Changes of inherited rules that change nothing."""

from collections.abc import Iterator

from playbook.compile.link import all_modules
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.same import outline


@diagnostic("PB752", "idle-change", Severity.WARNING)
class IdleChange(Diagnostic):
    """A `change` that gives an inherited rule the verdict that it has already.

    ## Example
    ```playbook
    policy acme
      extends personal
    change rule own-telephone to advise because "it is fine with us"
    ```

    ## Write instead
    ```playbook
    policy acme
      extends personal
    change rule own-telephone to warn because "we had calls at night"
    ```
    """

    rule: str
    own: Span
    edit: Edit

    def message(self) -> str:
        return f"this changes nothing: rule `{self.rule}` has that verdict already"

    def help(self) -> str:
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.own, "it says so itself"),)


def idle_change(subject: Subject) -> Iterator[IdleChange]:
    """The changes of the file. Rules that another file changes as well are left alone."""
    elsewhere = {
        declaration.rule.name
        for module in all_modules(subject.module)
        for declaration in module.tree.declarations
        if isinstance(declaration, tree.Change) and module is not subject.module
    }
    for change in subject.file.declarations:
        if not isinstance(change, tree.Change) or change.rule.name in elsewhere:
            continue
        rule = subject.module.rules.get(change.rule.name)
        if rule is not None and _same(change.verdict, rule.verdict):
            edit = without(change, Applicability.MAYBE)
            yield IdleChange(change.rule.span, change.rule.name, rule.verdict.span, edit)


def _same(changed: tree.Verdict, own: tree.Verdict) -> bool:
    kept = changed.message is None or (
        own.message is not None and outline(changed.message) == outline(own.message)
    )
    parts = [(changed.until, own.until), (changed.approvers, own.approvers)]
    return (
        kept
        and changed.name == own.name
        and all((one and outline(one)) == (two and outline(two)) for one, two in parts)
    )


RULE = LintRule(IdleChange, idle_change)
