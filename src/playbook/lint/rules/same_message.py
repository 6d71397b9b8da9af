"""Rules that say the same, so that nobody can tell which one it was."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Related, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.same import outline


@diagnostic("PB742", "same-message", Severity.WARNING)
class SameMessage(Diagnostic):
    """A rule with the very message of another one, most likely copied and not rewritten.

    ## Example
    ```playbook
    policy acme
    rule pictures when any media where alt_text is missing warn "Describe every picture."
    rule captions when any media where captions is missing warn "Describe every picture."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule pictures when any media where alt_text is missing warn "Describe every picture."
    rule captions when any media where captions is missing warn "Caption every video."
    ```
    """

    rule: str
    other: str
    first: Span

    def message(self) -> str:
        return f"rule `{self.rule}` says the same as `{self.other}`"

    def help(self) -> str:
        return "say what this one is about"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "it is said here first"),)


def same_message(subject: Subject) -> Iterator[SameMessage]:
    """The messages of the file's rules."""
    first: dict[object, tree.Rule] = {}
    for rule in subject.rules:
        message = rule.verdict.message
        if message is None:
            continue
        before = first.setdefault(outline(message), rule)
        if before is not rule and before.verdict.message is not None:
            yield SameMessage(message.span, rule.name.name, before.name.name, before.verdict.message.span)


RULE = LintRule(SameMessage, same_message)
