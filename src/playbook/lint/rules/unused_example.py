"""Examples that no test is given."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity, diagnostic
from playbook.lint.cut import without
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree


@diagnostic("PB715", "unused-example", Severity.WARNING)
class UnusedExample(Diagnostic):
    """An example that no test is given. Only tests of the same file can use it.

    ## Example
    ```playbook
    policy acme
    example plain text = "Hello"
    rule ads when sponsored warn "Say so."
    test "an ad" given sponsored = true expect warn from ads
    ```

    ## Write instead
    ```playbook
    policy acme
    example plain text = "Hello"
    rule ads when sponsored warn "Say so."
    test "an ad" given plain, sponsored = true expect warn from ads
    ```
    """

    name: str
    edit: Edit

    def message(self) -> str:
        return f"example `{self.name}` is not used"

    def help(self) -> str:
        return "give it to a test, or leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def unused_example(subject: Subject) -> Iterator[UnusedExample]:
    """The examples of the file."""
    for declaration in subject.file.declarations:
        if isinstance(declaration, tree.Example) and declaration.name.name not in subject.uses.examples:
            yield UnusedExample(declaration.name.span, declaration.name.name, without(declaration))


RULE = LintRule(UnusedExample, unused_example)
