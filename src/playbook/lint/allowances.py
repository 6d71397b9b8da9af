"""Comments that allow a finding: `# playbook: allow unused-topic until 2027-01-01 because …`. Reads and applies them.

Before a declaration, or behind its first line, such a comment covers all of the declaration; anywhere else in one, the
line that it stands on or before. It has to say why. Past its date it covers nothing.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.frozen import frozen
from playbook.lint.allowance_problems import BadAllowance, ExpiredAllowance, UnusedAllowance
from playbook.lint.comments import Comment, comments
from playbook.source import Span
from playbook.syntax import tree

_CALL = re.compile(r"#\s*playbook\s*:", re.IGNORECASE)
_FORM = re.compile(
    r"#\s*playbook:\s+allow\s+(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)"
    r"(?:\s+until\s+(?P<until>\S+))?(?:\s+because\s+(?P<because>\S.*))?\s*"
)


@dataclass
class Allowance:
    """One name in one comment, and where findings of that name are allowed."""

    name: str
    span: Span
    """The comment."""
    start: int
    end: int
    until: date | None
    used: bool = field(default=False)

    def covers(self, finding: Diagnostic) -> bool:
        return (
            self.name in (finding.slug, finding.code)
            and finding.span.source is self.span.source
            and self.start <= finding.span.start < self.end
        )


@frozen
class Allowances:
    """All of a file, and what is wrong with those that are not among them."""

    valid: tuple[Allowance, ...]
    problems: tuple[Diagnostic, ...]

    def without_allowed(self, found: Iterable[Diagnostic], today: date | None) -> Iterator[Diagnostic]:
        """The findings that nothing allows. Notes which allowances were of use."""
        by_name: dict[str, list[Allowance]] = {}
        for one in self.valid:
            by_name.setdefault(one.name, []).append(one)
        for finding in found:
            allowed = False
            for one in (*by_name.get(finding.slug, ()), *by_name.get(finding.code, ())):
                if one.covers(finding):
                    one.used = True
                    allowed = allowed or not _is_over(one, today)
            if not allowed:
                yield finding

    def remaining(self, ran: Collection[str], today: date | None) -> Iterator[Diagnostic]:
        """Allowances that are over, or of no use. *ran* are the slugs and codes of the rules that were run: of others
        nobody knows.
        """
        for one in self.valid:
            if one.used and one.until is not None and _is_over(one, today):
                yield ExpiredAllowance(one.span, one.name, one.until)
            elif not one.used and one.name in ran:
                alone = sum(other.span == one.span for other in self.valid) == 1
                yield UnusedAllowance(one.span, one.name, alone)


def _is_over(allowance: Allowance, today: date | None) -> bool:
    return today is not None and allowance.until is not None and today >= allowance.until


def allowances(policy: tree.Policy, known: Mapping[str, str]) -> Allowances:
    """The allowances in the comments of a file. *known* are the slugs and codes that there are, with their slugs."""
    valid: list[Allowance] = []
    problems: list[Diagnostic] = []
    places = _Places(policy)
    for comment in comments(policy):
        if not _CALL.match(comment.span.text):
            continue
        form = _FORM.fullmatch(comment.span.text)
        if form is None:
            problems.append(BadAllowance(comment.span, "it cannot be read", None))
            continue
        until, why = _date(form["until"])
        if form["because"] is None:
            why = why or "it does not say why"
        names = [name.strip() for name in form["names"].split(",")]
        unknown = next((name for name in names if name not in known), None)
        if unknown is not None:
            why = f"there is no lint rule `{unknown}`"
        if why is not None:
            close = None if unknown is None else nearest(unknown, known.values())
            problems.append(BadAllowance(comment.span, why, close))
            continue
        start, end = places.covered(comment)
        valid += [Allowance(known[name], comment.span, start, end, until) for name in names]
    return Allowances(tuple(valid), tuple(problems))


def _date(written: str | None) -> tuple[date | None, str | None]:
    if written is None:
        return None, None
    try:
        return date.fromisoformat(written), None
    except ValueError:
        return None, f"`{written}` is no date"


class _Places:
    """Which part of a file a comment is about."""

    def __init__(self, policy: tree.Policy) -> None:
        self.source = policy.span.source
        self.spans = sorted(
            ((one.span.start, one.span.end) for one in policy.declarations), key=lambda span: span[0]
        )
        first = self.spans[0][0] if self.spans else len(self.source.text)
        self.header = (policy.name.span.start, first)

    def covered(self, comment: Comment) -> tuple[int, int]:
        start = comment.span.start
        line = self.source.position(start)[0]
        if comment.alone:
            if start < self.header[0]:
                return self.header
            inside = next((one for one in self.spans if one[0] < start < one[1]), None)
            if inside is None:
                following = next((one for one in self.spans if one[0] > start), None)
                return following if following is not None and start >= self.header[1] else self._header(start)
            line = self._next_line_of_code(line)
        begun = [one for one in self.spans if self.source.position(one[0])[0] == line]
        if begun and not comment.alone:
            return begun[0][0], begun[-1][1]
        if line == self.source.position(self.header[0])[0]:
            return self.header
        return self._line(line)

    def _header(self, start: int) -> tuple[int, int]:
        """A comment among the clauses of the header, or between it and the first declaration."""
        following = next((one for one in self.spans if one[0] > start), None)
        between = self.source.text[start : following[0]] if following is not None else ""
        if following is not None and all(
            not line.strip() or line.strip().startswith("#") for line in between.splitlines()
        ):
            return following
        return self._line(self._next_line_of_code(self.source.position(start)[0]))

    def _next_line_of_code(self, line: int) -> int:
        last = len(self.source.line_starts)
        while line < last:
            line += 1
            words = self.source.line(line).strip()
            if words and not words.startswith("#"):
                return line
        return line

    def _line(self, line: int) -> tuple[int, int]:
        starts = self.source.line_starts
        end = starts[line] if line < len(starts) else len(self.source.text)
        return starts[line - 1], end
