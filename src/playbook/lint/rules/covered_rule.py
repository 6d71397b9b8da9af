"""Rules that never change a decision, since another rule says as much or more whenever they fire."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Related, Severity, diagnostic
from playbook.lint.logic.covering import covered
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span


@diagnostic("PB703", "covered-rule", Severity.WARNING)
class CoveredRule(Diagnostic):
    """A rule that fires only where another one does that is at least as strict, so that it changes no decision.

    ## Example
    ```playbook
    policy acme
    rule hashtags when count(hashtags) > 3 warn "Fewer hashtags."
    rule many-hashtags when count(hashtags) > 10 advise "So many hashtags!"
    ```

    ## Write instead
    ```playbook
    policy acme
    rule hashtags when count(hashtags) > 3 warn "Fewer hashtags."
    rule many-hashtags when count(hashtags) > 10 deny "So many hashtags!"
    ```
    """

    rule: str
    by: str
    verdict: str
    other: Span

    def message(self) -> str:
        return f"rule `{self.rule}` changes nothing: wherever it fires, `{self.by}` says `{self.verdict}` as well"

    def help(self) -> str:
        return "leave it out, or make it stricter than the other"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.other, "this rule covers it"),)


def covered_rule(subject: Subject) -> Iterator[CoveredRule]:
    """The rules of the file, held against each other, and against those that it has inherited."""
    for rule, other, says in covered(subject.rules, subject.inherited, subject.about, subject.conditions):
        yield CoveredRule(rule.name.span, rule.name.name, other.name.name, says.name, other.name.span)


RULE = LintRule(CoveredRule, covered_rule)
