"""Rules that stop a post and do not say what to do."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject

STOPPING = ("delay", "review", "deny")


@diagnostic("PB741", "no-message", Severity.WARNING)
class NoMessage(Diagnostic):
    """A rule that holds a post back, and tells its author neither why nor what to do.

    ## Example
    ```playbook
    policy acme
    rule paid when sponsored and not (text mentions "#ad") deny
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored and not (text mentions "#ad") deny "Say that it is paid: begin with #ad."
    ```
    """

    rule: str
    verdict: str

    def message(self) -> str:
        return f"rule `{self.rule}` says `{self.verdict}`, and neither why nor what to do"

    def help(self) -> str:
        return f'give it words (`{self.verdict} "…"`), or a `fix`'


def no_message(subject: Subject) -> Iterator[NoMessage]:
    """The rules of the file. A title may say it all."""
    for rule in subject.rules:
        verdict = rule.verdict
        if verdict.name in STOPPING and verdict.message is None and not rule.fixes and not rule.title:
            yield NoMessage(verdict.span, rule.name.name, verdict.name)


RULE = LintRule(NoMessage, no_message)
