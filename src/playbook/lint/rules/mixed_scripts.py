"""Words that mix letters of several scripts, which look like what they are not."""

import re
import unicodedata
from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Diagnostic, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.lint.written import written
from playbook.source import Span

_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
"""Scripts with letters that look like those of another one."""


@diagnostic("PB771", "mixed-scripts", Severity.WARNING)
class MixedScripts(Diagnostic):
    """A word with letters of several scripts, such as a Cyrillic `а` among Latin letters: a term that never matches, or
    a name that deceives. Tests, examples and patterns are left alone.

    ## Example
    ```playbook
    policy acme
    rule rivals when text mentions "Glob\u0435x" warn "Leave them out."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule rivals when text mentions "Globex" warn "Leave them out."
    ```
    """

    word: str
    scripts: str
    letter: str

    def message(self) -> str:
        return f"`{self.word}` mixes {self.scripts} letters"

    def label(self) -> str:
        return f"U+{ord(self.letter):04X} {unicodedata.name(self.letter, '').lower()}"

    def help(self) -> str:
        return "type the word anew"


def mixed_scripts(subject: Subject) -> Iterator[MixedScripts]:
    """All that is written in the file."""
    if subject.module.source.text.isascii():
        return
    for span in written(subject.file):
        for found in _WORD.finditer(span.source.text, span.start, span.end):
            if found[0].isascii():
                continue
            scripts = [_script(char) for char in found[0]]
            several = sorted({script for script in scripts if script})
            if len(several) > 1:
                rare = min(several, key=scripts.count)
                letter = next(char for char, script in zip(found[0], scripts, strict=True) if script == rare)
                words = " and ".join(script.capitalize() for script in several)
                yield MixedScripts(Span(span.source, *found.span()), found[0], words, letter)


def _script(char: str) -> str:
    """The script of a letter, if it is one of those that can be taken for each other."""
    name = unicodedata.name(char, "")
    return next((script for script in _SCRIPTS if name.startswith(f"{script} ")), "")


RULE = LintRule(MixedScripts, mixed_scripts)
