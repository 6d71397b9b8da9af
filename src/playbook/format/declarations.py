"""How declarations are laid out: as blocks, each of which begins a line; and docs, which keep their words and lines.

What stands in a block may be broken inside. Comments between blocks belong to the one that follows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from playbook.format.comments import place_comments
from playbook.format.expressions import INDENT, filled, lay_out, side_by_side
from playbook.format.layout import Doc, Gap, Group, Nest, leaves_of
from playbook.format.lines import comment_lines, lines_of, one_line, with_comment
from playbook.format.order import ordered
from playbook.format.words import Comment, Part, Phrase, Word, all_words, first_word

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True, eq=False)
class Block:
    """Something that begins a line, with its comments."""

    doc: Doc
    indent: int
    above: list[Comment] = field(default_factory=list)
    behind: Comment | None = None
    begins: Word | None = None
    """The first word of its declaration, if it is all of it."""
    _line: str | None = None

    def __post_init__(self) -> None:
        leaves = tuple(leaves_of(self.doc))
        self.behind = place_comments(leaves, self.above)
        self._line = one_line(leaves, self.indent)

    def lines(self, *, first: bool) -> list[str]:
        """Its lines; *first*: without an empty line at the top."""
        *lines, last = lines_of(self.doc, self.indent) if self._line is None else [self._line]
        above, behind = self.above, self.behind
        if lines and behind is not None and behind.is_directive and behind.line is self.begins:
            above, behind = [*above, Comment(behind.text)], None
        return [*comment_lines(above, self.indent, first=first), *lines, with_comment(last, behind)]


def blocks(declaration: Phrase) -> list[Block]:
    """The blocks of a declaration, or of the header. Its first one is not indented, the others are."""
    for part in declaration.parts:
        _set_doc(part)
    match declaration.kind:
        case "header" | "topic" | "rule":
            heading, clauses = ordered(declaration)
            _lift_directives(heading, clauses)
            return [Block(_heading(heading), 0), *(Block(lay_out(clause), INDENT) for clause in clauses)]
        case "test":
            heading, clauses = ordered(declaration)
            _lift_directives(heading, clauses, but_last=True)
            return [Block(_test(heading, clauses), 0, begins=first_word(declaration))]
        case "example":
            word, name, *assignments = declaration.parts
            _lift_directives([word, name], assignments)
            return [Block(side_by_side([word, name]), 0), Block(filled(assignments), INDENT)]
        case "param":
            return _param(declaration)
        case "ask" | "drop" | "change":
            *words, last = declaration.parts
            inner = Group([side_by_side(words), Nest(INDENT, [Gap(), lay_out(last)])])
            return [Block(inner, 0, begins=first_word(declaration))]
    return [Block(side_by_side(declaration.parts), 0, begins=first_word(declaration))]


def _heading(parts: list[Part]) -> Doc:
    """`rule NAME "Title"`: a long title may have a line of its own."""
    if len(parts) < 3:
        return side_by_side(parts)
    return Group([side_by_side(parts[:2]), Nest(INDENT, [Gap(), lay_out(parts[2])])])


def _test(heading: list[Part], clauses: list[Phrase]) -> Doc:
    """A short test stands on one line, any other has a line for each clause."""
    kinds = [clause.kind for clause in clauses]
    short = kinds[:-1] in ([], ["given"]) and kinds[-1:] != ["given"]
    laid: list[Doc] = [side_by_side(heading)]
    for clause in clauses:
        laid.append(Nest(INDENT, [Gap(hard=not short), lay_out(clause)]))
    return Group(laid)


def _param(declaration: Phrase) -> list[Block]:
    *words, last = declaration.parts
    if isinstance(last, Word) and last.kind == "DOC":
        return [Block(side_by_side(words), 0), Block(last, INDENT)]
    return [Block(side_by_side(declaration.parts), 0, begins=first_word(declaration))]


def _set_doc(part: Part) -> None:
    """Move the lines of a doc below its quotes. Its words, and the indentation of its lines to one another, stay."""
    if isinstance(part, Phrase):
        if part.kind == "doc":
            _set_doc(part.parts[0])
        return
    if part.kind != "DOC":
        return
    first, *rest = _LINE_END.split(part.text)
    if not rest:
        return
    *rest, last = rest
    closing = last.removesuffix('"""')
    lines = [line.rstrip() for line in rest]
    margin = min((_margin(line) for line in (*lines, closing.rstrip()) if line), default=0)
    lines = [" " * INDENT + line[margin:] if line else "" for line in lines]
    ending = closing[margin:] if closing.strip() else ""
    part.text = "\n".join((first.rstrip(), *lines, f'{" " * INDENT}{ending}"""'))


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip())


def _lift_directives(heading: Sequence[Part], others: Sequence[Part], *, but_last: bool = False) -> None:
    """A directive behind a declaration's first line is about all of it: what moves to other lines leaves it above."""
    first = first_word(heading[0])
    words = tuple(all_words(others))
    for word in words[:-1] if but_last else words:
        if word.behind is not None and word.behind.is_directive and word.behind.line is first:
            first.before.append(Comment(word.behind.text))
            word.behind = None
