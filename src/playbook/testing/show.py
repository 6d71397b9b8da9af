"""A failed test as people read it: the expectation and what decided it underlined in the policy, then what was given,
what came out, and what would have to change.

    error[test]: “a whisper” failed
      --> small.playbook:10:3
       |
     3 |   when text contains "!"
       |        ----------------- holds: text = "hey!"
    ...
    10 |   expect no loud
       |   ^^^^^^^^^^^^^^ expected nothing of `loud`, but it fired
       = given: text = "hey!"
       = decision: warn: warn from `loud`
       = to pass: `text contains "!"` must not hold, so that `loud` stays quiet

Only lays out. Safe to print, whatever the policy holds.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook.diagnostics.diagnostic import Diagnostic, Related, facts
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.text import render
from playbook.diagnostics.visible import wrap
from playbook.source import Source, Span
from playbook.testing.report import TestResult


@facts
class Unmet(Diagnostic):
    """An expectation that did not come true, laid out as mistakes are. It is none, and has no code of its own."""

    title: str
    instead: str
    others: tuple[Related, ...] = ()

    def message(self) -> str:
        return f"“{self.title}” failed"

    def label(self) -> str:
        return self.instead

    def related(self) -> tuple[Related, ...]:
        return self.others


Unmet.code, Unmet.slug = "test", "test"


def show(result: TestResult, *, color: bool = False, width: int = 100, folder: Path | None = None) -> str:
    """A test that failed; no line end at the end. Files below *folder* are named from there."""
    diagnostic = _diagnostic(result, _Nearby(folder))
    text = render([diagnostic], color=color, width=width)
    spans = [diagnostic.span, *(one.span for one in diagnostic.related())]
    gutter = len(str(max(span.source.position(span.end)[0] for span in spans)))
    ink = Ink(color)
    return "\n".join([text, *_notes(result, gutter, width, ink)])


def _diagnostic(result: TestResult, nearby: "_Nearby") -> Unmet:
    (span, words), *more = result.problems
    others = [Related(nearby.span(other), instead) for other, instead in more]
    if result.failure is not None:
        marks = [mark for miss in result.failure.misses for mark in miss.marks]
        if result.failure.row is not None:
            others.append(Related(nearby.span(result.failure.row), "this row"))
        others += [Related(nearby.span(mark.span), mark.note) for mark in dict.fromkeys(marks)]
    return Unmet(nearby.span(span), result.title, words, tuple(others))


class _Nearby:
    """Files that a policy takes in are known by their whole path; people know them by the way to them."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = None if folder is None else folder.resolve()
        self.known: dict[int, Source] = {}

    def span(self, span: Span) -> Span:
        """The same place, in a source that is named as people name it."""
        source = span.source
        if self.folder is None or not Path(source.name).is_relative_to(self.folder):
            return span
        name = str(Path(source.name).relative_to(self.folder))
        return Span(self.known.setdefault(id(source), Source(name, source.text)), span.start, span.end)


def _notes(result: TestResult, gutter: int, width: int, ink: Ink) -> Iterator[str]:
    failure = result.failure
    if failure is None:
        return
    yield from _note("given", _given(failure.given, width - gutter - 10), gutter, ink)
    yield from _note("decision", wrap(failure.decision, width - gutter - 13), gutter, ink)
    for words in dict.fromkeys(miss.to_pass for miss in failure.misses if miss.to_pass):
        yield from _note("to pass", wrap(words, width - gutter - 12), gutter, ink)


def _given(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """As many to a line as fit; one is only broken where it has to be."""
    lines: list[str] = []
    for number, (name, value) in enumerate(pairs, 1):
        words = f"{name} = {value}{',' if number < len(pairs) else ''}"
        if lines and len(lines[-1]) + 1 + len(words) <= width:
            lines[-1] += f" {words}"
        else:
            lines.append(words)
    return [piece for line in lines for piece in wrap(line, width)] or ["nothing"]


def _note(name: str, lines: Sequence[str], gutter: int, ink: Ink) -> Iterator[str]:
    lead = f"{' ' * (gutter + 1)}{ink('related', '=')} {ink('strong', f'{name}:')} "
    for number, line in enumerate(lines):
        yield (lead if number == 0 else " " * (gutter + 5 + len(name))) + line
