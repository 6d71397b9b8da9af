"""Patterns that only spell out words, for which a word list would do."""

import re
from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.print_expressions import quoted

_WORD = r"\w[\w '’-]*"
_PLAIN = re.compile(rf"\\b(?:\((?:\?:)?(?P<several>{_WORD}(?:\|{_WORD})*)\)|(?P<one>{_WORD}))\\b")


@diagnostic("PB724", "pattern-for-words", Severity.WARNING)
class PatternForWords(Diagnostic):
    """A pattern of nothing but words between word edges. A word list finds them too, across spellings of white space,
    apostrophes and invisible characters, and can be read by everybody.

    ## Example
    ```playbook
    policy acme
    rule rivals when text matches /\\b(Globex|Initech)\\b/i warn "Leave them out."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule rivals when text mentions any of ["Globex", "Initech"] warn "Leave them out."
    ```
    """

    edit: Edit | None
    instead: str

    def message(self) -> str:
        return "a word list would do for this pattern"

    def help(self) -> str:
        return f"write `{self.instead}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)


def pattern_for_words(subject: Subject) -> Iterator[PatternForWords]:
    """The patterns of topics, and those that texts are matched with."""
    for node in subject.said:
        if isinstance(node, tree.TopicPatterns):
            yield from _in_topic(node)
        elif isinstance(node, tree.Matches):
            words = _words(node.pattern)
            if words and node.pattern.flags == "i":
                instead = f"mentions {_one_or_any(words)}"
                span = Span(node.span.source, node.text.span.end, node.span.end)
                edit = Edit(span, f" {instead}", Applicability.MAYBE)
                yield PatternForWords(node.pattern.span, edit, instead)


def _in_topic(clause: tree.TopicPatterns) -> Iterator[PatternForWords]:
    for pattern in clause.patterns:
        words = _words(pattern)
        if words:
            keyword = "words" if pattern.flags == "i" else "exactly"
            instead = f"{keyword} {', '.join(map(quoted, words))}"
            edit = None
            if len(clause.patterns) == 1:
                edit = Edit(clause.span, instead, Applicability.MAYBE)
            yield PatternForWords(pattern.span, edit, instead)


def _words(pattern: tree.PatternLiteral) -> list[str]:
    found = _PLAIN.fullmatch(pattern.pattern) if pattern.flags in ("", "i") else None
    if found is None:
        return []
    return [found["one"]] if found["one"] is not None else found["several"].split("|")


def _one_or_any(words: list[str]) -> str:
    listed = ", ".join(map(quoted, words))
    return listed if len(words) == 1 else f"any of [{listed}]"


RULE = LintRule(PatternForWords, pattern_for_words)
