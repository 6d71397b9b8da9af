"""What mutation found out, as data."""

from collections.abc import Iterable

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.source import Span
from playbook.testing.coverage.seen import Share


@frozen
class Survivor:
    """A change that no test noticed."""

    kind: str
    name: str
    """The rule (let, topic, param …) that it is made in."""
    words: str
    """What was done."""
    span: Span
    gone: tuple[str, ...]
    """The lines of the source that it takes away."""
    come: tuple[str, ...]
    """The lines that it brings."""


@frozen
class MutationReport:
    """One policy file."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    changes: int = 0
    """How many were tried."""
    survivors: tuple[Survivor, ...] = ()
    failing: tuple[str, ...] = ()
    """Tests that fail without any change; then none is tried."""
    broken: bool = False
    """Whether mistakes in the policy kept the tests from running."""

    @property
    def noticed(self) -> int:
        return self.changes - len(self.survivors)


def score(reports: Iterable[MutationReport]) -> Share:
    """The changes that were noticed, of all that were tried."""
    listed = list(reports)
    return Share(sum(one.noticed for one in listed), sum(one.changes for one in listed))
