"""One decision in words: the verdict, then the findings, then what is still to be done. Makes lines and prints nothing.

DENY  draft.md  not like this

deny    Leave party politics out.
        | Vote for senator Smith on Tuesday!
        |          ^^^^^^^
        why   text mentions party_politics
        do    Talk about the cause, not the candidate.
        rule  party-politics (acme.playbook:14)

When    Not before Monday 2026-11-23 09:00 (America/New_York).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from playbook.cli.finding import INDENT, FindingLines
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import cut, visible, width, wrap
from playbook.model.decision import ApprovalWanted, Decision
from playbook.model.post import Post
from playbook.model.verdict import Verdict

_SENTENCES = {
    Verdict.ALLOW: "nothing speaks against it",
    Verdict.ADVISE: "good to go, with a tip",
    Verdict.WARN: "good to go once you have seen this",
    Verdict.DELAY: "fine, but not now",
    Verdict.REVIEW: "somebody else has to say yes first",
    Verdict.DENY: "not like this",
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class DecisionPage:
    """Lays out decisions for one screen. *now* is what counts for posts without a time."""

    def __init__(self, ink: Ink, columns: int, now: datetime) -> None:
        self._ink = ink
        self._columns = columns
        self._now = now
        self._findings = FindingLines(ink, columns)

    def lines(self, place: str, post: Post, decision: Decision, digest: str, zone: tzinfo) -> Iterator[str]:
        """A decision about the post at *place*, with instants in *zone*.

        *digest* is what an approval of the post's content has to carry.
        """
        yield self._head(place, decision)
        for finding in decision.findings:
            yield ""
            yield from self._findings.lines(finding, post)
        closing = [
            *self._needs(decision),
            *self._approvals(decision.approvals, digest),
            *self._when(post, decision, zone),
        ]
        if closing:
            yield ""
            yield from closing

    def _head(self, place: str, decision: Decision) -> str:
        word = "NOT JUDGED" if decision.applies is False else str(decision.verdict).upper()
        style = "quiet" if decision.applies is False else str(decision.verdict)
        return "  ".join(
            [
                self._ink(style, word),
                self._ink("strong", visible(place)),
                self._ink("quiet", _sentence(decision)),
            ]
        )

    def _needs(self, decision: Decision) -> Iterator[str]:
        label = "To know"
        for need in decision.needs:
            yield from self._closing(
                label, need.question or f"What is `{need.field}`?", f"--set {need.field}=…"
            )
            label = ""

    def _approvals(self, approvals: Sequence[ApprovalWanted], digest: str) -> Iterator[str]:
        label = "To ask"
        for approval in approvals:
            yield from self._closing(
                label, f"{wanted(approval)} (rule {approval.rule} of {approval.policy})", ""
            )
            label = ""
        if approvals:
            yield from self._closing("", "An approval counts if it was given for this content:", "")
            yield from self._closing("", digest, "")

    def _when(self, post: Post, decision: Decision, zone: tzinfo) -> Iterator[str]:
        """When it may go out, if that is not at once."""
        if decision.earliest is None:
            if any(finding.own_verdict is Verdict.DELAY for finding in decision.findings):
                yield from self._closing("When", "It is not known from when on.", "")
        elif decision.earliest > (post.publish_at or self._now):
            yield from self._closing("When", f"Not before {spell_instant(decision.earliest, zone)}.", "")

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


def wanted(approval: ApprovalWanted) -> str:
    """Who still has to say yes, in words."""
    count, people = approval.count, list(approval.by)
    if not people and not approval.anybody:
        return "A yes from a list on which nobody but the author is known to be"
    if not people:
        return (
            "A yes from anybody but the author"
            if count == 1
            else f"A yes from {count} people other than the author"
        )
    if approval.role:
        return f"A yes from “{people[0]}”" if count == 1 else f"A yes from {count} people of “{people[0]}”"
    if count == 1:
        return f"A yes from {' or '.join(part for part in (', '.join(people[:-1]), people[-1]) if part)}"
    too_few = ", who are too few" if count > len(people) else ""
    return f"A yes from {count} of {', '.join(people)}{too_few}"


def spell_instant(instant: datetime, zone: tzinfo) -> str:
    """`Monday 2026-11-23 09:00 (America/New_York)`."""
    local = instant.astimezone(zone)
    clock = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    return f"{_DAYS[local.weekday()]} {local.date().isoformat()} {clock} ({name})"


def _sentence(decision: Decision) -> str:
    if decision.applies is False:
        return "no policy given is about this post"
    strictest = [finding for finding in decision.findings if finding.verdict == decision.verdict]
    if strictest and all(finding.state == "undetermined" for finding in strictest):
        return "not known yet: it depends on what is asked below"
    return _SENTENCES[decision.verdict]
