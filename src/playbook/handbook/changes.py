"""What a policy does otherwise than those that it builds on: changed and dropped rules, with the reasons given."""

from collections.abc import Iterator

from playbook.check.module import Module
from playbook.handbook.anchors import rule_anchor
from playbook.handbook.english import capital, listed, name_in_words, sentence
from playbook.handbook.page import Section
from playbook.handbook.things import Things
from playbook.handbook.values import date_in_words
from playbook.handbook.verdicts import outcome
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree

INTRO = "What is otherwise here than in what this builds on, and why."


def changes_section(policy: LinkedPolicy, things: Things) -> Iterator[Section]:
    """Changes, drops, and params that were set, file by file."""
    items = [item for module in policy.modules for item in _of(module, policy, things)]
    if items:
        yield Section("What is different here", "differences", INTRO, items=tuple(items))


def _of(module: Module, policy: LinkedPolicy, things: Things) -> Iterator[str]:
    standing = {linked.rule for linked in policy.rules}
    for declaration in module.tree.declarations:
        if not isinstance(declaration, tree.Change | tree.Drop):
            continue
        rule = module.rules.get(declaration.rule.name)
        if rule is None:
            continue
        title = things.marks.text(rule.title or capital(name_in_words(rule.name.name)))
        name = things.marks.link(title, rule_anchor(rule)) if rule in standing else title
        because = things.marks.text(declaration.because.rstrip("."))
        if isinstance(declaration, tree.Change):
            before, after = outcome(rule.verdict, things), outcome(declaration.verdict, things)
            yield sentence(f"“{name}”: now {after}, where {before} otherwise. The reason: {because}")
        elif declaration.until is None:
            yield sentence(f"“{name}” is left out. The reason: {because}")
        else:
            until = date_in_words(declaration.until.value)
            yield sentence(f"“{name}” is left out for posts before {until}. The reason: {because}")
    yield from _set(module, things)


def _set(module: Module, things: Things) -> Iterator[str]:
    for parent in module.parents:
        if parent.module is not None and parent.clause.bindings:
            names = [things.marks.text(name_in_words(one.name.name)) for one in parent.clause.bindings]
            header = parent.module.tree
            title = things.marks.quoted(header.title or name_in_words(header.name.name))
            yield f"Set otherwise than {title} does: {listed(names)}."
