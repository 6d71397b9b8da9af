"""Examples and tests: what they assign, of which types, and which rules, verdicts and fields they expect."""

from collections.abc import Iterator

from playbook.check.changes import unknown_rule
from playbook.check.declared import RESERVED_RULES
from playbook.check.draft import Draft
from playbook.check.mends import retyped
from playbook.check.refs import AskRef, BrokenRef, ParamRef, PostRef, Ref
from playbook.check.resolve import BROKEN, UnknownField, resolve
from playbook.check.scope import post_fields
from playbook.check.taken_in import WrongValue, value_of
from playbook.check.typist import Typist
from playbook.check.unsupported import NotSupportedYet
from playbook.check.wording import article, did_you_mean
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Related, diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.frozen import replace
from playbook.model.schema import fields_of
from playbook.source import Span
from playbook.syntax import tree
from playbook.types import ANY, BOOLEAN, TIME, ListOf, Record, Scalar, Type


@diagnostic("PB104", "unknown-example")
class UnknownExample(Diagnostic):
    """An example that is not there.

    ## Example
    ```playbook
    policy acme
    rule paid when sponsored warn "Say so."
    example bought sponsored = true
    test "paid" given bougth expect warn from paid
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored warn "Say so."
    example bought sponsored = true
    test "paid" given bought expect warn from paid
    ```
    """

    name: str
    nearest: str | None
    field: Type | None = None
    """The type of the field of the post that is called so."""

    def message(self) -> str:
        return f"there is no example `{self.name}`"

    def help(self) -> str | None:
        if self.field is not None and self.nearest is None:
            return f"give the field a value: `{self.name} = {'true' if self.field == BOOLEAN else '…'}`"
        return did_you_mean(self.nearest)

    def edits(self) -> tuple[Edit, ...]:
        if self.nearest is None and self.field == BOOLEAN:
            return (Edit(self.span, f"{self.name} = true"),)
        return () if self.nearest is None else (Edit(self.span, self.nearest),)


@diagnostic("PB124", "not-assignable")
class NotAssignable(Diagnostic):
    """An example or a test gives a value to something that has its value from elsewhere.

    ## Example
    ```playbook
    policy acme
    let loud = count(hashtags) > 5
    rule calm when loud warn "Softly."
    test "loud" given loud = true expect warn from calm
    ```

    ## Write instead
    ```playbook
    policy acme
    let loud = count(hashtags) > 2
    rule calm when loud warn "Softly."
    test "loud" given hashtags = ["a", "b", "c"] expect warn from calm
    ```
    """

    name: str
    kind: str

    def message(self) -> str:
        return f"`{self.name}` is {article(self.kind)}, and cannot be given a value"

    def help(self) -> str | None:
        if self.kind in ("let", "derived field"):
            return "it is worked out; give values to what it is made of"
        return None


@diagnostic("PB125", "assigned-twice")
class AssignedTwice(Diagnostic):
    """An example or a record gives a value to one field twice.

    ## Example
    ```playbook
    policy acme
    example paid sponsored = true, sponsored = false
    ```

    ## Write instead
    ```playbook
    policy acme
    example paid sponsored = true
    ```
    """

    name: str
    first: Span
    cut: Span | None = None
    """The second assignment and the comma before it."""

    def message(self) -> str:
        return f"`{self.name}` is given a value twice"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.cut is None else (Edit(self.cut, ""),)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first given here"),)


@diagnostic("PB126", "unknown-constant")
class UnknownConstant(Diagnostic):
    """A param is given as `unknown`. Params are constants, and always known.

    ## Example
    ```playbook
    policy acme
    param few: number = 3
    example odd few = unknown
    ```

    ## Write instead
    ```playbook
    policy acme
    param few: number = 3
    example odd few = 0
    ```
    """

    name: str

    def message(self) -> str:
        return f"param `{self.name}` is always known"


@diagnostic("PB127", "nothing-to-need")
class NothingToNeed(Diagnostic):
    """A test expects that the decision needs something that is no fact about the post.

    ## Example
    ```playbook
    policy acme
    param few: number = 3
    rule tags when count(hashtags) > few warn "Fewer."
    test "tags" given sponsored = true expect needs few
    ```

    ## Write instead
    ```playbook
    policy acme
    rule paid when sponsored warn "Say so."
    test "paid" given hashtags = [] expect needs sponsored
    ```
    """

    name: str
    kind: str

    def message(self) -> str:
        return f"`{self.name}` is {article(self.kind)}, and decisions need fields and answers only"


def scenarios(draft: Draft) -> Iterator[Diagnostic]:
    """All examples, then all tests, of the file."""
    typist = Typist(draft)
    examples: dict[str, tree.Example] = {}
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Example):
            first = examples.setdefault(declaration.name.name, declaration)
            if first is not declaration:
                yield DuplicateExample(declaration.name.span, declaration.name.name, first.name.span)
            yield from _twice(declaration.assignments)
            for assignment in declaration.assignments:
                yield from _assignment(assignment, typist)
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Test):
            yield from _test(declaration, examples, typist)


@diagnostic("PB128", "duplicate-example")
class DuplicateExample(Diagnostic):
    """Two examples of one name.

    ## Example
    ```playbook
    policy acme
    example paid sponsored = true
    example paid sponsored = true, hashtags = ["ad"]
    ```

    ## Write instead
    ```playbook
    policy acme
    example paid sponsored = true
    example paid_and_said sponsored = true, hashtags = ["ad"]
    ```
    """

    name: str
    first: Span

    def message(self) -> str:
        return f"two examples are named `{self.name}`"

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "first declared here"),)


def _test(test: tree.Test, examples: dict[str, tree.Example], typist: Typist) -> Iterator[Diagnostic]:
    draft = typist.draft
    for part in test.given:
        if isinstance(part, tree.Ident):
            if part.name not in examples and part.name not in draft.broken:
                field = post_fields(draft).get(part.name)
                close = nearest(part.name, examples)
                yield UnknownExample(part.span, part.name, close, None if field is None else field.type)
        elif isinstance(part, tree.History):
            word = Span(part.span.source, part.span.start, part.span.start + len("history"))
            yield NotSupportedYet(word, "`history` in tests")
        else:
            yield from _assignment(part, typist)
    if test.each is not None:
        yield from _table(test.each, typist)
    for expected in test.expect:
        match expected:
            case tree.ExpectVerdict():
                for rule in expected.rules:
                    yield from _rule(rule, draft)
            case tree.ExpectNo():
                yield from _rule(expected.rule, draft)
            case tree.ExpectNeeds():
                yield from _needs(expected.field, typist)


def _table(each: tree.Each, typist: Typist) -> Iterator[Diagnostic]:
    """Every cell is an assignment to its column. What is wrong with a column is said once."""
    for number, row in enumerate(each.rows):
        cells = zip(each.columns, row.values, strict=False)  # the builder has reported rows that do not fit
        assignments = tuple(tree.Assignment(value.span, column, value) for column, value in cells)
        if number == 0:
            yield from _twice(assignments)
        for assignment in assignments:
            for problem in _assignment(assignment, typist):
                if number == 0 or problem.span.start >= row.span.start:
                    yield problem


def _rule(ident: tree.Ident, draft: Draft) -> Iterator[Diagnostic]:
    if ident.name not in draft.rules and ident.name not in RESERVED_RULES:
        yield from unknown_rule(ident, set(draft.rules), draft)


def _needs(name: tree.Name, typist: Typist) -> Iterator[Diagnostic]:
    ref, _ = resolve(name, None, None, replace(typist.lookup, through_lists=True))
    typist.draft.refs[name] = ref
    yield from typist.drain()
    fact = isinstance(ref.base, AskRef) or (isinstance(ref.base, PostRef) and ref.fields)
    if not fact and not isinstance(ref.base, BrokenRef):
        yield NothingToNeed(name.span, name.dotted, _kind(ref))


def _kind(ref: Ref) -> str:
    return type(ref.base).__name__.removesuffix("Ref").lower()


# ------------------------------------------------------------------------------------------------ assignments


def _twice(assignments: tuple[tree.Assignment, ...]) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for index, assignment in enumerate(assignments):
        target = assignment.target
        earlier = first.setdefault(target.dotted, target.span)
        if earlier is not target.span:
            before = assignments[index - 1].span
            yield AssignedTwice(target.span, target.dotted, earlier, _comma_between(before, assignment.span))


def _comma_between(before: Span, span: Span) -> Span | None:
    """*span* with what stands before it, if that is a comma."""
    return (
        Span(span.source, before.end, span.end)
        if span.source.text[before.end : span.start].strip() == ","
        else None
    )


def _assignment(assignment: tree.Assignment, typist: Typist) -> Iterator[Diagnostic]:
    """`account.kind = professional`: the target is a field of the post, a param, an ask, or `now`."""
    target, draft = assignment.target, typist.draft
    if target.dotted == "now":
        yield from _value(assignment.value, "now", TIME, typist)
        return
    ref, wanted = resolve(target, None, None, typist.lookup)
    draft.refs[target] = ref
    problems = tuple(typist.drain())
    yield from problems
    if isinstance(ref.base, ParamRef) and _is_unknown(assignment.value):
        draft.types[assignment.value] = wanted
        yield UnknownConstant(assignment.value.span, target.dotted)
        return
    if isinstance(ref.base, PostRef) and not ref.fields:
        yield NotAssignable(target.span, target.dotted, "post")
    elif isinstance(ref.base, PostRef) and not ref.fields[-1].stored:
        yield NotAssignable(target.span, target.dotted, "derived field")
    elif not isinstance(ref.base, PostRef | ParamRef | AskRef | BrokenRef):
        yield NotAssignable(target.span, target.dotted, _kind(ref))
        ref, wanted = BROKEN, ANY
    yield from _value(assignment.value, target.dotted, wanted, typist)


def _value(expr: tree.Expr, name: str, wanted: Type, typist: Typist) -> Iterator[Diagnostic]:
    """What is assigned: `unknown`, a record, a list of records, or a constant."""
    if _is_unknown(expr):
        typist.draft.types[expr] = wanted
    else:
        yield from _known(expr, name, wanted, typist)


def _known(expr: tree.Expr, name: str, wanted: Type, typist: Typist) -> Iterator[Diagnostic]:
    if isinstance(expr, tree.RecordLiteral):
        typist.draft.types[expr] = wanted
        if isinstance(wanted, Record):
            yield from _record(expr, wanted, typist)
        elif wanted != ANY:
            yield WrongValue(expr.span, name, wanted, Scalar("record"), retyped(expr, wanted))
    elif isinstance(expr, tree.ListLiteral) and _has_records(expr, wanted):
        typist.draft.types[expr] = wanted
        for item in expr.items:
            yield from _known(item, name, wanted.item if isinstance(wanted, ListOf) else wanted, typist)
    else:
        yield from value_of(typist, expr, name, wanted)


def _has_records(expr: tree.ListLiteral, wanted: Type) -> bool:
    if isinstance(wanted, ListOf) and isinstance(wanted.item, Record):
        return True
    return any(isinstance(item, tree.RecordLiteral) for item in expr.items)


def _record(expr: tree.RecordLiteral, wanted: Record, typist: Typist) -> Iterator[Diagnostic]:
    typist.draft.types[expr] = wanted
    yield from _twice(expr.assignments)
    for assignment in expr.assignments:
        target = assignment.target
        inner: Type = wanted
        for index, part in enumerate(target.parts):
            found = fields_of(inner.model) if isinstance(inner, Record) else {}
            if part not in found:
                span = target.part_spans[0].to(target.part_spans[index])
                holder = ".".join(target.parts[:index]) or str(wanted)
                close = nearest(part, found)
                prefix = "".join(f"{word}." for word in target.parts[:index])
                shown = None if close is None else prefix + close
                yield UnknownField(span, ".".join(target.parts[: index + 1]), holder, shown)
                inner = ANY
                break
            inner = found[part].type
        yield from _value(assignment.value, target.dotted, inner, typist)


def _is_unknown(expr: tree.Expr) -> bool:
    return isinstance(expr, tree.Name) and expr.dotted == "unknown"
