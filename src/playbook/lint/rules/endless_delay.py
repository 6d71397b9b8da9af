"""`delay until` what has been, or never comes."""

from collections.abc import Iterator
from datetime import date

from playbook.check.refs import LetRef
from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.syntax import tree


@diagnostic("PB733", "endless-delay", Severity.WARNING)
class EndlessDelay(Diagnostic):
    """A post that waits for a window which is over: it never goes out.

    ## Example
    ```playbook
    policy acme timezone "Europe/London"
    rule fair when tags include "fair" delay until 2020-03-01 to 2020-03-05 "Wait for the fair."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    rule fair when tags include "fair" delay until 2999-03-01 to 2999-03-05 "Wait for the fair."
    ```
    """

    rule: str
    last: date

    def message(self) -> str:
        return f"rule `{self.rule}` delays until a window that does not come again"

    def label(self) -> str:
        return f"it was last open on {self.last}"

    def help(self) -> str:
        return "give it other dates, or say `deny`"


def endless_delay(subject: Subject) -> Iterator[EndlessDelay]:
    """The rules of the file that delay until a window. A param is somebody else's to set."""
    for rule in subject.rules:
        if rule.verdict.until is not None and subject.today is not None:
            last = _last(rule.verdict.until, subject)
            if last is not None and last < subject.today:
                yield EndlessDelay(rule.verdict.until.span, rule.name.name, last)


def _last(window: tree.Expr, subject: Subject) -> date | None:
    """The last day of a window; None where it has none, or it is not known."""
    window = bare(window)
    match window:
        case tree.DateWindow():
            return window.last
        case tree.WindowJoin():
            left = _last(window.left, subject)
            if window.operator == "except":
                return left
            right = _last(window.right, subject)
            return None if left is None or right is None else max(left, right)
        case tree.Name():
            ref = subject.tables.refs.get(window)
            is_let = ref is not None and isinstance(ref.base, LetRef) and not ref.fields
            return _last(ref.base.let.value, subject) if is_let else None  # type: ignore[union-attr]
        case _:
            return None


RULE = LintRule(EndlessDelay, endless_delay, needs="today")
