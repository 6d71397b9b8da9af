"""The kinds of mistake in a message: braces that do not make a hole. Emitted by `message`."""

import re

from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.source import Span
from playbook.text.late import late

_VALUE = late(re.compile, r"\s*+[a-z_][\w.]*+(?:\([^()\"{}]*+\))?+")
_VALUE_BEFORE = late(re.compile, r"[a-z_][\w.]*(?:\([^()\"{}]*\))?\Z")


@diagnostic("PB045", "unclosed-hole")
class UnclosedHole(Diagnostic):
    """A `{` in a message that no `}` follows.

    What stands in braces is worked out and put into the message. For a brace itself write `{{`.

    ## Example
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "{count(hashtags) hashtags are too many."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "{count(hashtags)} hashtags are too many."
    ```
    """

    rest: str

    def message(self) -> str:
        return "this `{` is never closed"

    def help(self) -> str:
        return "close it with `}`, or write `{{` for a brace itself"

    def edits(self) -> tuple[Edit, ...]:
        start, source = self.span.start, self.span.source
        brace = Edit(Span(source, start, start + 1), "{{")
        value = _VALUE.match(self.span.text, 1)
        if value is None:
            return (brace,)
        end = start + value.end()
        return (Edit(Span(source, end, end), "}"), brace)


@diagnostic("PB046", "stray-brace")
class StrayBrace(Diagnostic):
    """A `}` in a message that closes nothing.

    ## Example
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "Three are enough :-}"
    ```

    ## Write instead
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "Three are enough :-}}"
    ```
    """

    def message(self) -> str:
        return "this `}` closes nothing"

    def help(self) -> str:
        brace = "write `}}` for a brace itself"
        return brace if self._value is None else f"open it before, `{{{self._value}}}`, or {brace}"

    def edits(self) -> tuple[Edit, ...]:
        brace = Edit(self.span, "}}")
        if self._value is None:
            return (brace,)
        whole = Span(self.span.source, self.span.start - len(self._value), self.span.end)
        return (Edit(whole, f"{{{self._value}}}"), brace)

    @property
    def _value(self) -> str | None:
        """What stands before it, if that looks like something to put in."""
        before = self.span.source.text[max(0, self.span.start - 80) : self.span.start]
        found = _VALUE_BEFORE.search(before)
        return found[0] if found and set(found[0]) & set("(._") else None


@diagnostic("PB047", "empty-hole")
class EmptyHole(Diagnostic):
    """Braces in a message with nothing between them.

    ## Example
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "{} hashtags are too many."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule few-hashtags
      when count(hashtags) > 3
      warn "{count(hashtags)} hashtags are too many."
    ```
    """

    def message(self) -> str:
        return "there is nothing between these braces"

    def help(self) -> str:
        return "say what to put in, as in `{count(hashtags)}`, or write `{{}}` for the braces themselves"
