"""The kinds of mistake in characters, quotes and comments. Emitted by `repair_texts` and `parser`."""

import re
import unicodedata

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic
from playbook.source import Span


def named(char: str) -> str:
    """A character that cannot be seen, put into words: `U+200B ZERO WIDTH SPACE`."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}".strip()


CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]++")
"""Control characters and halves of surrogate pairs. Reported wherever they stand, by `parser`."""


@diagnostic("PB015", "control-character")
class ControlCharacter(Diagnostic):
    """A control character, such as NUL, or half of a surrogate pair.

    They come in with text copied from programs that use them for something else, and no reader can see them.
    """

    char: str

    def message(self) -> str:
        return f"there is a control character here, {named(self.char)}"

    def help(self) -> str:
        return "delete it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "", Applicability.SAFE),)


@diagnostic("PB016", "hidden-character")
class HiddenCharacter(Diagnostic):
    """A character outside of texts that cannot be seen, or that looks like a space and is none.

    Zero-width characters, no-break spaces and marks that turn the direction of writing can make a policy look
    like what it is not. Between quotes they are fine: there they are words to look for.
    """

    char: str
    space: bool

    def message(self) -> str:
        if self.space:
            return f"this looks like a space and is none: {named(self.char)}"
        return f"there is a character here that cannot be seen: {named(self.char)}"

    def help(self) -> str:
        return "write a plain space" if self.space else "delete it"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, " " if self.space else "", Applicability.SAFE),)


@diagnostic("PB017", "typographic-quotes")
class TypographicQuotes(Diagnostic):
    """Curly or angled quotes around a text. Texts stand between straight double quotes.

    Word processors put curly ones in unasked.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn “Calm down.”
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    words: str

    def message(self) -> str:
        return "a text stands between straight quotes"

    def help(self) -> str:
        return f"write `{self.words}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.words, Applicability.SAFE),)


@diagnostic("PB018", "single-quotes")
class SingleQuotes(Diagnostic):
    """Single quotes or backticks around a text. Texts stand between double quotes.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn 'Calm down.'
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    words: str

    def message(self) -> str:
        return "a text stands between double quotes"

    def help(self) -> str:
        return f"write `{self.words}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.words, Applicability.SAFE),)


@diagnostic("PB019", "unclosed-text")
class UnclosedText(Diagnostic):
    r"""A text that does not end on its line.

    A quote within a text is written `\"`, a new line `\n`. Only descriptions, between three quotes each side,
    run over lines.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down.
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    def message(self) -> str:
        return "this text does not end on its line"

    def label(self) -> str:
        return "" if "\n" in self.span.text else "the closing quote is missing"

    def help(self) -> str:
        if "\n" in self.span.text:
            return "write it on one line; for a new line within a text write `\\n`"
        return 'close it with `"`; for a new line within a text write `\\n`'

    def edits(self) -> tuple[Edit, ...]:
        if "\n" in self.span.text:
            return (Edit(self.span, " ".join(self.span.text.split())),)
        return (Edit(self.span, f'{self.span.text}"'),)


@diagnostic("PB029", "unclosed-doc")
class UnclosedDoc(Diagnostic):
    '''A description that begins with three quotes and never ends.

    ## Example
    ```playbook
    policy acme
      """What Acme's people may post.
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
      """What Acme's people may post."""
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    '''

    end: Span
    quotes: int = 3
    """How many quotes are missing at its end."""

    def message(self) -> str:
        return "this description never ends"

    def help(self) -> str:
        return 'close it with `"""`'

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.end, '"' * self.quotes),)


@diagnostic("PB030", "unclosed-pattern")
class UnclosedPattern(Diagnostic):
    r"""A pattern that does not end on its line, or is empty. A slash within a pattern is written `\/`.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    def message(self) -> str:
        return "this pattern is empty" if self.span.text == "//" else "this pattern does not end on its line"

    def help(self) -> str:
        return "a pattern stands between slashes, as in `/vote for \\w+/i`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.span.text == "//" else (Edit(self.span, f"{self.span.text}/"),)


@diagnostic("PB031", "missing-quotes")
class MissingQuotes(Diagnostic):
    """Words that have to stand between quotes.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      see https://acme.example/handbook
      when text matches /!!!/
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      see "https://acme.example/handbook"
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    def message(self) -> str:
        return "texts stand between quotes"

    def help(self) -> str:
        return f"write `{self._quoted}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self._quoted),)

    @property
    def _quoted(self) -> str:
        return '"' + self.span.text.replace("\\", "/").rstrip('"') + '"'


@diagnostic("PB039", "foreign-comment")
class ForeignComment(Diagnostic):
    """A comment as other languages write it. Here a comment begins with `#` and ends with its line.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      // three are too many
      when text matches /!!!/
      warn "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      # three are too many
      when text matches /!!!/
      warn "Calm down."
    ```
    """

    opening: str

    def message(self) -> str:
        return f"a comment begins with `#`, not `{self.opening}`"

    def help(self) -> str:
        return "write `#` before each line of it"

    def edits(self) -> tuple[Edit, ...]:
        words = self.span.text.removeprefix(self.opening).removesuffix("*/" if self.opening == "/*" else "")
        lines = [line.strip() for line in words.strip().splitlines()]
        return (Edit(self.span, "\n".join(f"# {line}".rstrip() for line in lines)),)
