"""`is missing` where it would let a post through by not asking.

`X is missing` is never unknown: on a field whose `None` means *unknown* it is true while nobody has said what X
is. Where that makes a rule fire, fine. Where it keeps a rule quiet (or makes an `allow` fire), the post goes
out although the fact might have stopped it; without the guard the rule would be undetermined, and ask. So it is
refused there.

The walk carries along what a condition's being true does for its rule: `HELPS` it to fire, `HINDERS` it, or
`EITHER` where that cannot be told (inside `is`, an argument, a window). `not`, `unless`, `require`, `no`,
`allow` and `<` after a count turn it round.
"""

import re
from collections.abc import Iterator
from typing import Literal, get_type_hints

from playbook.check.draft import Draft, Tables
from playbook.check.refs import AskRef, ItemRef, LetRef, Ref
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.model.schema import Field, fields_of
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import children, walk
from playbook.text.late import late
from playbook.types import DATE, TIME

Effect = Literal[1, 0, -1]
Place = tuple[tree.Node, Tables]
"""An expression, and the tables of the file that it stands in."""

HELPS: Effect = 1
EITHER: Effect = 0
HINDERS: Effect = -1

_AND_BEHIND = late(re.compile, r"\s+and\s+")
_AND_BEFORE = late(re.compile, r"\s+and\s+\Z")
_RISING = (">", ">=", "is after")
_FALLING = ("<", "<=", "is before")


@diagnostic("PB302", "missing-lets-through")
class MissingLetsThrough(Diagnostic):
    """`is missing` keeps a rule quiet about a fact that nobody has told.

    ## Example
    ```playbook
    policy acme
    rule adults when audience.minimum_age is not missing and audience.minimum_age < 18
      deny "Not for children."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule adults when audience.minimum_age < 18
      deny "Not for children."
    ```
    """

    words: str
    negated: bool
    allows: bool
    """Whether the rule is an `allow`, or a `for` that one hangs on."""
    surely: bool
    """Whether it is clear what it does for the rule; inside `is`, say, it may do either."""
    through: Span | None
    """Where a let that holds it is used."""

    def message(self) -> str:
        holds = "does not hold" if self.negated else "holds"
        would = "would" if self.surely else "may"
        what = f"an `allow` {would} fire" if self.allows else f"the rule {would} stay quiet"
        return f"while `{self.words}` is not known this {holds}, and {what} without asking"

    def help(self) -> str:
        return "leave this part out: while the fact is not known, the rule asks for it"

    def edits(self) -> tuple[Edit, ...]:
        """Without the part and the `and` that joins it."""
        text, source = self.span.source.text, self.span.source
        if self.through is None and (behind := _AND_BEHIND.match(text, self.span.end)):
            return (Edit(Span(source, self.span.start, behind.end()), ""),)
        before = _AND_BEFORE.search(text[max(0, self.span.start - 40) : self.span.start])
        if self.through is None and before:
            return (Edit(Span(source, self.span.start - len(before[0]), self.span.end), ""),)
        return ()

    def related(self) -> tuple[Related, ...]:
        return () if self.through is None else (Related(self.through, "used here"),)


def missing(draft: Draft) -> Iterator[Diagnostic]:
    """Every `is missing` that a rule of this file, or its `for`, hangs on."""
    return _Walk(draft).file()


class _Walk:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.facts = Facts(draft)
        self.found: dict[Span, MissingLetsThrough] = {}
        self.allows = False
        self._seen: set[tuple[tree.Let, Effect, bool, bool]] = set()

    def file(self) -> Iterator[Diagnostic]:
        draft = self.draft
        has_allow = any(rule.verdict.name == "allow" for rule in draft.rules.values())
        if draft.tree.applies is not None:
            # Where it holds the rules are tried, and an `allow` among them may turn the `otherwise` of an heir off.
            self.allows = has_allow
            self.expr(draft.tree.applies, EITHER if has_allow else HELPS, draft, None)
        self.allows = False
        if draft.tree.default is not None:
            self.verdict(draft.tree.default.verdict)
        for declaration in draft.tree.declarations:
            if isinstance(declaration, tree.Change):
                self.verdict(declaration.verdict)
            elif isinstance(declaration, tree.Rule) and not declaration.watch:
                self.rule(declaration)
        yield from self.found.values()

    def rule(self, rule: tree.Rule) -> None:
        self.allows = rule.verdict.name == "allow"
        fires: Effect = HINDERS if self.allows else HELPS
        if rule.when is not None:
            self.expr(rule.when, fires, self.draft, None)
        for condition in (rule.unless, *rule.requires):
            if condition is not None:
                self.expr(condition, _turned(fires), self.draft, None)
        self.verdict(rule.verdict)

    def verdict(self, verdict: tree.Verdict) -> None:
        approvers = None if verdict.approvers is None else verdict.approvers.who
        for expr in (verdict.until, approvers):
            if expr is not None:
                self.expr(expr, EITHER, self.draft, None)

    def expr(self, expr: tree.Node, effect: Effect, tables: Tables, through: Span | None) -> None:
        """*through*: where a let that holds *expr* is used in this file; None outside of lets."""
        match expr:
            case tree.Missing():
                self.judge(expr, effect, tables, through)
            case tree.And() | tree.Or() | tree.Group():
                for part in children(expr):
                    self.expr(part, effect, tables, through)
            case tree.Not():
                self.expr(expr.operand, _turned(effect), tables, through)
            case tree.Quantifier():
                self.expr(expr.items, EITHER, tables, through)
                if expr.where is not None:
                    self.expr(expr.where, effect if expr.kind == "any" else _turned(effect), tables, through)
            case tree.Count():
                self.expr(expr.items, EITHER, tables, through)
                if expr.where is not None:
                    self.expr(expr.where, effect, tables, through)
            case tree.Compare():
                self.compare(expr, effect, tables, through)
            case tree.Arithmetic():
                self.arithmetic(expr, effect, tables, through)
            case tree.Negate():
                self.expr(expr.operand, _turned(effect), tables, through)
            case tree.Name():
                self.name(expr, effect, tables, through)
            case _:
                for part in children(expr):
                    self.expr(part, EITHER, tables, through)

    def compare(self, expr: tree.Compare, effect: Effect, tables: Tables, through: Span | None) -> None:
        """More on the left helps `>`, more on the right `<`; `is` may be helped or hindered by more."""
        left: Effect = EITHER
        if expr.operator in _RISING:
            left = effect
        elif expr.operator in _FALLING:
            left = _turned(effect)
        self.expr(expr.left, left, tables, through)
        self.expr(expr.right, _turned(left), tables, through)

    def arithmetic(self, expr: tree.Arithmetic, effect: Effect, tables: Tables, through: Span | None) -> None:
        left, right = effect, effect
        if expr.operator == "-":
            right = _turned(effect)
        elif expr.operator in ("*", "/"):
            # By a literal, which is never negative, more stays more. By anything else, who knows.
            left = effect if isinstance(expr.right, tree.NumberLiteral) else EITHER
            right = effect if expr.operator == "*" and isinstance(expr.left, tree.NumberLiteral) else EITHER
        self.expr(expr.left, left, tables, through)
        self.expr(expr.right, right, tables, through)

    def name(self, name: tree.Name, effect: Effect, tables: Tables, through: Span | None) -> None:
        ref = tables.refs.get(name)
        if ref is None or not isinstance(ref.base, LetRef):
            return
        let = ref.base.let
        key = (let, effect, self.allows, through is None)
        if key not in self._seen:
            self._seen.add(key)
            self.expr(let.value, effect, self.draft.tables(let), name.span if through is None else through)

    def judge(self, expr: tree.Missing, effect: Effect, tables: Tables, through: Span | None) -> None:
        """Unknown, `is missing` is true and `is not missing` is false. That must not hinder the rule."""
        does = _turned(effect) if expr.negated else effect
        if does != HELPS and self.facts.may_be_unknown(expr.operand, tables):
            own = expr.span.source is self.draft.source
            at = expr.span if own or through is None else through
            words = expr.operand.span.text
            used = through if own else None
            problem = MissingLetsThrough(at, words, expr.negated, self.allows, does == HINDERS, used)
            self.found.setdefault(at, problem)
        self.expr(expr.operand, EITHER, tables, through)


class Facts:
    """What the expressions of a draft hang on, lets worked in."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def may_be_unknown(self, expr: tree.Expr, tables: Tables) -> bool:
        """Whether *expr* can come out unknown: a fact that nobody told, a division, a function, a year without
        holidays.
        """
        return next(self.unknown(expr, tables), None) is not None

    def unknown(self, expr: tree.Expr, tables: Tables) -> Iterator[Ref | tree.Node]:
        """What may make *expr* unknown: names of facts, and nodes that may be unknown for other reasons."""
        waiting: list[Place] = [(expr, tables)]
        seen: set[tree.Node] = set()
        for root, at in waiting:
            if root in seen:
                continue
            seen.add(root)
            for node in walk(root):
                ref = at.refs.get(node) if isinstance(node, tree.Name) else None
                if _is_unsure(node, at):
                    yield node
                if ref is not None and may_be_unknown(ref):
                    yield ref
                if ref is not None:
                    waiting.extend(self._made_of(ref, at))

    def _made_of(self, ref: Ref, at: Tables) -> Iterator[Place]:
        """What a let stands for, and what an element may be: those of a list that is written out may be unknown."""
        if isinstance(ref.base, LetRef):
            yield ref.base.let.value, self.draft.tables(ref.base.let)
        elif isinstance(ref.base, ItemRef):
            yield from self._elements(ref.base.binder.items, at)

    def _elements(self, items: tree.Expr, at: Tables) -> Iterator[Place]:
        while isinstance(items, tree.Group):
            items = items.inner
        ref = at.refs.get(items) if isinstance(items, tree.Name) else None
        if isinstance(items, tree.ListLiteral):
            yield from ((item, at) for item in items.items)
        elif ref is not None and isinstance(ref.base, LetRef):
            yield from self._elements(ref.base.let.value, self.draft.tables(ref.base.let))


def _is_unsure(node: tree.Node, at: Tables) -> bool:
    """Whether what *node* adds to its parts may make it unknown."""
    if isinstance(node, tree.Arithmetic):
        return node.operator == "/"
    if isinstance(node, tree.Compare):  # the zone that the date is in may not be known
        return {at.types.get(node.left), at.types.get(node.right)} == {TIME, DATE}
    return isinstance(node, tree.Call | tree.Posts | tree.Within)


def _turned(effect: Effect) -> Effect:
    return HINDERS if effect == HELPS else HELPS if effect == HINDERS else EITHER


def may_be_unknown(ref: Ref) -> bool:
    """Whether what a name stands for can be unknown: an answer, or a field on the way that nobody has filled in."""
    return isinstance(ref.base, AskRef) or any(map(field_may_be_unknown, ref.fields))


def field_may_be_unknown(field: Field) -> bool:
    """Whether *field* can be unknown. A derived one is known where its derivation cannot fail, and its sources
    are known.

    Derived texts and lists may pass the limits on size, and are unknown then; what may be None is not known either.
    """
    if field.derive is None or field.none == "never":
        return field.none == "unknown"
    try:
        returns = get_type_hints(field.derive).get("return")
    except (NameError, TypeError):
        return True
    if returns not in (bool, int):
        return True
    sources = fields_of(field.owner)
    return any(name not in sources or field_may_be_unknown(sources[name]) for name in field.depends)
