"""Puts the rules of a policy and of all that it extends together: guards, changes, drops, along every path.

Each file is worked out once, however many paths lead to it. Going up from the oldest file, a file's rules are its own
and those of what it extends; where two paths bring the same rule, it is tried if either would try it, its strictest
verdict stands, and it is left out only if both leave it out. Then the file's own changes and drops apply, and its
`for` is added to all of them.
"""

from collections.abc import Container
from datetime import date
from typing import Any

from playbook.check.module import Module
from playbook.frozen import frozen, replace
from playbook.model.verdict import Verdict
from playbook.reference.linked import Guard, LinkedDefault, LinkedRule
from playbook.syntax import tree
from playbook.syntax.printer import print_expr


@frozen
class _Standing:
    """How a rule stands on the way up. `dropped` None: it is in; `date.max`: left out for good."""

    rule: tree.Rule
    module: Module
    guard: Guard
    then: tree.Verdict
    dropped: date | None = None


@frozen
class Assembly:
    """The rules by name, and the `otherwise` clauses."""

    rules: tuple[LinkedRule, ...]
    defaults: tuple[LinkedDefault, ...]


def assemble(module: Module, without: Container[tree.Rule] = ()) -> Assembly:
    """The rules and defaults of *module* and of all that it extends, but for the rules *without*."""
    done: dict[int, tuple[dict[tree.Rule, _Standing], dict[tree.Default, LinkedDefault]]] = {}
    rules, defaults = _assemble(module, done)
    standing = sorted(rules.values(), key=lambda one: one.rule.name.name)
    return Assembly(
        tuple(
            LinkedRule(one.rule, one.module, one.guard, one.then, one.dropped)
            for one in standing
            if one.dropped != date.max and one.rule not in without
        ),
        tuple(sorted(defaults.values(), key=lambda one: (one.module.tree.name.name, one.module.source.name))),
    )


def _assemble(
    module: Module, done: dict[int, tuple[dict[tree.Rule, _Standing], dict[tree.Default, LinkedDefault]]]
) -> tuple[dict[tree.Rule, _Standing], dict[tree.Default, LinkedDefault]]:
    if id(module) in done:
        return done[id(module)]
    rules: dict[tree.Rule, _Standing] = {}
    defaults: dict[tree.Default, LinkedDefault] = {}
    for parent in module.parents:
        if parent.module is None or not parent.clause.rules:
            continue
        inherited, inherited_defaults = _assemble(parent.module, done)
        for rule, standing in inherited.items():
            rules[rule] = _merged(rules[rule], standing) if rule in rules else standing
        for clause, default in inherited_defaults.items():
            guard = _either(defaults[clause].guard, default.guard) if clause in defaults else default.guard
            defaults[clause] = replace(default, guard=guard)
    for declaration in module.tree.declarations:
        if isinstance(declaration, tree.Rule) and not declaration.watch:
            rules[declaration] = _Standing(declaration, module, ((),), declaration.verdict)
    if module.tree.default is not None:
        defaults[module.tree.default] = LinkedDefault(module, ((),), module.tree.default.verdict)
    _apply_changes(module, rules)
    if module.tree.applies is not None:
        clause_ = module.tree.applies
        rules = {rule: replace(one, guard=_also(one.guard, clause_)) for rule, one in rules.items()}
        defaults = {key: replace(one, guard=_also(one.guard, clause_)) for key, one in defaults.items()}
    done[id(module)] = rules, defaults
    return rules, defaults


def _apply_changes(module: Module, rules: dict[tree.Rule, _Standing]) -> None:
    by_name = {rule.name.name: rule for rule in rules}
    for declaration in module.tree.declarations:
        if isinstance(declaration, tree.Change) and declaration.rule.name in by_name:
            rule = by_name[declaration.rule.name]
            rules[rule] = replace(rules[rule], then=_with_message(declaration.verdict, rules[rule].then))
        elif isinstance(declaration, tree.Drop) and declaration.rule.name in by_name:
            rule = by_name[declaration.rule.name]
            until = date.max if declaration.until is None else declaration.until.value
            # What a parent leaves out for longer stays out.
            rules[rule] = replace(rules[rule], dropped=max(until, rules[rule].dropped or until))


def _with_message(changed: tree.Verdict, before: tree.Verdict) -> tree.Verdict:
    """A change without words of its own keeps the rule's."""
    return changed if changed.message is not None else replace(changed, message=before.message)


def _merged(left: _Standing, right: _Standing) -> _Standing:
    strictest = max((left.then, right.then), key=_strictness)
    dropped = None if left.dropped is None or right.dropped is None else min(left.dropped, right.dropped)
    return replace(left, guard=_either(left.guard, right.guard), then=strictest, dropped=dropped)


def _strictness(verdict: tree.Verdict) -> tuple[Any, ...]:
    """Strictness first; of one kind, that which holds more posts back. Where neither does, the wording decides, so that
    the order of paths does not.
    """
    approvers, until = verdict.approvers, verdict.until
    return (
        Verdict(verdict.name).strictness,
        until is None,
        approvers is not None and approvers.who is not None,
        ("count", "share", "all").index(approvers.quota) if approvers is not None else 0,
        approvers.amount if approvers is not None else 0,
        "" if approvers is None or approvers.who is None else print_expr(approvers.who),
        "" if until is None else print_expr(until),
        "" if verdict.message is None else verdict.message.span.text,
    )


def _either(left: Guard, right: Guard) -> Guard:
    return left if left == right else tuple(dict.fromkeys(left + right))


def _also(guard: Guard, clause: tree.Expr) -> Guard:
    return tuple((*way, clause) for way in guard)
