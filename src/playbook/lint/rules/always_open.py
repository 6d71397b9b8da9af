"""Windows that are always open, in conditions."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.logic.conditions import PUBLISH_AT
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject


@diagnostic("PB732", "always-open", Severity.WARNING)
class AlwaysOpen(Diagnostic):
    """A window in a condition, or after `delay until`, that every instant is in. As the value of a param it stands for
    "always", and is left alone.

    ## Example
    ```playbook
    policy acme timezone "Europe/London"
    rule desk-hours delay until weekdays plus weekends "Nobody is there."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    rule desk-hours delay until weekdays 09:00 to 17:00 "Nobody is there."
    ```
    """

    def message(self) -> str:
        return "this window is always open"

    def label(self) -> str:
        return "every instant is in it"


def always_open(subject: Subject) -> Iterator[AlwaysOpen]:
    """The windows that instants are held against."""
    for window in subject.windows():
        if not subject.conditions.possible(subject.conditions.within(PUBLISH_AT, window, positive=False)):
            yield AlwaysOpen(window.span)


RULE = LintRule(AlwaysOpen, always_open)
