"""Which fields of a post a part of a policy reads: for `Policy.reads`, and to tell what depends on the time."""

from collections.abc import Iterator

from playbook.check.refs import AskRef, ItemRef, LetRef, PostRef, Ref
from playbook.model.content import CONTENT
from playbook.model.post import Post
from playbook.reference.expression import bare
from playbook.reference.language import hangs_on_language, language_of
from playbook.reference.linked import Guard, LinkedDefault, LinkedRule, Tables
from playbook.syntax import tree
from playbook.syntax.walk import walk

TIME = "publish_at"


def fields_read(start: tree.Node, tables: Tables) -> set[str]:
    """Dotted names of the fields that *start* reads, through lets, elements of lists and functions; asks as
    `answers.NAME`.
    """
    found: set[str] = set()
    for node in reached(start, tables):
        if isinstance(node, tree.Call) and node in tables.functions:
            found.update(tables.functions[node].reads)
        if isinstance(node, tree.Name) and node in tables.refs:
            found.update(_path(tables.refs[node], tables))
        if isinstance(node, tree.Mentions) and hangs_on_language(node, tables):
            ref = language_of(node.text, tables, Post)
            found.update(() if ref is None else _path(ref, tables))
    return found


def reached(start: tree.Node, tables: Tables) -> Iterator[tree.Node]:
    """All nodes at and below *start*, and below the lets that it names, each let once."""
    seen: set[tree.Node] = set()
    waiting: list[tree.Node] = [start]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        for node in walk(current):
            yield node
            if isinstance(node, tree.Name) and node in tables.refs:
                base = tables.refs[node].base
                if isinstance(base, LetRef):
                    waiting.append(base.let)


def _path(ref: Ref, tables: Tables) -> Iterator[str]:
    names = [field.name for field in ref.fields]
    match ref.base:
        case PostRef() if names:
            yield ".".join(names)
            depends = ref.fields[-1].depends
            yield from (".".join([*names[:-1], other]) for other in depends)
        case AskRef():
            yield f"answers.{ref.base.ask.name.name}"
        case ItemRef():
            items = bare(ref.base.binder.items)
            if isinstance(items, tree.Name) and items in tables.refs:
                yield from (".".join([path, *names]) for path in _path(tables.refs[items], tables))
        case _:
            return


def clauses(linked: LinkedRule) -> Iterator[tree.Node]:
    """Everything of a rule that bears on whether it fires."""
    yield from guard_clauses(linked.guard)
    yield from own_clauses(linked)


def own_clauses(linked: LinkedRule) -> Iterator[tree.Expr]:
    """The same without the `for` clauses that decide whether it is tried."""
    rule = linked.rule
    yield from (clause for clause in (rule.when, rule.unless, *rule.requires) if clause is not None)
    yield from verdict_clauses(linked.then)


def verdict_clauses(then: tree.Verdict) -> Iterator[tree.Expr]:
    """What a verdict names: until when it delays, who has to say yes."""
    if then.until is not None:
        yield then.until
    if then.approvers is not None and then.approvers.who is not None:
        yield then.approvers.who


def guard_clauses(guard: Guard) -> Iterator[tree.Node]:
    for way in guard:
        yield from way


def rule_reads(linked: LinkedRule, tables: Tables) -> set[str]:
    """Fields that decide whether the rule fires; of a `review`, also those that its approvals are held against."""
    found = {path for clause in clauses(linked) for path in fields_read(clause, tables)}
    if linked.dropped_until is not None:
        found.add(TIME)
    return found | _held_against(linked.then)


def default_reads(default: LinkedDefault, tables: Tables) -> set[str]:
    """The same for an `otherwise` clause, besides what its `for` and the `allow` rules read."""
    found = {path for clause in verdict_clauses(default.then) for path in fields_read(clause, tables)}
    return found | _held_against(default.then)


def _held_against(then: tree.Verdict) -> set[str]:
    """What a verdict reads of the post by itself."""
    if then.name == "review":
        return {"approvals", "author.id", TIME, *CONTENT}
    return set() if then.until is None else {TIME}


def reads_time(linked: LinkedRule, tables: Tables) -> bool:
    """Whether what the rule says may change with `publish_at`. That approvals have to come before it does not count."""
    if linked.then.until is not None or linked.dropped_until is not None:
        return True
    return any(TIME in fields_read(clause, tables) for clause in clauses(linked))
