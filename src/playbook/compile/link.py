"""Puts a checked policy and the files that it takes in together into one `LinkedPolicy`, or says why that cannot be."""

from collections import ChainMap
from collections.abc import Container, Iterator, Mapping
from typing import Any

from playbook.check.module import Module
from playbook.civil.zones import load_zone
from playbook.compile.params import set_params
from playbook.compile.rules import assemble
from playbook.compile.topics import topic_specs
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.reference.expression import bare
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule, Tables
from playbook.syntax import tree

__all__ = ["all_modules", "link"]


def all_modules(root: Module) -> tuple[Module, ...]:
    """*root* and all that it takes in, each once, parents before heirs."""
    found: dict[int, Module] = {}

    def visit(module: Module) -> None:
        if id(module) not in found:
            for parent in module.parents:
                if parent.module is not None:
                    visit(parent.module)
            found[id(module)] = module

    visit(root)
    return tuple(found.values())


def link(
    root: Module, given: Mapping[str, Any], *, overriding: bool = False, without: Container[tree.Rule] = ()
) -> tuple[LinkedPolicy, tuple[Diagnostic, ...]]:
    """The policy of *root* with its params set, and what is wrong with that. Raises UsageError for params that do not
    fit.

    The modules must be free of errors, but for rules that are to be left out (*without*). Use the policy only if
    there is no diagnostic. *overriding*: the given params win over those that files set, as tests need it.
    """
    modules = all_modules(root)
    tables = _tables(modules)
    params = set_params(modules, tables, given, overriding)
    assembly = assemble(root, without)
    everything: tuple[LinkedRule | LinkedDefault, ...] = (*assembly.rules, *assembly.defaults)
    guards: dict[Guard, None] = dict.fromkeys(one.guard for one in everything)
    if not guards:
        guards[((),) if root.tree.applies is None else ((root.tree.applies,),)] = None
    header = root.tree
    policy = LinkedPolicy(
        name=header.name.name,
        title=header.title,
        version=header.version,
        module=root,
        modules=modules,
        post_type=root.post_type,
        tables=tables,
        params=params.values,
        rules=assembly.rules,
        defaults=assembly.defaults,
        guards=tuple(guards),
        zone=_zone(root),
    )
    return policy, params.diagnostics


def _tables(modules: tuple[Module, ...]) -> Tables:
    if len(modules) == 1:
        only = modules[0]
        return Tables(only.refs, only.types, only.patterns, only.functions, topic_specs(modules))
    return Tables(
        _together(module.refs for module in modules),
        _together(module.types for module in modules),
        _together(module.patterns for module in modules),
        _together(module.functions for module in modules),
        topic_specs(modules),
    )


def _together(tables: Iterator[Mapping[Any, Any]]) -> dict[Any, Any]:
    return dict(ChainMap(*(dict(table) for table in tables)))


def _zone(module: Module) -> Any:
    """Its own zone, else its parents'. The checker has refused parents that differ."""
    own = module.tree.timezone
    if own is not None:
        inner = bare(own)
        return load_zone(inner.value) if isinstance(inner, tree.TextLiteral) else own
    for parent in module.parents:
        inherited = None if parent.module is None or not parent.clause.rules else _zone(parent.module)
        if inherited is not None:
            return inherited
    return None
