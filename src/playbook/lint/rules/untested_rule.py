"""Rules that no test names, in files that have tests."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree


@diagnostic("PB761", "untested-rule", Severity.WARNING)
class UntestedRule(Diagnostic):
    """A rule that no test of its file names. Files without any test are left alone: `playbook test` tells.

    ## Example
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    rule replies when action is reply warn "Sleep on it."
    test "an ad" given sponsored = true expect warn from ads
    ```

    ## Write instead
    ```playbook
    policy acme
    rule ads when sponsored warn "Say so."
    rule replies when action is reply warn "Sleep on it."
    test "an ad" given sponsored = true expect warn from ads
    test "a reply" given action = reply expect warn from replies
    ```
    """

    rule: str

    def message(self) -> str:
        return f"no test names rule `{self.rule}`"

    def help(self) -> str:
        return f"write one in which it fires: `expect … from {self.rule}`"


def untested_rule(subject: Subject) -> Iterator[UntestedRule]:
    """The rules of a file that has tests."""
    if not subject.tests:
        return
    named = {name for test in subject.tests for one in test.expect for name in _named(one)}
    for rule in subject.rules:
        if rule.name.name not in named:
            yield UntestedRule(rule.name.span, rule.name.name)


def _named(expectation: tree.Expectation) -> Iterator[str]:
    match expectation:
        case tree.ExpectVerdict():
            yield from (rule.name for rule in expectation.rules)
        case tree.ExpectNo():
            yield expectation.rule.name
        case tree.ExpectNeeds():
            return


RULE = LintRule(UntestedRule, untested_rule)
