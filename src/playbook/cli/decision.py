"""One decision in words: the verdict, then each finding with the words it is about, then what is still to be done.

Makes lines and prints nothing. Two columns: on the left a word that says what kind of line it is, and then the line.

    DENY  draft.md
          Not like this.

    deny    Leave party politics out.
            | Vote for senator Smith on Tuesday!
            |          ^^^^^^^
            why   text mentions party_politics
            do    Talk about the cause, not the candidate.
            rule  party-politics (acme.playbook:14)
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from playbook.cli.posts.places import PlaceError, parse_place
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.snippet import Mark, snippet
from playbook.diagnostics.visible import cut, visible, width, wrap
from playbook.model.decision import Approval, Decision, Finding, Reason, Words
from playbook.model.verdict import Verdict

INDENT = 8
LABEL = 6

MAX_LINES_OF_A_FINDING = 3
"""Lines of the post that one finding shows; the other places are counted."""

_SENTENCES = {
    Verdict.ALLOW: "Nothing speaks against it.",
    Verdict.ADVISE: "Good to go; there is a tip.",
    Verdict.WARN: "Good to go once you have seen this.",
    Verdict.DELAY: "Fine, but not now.",
    Verdict.REVIEW: "Somebody else has to say yes first.",
    Verdict.DENY: "Not like this.",
}


class DecisionPage:
    """Lays out decisions for one screen."""

    def __init__(self, ink: Ink, columns: int, zone: tzinfo) -> None:
        self._ink = ink
        self._columns = columns
        self._zone = zone

    def lines(self, place: str, post: BaseModel, decision: Decision, digest: str) -> Iterator[str]:
        """A decision about the post at *place*; *digest* is the one that an approval of its content has to carry."""
        yield from self._head(place, decision)
        for finding in decision.findings:
            yield ""
            yield from self._finding(finding, post)
        closing = [
            *self._needs(decision),
            *self._approvals(decision.approvals, digest),
            *self._earliest(decision),
        ]
        if closing:
            yield ""
            yield from closing

    def _head(self, place: str, decision: Decision) -> Iterator[str]:
        verdict, sentence = decision.verdict, _sentence(decision)
        word = "NOT JUDGED" if decision.applies is False else str(verdict).upper()
        style = "quiet" if decision.applies is False else str(verdict)
        yield f"{self._ink(style, word)}  {self._ink('strong', visible(place))}"
        yield self._ink("quiet", sentence)

    def _finding(self, finding: Finding, post: BaseModel) -> Iterator[str]:
        """Everything about one finding, from what is wrong to where the rule stands."""
        headline = _headline(finding)
        word = self._ink(str(finding.verdict), f"{finding.verdict:<{INDENT}}")
        for number, line in enumerate(wrap(headline, self._columns - INDENT)):
            yield (word if number == 0 else " " * INDENT) + self._ink("strong", line)
        yield from self._words(finding, post)
        for line in self._because(finding):
            yield line
        if finding.fix:
            yield from self._labelled("do", finding.fix.words)
        for problem in finding.problems:
            yield from self._labelled("fault", problem)
        for address in finding.see:
            yield from self._labelled("see", address, quiet=True)
        yield from self._labelled("rule", _rule(finding), quiet=True)

    def _because(self, finding: Finding) -> Iterator[str]:
        label = "why"
        for reason in finding.because:
            note = {True: "", False: "  (this is not so)", None: "  (not known)"}[reason.holds]
            yield from self._labelled(label, reason.condition + note)
            label = ""
            values = [f"{name} = {value}" for name, value in reason.values if not _says(reason, name, value)]
            if values:
                yield from self._labelled("", f"({', '.join(values)})", quiet=True)

    def _words(self, finding: Finding, post: BaseModel) -> Iterator[str]:
        """The lines of the post with the finding's words underlined."""
        shown = 0
        for field in dict.fromkeys(words.field for words in finding.spans):
            here = [words for words in finding.spans if words.field == field]
            text = text_at(post, field)
            if text is None or any(text[words.start : words.end] != words.text for words in here):
                yield from self._labelled("", ", ".join(f"“{words.text}”" for words in here))
                continue
            for number, (line, marks) in enumerate(_by_line(text, here, str(finding.verdict))):
                if shown == MAX_LINES_OF_A_FINDING:
                    yield " " * INDENT + self._ink("quiet", "| … and in more places")
                    return
                if number == 0 and field != "text":
                    yield " " * INDENT + self._ink("quiet", f"{visible(field)}:")
                shown += 1
                yield from self._underlined(line, marks)

    def _underlined(self, line: str, marks: Sequence[Mark]) -> Iterator[str]:
        bar = " " * INDENT + self._ink("quiet", "|") + " "
        pieces = snippet(line, marks, self._columns - INDENT - 2, self._ink)
        for shown, rows in pieces[:MAX_LINES_OF_A_FINDING]:
            yield (bar + shown).rstrip()
            for row in rows:
                yield bar + row

    def _needs(self, decision: Decision) -> Iterator[str]:
        label = "To know"
        for need in decision.needs:
            yield from self._closing(
                label, need.question or f"What is `{need.field}`?", f"--set {need.field}=…"
            )
            label = ""

    def _approvals(self, approvals: Sequence[Approval], digest: str) -> Iterator[str]:
        label = "To ask"
        for approval in approvals:
            yield from self._closing(
                label, f"{wanted(approval)} (rule {approval.rule} of {approval.policy})", ""
            )
            label = ""
        if approvals:
            yield from self._closing("", "An approval counts if it was given for this content:", "")
            yield from self._closing("", digest, "")

    def _earliest(self, decision: Decision) -> Iterator[str]:
        if decision.earliest is not None and decision.verdict >= Verdict.DELAY:
            yield from self._closing(
                "When", f"Not before {spell_instant(decision.earliest, self._zone)}.", ""
            )

    def _closing(self, label: str, text: str, aside: str) -> Iterator[str]:
        """A line of the last part; *aside* stands beside it where there is room, else below."""
        columns = self._columns - INDENT
        *lines, last = wrap(text, columns)
        aside = cut(aside, columns)
        if aside and width(last) + 2 + width(aside) <= columns:
            last = f"{last}  {self._ink('quiet', aside)}"
            aside = ""
        for number, line in enumerate([*lines, last]):
            yield (self._ink("strong", f"{label:<{INDENT}}") if number == 0 else " " * INDENT) + line
        if aside:
            yield " " * INDENT + self._ink("quiet", aside)

    def _labelled(self, label: str, text: str, *, quiet: bool = False) -> Iterator[str]:
        """A line with a small label before it; *text* comes from outside and is made visible here."""
        for number, line in enumerate(wrap(text, self._columns - INDENT - LABEL)):
            lead = f"{label:<{LABEL}}" if number == 0 else " " * LABEL
            yield " " * INDENT + self._ink("quiet", lead) + (self._ink("quiet", line) if quiet else line)


def text_at(post: BaseModel, field: str) -> str | None:
    """The text that stands at a dotted place of a post; None where there is none."""
    here: object = post
    try:
        for step in parse_place(field):
            here = here[step] if isinstance(step, int) else getattr(here, step)  # type: ignore[index]
    except (PlaceError, AttributeError, IndexError, TypeError, KeyError):
        return None
    return here if isinstance(here, str) else None


def wanted(approval: Approval) -> str:
    """Who still has to say yes, in words."""
    if not approval.by:
        people = "anybody but the author" if approval.count == 1 else "people other than the author"
        return f"A yes from {people}" if approval.count == 1 else f"A yes from {approval.count} {people}"
    if approval.role:
        who = f"“{approval.by[0]}”"
        return f"A yes from {who}" if approval.count == 1 else f"A yes from {approval.count} people of {who}"
    names = (
        " or ".join([", ".join(approval.by[:-1]), approval.by[-1]])
        if len(approval.by) > 1
        else approval.by[0]
    )
    return (
        f"A yes from {names}"
        if approval.count == 1
        else f"A yes from {approval.count} of {', '.join(approval.by)}"
    )


def spell_instant(instant: datetime, zone: tzinfo) -> str:
    """`Monday 2026-11-23 09:00 (America/New_York)`."""
    local = instant.astimezone(zone)
    day = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[local.weekday()]
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    return f"{day} {local:{'%Y-%m-%d %H:%M:%S' if local.second else '%Y-%m-%d %H:%M'}} ({name})"


def _sentence(decision: Decision) -> str:
    if decision.applies is False:
        return "No policy given is about this post."
    strictest = [finding for finding in decision.findings if finding.verdict == decision.verdict]
    if strictest and all(finding.state == "undetermined" for finding in strictest):
        return "Not known yet: it depends on what is asked below."
    return _SENTENCES[decision.verdict]


def _headline(finding: Finding) -> str:
    if finding.state == "fired":
        return finding.message or finding.title or f"`{finding.rule}` says so."
    if finding.rule == "for" and finding.message:
        return finding.message
    words = finding.message or finding.title or f"`{finding.rule}` may say so."
    return f"Perhaps: {words}"


def _says(reason: Reason, name: str, value: str) -> bool:
    """Whether the condition says by itself what the value was: `sponsored`, `purpose is news`."""
    condition = reason.condition.removeprefix("unless ").removeprefix("require ")
    return condition in (name, f"not {name}", f"{name} is {value}") or (
        reason.holds is None and value == "(unknown)"
    )


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
