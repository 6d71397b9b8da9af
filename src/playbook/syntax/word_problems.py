"""The kinds of mistake in words: in the wrong case, misspelt, or from another language. Emitted by `repair_words`."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic
from playbook.source import Span
from playbook.syntax.sign_problems import left_out


@diagnostic("PB060", "keyword-case")
class KeywordCase(Diagnostic):
    """A word of the language that is not written in small letters.

    ## Example
    ```playbook
    policy acme
    Rule no-shouting
      When text matches /!!!/
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
        return f"the words of the language are written in small letters: `{self.span.text}`"

    def help(self) -> str:
        return f"write `{self.span.text.lower()}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.span.text.lower(), Applicability.SAFE),)


@diagnostic("PB061", "misspelt-keyword")
class MisspeltKeyword(Diagnostic):
    """A word that is close to one of the language, and stands where that one would fit.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      wehn text matches /!!!/
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

    meant: str

    def message(self) -> str:
        return f"`{self.span.text}` is not a word of the language"

    def help(self) -> str:
        return f"did you mean `{self.meant}`?"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.meant),)


@diagnostic("PB062", "foreign-word")
class ForeignWord(Diagnostic):
    """A word from another language, or a plain one, where this language has its own.

    ## Example
    ```playbook
    policy acme
    rule no-shouting
      if text matches /!!!/ then
      reject "Calm down."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule no-shouting
      when text matches /!!!/
      deny "Calm down."
    ```
    """

    meant: str
    known: bool = False
    """Whether it is a word of this language as well, in other places."""
    mend: Edit | None = None
    """The edit, where it is more than to put one word for the other."""

    def message(self) -> str:
        if self.meant == "=":
            return "a value is given with `=`"
        if self.meant == ",":
            return f"items are put together with commas, not `{self.span.text}`"
        if self.known:
            return f"`{self.span.text}` does not fit here"
        if " " in self.span.text:
            return f"the language has its own way to say `{self.span.text}`"
        return f"`{self.span.text}` is not a word of the language"

    def help(self) -> str:
        return f"write `{self.meant}`" if self.meant else "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend or (Edit(self.span, self.meant) if self.meant else left_out(self.span)),)


@diagnostic("PB063", "missing-is")
class MissingIs(Diagnostic):
    """A comparison without its `is`.

    ## Example
    ```playbook
    policy acme
    rule broadcast-only
      when action in [reply, quote]
      deny "This account only posts."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule broadcast-only
      when action is in [reply, quote]
      deny "This account only posts."
    ```
    """

    gap: Span

    def message(self) -> str:
        return f"an `is` is missing before `{self.span.text}`"

    def help(self) -> str:
        return f"write `is {self.span.text}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.gap, " is", Applicability.SAFE),)
