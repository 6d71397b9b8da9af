"""Texts that stand twice in a list."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Related, Severity, diagnostic
from playbook.lint.cut import without_item
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.source import Span
from playbook.syntax import tree
from playbook.text.normal import exact_key


@diagnostic("PB727", "duplicate-item", Severity.WARNING)
class DuplicateItem(Diagnostic):
    """A text or a word that its list holds already. What tests and examples give is left alone.

    ## Example
    ```playbook
    policy acme
    rule reactions when action is in [like, follow, like] warn "Say something."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule reactions when action is in [like, follow] warn "Say something."
    ```
    """

    item: str
    first: Span
    edit: Edit | None

    def message(self) -> str:
        return f"`{self.item}` stands in this list twice"

    def help(self) -> str:
        return "leave the second out"

    def edits(self) -> tuple[Edit, ...]:
        return () if self.edit is None else (self.edit,)

    def related(self) -> tuple[Related, ...]:
        return (Related(self.first, "it stands here first"),)


def duplicate_item(subject: Subject) -> Iterator[DuplicateItem]:
    """All lists of texts and names of the file."""
    for node in subject.said:
        if isinstance(node, tree.ListLiteral):
            first: dict[str, tree.Expr] = {}
            for at, item in enumerate(node.items):
                if not isinstance(item, tree.TextLiteral | tree.Name):
                    continue
                words = item.dotted if isinstance(item, tree.Name) else f'"{exact_key(item.value)}'
                before = first.setdefault(words, item)
                if before is not item:
                    shown = item.dotted if isinstance(item, tree.Name) else item.value
                    edit = without_item(node.items, at, Applicability.SAFE)
                    yield DuplicateItem(item.span, shown, before.span, edit)


RULE = LintRule(DuplicateItem, duplicate_item)
