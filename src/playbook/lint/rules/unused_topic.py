"""Topics that no rule looks for."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject


@diagnostic("PB711", "unused-topic", Severity.WARNING)
class UnusedTopic(Diagnostic):
    """A topic that no rule looks for. Files without rules, which others take topics from, are left alone.

    ## Example
    ```playbook
    policy acme
    topic rivals words "Globex"
    rule ads when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic rivals words "Globex"
    rule rivals when text mentions rivals warn "Leave them out."
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"topic `{self.name}` is not used"

    def help(self) -> str:
        return "use it in a rule, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def unused_topic(subject: Subject) -> Iterator[UnusedTopic]:
    """The topics of the file."""
    for topic in subject.topics:
        if subject.uses.idle(topic):
            yield UnusedTopic(topic.name.span, topic.name.name, without(topic))


RULE = LintRule(UnusedTopic, unused_topic)
