"""What is wrong with the comments that allow findings. They are found whatever rules are chosen."""

from datetime import date

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.source import Span


@diagnostic("PB791", "bad-allowance", Severity.WARNING)
class BadAllowance(Diagnostic):
    """A comment that is to allow a finding, and does not say what, or why, so that it allows nothing.

    ## Example
    ```playbook
    policy acme
    # playbook: allow unused-topic
    topic rivals words "Globex"
    rule ads when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme
    # playbook: allow unused-topic because the rule comes next week
    topic rivals words "Globex"
    rule ads when sponsored warn "Say so."
    ```
    """

    why: str
    nearest: str | None

    def message(self) -> str:
        return f"this comment allows nothing: {self.why}"

    def help(self) -> str:
        if self.nearest is not None:
            return f"did you mean `{self.nearest}`?"
        return (
            "write `# playbook: allow NAME because …`, or `# playbook: allow NAME until 2027-01-01 because …`"
        )


@diagnostic("PB792", "unused-allowance", Severity.WARNING)
class UnusedAllowance(Diagnostic):
    """A comment that allows a finding which is not there.

    ## Example
    ```playbook
    policy acme
    # playbook: allow unused-topic because the rule comes next week
    topic rivals words "Globex"
    rule rivals when text mentions rivals warn "Leave them out."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic rivals words "Globex"
    rule rivals when text mentions rivals warn "Leave them out."
    ```
    """

    name: str
    alone: bool

    def message(self) -> str:
        return f"there is no `{self.name}` here to allow"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(_with_space(self.span), "", Applicability.SAFE),) if self.alone else ()


@diagnostic("PB793", "expired-allowance", Severity.WARNING)
class ExpiredAllowance(Diagnostic):
    """A comment that allowed a finding until a day that has come."""

    name: str
    until: date

    def message(self) -> str:
        return f"`{self.name}` was allowed until {self.until} only"

    def help(self) -> str:
        return "mend what it is about, or say until when it may stay"


def _with_space(span: Span) -> Span:
    """The comment, the space before it, and its line if there is nothing else on it."""
    text, start, end = span.source.text, span.start, span.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    if start == 0 or text[start - 1] in "\r\n":
        end += 2 if text[end : end + 2] == "\r\n" else 1 if text[end : end + 1] in ("\n", "\r") else 0
    return Span(span.source, start, end)
