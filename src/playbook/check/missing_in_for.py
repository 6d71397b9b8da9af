"""`is missing` in a `for` that hangs on other facts, too, once that one is known.

While X is not known, `for X is missing or Y` holds, and the rules have their say. Once X is known, the `for` hangs on
Y; and while that is not known, the whole policy is: the answer would be stricter than it was, though more is known. So
whatever else stands beside such a test, but for `and`, has to be about the same fact.
"""

from collections.abc import Hashable, Iterator

from playbook.check.draft import Draft, Tables
from playbook.check.missing import Facts, missing
from playbook.check.refs import LetRef, Ref
from playbook.check.standing import lineage
from playbook.diagnostics.diagnostic import Diagnostic, diagnostic
from playbook.syntax import tree
from playbook.syntax.walk import children


@diagnostic("PB312", "missing-in-for")
class MissingInFor(Diagnostic):
    """A `for` that holds while a fact is missing, and hangs on another fact once that one is known: knowing more would
    make the answer stricter.

    ## Example
    ```playbook
    policy acme for account.kind is missing or target.account.kind is personal
    rule greetings when sponsored warn "Say so."
    ```

    ## Write instead
    ```playbook
    policy acme for account.kind is missing or account.kind is personal
    rule greetings when sponsored warn "Say so."
    ```
    """

    words: str

    def message(self) -> str:
        return f"once `{self.words}` is known, this `for` hangs on something else that may not be"

    def help(self) -> str:
        return f"say in the `for` what counts for `{self.words}`, and ask for the rest in the rules"


def missing_in_for(draft: Draft) -> Iterator[Diagnostic]:
    """Each such test of the file's own `for`, and those that it brings together by what it extends."""
    yield from _joined(draft)
    yield from _own(draft)


def _own(draft: Draft) -> Iterator[Diagnostic]:
    applies = draft.tree.applies
    if applies is None:
        return
    found: list[Diagnostic] = []
    for part, tables in _parts(applies, draft, draft):
        tests, beside = _Tests(draft), set[Hashable]()
        tests.look(part, tables, beside)
        if tests.found and beside and not (len(tests.about) == 1 and beside <= tests.about):
            for test in tests.found:
                own = test.span.source is draft.source  # else it stands in a let of another file
                found.append(MissingInFor(test.span if own else applies.span, test.operand.span.text))
    # What is wrong for another reason, too, is reported there.
    if found and next(missing(draft), None) is None:
        yield from found


def _joined(draft: Draft) -> Iterator[Diagnostic]:
    """Where several ways lead to the same rules, these are tried if any of the ways' `for` holds."""
    extended = [
        (parent.clause, lineage(parent.module))
        for parent in draft.parents
        if parent.clause.rules and parent.module is not None
    ]
    for clause, files in extended:
        others = [other for _, other in extended if other is not files]
        if all(set(files).isdisjoint(other) for other in others):
            continue
        for file in files:
            tests = _Tests(draft)
            if file.tree.applies is not None and not all(file in other for other in others):
                tests.look(file.tree.applies, file, set())
            if tests.found:
                yield MissingInFor(clause.target.span, tests.found[0].operand.span.text)
                break


def _parts(expr: tree.Expr, tables: Tables, draft: Draft) -> Iterator[tuple[tree.Expr, Tables]]:
    """What has to hold together: each part is known, or not, by itself."""
    while isinstance(expr, tree.Group):
        expr = expr.inner
    ref = tables.refs.get(expr) if isinstance(expr, tree.Name) else None
    if isinstance(expr, tree.And):
        for part in expr.parts:
            yield from _parts(part, tables, draft)
    elif ref is not None and isinstance(ref.base, LetRef):
        yield from _parts(ref.base.let.value, draft.tables(ref.base.let), draft)
    else:
        yield expr, tables


class _Tests:
    """The `is missing` of one part, and the facts that they are about."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._facts = Facts(draft)
        self.found: list[tree.Missing] = []
        self.about: set[Hashable] = set()

    def look(self, expr: tree.Node, tables: Tables, beside: set[Hashable]) -> None:
        """Go through *expr*; *beside* gets what else may not be known in it."""
        if isinstance(expr, tree.Missing):
            about = {_key(one) for one in self._facts.unknown(expr.operand, tables)}
            if about:
                self.found.append(expr)
                self.about |= about
            return
        ref = tables.refs.get(expr) if isinstance(expr, tree.Name) else None
        if ref is not None and isinstance(ref.base, LetRef):
            self.look(ref.base.let.value, self._draft.tables(ref.base.let), beside)
            return
        parts = list(children(expr))
        if isinstance(expr, tree.And | tree.Or | tree.Not | tree.Group):
            for part in parts:
                self.look(part, tables, beside)
        elif isinstance(expr, tree.Expr):
            beside |= {_key(one) for one in self._facts.unknown(expr, tables)}


def _key(what: Ref | tree.Node) -> Hashable:
    """Equal for the same fact, wherever it is named."""
    if isinstance(what, tree.Node):
        return what
    return what.base, tuple(field.name for field in what.fields)
