"""`earliest` is exact: nothing that reads the time holds the post back then, and something does at every instant
before.

The oracle tries. All edges of the policies drawn here lie on quarters of an hour, or one microsecond past them, so
that trying these misses nothing; further than some days ahead it tries every few hours.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, reject
from properties.cases import Case, cases, notices
from properties.strategies.choices import Choices, chosen
from properties.strategies.timed import timed_policy, timed_post

from playbook.compile.reads import TIME, fields_read, guard_clauses, reads_time
from playbook.engine import earliest as module
from playbook.engine.decide import decide, reference
from playbook.engine.policy import Policy
from playbook.engine.signal import Signal
from playbook.errors import PolicyError
from playbook.limits import EARLIEST_DAYS
from playbook.model.instant import at_instant
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from playbook.reference.linked import Guard, LinkedDefault, LinkedPolicy, LinkedRule

QUARTER = timedelta(minutes=15)
TICK = timedelta(microseconds=1)
DENSE = timedelta(days=4)
SPARSE = timedelta(hours=7)


def held_back_at(instant: datetime, post: Post, policies: Sequence[Policy]) -> bool:
    """Whether anything that reads the time has a finding of `delay` or stricter."""
    at = at_instant(post, instant)
    for policy in policies:
        outcome = policy.program.run(at)
        for signal in policy.signals.of(outcome, at):
            if signal.verdict >= Verdict.DELAY and of_time(signal, policy.linked, outcome.open_guards):
                return True
    return False


def of_time(signal: Signal, policy: LinkedPolicy, open_guards: Sequence[int]) -> bool:
    """Whether what the finding comes from reads the time."""
    match signal.source:
        case LinkedRule() as rule:
            return reads_time(rule, policy.tables)
        case LinkedDefault() as default:
            allows = [rule for rule in policy.rules if rule.verdict is Verdict.ALLOW]
            until = default.then.until is not None
            return (
                until
                or any(reads_time(rule, policy.tables) for rule in allows)
                or _guarded(default.guard, policy)
            )
        case _:
            return any(_guarded(policy.guards[number], policy) for number in open_guards)


def _guarded(guard: Guard, policy: LinkedPolicy) -> bool:
    return any(TIME in fields_read(clause, policy.tables) for clause in guard_clauses(guard))


def tried(start: datetime, end: datetime) -> Iterator[datetime]:
    """Instants from *start* on, before *end*."""
    instant = start
    while instant < end:
        yield instant
        if instant + TICK < end:
            yield instant + TICK
        instant += QUARTER if instant - start < DENSE else SPARSE


def exact(case: Case) -> None:
    for post in case.posts:
        found, start = decide(post, case.policies).earliest, post.publish_at
        assert start is not None
        end = start + timedelta(days=EARLIEST_DAYS) if found is None else found
        free = next(
            (instant for instant in tried(start, end) if not held_back_at(instant, post, case.policies)), None
        )
        assert free is None, f"free at {free}, not only at {found}"
        if found is not None:
            assert not held_back_at(found, post, case.policies), f"held back at {found}"


def timed_case(choices: Choices) -> Case:
    written = tuple(timed_policy(choices) for _ in range(choices.one((1, 1, 2))))
    try:
        policies = tuple(one.policy() for one in written)
    except PolicyError:
        return reject()
    return Case(written, policies, (timed_post(choices), timed_post(choices)))


TIMED = chosen(timed_case)


@given(TIMED)
def test_earliest_is_the_first_instant_at_which_nothing_holds_the_post_back(case: Case) -> None:
    exact(case)


@given(cases(fill=80))
def test_it_is_never_a_guess(case: Case) -> None:
    """Whatever else is in a policy: an answer is right, and without a time there is none."""
    for post in case.posts:
        found, start = decide(post, case.policies).earliest, post.publish_at
        if start is None:
            assert found is None
        elif found is not None:
            assert found >= start
            assert not held_back_at(found, post, case.policies)
            for instant in tried(start, min(found, start + timedelta(days=1))):
                assert held_back_at(instant, post, case.policies)


@given(TIMED)
def test_both_evaluators_find_the_same(case: Case) -> None:
    for post in case.posts:
        assert decide(post, case.policies, run=reference) == decide(post, case.policies)


# ------------------------------------------------------------------------------ that these tests would notice


def test_an_edge_that_is_forgotten_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK", timedelta(minutes=1))
    notices(exact, TIMED, rare=True)


def test_a_step_too_far_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    window = module._Edges._window

    def later(self: module._Edges, *given: object) -> Iterator[datetime]:
        yield from (edge + timedelta(hours=1) for edge in window(self, *given))  # type: ignore[arg-type]

    monkeypatch.setattr(module._Edges, "_window", later)
    notices(exact, TIMED)


def test_policies_that_are_looked_at_one_by_one_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    blocker = module._blocker
    monkeypatch.setattr(module, "_blocker", lambda policies, *more: blocker(policies[:1], *more))
    notices(exact, TIMED)
