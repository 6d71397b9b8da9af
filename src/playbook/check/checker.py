"""Checks one file: the passes, in their order, over a draft that becomes a `Module`.

Names are collected first; then what is made of names (topics, params); then every expression gets its type,
clause by clause; then come the passes that look at what conditions mean. Every pass yields what it finds and
goes on. What a pass has reported is marked in the tables, so that the passes after it leave it alone.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel

from playbook.check import (
    changes,
    clauses,
    declared,
    defaults,
    logic,
    missing,
    missing_in_for,
    nested_terms,
    scenarios,
    taken_in,
    topics,
    windows,
)
from playbook.check.chains import chains
from playbook.check.cost import TooCostly, cost
from playbook.check.draft import Draft
from playbook.check.module import Module, Parent
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source
from playbook.syntax import tree

Pass = Callable[[Draft], Iterator[Diagnostic]]

NAMES: tuple[Pass, ...] = (declared.inherited, declared.declared)
TYPES: tuple[Pass, ...] = (
    topics.topics,
    topics.patterns,
    topics.literals,
    nested_terms.nested_terms,
    clauses.lets,
    taken_in.taken_in,
    taken_in.params,
    clauses.header,
    clauses.rules,
    changes.changes,
    scenarios.scenarios,
)
FLOW: tuple[Pass, ...] = (
    logic.logic,
    windows.windows,
    defaults.otherwise,
    chains,
)
MEANING: tuple[Pass, ...] = (missing.missing, missing_in_for.missing_in_for, windows.zones, cost)
"""Passes that walk from lets into lets. They are left out where these are too deep."""

PASSES: tuple[Pass, ...] = NAMES + TYPES + FLOW + MEANING


def check_module(
    source: Source,
    policy: tree.Policy,
    parents: tuple[Parent, ...],
    folder: Path | None,
    post_type: type[BaseModel],
) -> Module:
    """The file that *policy* was read from, checked. Never raises on an author's mistake; those are the
    module's diagnostics.

    parents: what it takes in, checked already, in the order of its clauses; the module of one that could not be
    read is None, and that is reported elsewhere. folder: where its term files are; None for a text that is no
    file.
    """
    draft = Draft(source, policy, parents, folder, post_type)
    found: list[Diagnostic] = []
    for one in PASSES:
        if not (draft.too_deep and one in MEANING):
            found.extend(one(draft))
    return draft.module(tuple(sorted(_without_cascades(found), key=_place)))


def _without_cascades(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """What a clause costs is only worth saying where nothing is wrong within it."""
    for one in found:
        if not isinstance(one, TooCostly) or not any(_within(other, one) for other in found):
            yield one


def _within(inner: Diagnostic, outer: Diagnostic) -> bool:
    if inner is outer or inner.span.source is not outer.span.source:
        return False
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _place(problem: Diagnostic) -> tuple[int, int, str]:
    return problem.span.start, problem.span.end, problem.code
