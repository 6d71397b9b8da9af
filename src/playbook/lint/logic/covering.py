"""Which rule fires only where another does. Only rules that are about the same things are held against each other,
and of these only so many: a policy of thousands of rules is lintable too.
"""

from collections.abc import Hashable, Iterator, Sequence

from playbook.frozen import frozen
from playbook.lint.logic.conditions import Conditions
from playbook.lint.logic.formula import Either, Every, Fact, Formula, Some
from playbook.model.verdict import Verdict
from playbook.reference.linked import LinkedRule
from playbook.syntax import tree

MAX_PAIRS = 10_000
"""Pairs of rules of one file that are held against each other."""


@frozen(eq=False)
class _Case:
    """A rule: that it has a finding, that it has none, and what each part of its condition is about."""

    rule: tree.Rule
    verdict: tree.Verdict
    """What it says here: its own, or what a `change` has made of it."""
    fires: Formula
    quiet: Formula
    parts: tuple[frozenset[Hashable], ...]


def covered(
    rules: Sequence[tree.Rule], inherited: Sequence[LinkedRule], given: Formula, conditions: Conditions
) -> Iterator[tuple[tree.Rule, tree.Rule, tree.Verdict]]:
    """The rules, of a file, that never change a decision, each with one that covers it, of the file or *inherited*, and
    what that one says: the later, of two that cover each other.
    """
    if not conditions.possible(given):
        return
    own = set(rules)
    cases = [_case(rule, conditions) for rule in rules]
    cases += [_inherited(rule, conditions) for rule in inherited if rule.dropped_until is None]
    cases = [case for case in cases if conditions.possible(given, case.fires)]
    about: dict[Hashable, list[_Case]] = {}
    for case in cases:
        for subject in frozenset().union(*case.parts):
            about.setdefault(subject, []).append(case)
    found: dict[tree.Rule, _Case] = {}
    pairs = 0
    for wide in cases:
        if not conditions.possible(given, wide.quiet):
            continue  # a tip for every post is not meant to replace all others
        for narrow in _candidates(wide, cases, about):
            if (
                narrow is wide
                or narrow.rule in found
                or narrow.rule not in own
                or not _as_strict(wide, narrow)
            ):
                continue
            pairs += 1
            if pairs > MAX_PAIRS:
                break
            if (
                not conditions.possible(given, narrow.fires, wide.quiet)
                and found.get(wide.rule) is not narrow
            ):
                found[narrow.rule] = wide
    for rule, wide in found.items():
        yield rule, wide.rule, wide.verdict


def _case(rule: tree.Rule, conditions: Conditions) -> _Case:
    fires = Every((conditions.fires(rule), conditions.then(rule.verdict)))
    quiet = Either((conditions.quiet(rule), conditions.then(rule.verdict, positive=False)))
    return _as_case(rule, rule.verdict, fires, quiet)


def _inherited(linked: LinkedRule, conditions: Conditions) -> _Case:
    """A rule of another file: it is tried only where one of the ways that lead to it is about the post."""
    ways = [[conditions.holds(one) for one in way] for way in linked.guard]
    tried = Either(tuple(Every(tuple(way)) for way in ways))
    ways = [[conditions.holds(one, positive=False) for one in way] for way in linked.guard]
    untried = Every(tuple(Either(tuple(way)) for way in ways))
    rule, then = linked.rule, linked.then
    fires = Every((tried, conditions.fires(rule), conditions.then(then)))
    quiet = Either((untried, conditions.quiet(rule), conditions.then(then, positive=False)))
    return _as_case(rule, then, fires, quiet)


def _as_case(rule: tree.Rule, verdict: tree.Verdict, fires: Formula, quiet: Formula) -> _Case:
    parts = tuple(frozenset(_subjects(part)) for part in _conjuncts(fires))
    return _Case(rule, verdict, fires, quiet, parts)


def _candidates(wide: _Case, cases: Sequence[_Case], about: dict[Hashable, list[_Case]]) -> Sequence[_Case]:
    """The rules that may follow from *wide*: each part of its condition has to be decided by something of theirs."""
    sizes = [(sum(len(about[subject]) for subject in part), at) for at, part in enumerate(wide.parts) if part]
    if not sizes:
        return cases
    part = wide.parts[min(sizes)[1]]
    chosen = {case: None for subject in sorted(part, key=repr) for case in about[subject]}
    return list(chosen)


def _as_strict(wide: _Case, narrow: _Case) -> bool:
    one, two = wide.verdict.name, narrow.verdict.name
    if "allow" in (one, two):
        return one == two
    return Verdict(one).strictness >= Verdict(two).strictness


def _conjuncts(formula: Formula) -> Iterator[Formula]:
    waiting: list[Formula] = [formula]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, Every):
            waiting += part.parts
        else:
            yield part


def _subjects(formula: Formula) -> Iterator[Hashable]:
    waiting, seen = [formula], set()
    while waiting:
        part = waiting.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        match part:
            case Fact(subject):
                yield subject
            case Some(items):
                yield "elements", items
            case Every(parts) | Either(parts):
                waiting += parts
