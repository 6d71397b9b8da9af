"""What authors are asked where it is not known: the policy's own questions, and those of the fields that it reads."""

from collections.abc import Iterator

from playbook.compile.reads import fields_read, guard_clauses, rule_reads
from playbook.engine.policy import Policy
from playbook.handbook.english import uncapitalised
from playbook.handbook.fields import phrase_of
from playbook.handbook.marks import Marks
from playbook.handbook.page import Section
from playbook.model.schema import Field, fields_of
from playbook.reference.linked import LinkedRule
from playbook.syntax import tree
from playbook.types import ListOf, Record

INTRO = (
    "Whoever posts is asked what the guidelines hang on and nobody knows yet, and only where the answer can make a "
    "difference. Until it is known, somebody else decides."
)


def questions_section(policy: Policy, rules: list[LinkedRule], marks: Marks) -> Iterator[Section]:
    """Each question once: those that the policy asks itself, then those about facts. *rules* are those in force."""
    linked = policy.linked
    reads = {path for rule in rules for path in rule_reads(rule, linked.tables)}
    for guard in linked.guards:
        reads.update(path for clause in guard_clauses(guard) for path in fields_read(clause, linked.tables))
    if isinstance(linked.zone, tree.Node):
        reads |= fields_read(linked.zone, linked.tables)
    asks = {
        f"answers.{declaration.name.name}": declaration.question.value
        for module in linked.modules
        for declaration in module.tree.declarations
        if isinstance(declaration, tree.Ask)
    }
    own = [marks.text(asks[path]) for path in sorted(reads) if path in asks]
    facts = [asked for path in sorted(reads, key=_order) if (asked := _question(path, policy, marks))]
    items = tuple(dict.fromkeys((*own, *facts)))
    if items:
        yield Section("What you will be asked", "questions", INTRO, items=items)


def _order(path: str) -> tuple[bool, str]:
    """Facts about the post itself first."""
    return "." in path, path


def _question(path: str, policy: Policy, marks: Marks) -> str:
    """What is asked where it is not known; nothing where it always is, or is asked for by other fields."""
    steps = list(_steps(path, policy))
    if not steps or steps[-1].none != "unknown" or not steps[-1].question or steps[-1].depends:
        return ""
    question, holders = marks.text(steps[-1].question), steps[:-1]
    if not holders:
        return question
    phrase = phrase_of(holders[-1], marks)
    if phrase.one:
        return f"Of each {phrase.one}: {uncapitalised(question)}"
    if holders[-1].name == "target":
        return f"Of {phrase.whole}: {uncapitalised(question)}"
    return question


def _steps(path: str, policy: Policy) -> Iterator[Field]:
    """The fields that a dotted name goes through; none where it goes astray."""
    found: list[Field] = []
    model = policy.linked.post_type
    for name in path.split("."):
        one = fields_of(model).get(name)
        if one is None:
            return
        found.append(one)
        kind = one.type.item if isinstance(one.type, ListOf) else one.type
        if isinstance(kind, Record):
            model = kind.model
    yield from found
