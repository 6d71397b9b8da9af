"""Rules with names that say nothing."""

import re
from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject

_UNTELLING = re.compile(
    r"((my|new|a|the|some|another)-)?"
    r"(rule|policy|check|condition|test|example|foo|bar|baz|todo|tmp|temp|untitled|unnamed|thing|something)"
    r"(-?\d+|-[a-z])?|[a-z]\d{1,3}|rule-.{1,2}",
    re.IGNORECASE,
)


@diagnostic("PB773", "untelling-name", Severity.WARNING)
class UntellingName(Diagnostic):
    """A rule whose name does not say what it is about. The name stands in every decision, in tests, and in `drop` and
    `change` of those who extend the policy.

    ## Example
    ```playbook
    policy acme
    rule rule-1 when sponsored warn "Say that it is paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts when sponsored warn "Say that it is paid."
    ```
    """

    rule: str

    def message(self) -> str:
        return f"the name `{self.rule}` does not say what the rule is about"

    def help(self) -> str:
        return "name it for what it wants: `paid-posts`, `alt-text`"


def untelling_name(subject: Subject) -> Iterator[UntellingName]:
    """The rules of the file."""
    for rule in subject.rules:
        if _UNTELLING.fullmatch(rule.name.name):
            yield UntellingName(rule.name.span, rule.name.name)


RULE = LintRule(UntellingName, untelling_name)
