"""Exceptions that never come about."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.cut import without_clause
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span


@diagnostic("PB706", "idle-unless", Severity.WARNING)
class IdleUnless(Diagnostic):
    """An `unless` that never holds where the rule's `when` does.

    ## Example
    ```playbook
    policy acme
    rule replies
      when action is reply
      unless action is like
      warn "Do not reply."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule replies
      when action is reply
      warn "Do not reply."
    ```
    """

    rule: str
    when: Span | None
    edit: Edit | None

    def message(self) -> str:
        return f"this `unless` makes no difference: it never holds where rule `{self.rule}` would fire"

    def help(self) -> str:
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return () if self.when is None else (Related(self.when, "where this holds"),)


def idle_unless(subject: Subject) -> Iterator[IdleUnless]:
    """The rules of the file that have an `unless`."""
    conditions = subject.conditions
    for rule in subject.rules:
        if rule.unless is None:
            continue
        when = True if rule.when is None else conditions.holds(rule.when)
        if conditions.possible(subject.about, when) and not conditions.possible(
            subject.about, when, conditions.holds(rule.unless)
        ):
            edit = without_clause("unless", rule.unless, Applicability.MAYBE)
            place = None if rule.when is None else rule.when.span
            yield IdleUnless(rule.unless.span, rule.name.name, place, edit)


RULE = LintRule(IdleUnless, idle_unless)
