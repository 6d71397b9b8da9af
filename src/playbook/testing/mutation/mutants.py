"""All the small changes to a policy file that its tests are tried on, in the order of the source."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from playbook.frozen import frozen, replace
from playbook.model.verdict import Verdict
from playbook.source import Span
from playbook.syntax import tree
from playbook.testing.mutation.amounts import of_values, sample, without
from playbook.testing.mutation.conditions import of_condition
from playbook.testing.mutation.mutant import Change, Mutant, TextChange
from playbook.testing.suite import Suite


@frozen
class Used:
    """Which of a file's declarations its rules hang on: only those are changed."""

    lets: frozenset[tree.Node]
    topics: frozenset[tree.Node]
    params: frozenset[tree.Node]


def mutants_of(suite: Suite, used: Used, every_term: bool = False) -> Iterator[Mutant]:
    """Every change to the file. *every_term*: each term of a list is taken out once, not only three of them."""
    policy = suite.module.tree
    if policy.applies is not None:
        yield from (Mutant("for", "for", policy.applies, one) for one in of_condition(policy.applies))
    if policy.default is not None:
        default = policy.default
        changes = _of_strictness(default.verdict, default.verdict)
        yield from (Mutant("otherwise", "otherwise", default, one) for one in changes)
    for clause in policy.extends:
        yield from _of_bindings(clause, used)
    own = frozenset(suite.own_rules)
    for declaration in policy.declarations:
        match declaration:
            case tree.Rule() if declaration in own:
                for change in _of_rule(declaration):
                    yield Mutant("rule", declaration.name.name, declaration, change)
            case tree.Let() if declaration in used.lets:
                for change in of_condition(declaration.value):
                    yield Mutant("let", declaration.name.name, declaration, change)
            case tree.Topic() if declaration in used.topics:
                for change in _of_topic(declaration, every_term):
                    yield Mutant("topic", declaration.name.name, declaration, change)
            case tree.Param() if declaration in used.params and declaration.default is not None:
                for change in of_values(declaration.default, of_condition):
                    yield Mutant("param", declaration.name.name, declaration, change)
            case tree.Extends():
                yield from _of_bindings(declaration, used)
            case tree.Change():
                for change in _of_strictness(declaration.verdict, declaration.verdict):
                    yield Mutant("change", declaration.rule.name, declaration, change)
            case tree.Drop():
                cut = TextChange(declaration.span, "")
                gone = Change("dropped it", declaration, None, (cut,))
                yield Mutant("drop", declaration.rule.name, declaration, gone)


def _of_bindings(clause: tree.Extends, used: Used) -> Iterator[Mutant]:
    names = {one.name.name for one in used.params if isinstance(one, tree.Param)}
    for binding in clause.bindings:
        if binding.name.name in names:
            for change in of_values(binding.value, of_condition):
                yield Mutant("param", binding.name.name, binding, change)


def _of_rule(rule: tree.Rule) -> Iterator[Change]:
    if rule.when is not None:
        yield from of_condition(rule.when)
    if rule.unless is not None:
        yield Change("dropped `unless`", rule, replace(rule, unless=None), (_clause("unless", rule.unless),))
        yield from of_condition(rule.unless)
    for index, require in enumerate(rule.requires):
        rest = rule.requires[:index] + rule.requires[index + 1 :]
        yield Change("dropped `require`", rule, replace(rule, requires=rest), (_clause("require", require),))
        yield from of_condition(require)
    yield from _of_verdict(rule.verdict)


def _clause(word: str, expr: tree.Expr) -> TextChange:
    """The clause with its keyword, taken out."""
    start = expr.span.source.text.rindex(word, 0, expr.span.start)
    return TextChange(Span(expr.span.source, start, expr.span.end), "")


# ------------------------------------------------------------------------------------------------------ verdicts


_NAMES: dict[Verdict, tree.VerdictName] = {
    Verdict.ADVISE: "advise",
    Verdict.WARN: "warn",
    Verdict.DELAY: "delay",
    Verdict.REVIEW: "review",
    Verdict.DENY: "deny",
}
_ORDER = list(_NAMES)


def _of_verdict(verdict: tree.Verdict) -> Iterator[Change]:
    yield from _of_strictness(verdict, verdict)
    if verdict.until is not None:
        text = verdict.span.source.text
        start = text.rindex("until", verdict.span.start, verdict.until.span.start)
        cut = TextChange(Span(verdict.span.source, _end_of_word(text, start), verdict.until.span.end), "")
        yield Change("dropped `until`", verdict, replace(verdict, until=None), (cut,))
        yield from of_values(verdict.until, of_condition)
    if verdict.approvers is not None and verdict.approvers.who is not None:
        yield from _of_approvers(verdict, verdict.approvers)


def _end_of_word(text: str, start: int) -> int:
    """Where the word before *start* ends."""
    return len(text[:start].rstrip())


def _of_strictness(old: tree.Node, verdict: tree.Verdict) -> Iterator[Change]:
    """One step milder, one step stricter; an `allow` is neither made nor unmade."""
    name = Verdict(verdict.name)
    if name is Verdict.ALLOW:
        return
    place = _ORDER.index(name)
    end = verdict.span.end if verdict.message is None else verdict.message.span.start
    for word, index in (("milder", place - 1), ("stricter", place + 1)):
        if 0 <= index < len(_ORDER):
            other = _ORDER[index]
            approvers = _anybody(verdict.span) if other is Verdict.REVIEW else None
            new = tree.Verdict(verdict.span, _NAMES[other], None, approvers, verdict.message)
            space = "" if verdict.message is None else " "
            edit = TextChange(Span(verdict.span.source, verdict.span.start, end), f"{other.value}{space}")
            yield Change(f"made it {word}: `{other.value}`", old, new, (edit,))


def _anybody(span: Span) -> tree.Approvers:
    """Those that bare `review` asks: one person, whoever it is."""
    return tree.Approvers(span, "count", Fraction(1), None)


def _of_approvers(verdict: tree.Verdict, approvers: tree.Approvers) -> Iterator[Change]:
    source = verdict.span.source
    start = source.text.rindex("by", verdict.span.start, approvers.span.start)
    cut = TextChange(Span(source, _end_of_word(source.text, start), approvers.span.end), "")
    yield Change("dropped `by`", verdict, replace(verdict, approvers=_anybody(approvers.span)), (cut,))
    number = re.match(r"\d+", approvers.span.text)
    if approvers.quota == "count" and number is not None and approvers.amount.denominator == 1:
        place = Span(source, approvers.span.start, approvers.span.start + number.end())
        for word, amount in (("raised", approvers.amount + 1), ("lowered", approvers.amount - 1)):
            if amount >= 1:
                new = replace(verdict, approvers=replace(approvers, amount=amount))
                yield Change(f"{word} it by one", verdict, new, (TextChange(place, str(amount)),))


# -------------------------------------------------------------------------------------------------------- topics


def _of_topic(topic: tree.Topic, every_term: bool) -> Iterator[Change]:
    for part in topic.parts:
        items: Sequence[tree.Node]
        match part:
            case tree.TopicPart():
                items, what = part.terms, "an exception" if part.kind == "except" else "a term"
            case tree.TopicPatterns():
                items, what = part.patterns, "a pattern"
            case tree.TopicDisguised():
                yield Change("dropped `disguised`", part, None, (TextChange(part.span, ""),))
                continue
        # Patterns are few, and each says something of its own.
        every = every_term or isinstance(part, tree.TopicPatterns)
        for index in range(len(items)) if every else sample(range(len(items))):
            # Where there is but one, its clause goes with it: nothing can be left of that to be read.
            edit = without(part.span, items, index) if len(items) > 1 else TextChange(part.span, "")
            yield Change(f"dropped {what}", items[index], None, (edit,))
