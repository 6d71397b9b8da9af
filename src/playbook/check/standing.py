"""What a checked policy extends, and which rules and which `otherwise` stand in it, seen from one that takes it in."""

from playbook.check.module import Module
from playbook.syntax import tree


def standing(module: Module) -> frozenset[str]:
    """The names of the rules that some path leaves in; those left out until a date are in."""
    return frozenset(rule.name.name for rule in _standing(module, {}))


def _standing(module: Module, done: dict[int, frozenset[tree.Rule]]) -> frozenset[tree.Rule]:
    if id(module) not in done:
        found = {
            declaration for declaration in module.tree.declarations if isinstance(declaration, tree.Rule)
        }
        for parent in module.parents:
            if parent.module is not None and parent.clause.rules:
                found |= _standing(parent.module, done)
        gone = dropped_for_good(module.tree)
        done[id(module)] = frozenset(rule for rule in found if rule.name.name not in gone)
    return done[id(module)]


def dropped_for_good(policy: tree.Policy) -> frozenset[str]:
    """The names of the rules that the file leaves out without an end."""
    return frozenset(
        declaration.rule.name
        for declaration in policy.declarations
        if isinstance(declaration, tree.Drop) and declaration.until is None
    )


def defaults(module: Module) -> tuple[tree.Default, ...]:
    """The `otherwise` clauses of a policy and of those that it extends."""
    return tuple(one.tree.default for one in lineage(module) if one.tree.default is not None)


def lineage(module: Module) -> tuple[Module, ...]:
    """A policy and all that it extends, each once; not what is only used."""
    found: dict[int, Module] = {}
    waiting = [module]
    while waiting:
        one = waiting.pop()
        if id(one) not in found:
            found[id(one)] = one
            waiting.extend(
                parent.module for parent in one.parents if parent.module is not None and parent.clause.rules
            )
    return tuple(found.values())
