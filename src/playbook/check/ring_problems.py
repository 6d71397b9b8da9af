"""The kinds of mistake that are about declarations that need themselves, or need too much of one another."""

from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.source import Span


def _around(names: tuple[str, ...]) -> str:
    return " needs ".join(f"`{name}`" for name in (*names, names[0]))


@diagnostic("PB115", "let-in-ring")
class LetInRing(Diagnostic):
    """A let that needs itself, straight or through others.

    ## Example
    ```playbook
    policy acme
    let calm = not loud
    let loud = not calm
    rule tone when loud warn "Softly."
    ```

    ## Write instead
    ```playbook
    policy acme
    let loud = count(hashtags) > 10
    let calm = not loud
    rule tone when not calm warn "Softly."
    ```
    """

    names: tuple[str, ...]
    others: tuple[Span, ...]

    def message(self) -> str:
        return f"let `{self.names[0]}` needs itself"

    def help(self) -> str | None:
        return _around(self.names) if len(self.names) > 1 else None

    def related(self) -> tuple[Related, ...]:
        return tuple(Related(span, "on the way round") for span in self.others)


@diagnostic("PB116", "param-in-ring")
class ParamInRing(Diagnostic):
    """A param whose value needs itself, straight or through others.

    ## Example
    ```playbook
    policy acme
    param few: number = many
    param many: number = few
    ```

    ## Write instead
    ```playbook
    policy acme
    param few: number = 3
    param many: number = few * 2
    ```
    """

    names: tuple[str, ...]

    def message(self) -> str:
        return f"param `{self.names[0]}` needs itself"

    def help(self) -> str | None:
        return _around(self.names) if len(self.names) > 1 else None


@diagnostic("PB118", "topic-in-ring")
class TopicInRing(Diagnostic):
    """A topic that names itself, straight or through others.

    ## Example
    ```playbook
    policy acme
    topic politics words "election", votes
    topic votes words "ballot", politics
    ```

    ## Write instead
    ```playbook
    policy acme
    topic politics words "election", votes
    topic votes words "ballot"
    ```
    """

    names: tuple[str, ...]

    def message(self) -> str:
        return f"topic `{self.names[0]}` names itself"

    def help(self) -> str | None:
        if len(self.names) > 1:
            return _around(self.names).replace(" needs ", " names ")
        return f'a word to look for stands in quotes: `"{self.names[0]}"`'

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f'"{self.names[0]}"'),) if len(self.names) == 1 else ()


@diagnostic("PB310", "too-deep")
class TooDeep(Diagnostic):
    """Lets, params or topics that stand on one another in a chain of hundreds. Nobody can read that, and
    judging a post has to end.

    Say it with fewer steps: name what is wanted once, and use that name.
    """

    def message(self) -> str:
        return "too much stands on one another here"

    def help(self) -> str:
        return "use fewer lets, params or topics that are made of others"
