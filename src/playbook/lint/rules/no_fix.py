"""Rules that hold a post back without a `fix`. Has to be asked for: a good message is often enough."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject


@diagnostic("PB743", "no-fix", Severity.WARNING)
class NoFix(Diagnostic):
    """A rule that denies, and has no `fix` that says what to do instead. Not among the default rules.

    ## Example
    ```playbook
    policy acme
    rule rivals when text mentions "Globex" deny "Leave rivals out."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule rivals when text mentions "Globex" deny "Leave rivals out." fix "Say what we do well instead."
    ```
    """

    rule: str

    def message(self) -> str:
        return f"rule `{self.rule}` denies, and has no `fix`"

    def help(self) -> str:
        return "say how the post could go out"


def no_fix(subject: Subject) -> Iterator[NoFix]:
    """The rules of the file that deny."""
    for rule in subject.rules:
        if rule.verdict.name == "deny" and not rule.fixes:
            yield NoFix(rule.name.span, rule.name.name)


RULE = LintRule(NoFix, no_fix, default=False)
