"""Characters in texts that nobody sees."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.comments import comments
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.written import written
from playbook.source import Span
from playbook.syntax.text_problems import named

_ANYWHERE = "\u00ad\u180e\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e0fff"
_BETWEEN_LATIN = "\u200c\u200d\u200e\u200f\u061c"
_HIDDEN = re.compile(f"[{_ANYWHERE}]|(?<=[A-Za-z0-9])[{_BETWEEN_LATIN}](?=[A-Za-z0-9])")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of writing (Unicode 15.0, Bidi_Control without the marks that scripts need)."""
_FLAG_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")


@diagnostic("PB772", "hidden-in-text", Severity.WARNING)
class HiddenInText(Diagnostic):
    """A character within a text that nobody sees: a zero-width space, a soft hyphen, a mark that turns the direction of
    writing. They come along when text is copied. Joiners are left alone in scripts that need them, and so are tests,
    examples and patterns.

    What turns the direction of writing is told wherever it stands, in comments, tests and patterns too: with it, a
    policy can read as something else than it says.

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
    trust: Applicability = Applicability.SAFE

    def message(self) -> str:
        if _TURNING.match(self.char):
            return f"this character turns the direction of what is read here: {named(self.char)}"
        return f"there is a character in this text that nobody sees: {named(self.char)}"

    def help(self) -> str:
        return "delete it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "", self.trust),)


def hidden_in_text(subject: Subject) -> Iterator[HiddenInText]:
    """All that is written in the file."""
    text = subject.module.source.text
    if text.isascii():
        return
    flags = [found.span() for found in _FLAG_TAGS.finditer(text)]
    prose = list(written(subject.file))
    for span in prose:
        for found in _HIDDEN.finditer(text, span.start, span.end):
            at = found.start()
            if at > 0 and not any(start <= at < end for start, end in flags):
                yield HiddenInText(Span(span.source, at, at + 1), found[0])
    yield from _turned(subject, prose)


def _turned(subject: Subject, prose: Sequence[Span]) -> Iterator[HiddenInText]:
    """What turns the direction of writing, outside of *prose*: in comments, and where it may belong to a post."""
    source = subject.module.source
    said = [comment.span for comment in comments(subject.file)]
    for found in _TURNING.finditer(source.text):
        at = found.start()
        if not _is_within(at, prose):
            trust = Applicability.SAFE if _is_within(at, said) else Applicability.MAYBE
            yield HiddenInText(Span(source, at, at + 1), found[0], trust)


def _is_within(at: int, spans: Sequence[Span]) -> bool:
    """Whether *at* is in one of *spans*, which are in order and apart."""
    index = bisect_right(spans, at, key=lambda span: span.start)
    return index > 0 and at < spans[index - 1].end


RULE = LintRule(HiddenInText, hidden_in_text)
