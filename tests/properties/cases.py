"""Policies and posts that belong together, as the properties want them, and a way to see that a property would
notice.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import Phase, given, reject, settings
from hypothesis.strategies import SearchStrategy
from properties.strategies.choices import Choices, chosen
from properties.strategies.policies import Kind, Written, written_policy
from properties.strategies.posts import forgotten, learnings, partial_post

from playbook.engine.policy import Policy
from playbook.errors import PolicyError
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from playbook.types import Type

POSTS = 4
"""Posts for each policy: making a policy costs ten times as much as making a post."""

ANY = Kind()
"""Policies of any kind that `check` should accept."""

WILD = Kind(wild=True)
"""Policies that ask for what is missing wherever they please, so that `check` has to refuse some."""


SIGNING = Kind(wild=True, signing=True)
"""Policies of which most rules want people to say yes."""


@dataclass(frozen=True, repr=False)
class Case:
    """One or two policies, as written and compiled, and some posts."""

    written: tuple[Written, ...]
    policies: tuple[Policy, ...]
    posts: tuple[Post, ...]

    ways: tuple[tuple[Post, ...], ...] = ()
    """For each of the posts: the post itself, then as it is known better and better."""

    @property
    def asks(self) -> tuple[tuple[str, Type], ...]:
        return tuple(ask for one in self.written for ask in one.asks)

    @property
    def reads(self) -> tuple[str, ...]:
        return tuple(path for policy in self.policies for path in policy.reads)

    def __repr__(self) -> str:
        posts = self.posts if not self.ways else [post for way in self.ways for post in way]
        return "\n".join([*map(repr, self.written), *map(repr, posts)])

    def _repr_pretty_(self, printer: Any, _: bool) -> None:  # as Hypothesis shows it
        printer.text("\n" + repr(self))


def accepted(choices: Choices, kind: Kind = ANY) -> tuple[Written, Policy]:
    """A policy that `check` accepts."""
    written = written_policy(choices, kind)
    try:
        return written, written.policy()
    except PolicyError:
        return reject()


def case_of(choices: Choices, kind: Kind = ANY, *, several: bool = True, fill: int | None = None) -> Case:
    """A policy (now and then two) and posts. *fill*: how much of a post is known, in percent."""
    found = [accepted(choices, kind)]
    if several and choices.chance(25):
        found.append(accepted(choices, kind.beside()))
    asks = tuple(ask for written, _ in found for ask in written.asks)
    reads = tuple(path for _, policy in found for path in policy.reads)
    posts = tuple(partial_post(choices, asks, reads, fill=fill) for _ in range(POSTS))
    return Case(tuple(written for written, _ in found), tuple(policy for _, policy in found), posts)


def cases(kind: Kind = ANY, *, several: bool = True, fill: int | None = None) -> SearchStrategy[Case]:
    """Policies with posts."""
    return chosen(lambda choices: case_of(choices, kind, several=several, fill=fill))


def learning_cases(kind: Kind = ANY) -> SearchStrategy[Case]:
    """Policies, and posts of which more and more is known."""

    def make(choices: Choices) -> Case:
        case = case_of(choices, kind)
        return replace(
            case, ways=tuple(learnings(post, case.asks, case.reads, choices) for post in case.posts)
        )

    return chosen(make)


def forgetting_cases(kind: Kind = ANY) -> SearchStrategy[Case]:
    """Policies, and posts: first without a fact or two, then with all that could matter."""

    def make(choices: Choices) -> Case:
        case, found = case_of(choices, kind, fill=80), []
        for post in case.posts:
            whole = learnings(post, case.asks, case.reads, choices, steps=1)[-1]
            found.append((forgotten(whole, case.reads, choices), whole))
        return replace(case, ways=tuple(found))

    return chosen(make)


def held_back(known: Verdict) -> Verdict:
    """What a decision has to be at least while it is open whether it comes to *known*."""
    return min(Verdict.REVIEW, known)


def assert_not_laxer(before: Decision, after: Decision, policies: Sequence[Policy]) -> None:
    """See that nothing gets through with *before* that is held back with *after*, where more is known.

    In sum: the decision gets no stricter, but from `review` to `deny`. And rule by rule, since a stricter one may hide
    what a milder one does wrong: what was quiet stays quiet, and an `allow` that fired stays so.
    """
    assert after.verdict <= before.verdict or (before.verdict, after.verdict) == (
        Verdict.REVIEW,
        Verdict.DENY,
    )
    assert before.verdict >= held_back(after.verdict)
    assert _quiet(before, policies) <= _quiet(after, policies)
    assert _allowing(before) <= _allowing(after)


def _quiet(decision: Decision, policies: Sequence[Policy]) -> set[tuple[str, str]]:
    """The rules that have nothing to say, and would have said it: their policy's `for` is known."""
    found = {(one.policy, one.rule) for one in decision.findings}
    return {
        (policy.name, name)
        for policy in policies
        if (policy.name, "for") not in found
        for name in ("for", "otherwise", *_restraining(policy))
        if (policy.name, name) not in found
    }


def _restraining(policy: Policy) -> list[str]:
    return [rule.name for rule in policy.linked.rules if rule.verdict is not Verdict.ALLOW]


def _allowing(decision: Decision) -> set[tuple[str, str]]:
    fired = (one for one in decision.findings if one.state == "fired" and one.own_verdict is Verdict.ALLOW)
    return {(one.policy, one.rule) for one in fired}


def notices(
    property_: Callable[..., None],
    *drawn: SearchStrategy[Any],
    error: type[Exception] = AssertionError,
    rare: bool = False,
) -> None:
    """See that *property_* fails for one of the examples. The first is enough: it is not shrunk.

    *rare*: looking for it takes long, so it is looked for only where somebody says how many examples to look at.
    """
    if rare and "PLAYBOOK_EXAMPLES" not in os.environ:
        pytest.skip("long: set PLAYBOOK_EXAMPLES")
    patient = settings(
        max_examples=1500, phases=[Phase.generate], report_multiple_bugs=False, derandomize=True
    )
    with pytest.raises(error):
        patient(given(*drawn)(property_))()
