"""Characters in texts that nobody sees."""

import re
from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.written import written
from playbook.source import Span
from playbook.syntax.text_problems import named

_ANYWHERE = "\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff"
_BETWEEN_LATIN = "\u200c\u200d\u200e\u200f\u061c"
_HIDDEN = re.compile(f"[{_ANYWHERE}]|(?<=[A-Za-z0-9])[{_BETWEEN_LATIN}](?=[A-Za-z0-9])")
_FLAG_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")


@diagnostic("PB772", "hidden-in-text", Severity.WARNING)
class HiddenInText(Diagnostic):
    """A character within a text that nobody sees: a zero-width space, a soft hyphen, a mark that turns the direction of
    writing. They come along when text is copied. Joiners are left alone in scripts that need them, and so are tests,
    examples and patterns.

    ## Example
    ```playbook
    policy acme
    rule rivals "Leave rivals\u200b out" when text mentions "Globex" warn "Leave them out."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule rivals "Leave rivals out" when text mentions "Globex" warn "Leave them out."
    ```
    """

    char: str

    def message(self) -> str:
        return f"there is a character in this text that nobody sees: {named(self.char)}"

    def help(self) -> str:
        return "delete it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "", Applicability.SAFE),)


def hidden_in_text(subject: Subject) -> Iterator[HiddenInText]:
    """All that is written in the file."""
    text = subject.module.source.text
    if text.isascii():
        return
    flags = [found.span() for found in _FLAG_TAGS.finditer(text)]
    for span in written(subject.file):
        for found in _HIDDEN.finditer(text, span.start, span.end):
            at = found.start()
            if at > 0 and not any(start <= at < end for start, end in flags):
                yield HiddenInText(Span(span.source, at, at + 1), found[0])


RULE = LintRule(HiddenInText, hidden_in_text)
