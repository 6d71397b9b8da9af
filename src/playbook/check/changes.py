"""`change rule` and `drop rule`: whether the rule is there to be changed, and may be."""

from collections.abc import Iterator

from playbook.check.draft import Draft
from playbook.check.standing import standing
from playbook.check.wording import did_you_mean
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.source import Span
from playbook.syntax import tree


@diagnostic("PB103", "unknown-rule")
class UnknownRule(Diagnostic):
    """A rule that is not there: neither in this file nor among what it extends.

    ## Example
    ```playbook
    policy acme
    rule paid-posts when sponsored warn "Say so."
    test "paid" given sponsored = true expect warn from paid-post
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid-posts when sponsored warn "Say so."
    test "paid" given sponsored = true expect warn from paid-posts
    ```
    """

    name: str
    nearest: str | None

    def message(self) -> str:
        return f"there is no rule `{self.name}`"

    def help(self) -> str | None:
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB307", "changed-allow")
class ChangedAllow(Diagnostic):
    """A change makes an `allow` rule of another, or another of an `allow` rule.

    An `allow` turns `otherwise` off; making or unmaking one turns the policy inside out. Drop the rule, and
    write one of your own.
    """

    name: str
    makes: bool

    def message(self) -> str:
        if self.makes:
            return f"a change cannot make an `allow` of rule `{self.name}`"
        return f"rule `{self.name}` is an `allow`, and a change cannot make something else of it"

    def help(self) -> str:
        return f'write `drop rule {self.name} because "…"`, and a rule of your own'


@diagnostic("PB308", "changed-twice")
class ChangedTwice(Diagnostic):
    """One inherited rule is changed twice, dropped twice, or changed and dropped."""

    name: str
    first: Span

    def message(self) -> str:
        return f"rule `{self.name}` is changed or dropped twice"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first here"),)


@diagnostic("PB309", "own-rule-changed")
class OwnRuleChanged(Diagnostic):
    """A file changes or drops a rule of its own, which it could simply write differently.

    ## Example
    ```playbook
    policy acme
    rule tags when count(hashtags) > 3 warn "Fewer."
    change rule tags to advise because "search works by tag"
    ```

    ## Write instead
    ```playbook
    policy acme
    rule tags when count(hashtags) > 3 advise "Fewer."
    ```
    """

    name: str
    drops: bool

    def message(self) -> str:
        return f"rule `{self.name}` is this policy's own"

    def help(self) -> str:
        return "take it out" if self.drops else "write the verdict into the rule itself"


@diagnostic("PB311", "dropped-before")
class DroppedBefore(Diagnostic):
    """A rule is changed or dropped that every policy on the way here has dropped already."""

    name: str

    def message(self) -> str:
        return f"rule `{self.name}` is dropped already"


def changes(draft: Draft) -> Iterator[Diagnostic]:
    """Every `change rule` and `drop rule` of the file."""
    alive = {
        name
        for parent in draft.parents
        if parent.module is not None and parent.clause.rules
        for name in standing(parent.module)
    }
    first: dict[tuple[str, str], Span] = {}
    for declaration in draft.tree.declarations:
        if not isinstance(declaration, tree.Change | tree.Drop):
            continue
        if isinstance(declaration, tree.Drop) and declaration.until is not None:
            draft.zoned.append(declaration.until.span)
        name = declaration.rule.name
        rule = draft.rules.get(name)
        if rule is None:
            yield from unknown_rule(declaration.rule, alive, draft)
            continue
        span = declaration.rule.span
        if rule not in draft.homes:
            yield OwnRuleChanged(span, name, isinstance(declaration, tree.Drop))
        elif name not in alive:
            yield DroppedBefore(span, name)
        else:
            yield from _twice(declaration, first)
            if isinstance(declaration, tree.Change):
                makes = declaration.verdict.name == "allow"
                if makes is not (rule.verdict.name == "allow"):
                    yield ChangedAllow(span, name, makes)


def _twice(declaration: tree.Change | tree.Drop, first: dict[tuple[str, str], Span]) -> Iterator[Diagnostic]:
    """A rule may be changed, and dropped until a date; all else is one too many."""
    name, span = declaration.rule.name, declaration.rule.span
    kind = "change" if isinstance(declaration, tree.Change) else "drop"
    for_good = isinstance(declaration, tree.Drop) and declaration.until is None
    clashes = [first.get((name, kind)), first.get((name, "gone"))]
    if for_good:
        clashes.append(first.get((name, "change")))
    earlier = next((place for place in clashes if place is not None), None)
    if earlier is not None:
        yield ChangedTwice(span, name, earlier)
    first.setdefault((name, kind), span)
    if for_good:
        first.setdefault((name, "gone"), span)


def _named_by_a_part(name: str, known: set[str]) -> str | None:
    """The one rule that is called by a word of its name: `blame` for `no-blame`."""
    found = [rule for rule in known if name in rule.split("-")]
    return found[0] if len(found) == 1 else None


def unknown_rule(ident: tree.Ident, known: set[str], draft: Draft) -> Iterator[Diagnostic]:
    """A rule that is not there, unless it may be in a part that could not be read."""
    if ident.name in draft.broken or ident.span.text != ident.name:  # reported as a name already
        return
    close = nearest(ident.name, known) or _named_by_a_part(ident.name, known)
    if close is not None or not draft.incomplete:
        yield UnknownRule(ident.span, ident.name, close)
