"""The header, the rules and their verdicts, typed clause by clause."""

from collections.abc import Iterator
from fractions import Fraction

from playbook.check.draft import Draft
from playbook.check.fitting import has_topic
from playbook.check.mends import foreign, retyped
from playbook.check.type_problems import TopicAsValue
from playbook.check.typist import Typist
from playbook.check.unsupported import NotSupportedYet
from playbook.check.wording import noun
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, diagnostic
from playbook.source import Span
from playbook.syntax import tree
from playbook.types import ANY, TEXT, TIME, WINDOW, ListOf, Record, Type


@diagnostic("PB214", "unprintable")
class Unprintable(Diagnostic):
    """A hole in a message that holds something without words of its own: a record, or a list of them.

    ## Example
    ```playbook
    policy acme
    rule links when count(links) > 3 warn "Too many links: {links}."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule links when count(links) > 3 warn "Too many links: {count(links)}."
    ```
    """

    type: Type

    def message(self) -> str:
        return f"{noun(self.type)} cannot be printed in a message"

    def help(self) -> str:
        if isinstance(self.type, ListOf):
            return f"print how many there are: `{{count({self.span.text})}}`"
        return "print one of its fields"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, f"count({self.span.text})"),) if isinstance(self.type, ListOf) else ()


@diagnostic("PB217", "wrong-until")
class WrongUntil(Diagnostic):
    """`delay until` wants a window or an instant.

    ## Example
    ```playbook
    policy acme
    rule later delay until 3 days "Sleep on it."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule later delay until proposed_at + 3 days "Sleep on it."
    ```
    """

    got: Type
    meant: str | None = None

    def message(self) -> str:
        return f"`delay until` wants a window or a time, and this is {noun(self.got)}"

    def help(self) -> str | None:
        if self.meant is None:
            return "a window is written like `weekdays 09:00 to 17:00`, a time like `proposed_at + 3 days`"
        return f"write `{self.meant}`"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant),)


@diagnostic("PB218", "wrong-approver")
class WrongApprover(Diagnostic):
    """`review by` wants a role, or a list of people.

    ## Example
    ```playbook
    policy acme
    rule legal when text mentions "contract" review by 2
    ```

    ## Write instead
    ```playbook
    policy acme
    rule legal when text mentions "contract" review by 2 of "legal"
    ```
    """

    got: Type

    def message(self) -> str:
        return f"`review by` wants a role (text) or a list of people, and this is {noun(self.got)}"

    def help(self) -> str | None:
        return 'say of whom: `review by 2 of "legal"`' if str(self.got) == "number" else None


@diagnostic("PB219", "wrong-quota")
class WrongQuota(Diagnostic):
    """How many have to say yes makes no sense: none of them, half a person, more than all.

    ## Example
    ```playbook
    policy acme
    rule legal when text mentions "contract" review by 0 of "legal"
    ```

    ## Write instead
    ```playbook
    policy acme
    rule legal when text mentions "contract" review by 1 of "legal"
    ```
    """

    why: str
    meant: str | None = None

    def message(self) -> str:
        return self.why

    def help(self) -> str:
        return 'say how many, as in `review by 2 of "legal"`, or bare `review` for anybody\'s yes'

    def edits(self) -> tuple[Edit, ...]:
        return () if self.meant is None else (Edit(self.span, self.meant, Applicability.PLACEHOLDER),)


@diagnostic("PB227", "share-of-a-role")
class ShareOfARole(Diagnostic):
    """A share, or all, of a role: nobody knows how many people have it, so it has to be a list of people.

    ## Example
    ```playbook
    policy acme
    rule legal when text mentions "contract" review by all of "legal"
    ```

    ## Write instead
    ```playbook
    policy acme
    param lawyers: list of text = ["ana", "ben"]
    rule legal when text mentions "contract" review by all of lawyers
    ```
    """

    quota: str

    def message(self) -> str:
        return f"{self.quota} of a role: nobody knows how many people have it"

    def help(self) -> str:
        return 'name the people in a list, or say how many: `review by 2 of "legal"`'

    def edits(self) -> tuple[Edit, ...]:
        _, of, role = self.span.text.partition(" of ")
        return (Edit(self.span, f"2 of {role.strip()}", Applicability.PLACEHOLDER),) if of else ()


@diagnostic("PB223", "wrong-zone")
class WrongZone(Diagnostic):
    """`timezone` wants the name of a zone, or a field that holds one.

    ## Example
    ```playbook
    policy acme timezone account.followers
    ```

    ## Write instead
    ```playbook
    policy acme timezone account.timezone
    ```
    """

    got: Type | None

    def message(self) -> str:
        wanted = "`timezone` wants the name of a zone in quotes, or a text field of the post"
        return wanted if self.got is None else f"{wanted}, and this is {noun(self.got)}"

    def edits(self) -> tuple[Edit, ...]:
        return ()


def header(draft: Draft) -> Iterator[Diagnostic]:
    """`for`, `timezone` and `otherwise`."""
    typist, policy = Typist(draft), draft.tree
    if policy.applies is not None:
        typist.condition(policy.applies)
    if policy.timezone is not None:
        _zone(typist, policy.timezone)
    if policy.default is not None:
        verdict(typist, policy.default.verdict)
    yield from typist.drain()


def _zone(typist: Typist, expr: tree.Expr) -> None:
    got = typist.value(expr, None, TEXT)
    if isinstance(expr, tree.Name):
        ref = typist.draft.refs[expr]
        if got == TEXT and not ref.fields:
            typist.report(WrongZone(expr.span, None))
    elif not isinstance(expr, tree.TextLiteral) and got == TEXT:
        typist.report(WrongZone(expr.span, None))
    if got not in (TEXT, ANY):
        typist.report(WrongZone(expr.span, got))


def lets(draft: Draft) -> Iterator[Diagnostic]:
    """Every let, whether it is used or not."""
    typist = Typist(draft)
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Let):
            typist.let_type(declaration)
    yield from typist.drain()


def rules(draft: Draft) -> Iterator[Diagnostic]:
    """The file's own rules, and the verdicts that it gives to others."""
    typist = Typist(draft)
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Change):
            verdict(typist, declaration.verdict)
        elif isinstance(declaration, tree.Rule):
            if declaration.watch:
                word = Span(
                    declaration.span.source, declaration.span.start, declaration.span.start + len("watch")
                )
                typist.report(NotSupportedYet(word.to(declaration.name.span), "`watch`"))
            else:
                _rule(typist, declaration)
    yield from typist.drain()


def _rule(typist: Typist, rule: tree.Rule) -> None:
    for condition in (rule.when, rule.unless, *rule.requires):
        if condition is not None:
            typist.condition(condition)
    verdict(typist, rule.verdict)
    for fix in rule.fixes:
        match fix:
            case tree.FixWords(message=words) | tree.FixAdd(text=words) | tree.FixReplace(new=words):
                message(typist, words)


def _is_day(expr: tree.Expr) -> bool:
    """Whether *expr* is a word that people say for a window."""
    return isinstance(expr, tree.Name) and foreign(expr.dotted, WINDOW) is not None


def verdict(typist: Typist, written: tree.Verdict) -> None:
    """What a rule, a change or an `otherwise` says."""
    if written.until is not None:
        got = typist.value(written.until, hint=WINDOW if _is_day(written.until) else None)
        if got not in (WINDOW, TIME, ANY):
            typist.report(WrongUntil(written.until.span, got, retyped(written.until, WINDOW)))
        if got == WINDOW:
            typist.draft.zoned.append(written.until.span)
    if written.approvers is not None:
        _approvers(typist, written.approvers)
    if written.message is not None:
        message(typist, written.message)


def _approvers(typist: Typist, approvers: tree.Approvers) -> None:
    if approvers.quota == "count" and (approvers.amount < 1 or approvers.amount.denominator != 1):
        amount = Span(
            approvers.span.source,
            approvers.span.start,
            approvers.span.start + len(approvers.span.text.split()[0]),
        )
        typist.report(WrongQuota(amount, "it takes one person at least, and whole ones", "1"))
    elif approvers.quota == "share" and not 0 < approvers.amount <= Fraction(1):
        typist.report(WrongQuota(approvers.span, "a share of people is more than 0% and at most 100%"))
    if approvers.who is None:
        return
    got = typist.value(approvers.who, None, TEXT)
    if got == TEXT and approvers.quota != "count":
        typist.report(ShareOfARole(approvers.span, "all" if approvers.quota == "all" else "a share"))
    elif got not in (TEXT, ANY) and not (isinstance(got, ListOf) and got.item in (TEXT, ANY)):
        typist.report(WrongApprover(approvers.who.span, got))


def message(typist: Typist, written: tree.Message) -> None:
    """The holes of a message: anything that has words of its own."""
    for part in written.parts:
        if isinstance(part, str):
            continue
        got = typist.infer(part)
        if has_topic(got):
            typist.report(TopicAsValue(part.span, part.span.text, hole=True))
        elif isinstance(got.item if isinstance(got, ListOf) else got, Record):
            typist.report(Unprintable(part.span, got))
