"""The kinds of mistake that are about lists: what they hold, where they are wanted, and how much of them is meant."""

from playbook.check.wording import noun
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.source import Span
from playbook.types import BOOLEAN, TEXT, Type


@diagnostic("PB208", "mixed-list")
class MixedList(Diagnostic):
    """The items of a list are of different types.

    ## Example
    ```playbook
    policy acme
    param hosts: list of text = ["acme.example", 3]
    ```

    ## Write instead
    ```playbook
    policy acme
    param hosts: list of text = ["acme.example", "3"]
    ```
    """

    first: Span
    first_type: Type
    type: Type
    meant: str | None = None

    def message(self) -> str:
        return f"the items of a list are of one type, and this is {noun(self.type)}"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, f"the first item is {noun(self.first_type)}"),)

    def help(self) -> str | None:
        return None if self.meant is None else f"write `{self.meant}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant),)


@diagnostic("PB209", "not-a-list")
class NotAList(Diagnostic):
    """`any`, `no`, `count`, `is in` or `include` about something that is no list.

    ## Example
    ```playbook
    policy acme
    rule long when count(text) > 200 advise "Shorter, please."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule long when length(text) > 200 advise "Shorter, please."
    ```
    """

    operator: str
    type: Type
    mend: Edit | None = None

    def message(self) -> str:
        return f"`{self.operator}` wants a list here, and this is {noun(self.type)}"

    def help(self) -> str | None:
        if self.operator == "count" and self.type == TEXT:
            return "the length of a text is `length(…)`"
        if self.operator in ("any", "no") and self.type == BOOLEAN:
            return "a condition stands alone, or after `not`"
        if self.mend is not None:
            return f"write `{self.mend.text}`"
        return "a piece of text: `TEXT contains X`" if self.type == TEXT else None

    def edits(self) -> tuple[Edit, ...]:
        return () if self.mend is None else (self.mend,)


@diagnostic("PB216", "list-without-quantity")
class ListWithoutQuantity(Diagnostic):
    """A list where one thing is wanted: it has to be said whether any of them is meant, or all.

    ## Example
    ```playbook
    policy acme
    rule paid when text mentions ["paid", "sponsored"] warn "Say it with #ad."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when text mentions any of ["paid", "sponsored"] warn "Say it with #ad."
    ```
    """

    operator: str
    words: str

    def message(self) -> str:
        return f"`{self.operator}` a list: any of it, or all of it?"

    def help(self) -> str:
        return f"write `{self.operator} any of …` or `{self.operator} all of …`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"any of {self.words}"), Edit(self.span, f"all of {self.words}"))
