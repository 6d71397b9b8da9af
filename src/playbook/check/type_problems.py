"""The kinds of mistake that are about the types of operands: what an operator wants, and what it got."""

from playbook.check.wording import did_you_mean, noun
from playbook.diagnostics.diagnostic import Diagnostic, Edit, diagnostic
from playbook.types import TEXT, Enum, ListOf, Record, Type


@diagnostic("PB202", "unknown-member")
class UnknownMember(Diagnostic):
    """A word that is none of those that a field may hold.

    ## Example
    ```playbook
    policy acme
    rule work when account.kind is profesional review "Somebody reads it first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule work when account.kind is professional review "Somebody reads it first."
    ```
    """

    name: str
    enum: Enum
    nearest: str | None

    def message(self) -> str:
        return f"`{self.name}` is no {self.enum}"

    def help(self) -> str:
        close = did_you_mean(self.nearest)
        shown = self.enum.members[:12]
        more = " …" if len(self.enum.members) > len(shown) else ""
        return close or "it is one of " + ", ".join(f"`{member}`" for member in shown) + more

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB203", "quoted-member")
class QuotedMember(Diagnostic):
    """A word of a fixed set stands in quotes, as if it were text.

    ## Example
    ```playbook
    policy acme
    rule work when account.kind is "professional" review "Somebody reads it first."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule work when account.kind is professional review "Somebody reads it first."
    ```
    """

    member: str
    enum: Enum

    def message(self) -> str:
        return f"`{self.member}` is a word of its own here, not text"

    def label(self) -> str:
        return f"one of the words of {noun(self.enum)}"

    def help(self) -> str:
        return f"write it without quotes: `{self.member}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.member),)


@diagnostic("PB204", "not-a-condition")
class NotACondition(Diagnostic):
    """Something that neither holds nor fails stands where a condition is wanted.

    ## Example
    ```playbook
    policy acme
    rule tags when hashtags warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule tags when any hashtags warn "Fewer hashtags."
    ```
    """

    type: Type
    words: str
    mend: Edit | None = None

    def message(self) -> str:
        return f"a condition is wanted here, and this is {noun(self.type)}"

    def help(self) -> str | None:
        if self.mend is not None:
            return f"write `{self.mend.text}`"
        if isinstance(self.type, ListOf):
            return f"whether there are any: `any {self.words}`"
        if isinstance(self.type, Record):
            return f"ask about a field of it: `{self.words}.…`"
        if isinstance(self.type, Enum) or self.type == TEXT:
            return f"compare it with something: `{self.words} is …`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        if self.mend is not None:
            return (self.mend,)
        return (Edit(self.span, f"any {self.words}"),) if isinstance(self.type, ListOf) else ()


@diagnostic("PB205", "different-types")
class DifferentTypes(Diagnostic):
    """Values of different types are compared. They are never equal, and none is less.

    ## Example
    ```playbook
    policy acme
    rule few when count(hashtags) > "3" advise "Three are plenty."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule few when count(hashtags) > 3 advise "Three are plenty."
    ```
    """

    left: Type
    right: Type
    operator: str
    mend: Edit | None = None

    def message(self) -> str:
        return f"{noun(self.left)} does not compare with {noun(self.right)}"

    def help(self) -> str | None:
        if isinstance(self.left, ListOf) and self.left.item == self.right:
            return "whether it is in the list: `LIST include X`"
        if isinstance(self.right, ListOf) and self.right.item == self.left:
            return "whether it is one of them: `X is in LIST`"
        if self.mend is not None:
            return f"write `{self.mend.text}`"
        if isinstance(self.left, Record) or isinstance(self.right, Record):
            return "ask about a field of it, as in `any links where site is …`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        return () if self.mend is None else (self.mend,)


@diagnostic("PB206", "no-order")
class NoOrder(Diagnostic):
    """`<` between values that have no order.

    ## Example
    ```playbook
    policy acme
    rule late when author.name > "m" warn "Not you."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule late when author.name starts with "m" warn "Not you."
    ```
    """

    type: Type
    operator: str

    def message(self) -> str:
        return f"`{self.operator}` wants numbers, durations, times or dates, and this is {noun(self.type)}"


@diagnostic("PB207", "wrong-operand")
class WrongOperand(Diagnostic):
    """An operator is given something that it cannot work on.

    ## Example
    ```playbook
    policy acme
    rule tags when hashtags mentions "ad" warn "Say it in words, too."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule tags when hashtags include "ad" warn "Say it in words, too."
    ```
    """

    operator: str
    wanted: str
    got: Type
    advice: str | None = None
    mend: Edit | None = None

    def message(self) -> str:
        return f"`{self.operator}` wants {self.wanted} here, and this is {noun(self.got)}"

    def help(self) -> str | None:
        return self.advice or (None if self.mend is None else f"write `{self.mend.text}`")

    def edits(self) -> tuple[Edit, ...]:
        return () if self.mend is None else (self.mend,)


@diagnostic("PB215", "not-comparable")
class NotComparable(Diagnostic):
    """Records and windows are compared. They are neither equal nor not.

    ## Example
    ```playbook
    policy acme
    param hours: window = weekdays
    rule open when hours is hours warn "?"
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/Paris"
    param hours: window = weekdays
    rule open when publish_at is outside hours warn "Wait for a weekday."
    ```
    """

    type: Type

    def message(self) -> str:
        return f"{noun(self.type)} cannot be compared"

    def help(self) -> str | None:
        return "compare their fields" if isinstance(self.type, Record) else None


@diagnostic("PB221", "topic-as-value")
class TopicAsValue(Diagnostic):
    """A topic stands where a value is wanted. A topic is looked for in text, and is nothing else.

    ## Example
    ```playbook
    policy acme
    topic politics words "election"
    rule neutral when politics deny "Not here."
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election"
    rule neutral when text mentions politics deny "Not here."
    ```
    """

    name: str
    mend: Edit | None = None
    hole: bool = False
    """Whether it stands in a message."""

    def message(self) -> str:
        return f"`{self.name}` is a topic, and has no value"

    def help(self) -> str:
        if self.hole:
            return "leave it out: every finding comes with the words that were found"
        return f"look for it in a text: `{self.mend.text if self.mend else self._looked_for}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.hole else (self.mend or Edit(self.span, self._looked_for),)

    @property
    def _looked_for(self) -> str:
        return f"text mentions {self.name}"


@diagnostic("PB222", "part-of-a-day")
class PartOfADay(Diagnostic):
    """A date moves by whole days only.

    ## Example
    ```playbook
    policy acme timezone "Europe/Paris"
    param launch: date = 2026-09-01
    rule quiet when publish_at is before launch - 12 hours delay "Not yet."
    ```

    ## Write instead
    ```playbook
    policy acme timezone "Europe/Paris"
    param launch: date = 2026-09-01
    rule quiet when publish_at is before launch - 1 day delay "Not yet."
    ```
    """

    def message(self) -> str:
        return "a date moves by whole days, and this is a part of one"


@diagnostic("PB225", "wrong-arithmetic")
class WrongArithmetic(Diagnostic):
    """`+`, `-`, `*` or `/` between values that do not go together.

    ## Example
    ```playbook
    policy acme
    rule soon when publish_at + 2 > proposed_at warn "Sleep on it."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule soon when publish_at - 2 hours < proposed_at warn "Sleep on it."
    ```
    """

    operator: str
    left: Type
    right: Type
    mend: Edit | None = None

    def message(self) -> str:
        return f"`{self.operator}` does not go between {noun(self.left)} and {noun(self.right)}"

    def help(self) -> str | None:
        if self.left == TEXT and self.operator == "+":
            return 'texts are put together in messages: `"{name} and {other}"`'
        if str(self.left) in ("time", "date") and str(self.right) == "number":
            return "say of what: `2 hours`, `3 days`"
        return None if self.mend is None else f"write `{self.mend.text}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.mend is None else (self.mend,)
