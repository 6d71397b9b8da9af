"""Lists with one item, where the item alone would do."""

from collections.abc import Iterator

from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity, diagnostic
from playbook.lint.rule import LintRule
from playbook.lint.subject import Subject
from playbook.reference.expression import bare
from playbook.source import Span
from playbook.syntax import tree

_WORDS = {tree.Mentions: "mentions", tree.Contains: "contains", tree.Include: "include"}


@diagnostic("PB782", "one-item-list", Severity.WARNING)
class OneItemList(Diagnostic):
    """A list of one item in a condition.

    ## Example
    ```playbook
    policy acme
    rule replies when action is in [reply] warn "Sleep on it."
    ```

    ## Write instead
    ```playbook
    policy acme
    rule replies when action is reply warn "Sleep on it."
    ```
    """

    edit: Edit

    def message(self) -> str:
        return "this list has one item, and needs no list"

    def help(self) -> str:
        return f"write `{self.edit.text.strip()}`"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,)


def one_item_list(subject: Subject) -> Iterator[OneItemList]:
    """All conditions with a list that is written there."""
    for node in subject.said:
        match node:
            case tree.In(item=left, items=items):
                words = "is not" if node.negated else "is"
            case tree.Mentions(text=left, what=items) | tree.Contains(text=left, what=items):
                words = _WORDS[type(node)]
            case tree.Include(items=left, what=items):
                words = "include"
            case _:
                continue
        listed = bare(items)
        if isinstance(listed, tree.ListLiteral) and len(listed.items) == 1:
            span = Span(node.span.source, left.span.end, node.span.end)
            text = f" {words} {listed.items[0].span.text}"
            yield OneItemList(listed.span, Edit(span, text, Applicability.SAFE))


RULE = LintRule(OneItemList, one_item_list)
