"""Judges the posts of one parcel after the other, and says what is to be shown of each. Reads no files, prints nothing.

All that goes in and comes out can be pickled, so that it makes no difference in which process this is done.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from playbook import api
from playbook.civil.zones import load_zone
from playbook.cli.decision import DecisionPage
from playbook.cli.finding import text_at
from playbook.cli.posts.assign import Mapping, Setting, prepare
from playbook.cli.posts.at_once import post_of
from playbook.cli.posts.item import Item, Record
from playbook.cli.posts.json_lines import Line
from playbook.cli.posts.parcels import Parcel
from playbook.cli.render import safe_json
from playbook.cli.summary import Summary
from playbook.diagnostics.ink import Ink
from playbook.engine.policy import Policy
from playbook.errors import PostError
from playbook.frozen import frozen
from playbook.model.content import content_digest
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.model.validate import validated
from playbook.model.verdict import Verdict
from playbook.syntax import tree

Form = Literal["text", "json", "jsonl"]

POSTS_IN_STEP = 32
"""Posts of which all are read before the first is judged, and all judged before the first is shown: a processor that
does one thing for a while does it a fifth faster than one that is made to do another with every post.
"""


@frozen
class Order:
    """What is to be done with every post."""

    post_type: type[Post]
    mapping: Mapping | None
    settings: Sequence[Setting]
    now: datetime
    form: Form
    summary: bool
    """Whether only the numbers are wanted."""
    allow_unjudged: bool
    color: bool
    columns: int


class Answer(NamedTuple):
    """What is to be shown of one post."""

    text: str
    """Ready for the screen; empty: nothing."""
    problem: str = ""
    """Why the post was not judged."""
    alone: bool = False
    """Whether its input can hold no other."""
    roomy: bool = False
    """Of a page: whether there are empty lines around it."""
    quiet: bool = False
    """Of a page: whether it is shown only if there is no other post."""


@frozen
class Judged:
    """What came of a parcel."""

    posts: int
    """How many it had."""
    answers: Sequence[Answer]
    """One for each, or for several in a row where one line of JSON stands under the other."""
    found: bool
    """Whether anything is stricter than a warning, or was not judged where that counts."""
    failed: bool
    """Whether a post could not be read."""
    summary: Summary
    """Counts only where numbers are shown."""
    seen: frozenset[str]
    """The mapped columns that posts had, in this parcel or one before it."""


class _Read(NamedTuple):
    """A post before it is judged."""

    item: Item | Line
    """Where it stands."""
    post: Post | None
    """None where there is a problem."""
    problem: str = ""


def judge_of(order: Order, ways: Sequence[api.Recipe]) -> Callable[[Parcel], Judged]:
    """What judges parcels in another process."""
    return Desk(order, api.from_recipes(ways)).judge


class Desk:
    """Where posts are judged."""

    def __init__(self, order: Order, policies: Sequence[Policy]) -> None:
        self._order = order
        self._policies = policies
        self._page = DecisionPage(Ink(order.color), order.columns, order.now)
        self._counts = order.summary or order.form == "text"
        self._as_they_are = order.mapping is None and not order.settings and order.post_type is Post

    def judge(self, parcel: Parcel) -> Judged:
        """Judges the posts of a parcel; one that is none spoils no other."""
        answers: list[Answer] = []
        summary = Summary()
        found = failed = False
        for start in range(0, len(parcel.records), POSTS_IN_STEP):
            for read, decision in self._decided(parcel.records[start : start + POSTS_IN_STEP]):
                if read.post is None or decision is None:
                    failed = True
                    summary.unread += 1
                    answers.append(
                        Answer(self._nothing(), f"{read.item.place}: {read.problem}", read.item.alone)
                    )
                    continue
                found = found or self._is_found(decision)
                if self._counts:
                    summary.add(decision)
                first = parcel.first and not answers
                answers.append(self._answer(read.item, read.post, decision, first=first))
        seen = frozenset(self._order.mapping.seen if self._order.mapping else ())
        shown = _in_a_row(answers) if self._order.form == "jsonl" else answers
        return Judged(len(answers), shown, found, failed, summary, seen)

    def _decided(self, records: Sequence[Record]) -> Iterator[tuple[_Read, Decision | None]]:
        """What came of each of a few records. Each step is taken for all of them before the next one."""
        posts = [self._read(record) for record in records]
        decisions = [None if read.post is None else self._decision(read.post) for read in posts]
        return zip(posts, decisions, strict=True)

    def _read(self, record: Record) -> _Read:
        order = self._order
        if self._as_they_are and type(record) is Line and record.data is not None:
            post = post_of(record.data)
            if post is not None:
                return _Read(record, post)
        item = prepare(record.item(), order.mapping, order.settings, order.post_type)
        if item.fields is None:
            return _Read(item, None, item.problem)
        try:
            return _Read(item, validated(item.fields, order.post_type))
        except PostError as error:
            told = "; ".join(f"{where}: {what}" if where else what for where, what in error.problems)
            return _Read(item, None, told)

    def _decision(self, post: Post) -> Decision:
        if len(self._policies) == 1 and post.publish_at is not None:
            return api.evaluate(post, self._policies[0])  # which is quicker, and comes to the same
        return api.evaluate(post, self._policies, now=self._order.now)

    def _is_found(self, decision: Decision) -> bool:
        unjudged = decision.applies is False and not self._order.allow_unjudged
        return unjudged or decision.verdict > Verdict.WARN

    def _nothing(self) -> str:
        """What stands for a post that could not be read."""
        return {"text": "", "json": "null", "jsonl": "null\n"}[self._order.form]

    def _answer(self, item: Item | Line, post: Post, decision: Decision, *, first: bool) -> Answer:
        if self._order.form == "jsonl":
            return Answer(safe_json(decision.model_dump_json()) + "\n")
        if self._order.form == "json":
            return Answer(safe_json(decision.model_dump_json(indent=2)), alone=item.alone)
        something = bool(decision.findings) or decision.applies is False
        quiet = self._order.summary or not something
        if quiet and not first:
            return Answer("")
        return Answer(
            "\n".join(self._lines(item, post, decision)), roomy=bool(decision.findings), quiet=quiet
        )

    def _lines(self, item: Item | Line, post: Post, decision: Decision) -> Iterator[str]:
        digest = content_digest(post) if decision.approvals else ""
        return self._page.lines(item.place, post, decision, digest, _zone(self._policies, post))


def _in_a_row(answers: Sequence[Answer]) -> list[Answer]:
    """The same in as few as there can be: those without a problem together. Less to be packed and unpacked."""
    return [
        joined
        for bad, some in groupby(answers, key=lambda answer: bool(answer.problem))
        for joined in (some if bad else (Answer("".join([answer.text for answer in some])),))
    ]


def _zone(policies: Sequence[Policy], post: Post) -> tzinfo:
    """The zone to show instants in: the one that all policies with a zone share for this post, else UTC."""
    zones = {zone for policy in policies if (zone := _zone_of(policy, post)) is not None}
    return zones.pop() if len(zones) == 1 else UTC


def _zone_of(policy: Policy, post: Post) -> ZoneInfo | None:
    zone = policy.linked.zone
    if isinstance(zone, tree.Name):
        return load_zone(text_at(post, zone.dotted) or "")
    return zone if isinstance(zone, ZoneInfo) else None
