"""Tests that are given and expect the same as another one."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.frozen import replace
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.written import first_line
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.same import outline


@diagnostic("PB762", "duplicate-test", Severity.WARNING)
class DuplicateTest(Diagnostic):
    """A test that is given the same as another one and expects the same, most likely copied and not changed.

    ## Example
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    test "an ad" given sponsored = true expect warn from ads
    test "no ad" given sponsored = true expect warn from ads
    ```

    ## Write instead
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    test "an ad" given sponsored = true expect warn from ads
    test "no ad" given sponsored = false expect no ads
    ```
    """

    other: str
    first: Span
    edit: Edit

    def message(self) -> str:
        return f"this test is the same as “{self.other}”"

    def help(self) -> str:
        return "change what it is given, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "the first one"),)


def duplicate_test(subject: Subject) -> Iterator[DuplicateTest]:
    """The tests of the file."""
    first: dict[object, tree.Test] = {}
    for test in subject.tests:
        said = outline(replace(test, title=""))
        before = first.setdefault(said, test)
        if before is not test:
            yield DuplicateTest(
                first_line(test.span),
                before.title,
                first_line(before.span),
                without(test, Applicability.MAYBE),
            )


RULE = LintRule(DuplicateTest, duplicate_test)
