"""The terms of a file's topics, each with where it stands: what the rules on term lists go over."""

from collections.abc import Iterator

from playbook.check.module import Module
from playbook.diagnostics.diagnostic import Applicability, Edit
from playbook.frozen import frozen
from playbook.lint.cut import without_item
from playbook.source import Span
from playbook.syntax import tree
from playbook.text.normal import fold


@frozen
class Term:
    """One term of a topic."""

    text: str
    kind: str
    """`words`, `exactly`, `except` or `stems`."""
    node: tree.TextLiteral | tree.TermFile
    """Where it stands: a file's terms all stand where the file is named."""
    part: tree.TopicPart
    at: int
    """Which item of its part it is, or is in."""

    @property
    def folded(self) -> str:
        """What is looked for."""
        return fold(self.text, case=self.kind != "exactly").text.strip(" ")

    @property
    def span(self) -> Span:
        return self.node.span

    @property
    def file(self) -> str | None:
        return self.node.path if isinstance(self.node, tree.TermFile) else None

    def without(self, applicability: Applicability) -> Edit | None:
        """Takes the term out of its list; None where it is in a file, or cannot be."""
        return None if self.file is not None else without_item(self.part.terms, self.at, applicability)


def terms_of(topic: tree.Topic, module: Module) -> Iterator[Term]:
    """All terms of *topic* in the order written. Topics that it names are not looked into."""
    for part in topic.parts:
        if isinstance(part, tree.TopicPart):
            for at, node in enumerate(part.terms):
                if isinstance(node, tree.TextLiteral):
                    yield Term(node.value, part.kind, node, part, at)
                elif isinstance(node, tree.TermFile):
                    for text in module.terms.get(node, ()):
                        yield Term(text, part.kind, node, part, at)
