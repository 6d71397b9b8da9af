"""Diagnostics as people read them: the message, the place, the source with the spot underlined, what to do.

    error[PB201]: unknown field `author.trianed`
      --> policies/acme.playbook:14:8
       |
    14 |   when author.trianed
       |        ^^^^^^^^^^^^^^ `author` has no such field
       = help: did you mean `author.trained`?

Only lays out; what is wrong and how it is said is the diagnostic's own. Safe to print whatever the source holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.report import Report
from playbook.diagnostics.snippet import Mark, snippet
from playbook.diagnostics.visible import cut, visible, wrap
from playbook.source import Source, Span

MAX_MESSAGE = 400
"""Columns of a message; what the author wrote may be long, and is quoted in it."""

MAX_LINES_OF_ONE_SPAN = 4
"""A span over more lines than this is shown as its first and its last line."""


def render(diagnostics: Iterable[Diagnostic], *, color: bool = False, width: int = 100) -> str:
    """All of *diagnostics*, one after the other, with an empty line in between; no line end at the end.

    *width* is the columns to fill at most; *color* adds terminal colours.
    """
    ink = Ink(color)
    return "\n\n".join("\n".join(_one(diagnostic, ink, width)) for diagnostic in diagnostics)


def render_report(report: Report) -> str:
    """All that a run has found, with an empty line after each."""
    text = render(report.diagnostics, color=report.color, width=report.width)
    return f"{text}\n\n" if text else ""


def _one(diagnostic: Diagnostic, ink: Ink, width: int) -> Iterator[str]:
    severity = str(diagnostic.severity)
    marks = _marks(diagnostic, severity)
    numbers = [source.position(offset)[0] for source, offset in _ends(diagnostic)]
    gutter = len(str(max(numbers)))
    yield (
        ink(severity, f"{severity}[{diagnostic.code}]")
        + ink("strong", f": {cut(diagnostic.message(), MAX_MESSAGE)}")
    )
    yield _place(diagnostic.span, "-->", gutter, ink)
    for place, (source, by_line) in enumerate(marks):
        if place > 0:
            yield _place(_first_related(diagnostic, source), ":::", gutter, ink)
        yield from _excerpt(source, by_line, gutter, width, ink)
    help_text = diagnostic.help()
    if help_text:
        yield from _help(help_text, gutter, width, ink)


def _place(span: Span, arrow: str, gutter: int, ink: Ink) -> str:
    return " " * gutter + ink("related", arrow) + f" {visible(span.source.name)}:{span.line}:{span.column}"


def _help(text: str, gutter: int, width: int, ink: Ink) -> Iterator[str]:
    lead = " " * (gutter + 1) + ink("related", "=") + " help: "
    for number, line in enumerate(wrap(text, width - gutter - 9)):
        yield (lead if number == 0 else " " * (gutter + 9)) + line


def _excerpt(
    source: Source, by_line: Sequence[tuple[int, Sequence[Mark]]], gutter: int, width: int, ink: Ink
) -> Iterator[str]:
    """The marked lines of one source, in order, with `...` where lines are left out."""
    bar = ink("related", "|")
    empty = " " * (gutter + 1) + bar
    yield empty
    before: int | None = None
    for number, marks in by_line:
        if before is not None and number > before + 1:
            yield ink("related", "...")
        for line, rows in snippet(source.line(number), marks, width - gutter - 3, ink):
            yield (ink("related", f"{number:>{gutter}}") + f" {bar} {line}").rstrip()
            for row in rows:
                yield f"{empty} {row}"
        before = number


def _marks(
    diagnostic: Diagnostic, severity: str
) -> list[tuple[Source, Sequence[tuple[int, Sequence[Mark]]]]]:
    """What to underline, by source (the diagnostic's own first) and line (in order)."""
    all_marks = [
        (diagnostic.span.source, number, mark)
        for number, mark in _lines_of(diagnostic.span, diagnostic.label(), "^", severity)
    ]
    for related in diagnostic.related():
        for number, mark in _lines_of(related.span, related.note, "-", "related"):
            all_marks.append((related.span.source, number, mark))
    sources: list[Source] = []
    for source, _, _ in all_marks:
        if not any(source is known for known in sources):
            sources.append(source)
    return [
        (
            source,
            [
                (number, [mark for _, mark in group])
                for number, group in groupby(
                    sorted(
                        ((number, mark) for owner, number, mark in all_marks if owner is source),
                        key=lambda numbered: numbered[0],
                    ),
                    key=lambda numbered: numbered[0],
                )
            ],
        )
        for source in sources
    ]


def _lines_of(span: Span, label: str, sign: str, style: str) -> Iterator[tuple[int, Mark]]:
    """A span as marks on single lines; only the last one has the label."""
    source, start, end = span.source, span.start, _trimmed_end(span)
    (first, start_column), (last, end_column) = source.position(start), source.position(end)
    if first == last:
        yield first, Mark(start_column - 1, end_column - 1, label, sign, style)
        return
    yield first, Mark(start_column - 1, max(len(source.line(first).rstrip()), start_column), "", sign, style)
    if last - first < MAX_LINES_OF_ONE_SPAN:
        for number in range(first + 1, last):
            line = source.line(number)
            if line.strip():
                yield number, Mark(_indent(line), len(line.rstrip()), "", sign, style)
    yield last, Mark(min(_indent(source.line(last)), end_column - 1), end_column - 1, label, sign, style)


def _trimmed_end(span: Span) -> int:
    """The end of the span without white space at its end, which would put the label below an empty line."""
    return span.start + (len(span.text.rstrip()) or len(span.text[:1].strip("\r\n")))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ends(diagnostic: Diagnostic) -> Iterator[tuple[Source, int]]:
    yield diagnostic.span.source, _trimmed_end(diagnostic.span)
    for related in diagnostic.related():
        yield related.span.source, _trimmed_end(related.span)


def _first_related(diagnostic: Diagnostic, source: Source) -> Span:
    return next(related.span for related in diagnostic.related() if related.span.source is source)
