"""What becomes of decisions as they come in: pages for people, JSON for programs. Holds nothing back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

from playbook.civil.zones import load_zone
from playbook.cli.decision import DecisionPage, spell_instant
from playbook.cli.finding import text_at
from playbook.cli.posts.item import Item
from playbook.cli.render import Screen
from playbook.cli.summary import Summary
from playbook.diagnostics.visible import visible
from playbook.engine.policy import Policy
from playbook.model.content import content_digest
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.syntax import tree


@dataclass(frozen=True, slots=True)
class Judged:
    """A post, the answer, and where the post came from."""

    item: Item
    post: Post
    decision: Decision


@dataclass(frozen=True, slots=True)
class Moment:
    """What counts as now."""

    now: datetime
    by_clock: bool
    """Whether the clock said so, rather than the caller."""

    @property
    def in_words(self) -> str:
        return spell_instant(self.now, UTC) + (", by the clock" if self.by_clock else "")


class Answers(Protocol):
    """Takes every post of a run in order, then the end."""

    def add(self, judged: Judged) -> None:
        """A post that was judged."""

    def unread(self, alone: bool) -> None:
        """A post that could not be read (why is said elsewhere); *alone* if its input can hold no other."""

    def finish(self) -> None:
        """There are no more."""


class JsonLinesAnswers:
    """One decision a line, `null` for a post that could not be read: line n is about post n."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def add(self, judged: Judged) -> None:
        self._screen.data(judged.decision.model_dump_json() + "\n")

    def unread(self, alone: bool) -> None:  # noqa: ARG002  (one line is one line)
        self._screen.data("null\n")

    def finish(self) -> None:
        """Every line is out already."""


class JsonAnswers:
    """One decision where the input can hold but one post, else a list, with `null` for what could not be read."""

    def __init__(self, screen: Screen, *, many: bool) -> None:
        self._screen = screen
        self._many = many
        self._lead = ""

    def add(self, judged: Judged) -> None:
        self._write(judged.decision.model_dump_json(indent=2), judged.item.alone)

    def unread(self, alone: bool) -> None:
        self._write("null", alone)

    def finish(self) -> None:
        if not self._lead:
            self._screen.data("[]\n")
        else:
            self._screen.data("\n]\n" if self._many else "\n")

    def _write(self, text: str, alone: bool) -> None:
        if not self._lead:
            self._many = self._many or not alone
            self._lead = "[\n" if self._many else ""
        self._screen.data(self._lead + text)
        self._lead = ",\n"


class PageAnswers:
    """Words for people. One post gets its page whatever the answer; of many only those with something to say."""

    def __init__(
        self, screen: Screen, policies: Sequence[Policy], moment: Moment, *, only_summary: bool
    ) -> None:
        self._screen = screen
        self._by = " and ".join(_name(policy) for policy in policies)
        self._as_of = moment.in_words
        self._page = DecisionPage(screen.ink, screen.columns, moment.now)
        self._policies = policies
        self._only_summary = only_summary
        self._summary = Summary()
        self._first: Judged | None = None
        self._shown = False

    def add(self, judged: Judged) -> None:
        self._summary.add(judged.decision)
        if self._seen == 1:
            self._first = judged
        else:
            self._release()
            self._show(judged)

    def unread(self, alone: bool) -> None:  # noqa: ARG002  (what counts here is how many there are)
        self._summary.unread += 1
        self._release()

    def finish(self) -> None:
        if self._first is not None:
            self._page_of(self._first)
            self._screen.show()
            self._screen.show(
                self._screen.ink("quiet", visible(f"Judged by {self._by}, as of {self._as_of}."))
            )
        elif self._seen > 1:
            if self._shown:
                self._screen.show()
            title = f"judged by {self._by}, as of {self._as_of}"
            for line in self._summary.lines(title, self._screen.ink, self._screen.columns):
                self._screen.show(line)

    @property
    def _seen(self) -> int:
        return self._summary.judged + self._summary.unread

    def _release(self) -> None:
        """Now that there are many, the first one is shown like the others."""
        if self._first is not None:
            first, self._first = self._first, None
            self._show(first)

    def _show(self, judged: Judged) -> None:
        """One of many: shown if there is something to say, those that were not judged in one line each."""
        if self._only_summary or not (judged.decision.findings or judged.decision.applies is False):
            return
        if judged.decision.findings and self._shown:
            self._screen.show()
        self._page_of(judged)
        if judged.decision.findings:
            self._screen.show()
        self._shown = True

    def _page_of(self, judged: Judged) -> None:
        digest = content_digest(judged.post) if judged.decision.approvals else ""
        zone = _zone(self._policies, judged.post)
        for line in self._page.lines(judged.item.place, judged.post, judged.decision, digest, zone):
            self._screen.show(line)


def _name(policy: Policy) -> str:
    return f"{policy.name} {policy.version}" if policy.version else policy.name


def _zone(policies: Sequence[Policy], post: Post) -> tzinfo:
    """The zone to show instants in: the one that all policies with a zone share for this post, else UTC."""
    zones = {zone for policy in policies if (zone := _zone_of(policy, post)) is not None}
    return zones.pop() if len(zones) == 1 else UTC


def _zone_of(policy: Policy, post: Post) -> ZoneInfo | None:
    zone = policy.linked.zone
    if isinstance(zone, tree.Name):
        return load_zone(text_at(post, zone.dotted) or "")
    return zone if isinstance(zone, ZoneInfo) else None
