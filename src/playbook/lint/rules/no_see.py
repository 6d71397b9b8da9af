"""Rules without a source. Has to be asked for: packs are the place for it."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject


@diagnostic("PB744", "no-see", Severity.WARNING)
class NoSee(Diagnostic):
    """A rule that does not say where it comes from. Not among the default rules: it is meant for packs, which ask
    people to trust rules that somebody else wrote.

    ## Example
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule ads see "https://acme.example/handbook#ads" when sponsored warn "Say so."
    ```
    """

    rule: str

    def message(self) -> str:
        return f"rule `{self.rule}` does not say where it comes from"

    def help(self) -> str:
        return 'name a source: `see "https://…"`'


def no_see(subject: Subject) -> Iterator[NoSee]:
    """The rules of the file."""
    for rule in subject.rules:
        if not rule.see:
            yield NoSee(rule.name.span, rule.name.name)


RULE = LintRule(NoSee, no_see, default=False)
