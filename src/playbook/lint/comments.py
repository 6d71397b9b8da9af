"""Finds the comments of a policy that has been read: what a tree does not keep. Says what stands before them."""

import re
from collections.abc import Iterator

from playbook.frozen import frozen
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import walk

_PIECE = re.compile(
    r'"""[^"]*+(?:"{1,2}+(?!")[^"]*+)*+"""|"[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+"|(?P<comment>#[^\n\r]*+)|/'
)
"""What can hold a `#` that begins no comment, as the grammar spells it; a slash may begin a pattern."""


@frozen
class Comment:
    """A comment, from its `#` to the end of its line."""

    span: Span
    alone: bool
    """Whether nothing stands before it on its line."""

    @property
    def words(self) -> str:
        return self.span.text[1:].strip()


def comments(policy: tree.Policy) -> Iterator[Comment]:
    """The comments of the file that *policy*, which has no syntax error, was read from."""
    source = policy.span.source
    if "#" not in source.text:
        return
    text = source.text
    patterns = {
        node.span.start: node.span.end for node in walk(policy) if isinstance(node, tree.PatternLiteral)
    }
    at = 0
    while (found := _PIECE.search(text, at)) is not None:
        at = found.end()
        if found["comment"] is not None:
            start = found.start()
            line = text[source.line_starts[source.position(start)[0] - 1] : start]
            yield Comment(Span(source, start, at), alone=not line.strip(" \t\f\ufeff"))
        elif found[0] == "/":
            at = patterns.get(found.start(), at)
