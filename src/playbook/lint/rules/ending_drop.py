"""Rules that were left out until a day which is near, or past."""

from collections.abc import Iterator
from datetime import date, timedelta

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree

AHEAD = timedelta(days=30)
"""How long ahead it is told."""


@diagnostic("PB751", "ending-drop", Severity.WARNING)
class EndingDrop(Diagnostic):
    """A `drop … until` that has run out, or does so within 30 days: from then on the rule is back."""

    rule: str
    until: date
    is_over: bool

    def message(self) -> str:
        if self.is_over:
            return f"rule `{self.rule}` is back: it was dropped until {self.until} only"
        return f"rule `{self.rule}` will be back on {self.until}"

    def help(self) -> str:
        return (
            "leave the `drop` out, or give it another day"
            if self.is_over
            else "see whether that is still right"
        )


def ending_drop(subject: Subject) -> Iterator[EndingDrop]:
    """The drops of the file."""
    for drop in subject.file.declarations:
        if not isinstance(drop, tree.Drop) or drop.until is None or subject.today is None:
            continue
        if drop.until.value - subject.today <= AHEAD:
            is_over = drop.until.value <= subject.today
            yield EndingDrop(drop.until.span, drop.rule.name, drop.until.value, is_over)


RULE = LintRule(EndingDrop, ending_drop, needs="today")
