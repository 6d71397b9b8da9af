"""Rules whose condition always holds, so that it says nothing."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject


@diagnostic("PB702", "always-fires", Severity.WARNING)
class AlwaysFires(Diagnostic):
    """A rule with a condition that holds for every post that the policy is about. A rule that has no condition is
    meant to fire always, and is left alone.

    ## Example
    ```playbook
    policy acme for account.kind is professional
    rule hashtags
      when account.kind is not personal
      warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule hashtags
      when count(hashtags) > 3
      warn "Fewer hashtags."
    ```
    """

    rule: str

    def message(self) -> str:
        return f"rule `{self.rule}` always fires"

    def label(self) -> str:
        return "this always holds"

    def help(self) -> str:
        return "if that is meant, leave the condition out"


def always_fires(subject: Subject) -> Iterator[AlwaysFires]:
    """The rules of the file."""
    if not subject.conditions.possible(subject.about):
        return
    for rule in subject.rules:
        clauses = [one for one in (rule.when, rule.unless, *rule.requires) if one is not None]
        if clauses and not subject.conditions.possible(subject.about, subject.conditions.quiet(rule)):
            yield AlwaysFires(clauses[0].span, rule.name.name)


RULE = LintRule(AlwaysFires, always_fires)
