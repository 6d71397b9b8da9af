"""Parts of conditions that make no difference."""

from collections.abc import Iterator, Sequence

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.cut import without_part
from playbook.lint.logic.formula import Formula
from playbook.lint.logic.identity import identity
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.source import Span
from playbook.syntax import tree

MAX_PARTS = 30
"""Parts of one condition that are held against each other."""


@diagnostic("PB704", "idle-part", Severity.WARNING)
class IdlePart(Diagnostic):
    """A part of a condition that makes no difference: it stands there twice, or follows from the others.

    ## Example
    ```playbook
    policy acme
    rule hashtags when any hashtags and count(hashtags) > 3 warn "Fewer hashtags."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule hashtags when count(hashtags) > 3 warn "Fewer hashtags."
    ```
    """

    twice: Span | None
    """Where the same part stands first."""
    connective: str
    edit: Edit | None

    def message(self) -> str:
        if self.twice is not None:
            return "this part of the condition stands here twice"
        if self.connective == "and":
            return "this part of the condition makes no difference: it holds wherever the rest does"
        return "this part of the condition makes no difference: where it holds, the rest does as well"

    def help(self) -> str:
        return "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return () if self.twice is None else (Related(self.twice, "the first time"),)


def idle_part(subject: Subject) -> Iterator[IdlePart]:
    """Every `and` and `or` of the file; the `when` of a rule also holds the file's `for` for given."""
    given = {id(bare(rule.when)): subject.about for rule in subject.rules if rule.when is not None}
    for node in subject.said:
        if isinstance(node, tree.And | tree.Or):
            yield from _parts(node, given.get(id(node), True), subject)


def _parts(node: tree.And | tree.Or, given: Formula, subject: Subject) -> Iterator[IdlePart]:
    connective = "and" if isinstance(node, tree.And) else "or"
    first: dict[object, tree.Expr] = {}
    kept: list[int] = []
    for at, part in enumerate(node.parts):
        before = first.setdefault(identity(part, subject.tables, {}), part)
        if before is not part:
            yield IdlePart(
                part.span,
                before.span,
                connective,
                without_part(node.parts, at, connective, Applicability.SAFE),
            )
        else:
            kept.append(at)
    if len(kept) > 1 and len(kept) <= MAX_PARTS:
        yield from _implied(node, kept, connective, given, subject)


def _implied(
    node: tree.And | tree.Or, kept: Sequence[int], connective: str, given: Formula, subject: Subject
) -> Iterator[IdlePart]:
    """Parts that follow from the others (`and`), or that the others follow from (`or`)."""
    conditions, both = subject.conditions, connective == "and"
    said = {at: conditions.holds(node.parts[at], positive=both) for at in kept}
    if not conditions.possible(given, *said.values()):
        return  # it never holds, or always: that is reported as such
    gone: set[int] = set()
    for at in reversed(kept):
        others = [said[other] for other in kept if other != at and other not in gone]
        if others and not conditions.possible(
            given, *others, conditions.holds(node.parts[at], positive=not both)
        ):
            gone.add(at)
            edit = without_part(node.parts, at, connective, Applicability.MAYBE)
            yield IdlePart(node.parts[at].span, None, connective, edit)


RULE = LintRule(IdlePart, idle_part)
