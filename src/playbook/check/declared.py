"""Collects the names: first those that come in from other policies, then the file's own; says where two of them
clash.
"""

from collections.abc import Iterator

from playbook.builtins.topics import TOPICS
from playbook.check.declaration_problems import (
    DuplicateName,
    DuplicateRule,
    InheritedName,
    InheritedRule,
    NameOfABuiltInTopic,
    NameOfAField,
    ReservedName,
)
from playbook.check.draft import Draft, ancestors
from playbook.check.module import Module, Named
from playbook.check.scope import RESERVED, post_fields
from playbook.check.standing import standing
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Span
from playbook.syntax import tree

RESERVED_RULES = ("for", "otherwise")
"""Names of findings that no rule makes."""


def inherited(draft: Draft) -> Iterator[Diagnostic]:
    """The names and rules of the policies that this one takes in. One that comes by two paths is one."""
    above = ancestors(draft.parents)
    draft.incomplete = any(
        parent.module is None
        for parents in (draft.parents, *(one.parents for one in above))
        for parent in parents
    )
    for module in above:
        draft.broken.update(name.name for name in module.tree.broken)
        draft.homes.update((declaration, module) for declaration in module.tree.declarations)
    alive: set[tree.Rule] = set()
    for parent in draft.parents:
        if parent.module is not None:
            at = parent.clause.target.span
            yield from _take_names(draft, parent.module, at)
            if parent.clause.rules:
                yield from _take_rules(draft, parent.module, alive, at)


def _take_names(draft: Draft, module: Module, at: Span) -> Iterator[Diagnostic]:
    for name, declaration in module.names.items():
        taken = draft.names.setdefault(name, declaration)
        if taken is not declaration:
            draft.clashing.add(name)
            yield InheritedName(
                at, name, kind_of(declaration), module.tree.name.name, taken.name.span, own=False
            )


def _take_rules(draft: Draft, module: Module, alive: set[tree.Rule], at: Span) -> Iterator[Diagnostic]:
    """*alive* are the rules so far that some path leaves in; one that is left out everywhere clashes with nothing."""
    left_in = standing(module)
    for name, rule in module.rules.items():
        taken = draft.rules.get(name, rule)
        if taken is not rule and taken in alive and name in left_in:
            yield InheritedRule(at, name, module.tree.name.name, taken.name.span, own=False)
        elif taken not in alive:
            draft.rules[name] = rule
        if name in left_in:
            alive.add(rule)


def declared(draft: Draft) -> Iterator[Diagnostic]:
    """The file's own params, lets, asks, topics and rules. Where a name is taken, the first declaration keeps it."""
    draft.broken.update(name.name for name in draft.tree.broken)
    fields = post_fields(draft)
    for declaration in draft.tree.declarations:
        if isinstance(declaration, tree.Param | tree.Let | tree.Ask | tree.Topic):
            problem = _name_problem(draft, declaration, declaration.name.name in fields)
            if problem is None:
                draft.names[declaration.name.name] = declaration
            else:
                draft.clashing.add(declaration.name.name)
                yield problem
        elif isinstance(declaration, tree.Rule):
            problem = _rule_problem(draft, declaration)
            if problem is None:
                draft.rules[declaration.name.name] = declaration
            else:
                yield problem


def _name_problem(draft: Draft, declaration: Named, is_field: bool) -> Diagnostic | None:
    ident, kind = declaration.name, kind_of(declaration)
    if ident.name in RESERVED:
        return ReservedName(ident.span, ident.name, kind)
    if is_field:
        return NameOfAField(ident.span, ident.name, kind)
    if ident.name in TOPICS:
        return NameOfABuiltInTopic(ident.span, ident.name, kind)
    first = draft.names.get(ident.name)
    if first is None:
        return None
    if first in draft.homes:
        where = draft.homes[first].tree.name.name
        return InheritedName(ident.span, ident.name, kind, where, first.name.span, own=True)
    return DuplicateName(ident.span, ident.name, first.name.span)


def _rule_problem(draft: Draft, rule: tree.Rule) -> Diagnostic | None:
    ident, kind = rule.name, "watch" if rule.watch else "rule"
    if ident.name in RESERVED_RULES:
        return ReservedName(ident.span, ident.name, kind)
    first = draft.rules.get(ident.name)
    if first is None:
        return None
    if first in draft.homes:
        where = draft.homes[first].tree.name.name
        return InheritedRule(ident.span, ident.name, where, first.name.span, own=True)
    return DuplicateRule(ident.span, ident.name, kind, first.name.span)


def kind_of(declaration: Named) -> str:
    """`param`, `let`, `ask`, `topic`."""
    return type(declaration).__name__.lower()
