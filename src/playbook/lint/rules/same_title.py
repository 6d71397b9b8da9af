"""Tests with one title, which nobody can tell apart in a report."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Related, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.written import first_line
from playbook.source import Span
from playbook.syntax import tree


@diagnostic("PB763", "same-title", Severity.WARNING)
class SameTitle(Diagnostic):
    """A test with the title of another one, so that nobody knows which of the two failed.

    ## Example
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    test "ads" given sponsored = true expect warn from ads
    test "ads" given sponsored = false expect no ads
    ```

    ## Write instead
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    test "an ad" given sponsored = true expect warn from ads
    test "no ad" given sponsored = false expect no ads
    ```
    """

    title: str
    first: Span

    def message(self) -> str:
        return f"there is another test “{self.title}”"

    def help(self) -> str:
        return "say in its title what it tries"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "the first one"),)


def same_title(subject: Subject) -> Iterator[SameTitle]:
    """The tests of the file."""
    first: dict[str, tree.Test] = {}
    for test in subject.tests:
        before = first.setdefault(test.title, test)
        if before is not test:
            yield SameTitle(first_line(test.span), test.title, first_line(before.span))


RULE = LintRule(SameTitle, same_title)
