"""The kinds of mistake that are about names given twice, names that are taken, and names that clash on the way in."""

from playbook.check.wording import article
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, diagnostic
from playbook.source import Span


@diagnostic("PB105", "duplicate-name")
class DuplicateName(Diagnostic):
    """Two declarations of one name. Params, lets, asks and topics share one namespace.

    ## Example
    ```playbook
    policy acme
    param limit: number = 3
    let limit = 4
    ```

    ## Write instead
    ```playbook
    policy acme
    param limit: number = 3
    let higher_limit = limit + 1
    ```
    """

    name: str
    first: Span

    def message(self) -> str:
        return f"`{self.name}` is declared twice"

    def help(self) -> str:
        return "give one of them another name, or put the two together"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"{self.name}_2", Applicability.PLACEHOLDER),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first declared here"),)


@diagnostic("PB106", "name-of-a-field")
class NameOfAField(Diagnostic):
    """A param, let, ask or topic that is named like a field of the post, so that nobody could tell which is meant.

    ## Example
    ```playbook
    policy acme
    topic hashtags words "#ad"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic ad_tags words "#ad"
    ```
    """

    name: str
    kind: str

    def message(self) -> str:
        return f"{self.kind} `{self.name}` is named like a field of the post"

    def help(self) -> str:
        return f"give the {self.kind} another name, such as `our_{self.name}`; `{self.name}` means the field"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"our_{self.name}", Applicability.PLACEHOLDER),)


@diagnostic("PB110", "reserved-name")
class ReservedName(Diagnostic):
    """A name that the language uses itself.

    ## Example
    ```playbook
    policy acme
    let now = publish_at
    ```

    ## Write instead
    ```playbook
    policy acme
    let goes_out = publish_at
    rule late when goes_out is after embargoed_until warn "Late."
    ```
    """

    name: str
    kind: str

    def message(self) -> str:
        return f"no {self.kind} can be named `{self.name}`: the language uses that word itself"

    def edits(self) -> tuple[Edit, ...]:
        sign = "-" if self.kind in ("rule", "watch") else "_"
        return (Edit(self.span, f"our{sign}{self.name}", Applicability.PLACEHOLDER),)


@diagnostic("PB111", "name-of-a-built-in-topic")
class NameOfABuiltInTopic(Diagnostic):
    """A param, let, ask or topic that is named like one of the language's own topics.

    ## Example
    ```playbook
    policy acme
    topic phone_numbers words "call us"
    ```

    ## Write instead
    ```playbook
    policy acme
    topic calls words "call us", phone_numbers
    ```
    """

    name: str
    kind: str

    def message(self) -> str:
        return f"{self.kind} `{self.name}` is named like a topic of the language"

    def help(self) -> str:
        return f"give it another name; `words {self.name}` takes the language's own topic in"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"our_{self.name}", Applicability.PLACEHOLDER),)


@diagnostic("PB107", "duplicate-rule")
class DuplicateRule(Diagnostic):
    """Two rules of one name: findings, changes and tests could not tell them apart.

    ## Example
    ```playbook
    policy acme
    rule tags when count(hashtags) > 3 advise "Fewer."
    rule tags when count(hashtags) > 9 deny "Far fewer."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule tags when count(hashtags) > 3 advise "Fewer."
    rule far-too-many-tags when count(hashtags) > 9 deny "Far fewer."
    ```
    """

    name: str
    kind: str
    first: Span

    def message(self) -> str:
        return f"two {self.kind}s are named `{self.name}`"

    def help(self) -> str:
        return "give one of them another name"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"{self.name}-2", Applicability.PLACEHOLDER),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first declared here"),)


@diagnostic("PB108", "inherited-name")
class InheritedName(Diagnostic):
    """A declaration is named like one that is taken in from another policy. There is no overriding: set the
    param instead.

    Or two policies that are taken in declare the same name, each in its own way.
    """

    name: str
    kind: str
    where: str
    """The policy that it comes from."""
    first: Span
    own: bool

    def message(self) -> str:
        if self.own:
            return f"{self.kind} `{self.name}` is named like one that `{self.where}` brings in"
        return f"`{self.where}` brings in {article(self.kind)} `{self.name}`, and so does another policy"

    def help(self) -> str:
        if self.own and self.kind == "param":
            return f"to set it: `extends … with {self.name} = …`"
        return "give one of them another name"

    def edits(self) -> tuple[Edit, ...]:
        if not self.own or self.kind == "param":
            return ()
        return (Edit(self.span, f"our_{self.name}", Applicability.PLACEHOLDER),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "declared here, too"),)


@diagnostic("PB109", "inherited-rule")
class InheritedRule(Diagnostic):
    """A rule is named like one that the policy inherits, or two policies that it extends have a rule of that
    name each.

    An inherited rule is changed with `change rule NAME to …`, or left out with `drop rule NAME`; it is never
    replaced in silence.
    """

    name: str
    where: str
    """The policy that it comes from."""
    first: Span
    own: bool

    def message(self) -> str:
        if self.own:
            return f"rule `{self.name}` is named like one that `{self.where}` brings in"
        return f"`{self.where}` brings in a rule `{self.name}`, and so does another policy"

    def help(self) -> str:
        if self.own:
            return f'name it differently, or write `change rule {self.name} to … because "…"`'
        return "extend one of the two, or have one of the rules renamed"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"our-{self.name}", Applicability.PLACEHOLDER),) if self.own else ()

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "declared here, too"),)
