"""The kinds of mistake in quotes, slashes and brackets that are there and should not be, or should be others.
Emitted by `repair_quotes` and `mistaken`.
"""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic, facts
from playbook.source import Span


@diagnostic("PB070", "needless-quotes")
class NeedlessQuotes(Diagnostic):
    """A name, a date or a clock between quotes. Quotes are for texts, which posts are searched for or people read.

    ## Example
    ```playbook
    policy acme
    rule cake
      tags "food"
      when text mentions "cake"
      warn "Not before lunch."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule cake
      tags food
      when text mentions "cake"
      warn "Not before lunch."
    ```
    """

    words: str

    def message(self) -> str:
        return f"`{self.words}` stands here without quotes"

    def help(self) -> str:
        return f"write `{self.words}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.words, Applicability.SAFE),)


@diagnostic("PB071", "unescaped-slash")
class UnescapedSlash(Diagnostic):
    r"""A slash within a pattern. A slash ends a pattern, so one within it is written `\/`.

    ## Example
    ```playbook
    policy acme
    rule links
      when text matches /https?://acme/
      warn "Leave the link out."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule links
      when text matches /https?:\/\/acme/
      warn "Leave the link out."
    ```
    """

    pattern: str

    def message(self) -> str:
        return "a slash within a pattern is written `\\/`"

    def help(self) -> str:
        return f"write `{self.pattern}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.pattern),)


@diagnostic("PB072", "quote-in-text")
class QuoteInText(Diagnostic):
    r"""A quote within a text. A quote ends a text, so one within it is written `\"`.

    ## Example
    ```playbook
    policy acme
    rule paid
      when sponsored
      deny "Write "ad" first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid
      when sponsored
      deny "Write \"ad\" first."
    ```
    """

    def message(self) -> str:
        return 'a quote within a text is written `\\"`'

    def label(self) -> str:
        return "the text ends at the first of these"

    def help(self) -> str:
        return f"write `{self._escaped}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self._escaped),)

    @property
    def _escaped(self) -> str:
        return self.span.text.replace('"', '\\"')


@facts
class _Instead(Diagnostic):
    """What stands there, and what to write in its place: `meant`."""

    meant: str

    def help(self) -> str:
        return f"write `{_short(self.meant)}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.meant),)


@diagnostic("PB073", "list-brackets")
class ListBrackets(_Instead):
    """A list that does not stand between `[` and `]`: between other brackets, or between none.

    ## Example
    ```playbook
    policy acme
    rule sweets
      when text mentions any of ("cake", "pie")
      warn "Not before lunch."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule sweets
      when text mentions any of ["cake", "pie"]
      warn "Not before lunch."
    ```
    """

    def message(self) -> str:
        return "a list stands between `[` and `]`"


@diagnostic("PB074", "needless-brackets")
class NeedlessBrackets(_Instead):
    """Brackets around what stands without: the words of a topic, the message after a verdict.

    ## Example
    ```playbook
    policy acme
    rule paid
      when sponsored
      deny ("No paid posts.")
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid
      when sponsored
      deny "No paid posts."
    ```
    """

    def message(self) -> str:
        return "no brackets stand here"


@diagnostic("PB075", "message-before-verdict")
class MessageBeforeVerdict(Diagnostic):
    """A message before its verdict. The verdict comes first.

    ## Example
    ```playbook
    policy acme
    rule paid
      when sponsored
      "No paid posts." deny
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid
      when sponsored
      deny "No paid posts."
    ```
    """

    verdict: Span

    def message(self) -> str:
        return "a message stands after its verdict"

    def help(self) -> str:
        return f"write `{self.verdict.text} {_short(self.span.text)}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span.to(self.verdict), f"{self.verdict.text} {self.span.text}"),)


@diagnostic("PB076", "record-braces")
class RecordBraces(Diagnostic):
    """A record that does not stand between `{` and `}`.

    ## Example
    ```playbook
    policy acme
    rule alt-text
      when any media where alt_text is missing
      warn "Describe every picture."
    test "bare"
      given media = [kind = photo]
      expect warn from alt-text
    ```

    ## Write instead
    ```playbook
    policy acme
    rule alt-text
      when any media where alt_text is missing
      warn "Describe every picture."
    test "bare"
      given media = [{kind = photo}]
      expect warn from alt-text
    ```
    """

    def message(self) -> str:
        return "a record stands between `{` and `}`"

    def help(self) -> str:
        return f"write `{{{_short(self.span.text)}}}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"{{{self.span.text}}}"),)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
