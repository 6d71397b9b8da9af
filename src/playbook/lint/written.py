"""The text of a file as it is written, without what is no prose of the policy: tests, examples, patterns, comments."""

from collections.abc import Iterator

from playbook.lint.comments import comments
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.walk import walk


def written(policy: tree.Policy) -> Iterator[Span]:
    """The stretches of the file between those, in order."""
    source = policy.span.source
    holes = [one.span for one in policy.declarations if isinstance(one, tree.Test | tree.Example)]
    holes += [node.span for node in walk(policy) if isinstance(node, tree.PatternLiteral)]
    holes += [comment.span for comment in comments(policy)]
    at = 0
    for hole in sorted(holes, key=lambda span: span.start):
        if hole.start > at:
            yield Span(source, at, hole.start)
        at = max(at, hole.end)
    if at < len(source.text):
        yield Span(source, at, len(source.text))


def first_line(span: Span) -> Span:
    """*span* up to the end of its first line."""
    ends = [at for sign in "\r\n" if (at := span.source.text.find(sign, span.start, span.end)) >= 0]
    return Span(span.source, span.start, min(ends, default=span.end))
