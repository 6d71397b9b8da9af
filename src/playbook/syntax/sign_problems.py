"""The kinds of mistake in signs and brackets. Emitted by `repair_signs` and `repair_gaps`."""

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.source import Span


def left_out(span: Span) -> Edit:
    """The edit that takes *span* out, and the space behind it where there is one before it, too."""
    text, end = span.source.text, span.end
    if span.start == 0 or text[span.start - 1].isspace():
        while end < len(text) and text[end] in " \t":
            end += 1
    return Edit(Span(span.source, span.start, end), "")


@diagnostic("PB050", "foreign-sign")
class ForeignSign(Diagnostic):
    """A sign from another language, where this one has a word or another sign.

    `is` and `is not` compare; `and`, `or` and `not` join conditions; `=` only gives a name its value.

    ## Example
    ```playbook
    policy acme
    rule official-purposes
      when account.kind == professional && purpose != news
      deny "Post this from your own account."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule official-purposes
      when account.kind is professional and purpose is not news
      deny "Post this from your own account."
    ```
    """

    meant: str
    mend: Edit | None = None
    """The edit, where it is more than to put one sign for the other."""

    def message(self) -> str:
        if self.span.text == "=" and self.meant == "is":
            return "`=` gives a name its value, and does not compare"
        if self.span.text in {"=", ",", "-"}:
            return f"`{self.span.text}` does not fit here"
        return f"`{self.span.text}` is not a sign of this language"

    def help(self) -> str:
        return f"write `{self.meant.strip()}`"

    def edits(self) -> tuple[Edit, ...]:
        return (self.mend or Edit(self.span, self.meant, Applicability.SAFE),)


@diagnostic("PB051", "stray-sign")
class StraySign(Diagnostic):
    """A sign that means nothing where it stands: a semicolon, a full stop, a brace around a rule.

    Every declaration and clause begins with a word, so nothing has to end them or hold them together.

    ## Example
    ```playbook
    policy acme
    rule no-shouting {
      when text matches /!!!/;
      warn "Calm down.";
    }
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
        return (
            "this means nothing here" if "`" in self.span.text else f"`{self.span.text}` means nothing here"
        )

    def help(self) -> str:
        if self.span.text in {";", "{", "}", ":"}:
            return "leave it out: every clause begins with a word, and nothing has to end it"
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return (left_out(self.span),)


@diagnostic("PB052", "unclosed-bracket")
class UnclosedBracket(Diagnostic):
    """A bracket that is opened and not closed before the clause ends.

    ## Example
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and (text mentions "cake" or text mentions "pie"
      warn "Say that you are paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and (text mentions "cake" or text mentions "pie")
      warn "Say that you are paid."
    ```
    """

    closing: str
    end: Span

    def message(self) -> str:
        return f"this `{self.span.text}` is never closed"

    def help(self) -> str:
        return f"close it with `{self.closing}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.end, self.closing),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.end, f"`{self.closing}` is missing here at the latest"),)


@diagnostic("PB053", "stray-bracket")
class StrayBracket(Diagnostic):
    """A closing bracket that closes nothing, or not what is open.

    ## Example
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and text mentions "cake")
      warn "Say that you are paid."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts
      when sponsored and text mentions "cake"
      warn "Say that you are paid."
    ```
    """

    opened: Span | None
    closing: str | None

    def message(self) -> str:
        if self.opened is None:
            return f"this `{self.span.text}` closes nothing"
        return f"this `{self.span.text}` does not close `{self.opened.text}`"

    def help(self) -> str:
        return f"write `{self.closing}`" if self.closing else "leave it out, or open it before"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.closing or ""),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.opened, "this is open"),) if self.opened else ()


@diagnostic("PB054", "missing-comma")
class MissingComma(Diagnostic):
    """Two items side by side without a comma between them.

    ## Example
    ```playbook
    policy acme
    topic releases
      words "is out" "new release"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic releases
      words "is out", "new release"
    ```
    """

    gap: Span

    def message(self) -> str:
        return f"a comma is missing before `{self.span.text}`"

    def help(self) -> str:
        return "put commas between the items"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.gap, ",", Applicability.SAFE),)


@diagnostic("PB055", "missing-equals")
class MissingEquals(Diagnostic):
    """A name and its value without the `=` between them.

    ## Example
    ```playbook
    policy acme
    let loud text matches /!!!/
    ```

    ## Write instead
    ```playbook
    policy acme
    let loud = text matches /!!!/
    ```
    """

    name: str
    gap: Span

    def message(self) -> str:
        return f"an `=` is missing between `{self.name}` and its value"

    def help(self) -> str:
        return f"write `{self.name} = …`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.gap, " =", Applicability.SAFE),)
