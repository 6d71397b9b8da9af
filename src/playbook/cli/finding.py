"""One finding in words: what is wrong, the words it is about, why the rule fired, what to do, where the rule stands.

Makes lines and prints nothing. A rule that could not be decided says less: what it hangs on is asked at the end.
"""

from collections.abc import Iterator, Sequence

from playbook.cli.posts.places import PlaceError, parse_place
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.snippet import Mark, snippet
from playbook.diagnostics.visible import visible, wrap
from playbook.model.decision import Finding, Reason, Words
from playbook.model.post import Post

INDENT = 8
"""Columns of the verdict before the lines of a finding."""
LABEL = 6
"""Columns of the small labels within."""

MAX_LINES = 3
"""Lines of the post that one finding shows; that there are more is said."""


class FindingLines:
    """Lays out findings for one screen."""

    def __init__(self, ink: Ink, columns: int) -> None:
        self._ink = ink
        self._columns = columns

    def lines(self, finding: Finding, post: Post) -> Iterator[str]:
        """Everything about one finding that a reader wants to know."""
        word = self._ink(str(finding.verdict), f"{finding.verdict:<{INDENT}}")
        for number, line in enumerate(wrap(_headline(finding), self._columns - INDENT)):
            yield (word if number == 0 else " " * INDENT) + self._ink("strong", line)
        yield from self._words(finding, post)
        if finding.state == "fired":
            yield from self._because(finding)
            if finding.fix:
                yield from self._labelled("do", finding.fix.words)
            for address in finding.see:
                yield from self._unbroken("see", address)
        elif finding.needs:
            yield from self._labelled("open", ", ".join(need.field for need in finding.needs))
        for problem in finding.problems:
            yield from self._labelled("fault", problem)
        yield from self._labelled("rule", _rule(finding), quiet=True)

    def _because(self, finding: Finding) -> Iterator[str]:
        """The parts of the condition that decided it, each value once."""
        label = "why"
        told = {words.field for words in finding.spans}
        if told:
            told.update(("all_text", "above_fold"))  # the words say it better
        for reason in finding.because:
            if reason.holds is None:
                continue
            yield from self._labelled(label, reason.condition + _note(reason))
            label = ""
            values = [
                (name, value)
                for name, value in reason.values
                if name not in told and not _says(reason, name, value)
            ]
            told.update(name for name, _ in reason.values)
            if values:
                words = ", ".join(f"{name} = {' '.join(value.split())}" for name, value in values)
                yield from self._labelled("", f"({words})", quiet=True)

    def _words(self, finding: Finding, post: Post) -> Iterator[str]:
        """The lines of the post with the finding's words underlined."""
        shown = 0
        for field in dict.fromkeys(words.field for words in finding.spans):
            here = [words for words in finding.spans if words.field == field]
            text = text_at(post, field)
            if text is None or any(text[words.start : words.end] != words.text for words in here):
                yield from self._labelled("", ", ".join(f"“{words.text}”" for words in here))
                continue
            for number, (line, marks) in enumerate(_by_line(text, here, str(finding.verdict))):
                if shown == MAX_LINES:
                    yield " " * INDENT + self._ink("quiet", "| … and in more places")
                    return
                if number == 0 and field != "text":
                    yield " " * INDENT + self._ink("quiet", f"{visible(field)}:")
                shown += 1
                yield from self._underlined(line, marks)

    def _underlined(self, line: str, marks: Sequence[Mark]) -> Iterator[str]:
        bar = " " * INDENT + self._ink("quiet", "|") + " "
        pieces = snippet(line, marks, self._columns - INDENT - 2, self._ink)
        for shown, rows in pieces[:MAX_LINES]:
            yield (bar + shown).rstrip()
            for row in rows:
                yield bar + row

    def _labelled(self, label: str, text: str, *, quiet: bool = False) -> Iterator[str]:
        """A line with a small label before it; *text* comes from outside and is made visible here."""
        for number, line in enumerate(wrap(text, self._columns - INDENT - LABEL)):
            lead = f"{label:<{LABEL}}" if number == 0 else " " * LABEL
            yield " " * INDENT + self._ink("quiet", lead) + (self._ink("quiet", line) if quiet else line)

    def _unbroken(self, label: str, text: str) -> Iterator[str]:
        """The same for an address, which would not work any more in two pieces."""
        yield " " * INDENT + self._ink("quiet", f"{label:<{LABEL}}{visible(text)}")


def text_at(post: Post, field: str) -> str | None:
    """The text that stands at a dotted place of a post; None where there is none."""
    here: object = post
    try:
        for step in parse_place(field):
            here = here[step] if isinstance(step, int) else getattr(here, step)  # type: ignore[index]
    except (PlaceError, AttributeError, IndexError, TypeError, KeyError):
        return None
    return here if isinstance(here, str) else None


def _headline(finding: Finding) -> str:
    if finding.state == "fired":
        return finding.message or finding.title or f"`{finding.rule}` says so."
    if finding.rule == "for" and finding.message:
        return finding.message
    words = finding.message or finding.title or f"`{finding.rule}` may say so."
    return f"Perhaps: {words}"


def _note(reason: Reason) -> str:
    """What to say beside a part that decided it by not being so."""
    if reason.holds:
        return ""
    return "  (not met)" if reason.condition.startswith("require ") else "  (does not apply)"


def _says(reason: Reason, name: str, value: str) -> bool:
    """Whether the condition says the value by itself: `sponsored`, `purpose is news`."""
    condition = reason.condition.removeprefix("unless ").removeprefix("require ")
    return condition in (name, f"not {name}", f"{name} is {value}")


def _rule(finding: Finding) -> str:
    place = f"{finding.location.file}:{finding.location.line}"
    own = f", which says {finding.own_verdict}" if finding.own_verdict != finding.verdict else ""
    title = f", “{finding.title}”" if finding.title and finding.message else ""
    return f"{finding.rule}{own}{title} ({place})"


def _by_line(text: str, spans: Sequence[Words], style: str) -> Iterator[tuple[str, list[Mark]]]:
    """The lines of *text* that have words in them, with the marks of each; words may go over several lines."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks = [
            Mark(max(words.start, start) - start, min(words.end, end) - start, style=style)
            for words in spans
            if (words.start < end and words.end > start) or start <= words.start == words.end <= end
        ]
        if marks:
            yield line.removesuffix("\r"), marks
        start = end + 1
