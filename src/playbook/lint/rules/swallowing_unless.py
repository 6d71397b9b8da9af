"""Exceptions that leave nothing of their rule."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Related, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span


@diagnostic("PB705", "swallowing-unless", Severity.WARNING)
class SwallowingUnless(Diagnostic):
    """An `unless` that holds wherever the rule's `when` does, so that the rule never fires.

    ## Example
    ```playbook
    policy acme
    rule hashtags
      when count(hashtags) > 3
      unless any hashtags
      warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule hashtags
      when count(hashtags) > 3
      unless tags include "campaign"
      warn "Fewer hashtags."
    ```
    """

    rule: str
    when: Span | None

    def message(self) -> str:
        return f"rule `{self.rule}` never fires: its `unless` always holds when it would"

    def related(self) -> tuple[Related, ...]:
        return () if self.when is None else (Related(self.when, "wherever this holds"),)


def swallowing_unless(subject: Subject) -> Iterator[SwallowingUnless]:
    """The rules of the file that have an `unless`."""
    conditions = subject.conditions
    for rule in subject.rules:
        if rule.unless is None:
            continue
        when = True if rule.when is None else conditions.holds(rule.when)
        if conditions.possible(subject.about, when) and not conditions.possible(
            subject.about, when, conditions.holds(rule.unless, positive=False)
        ):
            yield SwallowingUnless(
                rule.unless.span, rule.name.name, None if rule.when is None else rule.when.span
            )


RULE = LintRule(SwallowingUnless, swallowing_unless)
