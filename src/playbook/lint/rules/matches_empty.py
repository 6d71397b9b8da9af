"""Patterns that match without taking a character, and so match everything."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.syntax import tree

_UNLIKELY = "\u2603"
"""A text that no pattern matches unless it matches nearly all."""


@diagnostic("PB725", "matches-empty", Severity.WARNING)
class MatchesEmpty(Diagnostic):
    """A pattern that can match the empty text, which is found everywhere. One that is about empty texts (`/^\\s*$/`) is
    left alone.

    ## Example
    ```playbook
    policy acme
    rule shouting when text matches /!*/ warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule shouting when text matches /!{3,}/ warn "Calm down."
    ```
    """

    def message(self) -> str:
        return "this pattern can match the empty text, so it is found in every text"

    def help(self) -> str:
        return "say what has to be there at least: `+` for `*`, or a count"


def matches_empty(subject: Subject) -> Iterator[MatchesEmpty]:
    """All patterns of the file."""
    for node in subject.said:
        if isinstance(node, tree.PatternLiteral):
            pattern = subject.tables.patterns.get(node)
            if pattern is not None and pattern.found("") and pattern.found(_UNLIKELY):
                yield MatchesEmpty(node.span)


RULE = LintRule(MatchesEmpty, matches_empty)
