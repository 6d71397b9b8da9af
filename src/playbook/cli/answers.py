"""What becomes of answers as they come in: pages for people, JSON for programs. Holds nothing back but the first page.

Where each answer is made is in `judging`; here they are put together.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from playbook.cli.decision import spell_instant
from playbook.cli.judging import Answer, Judged
from playbook.cli.render import Screen
from playbook.cli.summary import Summary
from playbook.diagnostics.ink import Ink
from playbook.diagnostics.visible import visible
from playbook.engine.policy import Policy
from playbook.frozen import frozen


@frozen
class Moment:
    """What counts as now."""

    now: datetime
    by_clock: bool
    """Whether the clock said so, rather than the caller."""

    @property
    def in_words(self) -> str:
        return spell_instant(self.now, UTC) + (", by the clock" if self.by_clock else "")


class Answers(Protocol):
    """Takes all posts of a run in order, then the end."""

    def take(self, judged: Judged) -> None:
        """What came of some posts."""

    def finish(self) -> None:
        """There are no more."""


class JsonLinesAnswers:
    """One decision a line, `null` for a post that could not be read: line n is about post n."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    def take(self, judged: Judged) -> None:
        for answer in judged.answers:
            if answer.problem:
                self._screen.problem(answer.problem)
            self._screen.safe_data(answer.text)

    def finish(self) -> None:
        """Every line is out already."""


class JsonAnswers:
    """One decision where the input can hold but one post, else a list, with `null` for what could not be read."""

    def __init__(self, screen: Screen, *, many: bool) -> None:
        self._screen = screen
        self._many = many
        self._lead = ""

    def take(self, judged: Judged) -> None:
        for answer in judged.answers:
            if answer.problem:
                self._screen.problem(answer.problem)
            if not self._lead:
                self._many = self._many or not answer.alone
                self._lead = "[\n" if self._many else ""
            self._screen.safe_data(self._lead + answer.text)
            self._lead = ",\n"

    def finish(self) -> None:
        if not self._lead:
            self._screen.data("[]\n")
        else:
            self._screen.data("\n]\n" if self._many else "\n")


class NumberedAnswers:
    """Others, and when they are through the numbers, on standard error: there they are in no program's way."""

    def __init__(self, others: Answers, screen: Screen, title: str) -> None:
        self._others = others
        self._screen = screen
        self._title = title
        self._summary = Summary()

    def take(self, judged: Judged) -> None:
        self._others.take(judged)
        self._summary.merge(judged.summary)

    def finish(self) -> None:
        self._others.finish()
        for line in self._summary.lines(self._title, Ink(False), self._screen.columns):
            self._screen.note(line)


class PageAnswers:
    """Words for people. One post gets its page whatever the answer; of many only those with something to say."""

    def __init__(self, screen: Screen, closing: str) -> None:
        self._screen = screen
        self._closing = closing
        self._summary = Summary()
        self._first: Answer | None = None
        self._seen = 0
        self._shown = False

    def take(self, judged: Judged) -> None:
        self._summary.merge(judged.summary)
        for answer in judged.answers:
            self._seen += 1
            if answer.problem:
                self._screen.problem(answer.problem)
                self._release()
            elif self._seen == 1:
                self._first = answer
            else:
                self._release()
                self._show(answer)

    def finish(self) -> None:
        if self._first is not None:
            self._screen.show(self._first.text)
            self._screen.show()
            self._screen.show(self._screen.ink("quiet", visible(f"J{self._closing[1:]}.")))
        elif self._seen != 1:  # the one post that could not be read is enough said
            if self._shown:
                self._screen.show()
            for line in self._summary.lines(self._closing, self._screen.ink, self._screen.columns):
                self._screen.show(line)

    def _release(self) -> None:
        """Now that there are many, the first one is shown like the others."""
        if self._first is not None:
            first, self._first = self._first, None
            self._show(first)

    def _show(self, answer: Answer) -> None:
        """One of many: shown if there is something to say, those that were not judged in one line each."""
        if answer.quiet or not answer.text:
            return
        if answer.roomy and self._shown:
            self._screen.show()
        self._screen.show(answer.text)
        if answer.roomy:
            self._screen.show()
        self._shown = True


def closing(policies: Sequence[Policy], moment: Moment) -> str:
    """`judged by acme 2.1, as of …`."""
    names = [f"{policy.name} {policy.version}" if policy.version else policy.name for policy in policies]
    return f"judged by {' and '.join(dict.fromkeys(names))}, as of {moment.in_words}"
