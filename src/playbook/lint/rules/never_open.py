"""Windows in which there is no instant, though each of their parts has some."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree
from playbook.syntax.walk import children


@diagnostic("PB731", "never-open", Severity.WARNING)
class NeverOpen(Diagnostic):
    """A window of which its exceptions leave nothing. What `check` sees by itself (PB604) is an error there.

    ## Example
    ```playbook
    policy acme timezone "Europe/London"
    param desk: window = 2027-01-04 to 2027-01-08 except weekdays
    rule desk-hours delay until desk "Nobody is there."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/London"
    param desk: window = 2027-01-04 to 2027-01-10 except weekdays
    rule desk-hours delay until desk "Nobody is there."
    ```
    """

    def message(self) -> str:
        return "this window is never open"

    def label(self) -> str:
        return "nothing is left of it"


def never_open(subject: Subject) -> Iterator[NeverOpen]:
    """All windows of the file that are put together from others."""
    nodes = subject.said
    inner = {
        part for node in nodes if isinstance(node, tree.WindowJoin | tree.Group) for part in children(node)
    }
    for node in nodes:
        if not isinstance(node, tree.WindowJoin) or node in inner:
            continue
        if not subject.conditions.possible(subject.conditions.within("(any instant)", node)):
            yield NeverOpen(node.span)


RULE = LintRule(NeverOpen, never_open)
