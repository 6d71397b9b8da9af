"""The worst case: how many steps judging the largest possible post may take, and whether that is more than
anybody should wait for.

A step is about one operation of an evaluator. Lists count with the most items that a post may carry, texts with
their greatest length; both evaluators do less, since most posts are small and much is found in one pass. Only
`where` multiplies, so the bound bites where one stands in another and texts are searched in the inner one. Lets
are worked out once, and count once.
"""

from collections.abc import Iterator

from playbook.check.draft import Draft, Tables, ancestors
from playbook.check.module import Module
from playbook.check.quantifiers import MAX_LOOPS
from playbook.check.refs import LetRef, MemberRef, ParamRef, PostRef, Ref, TopicRef
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic
from playbook.limits import MAX_COST, MAX_POST_FIELD, MAX_POST_LIST, MAX_POST_TEXT
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import children, walk
from playbook.types import TEXT

SCAN = MAX_POST_TEXT // 100
"""Steps that it takes to go through a text of the greatest length."""

SCAN_SHORT = MAX_POST_FIELD // 200
"""The same for a short text: what a field of an element is worked out from."""

SAME_TEXT = 2
"""Steps that it takes to compare two texts; most differ early on."""

WINDOW = 50
"""Steps that it takes to tell whether an instant is in a window."""


@diagnostic("PB305", "too-costly")
class TooCostly(Diagnostic):
    """Judging the largest possible post would take too long: lists are gone through within lists, and texts are
    searched in there.

    ## Example
    ```playbook
    policy acme
    rule own-words
      when any a in media where any b in media where a.captions mentions b.alt_text
      warn "The captions repeat what the pictures show."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule own-words
      when any media where captions mentions alt_text
      warn "The captions repeat what the picture shows."
    ```
    """

    steps: int

    def message(self) -> str:
        return f"judging a post may take {self.steps:,} steps from here on; {MAX_COST:,} are the most"

    def label(self) -> str:
        return "this adds too much"

    def help(self) -> str:
        return "search texts outside of the inner `where`, or use one `where` instead of two"


def cost(draft: Draft) -> Iterator[Diagnostic]:
    """What all that a policy takes in, and then its own clauses, add up to."""
    total = sum(steps for module in ancestors(draft.parents) for _, steps in costs(module))
    if total > MAX_COST and draft.parents:
        yield TooCostly(draft.parents[0].clause.target.span, total)
        return
    for span, steps in costs(draft):
        total += steps
        if total > MAX_COST:
            yield TooCostly(span, total)
            return


def costs(file: Draft | Module) -> Iterator[tuple[Span, int]]:
    """Each clause of a file that is evaluated for a post, and how many steps it takes at worst."""
    work = _Cost(file)
    for expr in _evaluated(file.tree):
        yield expr.span, work.steps(expr)


def _evaluated(policy: tree.Policy) -> Iterator[tree.Expr]:
    if policy.applies is not None:
        yield policy.applies
    if policy.default is not None:
        yield from _of_verdict(policy.default.verdict)
    for one in policy.declarations:
        if isinstance(one, tree.Let):
            yield one.value
        elif isinstance(one, tree.Change):
            yield from _of_verdict(one.verdict)
        elif isinstance(one, tree.Rule) and not one.watch:
            yield from (expr for expr in (one.when, one.unless, *one.requires) if expr is not None)
            yield from _of_verdict(one.verdict)
            for fix in one.fixes:
                match fix:
                    case tree.FixWords(message=words) | tree.FixAdd(text=words) | tree.FixReplace(new=words):
                        yield from holes(words)


def _of_verdict(verdict: tree.Verdict) -> Iterator[tree.Expr]:
    if verdict.until is not None:
        yield verdict.until
    if verdict.approvers is not None and verdict.approvers.who is not None:
        yield verdict.approvers.who
    if verdict.message is not None:
        yield from holes(verdict.message)


def holes(message: tree.Message) -> Iterator[tree.Expr]:
    """What a message works out."""
    yield from (part for part in message.parts if not isinstance(part, str))


class _Cost:
    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.loops = 0

    def steps(self, expr: tree.Node) -> int:
        """Steps for *expr*, all within it included."""
        match expr:
            case tree.Name():
                ref = self.tables.refs.get(expr)
                return 1 if ref is None else 1 + self._reading(ref)
            case tree.Quantifier() | tree.Count() if expr.where is not None:
                self.loops += 1
                times = (
                    self.size(expr.items) if self.loops <= MAX_LOOPS else 1
                )  # deeper ones are refused anyway
                steps = self.steps(expr.items) + times * (1 + self.steps(expr.where))
                self.loops -= 1
                return steps
            case _:
                return 1 + sum(map(self.steps, children(expr))) + self._own(expr)

    def _own(self, expr: tree.Node) -> int:
        """What *expr* adds to its parts."""
        match expr:
            case tree.Mentions():
                return SCAN * (1 if self._is_fixed(expr.what) else self._things(expr))
            case tree.Contains():
                return SCAN * self._things(expr)
            case tree.Matches():
                return SCAN * (1 + len(expr.pattern.pattern) // 100)
            case tree.Affix() | tree.Call():
                return SCAN
            case tree.In():
                return self.size(expr.items) * self._same(expr.item)
            case tree.Include():
                return self.size(expr.items) * self._things(expr) * SAME_TEXT
            case tree.Compare():
                return self._same(expr.left)
            case tree.Within():
                return WINDOW
            case _:
                return 0

    def _reading(self, ref: Ref) -> int:
        """What it takes to read fields: those of the post are worked out once, those of an element for every
        element.
        """
        if isinstance(ref.base, PostRef) and self.loops:
            return len(ref.fields)
        worked_out = SCAN if isinstance(ref.base, PostRef) else SCAN_SHORT
        return sum(1 if field.derive is None else worked_out for field in ref.fields)

    def _things(self, expr: tree.Mentions | tree.Contains | tree.Include) -> int:
        """How many things are looked for at most."""
        return 1 if expr.quantity is None else self.size(expr.what)

    def _same(self, expr: tree.Expr) -> int:
        return SAME_TEXT if self.tables.types.get(expr) == TEXT else 1

    def size(self, expr: tree.Expr) -> int:
        """The most items that a list may have. A param may be set to any list; it is taken to be no longer than
        a post's.
        """
        while isinstance(expr, tree.Group):
            expr = expr.inner
        return len(expr.items) if isinstance(expr, tree.ListLiteral) else MAX_POST_LIST

    def _is_fixed(self, expr: tree.Expr) -> bool:
        """Whether what is looked for is known before the post is, so that one pass finds all of it."""
        for node in walk(expr):
            ref = self.tables.refs.get(node) if isinstance(node, tree.Name) else None
            if ref is not None and not isinstance(ref.base, TopicRef | ParamRef | MemberRef | LetRef):
                return False
        return True
