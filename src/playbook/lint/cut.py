"""Edits that take something out of a policy, with what would be left over of its line or its list."""

from collections.abc import Sequence

from playbook.diagnostics.diagnostic import Applicability, Edit
from playbook.source import Span
from playbook.syntax import tree


def without(declaration: tree.Node, applicability: Applicability = Applicability.MAYBE) -> Edit:
    """Takes *declaration* out, and its lines if nothing else is on them. Comments before it stay."""
    span = declaration.span
    text, start, end = span.source.text, span.start, span.end
    while start > 0 and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    begins_line = start == 0 or text[start - 1] in "\r\n"
    ends_line = end == len(text) or text[end] in "\r\n"
    if not (begins_line and ends_line):
        return Edit(span, "", applicability)
    end += 2 if text[end : end + 2] == "\r\n" else 1
    return Edit(Span(span.source, start, min(end, len(text))), "", applicability)


def without_item(items: Sequence[tree.Node], at: int, applicability: Applicability) -> Edit | None:
    """Takes the item *at* out of the list *items*, with its comma; None where it is the only one, or a comment stands
    in between.
    """
    if len(items) < 2:
        return None
    span = items[at].span
    start, end = span.start, span.end
    if at > 0:
        start = items[at - 1].span.end
    else:
        end = items[1].span.start
    between = span.source.text[start : span.start] + span.source.text[span.end : end]
    return None if between.strip() != "," else Edit(Span(span.source, start, end), "", applicability)


def without_part(
    parts: Sequence[tree.Node], at: int, connective: str, applicability: Applicability
) -> Edit | None:
    """Takes the part *at* out of a chain of `and` or `or`; None where more than that word stands in between."""
    span = parts[at].span
    start, end = (parts[at - 1].span.end, span.end) if at > 0 else (span.start, parts[1].span.start)
    text = span.source.text
    between = text[start : span.start] + text[span.end : end]
    return None if between.strip() != connective else Edit(Span(span.source, start, end), "", applicability)


def without_clause(keyword: str, value: tree.Node, applicability: Applicability) -> Edit | None:
    """Takes a clause out, from its *keyword* to the end of its *value*, with the white space before; None where more
    than the keyword stands before the value.
    """
    text, start = value.span.source.text, value.span.start
    before = text[:start].rstrip(" \t\r\n")
    if not before.endswith(keyword):
        return None
    first = len(before.removesuffix(keyword).rstrip(" \t\r\n"))
    return Edit(Span(value.span.source, first, value.span.end), "", applicability)
