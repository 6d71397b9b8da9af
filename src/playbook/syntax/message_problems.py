"""The kinds of mistake in a message: braces that do not make a hole. Emitted by `message`."""

from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.source import Span


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
        return (Edit(Span(self.span.source, self.span.start, self.span.start + 1), "{{"),)


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
        return "write `}}` for a brace itself"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "}}"),)


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

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "{{}}"),)
