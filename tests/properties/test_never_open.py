"""The first promise: what might be denied or reviewed is never published unasked.

D(p) is the decision under what is known. For every way c to fill in what is missing, D(p) >= min(review, D(c)); and
learning a fact never makes a decision stricter, except that `review` may become `deny`.
"""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import SIGNING, WILD, Case, assert_not_laxer, forgetting_cases, learning_cases, notices
from properties.strategies.policies import Kind

from playbook.check import missing
from playbook.compile import program
from playbook.engine import signal, signals
from playbook.engine.decide import decide
from playbook.model.verdict import Verdict
from playbook.reference import approvals, rules
from playbook.values import UNKNOWN


def learning(case: Case) -> None:
    """At no step may anything be let through that is held back later, but for what is asked in between."""
    for way in case.ways:
        decisions = [decide(post, case.policies) for post in way]
        for before, after in pairwise(decisions):
            assert_not_laxer(before, after, case.policies)
        assert_not_laxer(decisions[0], decisions[-1], case.policies)


@given(learning_cases())
def test_learning_never_makes_a_decision_stricter_but_from_review_to_deny(case: Case) -> None:
    learning(case)


@given(learning_cases(WILD))
def test_nor_where_a_policy_asks_for_what_is_missing_wherever_check_lets_it(case: Case) -> None:
    learning(case)


@given(forgetting_cases(WILD))
def test_nor_where_all_but_a_fact_or_two_is_known(case: Case) -> None:
    """Most of what is known decides nothing: the last fact is what tells."""
    learning(case)


@given(st.one_of(learning_cases(SIGNING), forgetting_cases(SIGNING)))
def test_nor_where_people_have_to_say_yes(case: Case) -> None:
    learning(case)


# ------------------------------------------------------------------------------ that these tests would notice


def noticed(kind: Kind = WILD) -> None:
    notices(learning, st.one_of(learning_cases(kind), forgetting_cases(kind)))


def test_a_rule_that_is_skipped_while_it_is_undetermined_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What other engines do: an unknown condition is a condition that does not hold."""
    run = program.Program.run

    def skip(self: program.Program, post: Any) -> program.Outcome:
        found = run(self, post)
        return program.Outcome(found.held_guards, found.open_guards, found.fired, ())

    monkeypatch.setattr(program.Program, "run", skip)
    noticed()


def test_a_policy_that_is_skipped_while_its_for_is_unknown_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = program.Program.run

    def skip(self: program.Program, post: Any) -> program.Outcome:
        found = run(self, post)
        return program.Outcome(found.held_guards, (), found.fired, found.undetermined)

    monkeypatch.setattr(program.Program, "run", skip)
    noticed()


def test_an_otherwise_that_an_undetermined_allow_turns_off_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowed = signals._allowed
    monkeypatch.setattr(signals, "_allowed", lambda *given: allowed(*given) is not False)
    noticed()


def test_a_check_that_lets_missing_stand_anywhere_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missing.Facts, "unknown", lambda *_: iter(()))
    noticed()


def test_an_approval_that_counts_while_the_author_is_unknown_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = approvals._author
    monkeypatch.setattr(approvals, "_author", lambda post: known(post) or "nobody")
    noticed(SIGNING)


def test_an_undetermined_deny_that_only_warns_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        signal.Signal,
        "verdict",
        property(lambda self: self.own if self.fired else min(self.own, Verdict.WARN)),
    )
    noticed()


def test_a_time_that_is_taken_for_now_while_it_is_unknown_would_be_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    early = rules.early_for
    monkeypatch.setattr(
        rules, "early_for", lambda instant, *more: instant is not UNKNOWN and early(instant, *more)
    )
    monkeypatch.setattr(program, "early_for", rules.early_for)
    noticed()
