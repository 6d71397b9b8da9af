"""What running a policy's tests found out."""

from typing import Literal

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.model.decision import Decision
from playbook.source import Span
from playbook.testing.coverage.seen import FileCoverage
from playbook.testing.failure import Failure

Outcome = Literal["passed", "failed", "skipped"]


@frozen
class TestResult:
    """One test, or one row of a test with a table."""

    __test__ = False  # for pytest, which collects classes of this name

    title: str
    outcome: Outcome
    span: Span
    """Where it stands."""
    problems: tuple[tuple[Span, str], ...] = ()
    """Each expectation that was not met, and what was there instead; or why it was skipped."""
    decision: Decision | None = None
    failure: Failure | None = None
    """What explains it, where an expectation was not met."""


@frozen
class FileReport:
    """One policy file. Where it has errors, no test has run."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    results: tuple[TestResult, ...] = ()
    never_fired: tuple[str, ...] = ()
    """Its own rules that no test has seen fire."""
    never_quiet: tuple[str, ...] = ()
    """Its own rules that no test has seen stay quiet."""
    left_out: tuple[str, ...] = ()
    """Its own rules that use what is not supported yet."""
    coverage: FileCoverage | None = None
    """What the tests have seen; only where asked for."""

    @property
    def passed(self) -> bool:
        """Every test that ran passed, and all could run."""
        return not self.diagnostics_stop and all(result.outcome != "failed" for result in self.results)

    @property
    def diagnostics_stop(self) -> bool:
        """Whether mistakes in the policy kept the tests from running."""
        return any(one.severity == "error" and one.slug != "not-supported-yet" for one in self.diagnostics)
