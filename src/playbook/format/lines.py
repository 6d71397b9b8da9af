"""A layout to lines of text, as few as fit. Linear: to find out what fits, one line is looked at and no more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from playbook.format.layout import Doc, Fill, Gap, Group, Leaf, Nest
from playbook.format.words import Comment, Word

WIDTH = 100
"""Characters of a line. What cannot be broken, such as a long text, may be longer."""


def comment_lines(comments: list[Comment], indent: int, *, first: bool) -> list[str]:
    """Comments on lines of their own, with the empty lines before them; *first*: none before the first."""
    lines = []
    for comment in comments:
        if comment.after_blank and not first:
            lines.append("")
        lines.append(" " * indent + comment.text)
        first = False
    return lines


def with_comment(line: str, behind: Comment | None) -> str:
    """*line* with the comment that stands at its end."""
    return line if behind is None else f"{line}  {behind.text}"


def one_line(leaves: Sequence[Leaf], indent: int) -> str | None:
    """All of a layout on one line, as most are; None where it does not fit."""
    pieces = [" " * indent]
    for leaf in leaves:
        if isinstance(leaf, str):
            pieces.append(leaf)
        elif isinstance(leaf, Word):
            pieces.append(leaf.text)
        elif leaf.forced:
            return None
        else:
            pieces.append(leaf.flat)
    line = "".join(pieces)
    return line if len(line) <= WIDTH and "\n" not in line else None


def lines_of(doc: Doc, indent: int) -> list[str]:
    """The lines of *doc*, each of them indented, the first as well."""
    return _Printer(indent).lines_of(doc)


@dataclass(slots=True, eq=False)
class _Rest:
    """A fill of which the first items are printed."""

    fill: Fill
    next: int
    line: int
    """The number of the line that the last item began on."""


@dataclass(slots=True, eq=False)
class _Step:
    """What is still to be printed."""

    indent: int
    flat: bool
    doc: "Doc | _Rest"


@dataclass
class _Printer:
    indent: int
    _lines: list[str] = field(default_factory=list)
    _line: list[str] = field(default_factory=list)
    _column: int = 0
    _steps: list[_Step] = field(default_factory=list)

    def lines_of(self, doc: Doc) -> list[str]:
        self._begin_line(self.indent)
        self._steps.append(_Step(self.indent, False, doc))
        while self._steps:
            step = self._steps.pop()
            if isinstance(step.doc, str):
                self._write(step.doc)
            elif isinstance(step.doc, Word):
                self._write(step.doc.text)
            elif isinstance(step.doc, Gap):
                self._gap(step.doc, step)
            elif isinstance(step.doc, Fill | _Rest) and not step.flat:
                self._fill(step.doc, step.indent)
            else:
                self._open(step.doc, step)
        self._lines.append("".join(self._line))
        return self._lines

    def _open(self, doc: "Doc | _Rest", step: _Step) -> None:
        """What something is made of is to be printed next."""
        indent, flat = step.indent, step.flat
        match doc:
            case list():
                self._steps += [_Step(indent, flat, part) for part in reversed(doc)]
            case Nest():
                self._steps.append(_Step(indent + doc.indent, flat, doc.inner))
            case Group():
                fits = flat or (not doc.forced and self._fits(doc.inner))
                self._steps.append(_Step(indent, fits, doc.inner))
            case Fill():
                self._steps += [_Step(indent, True, part) for part in reversed(tuple(_side_by_side(doc)))]

    def _gap(self, gap: Gap, step: _Step) -> None:
        if gap.forced or not (step.flat or gap.seam):
            self._end_line(gap, step.indent)
        else:
            self._write(gap.flat)

    def _fill(self, filled: Fill | _Rest, indent: int) -> None:
        """Print the next item, on this line or the next one, and then the others."""
        fill, number = (filled, 0) if isinstance(filled, Fill) else (filled.fill, filled.next)
        item, last = fill.items[number], number + 1 == len(fill.items)
        inner = indent
        if isinstance(filled, _Rest):
            gap, inner = fill.gaps[number - 1], indent + fill.indent
            fits = filled.line == len(self._lines) and not gap.forced and not item.forced
            if fits and self._fits([gap.flat, item.inner], followed=last):
                self._write(gap.flat)
            else:
                self._end_line(gap, inner)
        if not last:
            self._steps.append(_Step(indent, False, _Rest(fill, number + 1, len(self._lines))))
        self._steps.append(_Step(inner, False, item))

    def _fits(self, doc: Doc, *, followed: bool = True) -> bool:
        """Whether *doc* fits on this line; if it is *followed*, with what comes next, up to where a line may end."""
        left = WIDTH - self._column
        after = len(self._steps) if followed else 0
        inside: list[tuple[Iterator[Doc | _Rest], bool]] = [(iter((doc,)), True)]
        while inside or after:
            if not inside:
                after -= 1
                step = self._steps[after]
                inside.append((iter((step.doc,)), step.flat))
            parts, flat = inside[-1]
            found = next(parts, None)
            if found is None:
                inside.pop()
            elif isinstance(found, str | Word):
                first, *more = (found if isinstance(found, str) else found.text).split("\n", 1)
                left -= len(first)
                if left < 0 or more:
                    return left >= 0
            elif isinstance(found, Gap):
                if found.forced or not (flat or found.seam):
                    return True
                left -= len(found.flat)
            elif isinstance(found, _Rest):
                return True
            else:
                inside.append((_parts(found), flat))
        return left >= 0

    # ------------------------------------------------------------------------------------------------- the line at hand

    def _write(self, text: str) -> None:
        self._line.append(text)
        if "\n" in text:
            *lines, last = "".join(self._line).split("\n")
            self._lines += lines
            self._line, self._column = [last], len(last)
        else:
            self._column += len(text)

    def _begin_line(self, indent: int) -> None:
        self._line, self._column = [" " * indent], indent

    def _end_line(self, gap: Gap, indent: int) -> None:
        self._lines.append(with_comment("".join(self._line), gap.behind))
        self._lines += comment_lines(gap.before, indent + 2 * gap.closes, first=gap.opens)
        self._begin_line(indent)


def _parts(doc: Doc) -> Iterator[Doc]:
    match doc:
        case list():
            return iter(doc)
        case Nest() | Group():
            return iter((doc.inner,))
        case Fill():
            return _side_by_side(doc)
    raise TypeError(f"no parts: {type(doc).__name__}")


def _side_by_side(fill: Fill) -> Iterator[Doc]:
    yield fill.items[0]
    for gap, item in zip(fill.gaps, fill.items[1:], strict=True):
        yield gap
        yield item
