"""Puts a mutant in the place of what it changes, in a policy that is linked already: nothing is parsed or checked
again.

The tree is rebuilt from the changed node up to the declaration, and shares all else with the policy as it was. What the
checker found out about nodes that were rebuilt is carried over beside the old tables.
"""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from playbook.builtins.topics import BuiltinTopic
from playbook.check.refs import ItemRef, LetRef, Ref, TopicRef
from playbook.frozen import replace
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule, Tables
from playbook.syntax import tree
from playbook.syntax.walk import field_names, walk
from playbook.testing.mutation.mutant import Change, Mutant
from playbook.text.terms.matcher import TopicSpec

_Node = TypeVar("_Node", bound=tree.Node)


def apply(mutant: Mutant, policy: LinkedPolicy) -> LinkedPolicy:
    """*policy* with the change in it. Params and drops are changed by linking anew instead, see `trial`."""
    owner, change = mutant.owner, mutant.change
    match owner:
        case tree.Rule():
            return _with_rule(owner, change, policy)
        case tree.Let():
            return _with_let(owner, change, policy)
        case tree.Topic():
            return _with_topic(owner, change, policy)
        case tree.Change():
            return _with_change(owner, change, policy)
        case tree.Default():
            return _with_default(owner, change, policy)
    return _with_guard(owner, change, policy)


def swapped(start: _Node, change: Change, made: dict[tree.Node, tree.Node]) -> _Node:
    """*start* with the change somewhere below it; *made* takes the rebuilt nodes by those that they stand for."""
    if start is change.old:
        return change.new  # type: ignore[return-value]
    values: dict[str, Any] = {}
    for name in field_names(start):
        value = getattr(start, name)
        if isinstance(value, tree.Node):
            new: Any = swapped(value, change, made)
        elif isinstance(value, tuple):
            items = [swapped(one, change, made) if isinstance(one, tree.Node) else one for one in value]
            same = all(one is other for one, other in zip(items, value, strict=True))
            new = value if same else tuple(items)
        else:
            continue
        if new is not value:
            values[name] = new
    if not values:
        return start
    rebuilt = replace(start, **values)
    made[start] = rebuilt
    return rebuilt


def _with_rule(rule: tree.Rule, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    made: dict[tree.Node, tree.Node] = {}
    new = swapped(rule, change, made)
    rules = tuple(_of_rule(one, rule, new) for one in policy.rules)
    return replace(policy, rules=rules, tables=_tables(policy.tables, made, change))


def _of_rule(linked: LinkedRule, rule: tree.Rule, new: tree.Rule) -> LinkedRule:
    if linked.rule is not rule:
        return linked
    # An heir's `change` has another verdict, which this file's cannot touch.
    then = new.verdict if linked.then is rule.verdict else linked.then
    return replace(linked, rule=new, then=then)


def _with_let(let: tree.Let, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    made: dict[tree.Node, tree.Node] = {}
    new = swapped(let, change, made)
    tables = _tables(policy.tables, made, change)
    refs = {
        name: replace(ref, base=LetRef(new))
        for name, ref in policy.tables.refs.items()
        if isinstance(ref.base, LetRef) and ref.base.let is let
    }
    return replace(policy, tables=replace(tables, refs=_over(refs, tables.refs)))


def _with_change(clause: tree.Change, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    new = change.new
    assert isinstance(new, tree.Verdict)  # noqa: S101  the only change that there is to one

    def of(linked: LinkedRule) -> LinkedRule:
        # Where another path is stricter, it stands whatever this one says.
        if linked.name != clause.rule.name or linked.then.name != clause.verdict.name:
            return linked
        return replace(linked, then=replace(new, message=linked.then.message))

    return replace(policy, rules=tuple(map(of, policy.rules)))


def _with_default(clause: tree.Default, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    new = change.new
    assert isinstance(new, tree.Verdict)  # noqa: S101  the only change that there is to one
    defaults = tuple(replace(one, then=new) if one.then is clause.verdict else one for one in policy.defaults)
    return replace(policy, defaults=defaults)


def _with_guard(clause: tree.Node, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    made: dict[tree.Node, tree.Node] = {}
    new = swapped(clause, change, made)

    def of(guard: Guard) -> Guard:
        return tuple(tuple(new if part is clause else part for part in way) for way in guard)  # type: ignore[misc]

    rules: tuple[LinkedRule, ...] = tuple(replace(one, guard=of(one.guard)) for one in policy.rules)
    defaults: tuple[LinkedDefault, ...] = tuple(replace(one, guard=of(one.guard)) for one in policy.defaults)
    guards = tuple(of(guard) for guard in policy.guards)
    tables = _tables(policy.tables, made, change)
    return replace(policy, rules=rules, defaults=defaults, guards=guards, tables=tables)


# --------------------------------------------------------------------------------------------------------- tables


def _tables(tables: Tables, made: Mapping[tree.Node, tree.Node], change: Change) -> Tables:
    """What is known of the nodes that were rebuilt: what is known of those that they stand for."""
    known = dict(made)
    if change.new is not None and type(change.new) is type(change.old):
        known[change.old] = change.new
    binders = {old: new for old, new in known.items() if isinstance(new, tree.Quantifier | tree.Count)}
    refs: dict[tree.Name, Ref] = {}
    for new in binders.values():
        for name in walk(new):
            ref = tables.refs.get(name) if isinstance(name, tree.Name) else None
            if ref is not None and isinstance(ref.base, ItemRef) and ref.base.binder in binders:
                binder = binders[ref.base.binder]
                refs[name] = Ref(ItemRef(binder), ref.fields)  # type: ignore[index]
    functions = {
        new: tables.functions[old]
        for old, new in known.items()
        if isinstance(old, tree.Call) and isinstance(new, tree.Call) and old in tables.functions
    }
    types = {new: tables.types[old] for old, new in known.items() if old in tables.types}
    return replace(
        tables,
        refs=_over(refs, tables.refs),
        functions=_over(functions, tables.functions),
        types=_over(types, tables.types),
    )


def _over(few: dict[Any, Any], many: Mapping[Any, Any]) -> Mapping[Any, Any]:
    return ChainMap(few, many) if few else many  # type: ignore[arg-type]


# --------------------------------------------------------------------------------------------------------- topics


def _with_topic(topic: tree.Topic, change: Change, policy: LinkedPolicy) -> LinkedPolicy:
    specs = dict(policy.tables.topics)
    old = specs[topic]
    specs[topic] = _without(old, topic, change.old, policy)
    _renew(specs, {id(old): specs[topic]})
    return replace(policy, tables=replace(policy.tables, topics=specs))


def _renew(specs: dict["tree.Topic | BuiltinTopic", TopicSpec], new: dict[int, TopicSpec]) -> None:
    """Have topics that take in a changed one take in what it is now, and so on."""
    while True:
        stale = [key for key, spec in specs.items() if any(id(inner) in new for inner in spec.includes)]
        if not stale:
            return
        for key in stale:
            spec = specs[key]
            includes = tuple(new.get(id(inner), inner) for inner in spec.includes)
            specs[key] = new[id(spec)] = replace(spec, includes=includes)


def _without(spec: TopicSpec, topic: tree.Topic, term: tree.Node, policy: LinkedPolicy) -> TopicSpec:
    """What the topic looks for without one of its terms or patterns."""
    for part in topic.parts:
        if part is term:
            return replace(spec, disguised=False)
        if isinstance(part, tree.TopicPatterns) and term in part.patterns:
            pattern = policy.tables.patterns[term]
            return replace(spec, patterns=tuple(one for one in spec.patterns if one is not pattern))
        if isinstance(part, tree.TopicPart) and term in part.terms:
            return _without_term(spec, part.kind, term, policy)
    return spec


def _without_term(spec: TopicSpec, kind: str, term: tree.Node, policy: LinkedPolicy) -> TopicSpec:
    if isinstance(term, tree.Name):
        named = policy.tables.refs[term].base
        other = policy.tables.topics[named.topic] if isinstance(named, TopicRef) else TopicSpec()
        if kind != "except":
            return replace(spec, includes=tuple(one for one in spec.includes if one is not other))
        gone = {*other.words, *other.exactly}
    else:
        gone = set(_texts(term, policy))
    match kind:
        case "words":
            return replace(spec, words=_but(spec.words, gone))
        case "stems":
            return replace(spec, stems=_but(spec.stems, gone))
        case "exactly":
            return replace(spec, exactly=_but(spec.exactly, gone))
    return replace(spec, excepts=_but(spec.excepts, gone))


def _texts(term: tree.Node, policy: LinkedPolicy) -> Iterator[str]:
    if isinstance(term, tree.TextLiteral):
        yield term.value
    elif isinstance(term, tree.TermFile):
        for module in policy.modules:
            yield from module.terms.get(term, ())


def _but(words: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in gone)
