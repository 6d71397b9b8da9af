"""The whole page: declarations below one another, empty lines between them, and the comments that are in none of them.

Rules and topics, and declarations of different kinds, have an empty line between them. Between others there is one
where the author left one, so that what belongs together can stand together.
"""

from playbook.format.declarations import Block, blocks
from playbook.format.expressions import INDENT
from playbook.format.lines import comment_lines
from playbook.format.words import Comment, Words, first_word
from playbook.frozen import frozen

_APART = frozenset({"header", "rule", "topic"})
"""Declarations that stand alone."""

_ALIKE = {"drop": "change"}
"""Kinds that count as one."""


@frozen
class _Section:
    """A declaration, or the header."""

    kind: str
    blocks: list[Block]
    after_blank: bool
    """Whether there is an empty line between the comments above it and itself."""
    below: list[Comment]
    """Comments at its end that stand as far in as its clauses."""


def page(words: Words) -> list[str]:
    """All lines."""
    below = _below(words)
    lines: list[str] = []
    last: _Section | None = None
    for phrase, comments in zip(words.declarations, below, strict=True):
        after_blank = first_word(phrase).after_blank
        section = _Section(_ALIKE.get(phrase.kind, phrase.kind), blocks(phrase), after_blank, comments)
        if last is not None and _apart(last, section):
            lines.append("")
        lines += _lines(section)
        last = section
    if words.end.before and words.end.before[0].after_blank:
        lines.append("")
    return lines + comment_lines(words.end.before, 0, first=True)


def _below(words: Words) -> list[list[Comment]]:
    """For each declaration the comments at its end, taken from the word that follows."""
    found = []
    for following in (*(first_word(part) for part in words.declarations[1:]), words.end):
        column = following.column if following.text else 1
        count = next(
            (at for at, comment in enumerate(following.before) if comment.column <= column),
            len(following.before),
        )
        found.append(following.before[:count])
        del following.before[:count]
    return found


def _apart(above: _Section, section: _Section) -> bool:
    """Whether there is an empty line between two declarations."""
    if above.kind != section.kind or section.kind in _APART:
        return True
    comments = section.blocks[0].above
    return comments[0].after_blank if comments else section.after_blank


def _lines(section: _Section) -> list[str]:
    heading, *clauses = section.blocks
    lines = comment_lines(heading.above, 0, first=True)
    if heading.above and section.after_blank:
        lines.append("")
    heading.above = []
    lines += heading.lines(first=True)
    for number, block in enumerate(clauses):
        lines += block.lines(first=number == 0)
    return lines + comment_lines(section.below, INDENT, first=False)
