"""What becomes of decisions as they come in: pages for people, JSON for programs. Holds nothing back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

from playbook.cli.decision import DecisionPage
from playbook.cli.posts.item import Item
from playbook.cli.render import Screen
from playbook.cli.summary import Summary
from playbook.diagnostics.visible import visible
from playbook.engine.policy import Policy
from playbook.model.content import content_digest
from playbook.model.decision import Decision
from playbook.model.post import Post


@dataclass(frozen=True, slots=True)
class Judged:
    """A post, the answer, and where the post came from."""

    item: Item
    post: Post
    decision: Decision


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

    def __init__(self, screen: Screen, policies: Sequence[Policy], as_of: str, *, only_summary: bool) -> None:
        self._screen = screen
        self._by = " and ".join(_name(policy) for policy in policies)
        self._as_of = as_of
        self._page = DecisionPage(screen.ink, screen.columns, _zone(policies))
        self._only_summary = only_summary
        self._summary = Summary()
        self._first: Judged | None = None

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
        if not self._only_summary and (judged.decision.findings or judged.decision.applies is False):
            self._page_of(judged)
            self._screen.show()
            self._screen.show()

    def _page_of(self, judged: Judged) -> None:
        digest = content_digest(judged.post) if judged.decision.approvals else ""
        for line in self._page.lines(judged.item.place, judged.post, judged.decision, digest):
            self._screen.show(line)


def _name(policy: Policy) -> str:
    return f"{policy.name} {policy.version}" if policy.version else policy.name


def _zone(policies: Sequence[Policy]) -> tzinfo:
    """The zone to show instants in: the one that all policies with a zone share, else UTC."""
    zones = {policy.linked.zone for policy in policies if isinstance(policy.linked.zone, ZoneInfo)}
    return zones.pop() if len(zones) == 1 else UTC
