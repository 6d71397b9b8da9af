"""One small change to a policy: what it replaces in the tree, and how it reads in the source."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from playbook.frozen import frozen
from playbook.source import Source, Span
from playbook.syntax import tree


@frozen
class TextChange:
    """Replace what *span* covers by *text*."""

    span: Span
    text: str


@frozen
class Change:
    """A node and what stands in its place (None: nothing), with the same change to the text."""

    words: str
    """What was done, such as `turned >= into >`."""
    old: tree.Node
    new: tree.Node | None
    edits: tuple[TextChange, ...]

    @property
    def span(self) -> Span:
        """Where the change begins to show."""
        return self.edits[0].span


Kind: TypeAlias = Literal["rule", "let", "topic", "param", "for", "otherwise", "change", "drop"]


@frozen
class Mutant:
    """A change, and the declaration that it is made in."""

    kind: Kind
    name: str
    owner: tree.Node
    """The declaration, the `for` or `otherwise` clause, or what `with` sets."""
    change: Change


def diff(change: Change) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of the source that the change takes away, and those that it brings; blank ones left out."""
    source = change.span.source
    edits = sorted(change.edits, key=lambda edit: edit.span.start)
    first, last = edits[0].span.line, source.position(edits[-1].span.end)[0]
    start = source.line_starts[first - 1]
    end = source.line_starts[last - 1] + len(source.line(last))
    before = source.text[start:end].splitlines()
    after = _edited(source, edits, start, end).splitlines()
    gone: list[str] = []
    come: list[str] = []
    for tag, low, high, from_, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += before[low:high]
            come += after[from_:to]
    return tuple(_lines(gone)), tuple(_lines(come))


def _edited(source: Source, edits: list[TextChange], start: int, end: int) -> str:
    made, at = "", start
    for edit in edits:
        made += source.text[at : edit.span.start] + edit.text
        at = edit.span.end
    return made + source.text[at:end]


def _lines(lines: list[str]) -> Iterator[str]:
    return (line.rstrip() for line in lines if line.strip())
