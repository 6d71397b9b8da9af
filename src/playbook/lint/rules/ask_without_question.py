"""Questions that are none."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree

_MARKS = ("?", "？", "؟", ";", "\u037e", "՞", "፧", "⸮")


@diagnostic("PB747", "ask-without-question", Severity.WARNING)
class AskWithoutQuestion(Diagnostic):
    """An `ask` that is to be answered with yes or no, and does not end in a question mark.

    ## Example
    ```playbook
    policy acme
    ask archived "Archive it first."
    rule records when action is delete require archived otherwise deny "It is not in the archive."
    ```

    ## Write instead
    ```playbook
    policy acme
    ask archived "Is it in the archive?"
    rule records when action is delete require archived otherwise deny "It is not in the archive."
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"`{self.name}` is answered with yes or no, and this is no question"

    def help(self) -> str:
        return "ask it so that yes and no say something"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def ask_without_question(subject: Subject) -> Iterator[AskWithoutQuestion]:
    """The asks of the file."""
    for ask in subject.file.declarations:
        if isinstance(ask, tree.Ask) and ask.type is None:
            words = ask.question.value.rstrip()
            if not words.rstrip(" \t)”\"'»\u00a0\u202f").endswith(_MARKS):
                end = ask.question.span.end - 1
                edit = Edit(Span(ask.span.source, end, end), "?", Applicability.PLACEHOLDER)
                yield AskWithoutQuestion(ask.question.span, ask.name.name, edit)


RULE = LintRule(AskWithoutQuestion, ask_without_question)
