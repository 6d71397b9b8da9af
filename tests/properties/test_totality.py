"""The second promise: a policy that `check` accepts never raises; both evaluators give the same whole decision; and
it survives JSON.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from properties.cases import WILD, Case, accepted, cases, notices
from properties.strategies.choices import chosen
from properties.strategies.policies import Kind, Written, written_policy

import playbook
from playbook.compile import program
from playbook.engine.decide import decide, reference
from playbook.engine.policy import Policy
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.reference import expression
from playbook.reference.interval import interval


def judged(case: Case) -> list[Decision]:
    return [decide(post, case.policies) for post in case.posts]


def never_raises(case: Case) -> None:
    assert all(decision.model_dump()["verdict"] in playbook.Verdict for decision in judged(case))
    for policy in case.policies:
        for post in case.posts:
            # Generated code has a net below it. It must not need it.
            policy.program._function(post)


def agree(case: Case) -> None:
    for post in case.posts:
        assert decide(post, case.policies, run=reference) == decide(post, case.policies)


@given(cases())
def test_a_policy_that_check_accepts_never_raises(case: Case) -> None:
    never_raises(case)


@given(cases(WILD))
def test_nor_does_one_that_asks_for_what_is_missing_all_over(case: Case) -> None:
    never_raises(case)


@given(cases())
def test_both_evaluators_agree_on_the_whole_decision(case: Case) -> None:
    agree(case)


@given(cases(Kind(calling=True, wild=True)))
def test_so_they_do_where_functions_are_called_and_facts_are_missing(case: Case) -> None:
    agree(case)


@given(chosen(lambda choices: written_policy(choices, WILD)))
def test_a_policy_is_accepted_or_explains_why_not(written: Written) -> None:
    errors = [one for one in written.diagnostics() if one.severity == "error"]
    if errors:
        with pytest.raises(playbook.PolicyError) as caught:
            written.policy()
        assert [one.code for one in caught.value.diagnostics] == [one.code for one in errors]
    else:
        written.policy()


@given(cases())
def test_a_decision_survives_json(case: Case) -> None:
    for decision in judged(case):
        written = decision.model_dump_json()
        again = Decision.model_validate_json(written)
        assert again == decision
        assert again.model_dump_json() == written


@given(cases())
def test_the_same_call_gives_the_same_bytes_and_changes_nothing(case: Case) -> None:
    before = [post.model_dump_json() for post in case.posts]
    first = [decision.model_dump_json() for decision in judged(case)]
    assert [decision.model_dump_json() for decision in judged(case)] == first
    assert [post.model_dump_json() for post in case.posts] == before
    again = tuple(one.policy() for one in case.written)
    assert [policy.digest for policy in again] == [policy.digest for policy in case.policies]
    if all(len(one.files) == 1 for one in case.written):  # else the files lie elsewhere now
        assert [decide(post, again).model_dump_json() for post in case.posts] == first


@given(chosen(lambda choices: accepted(choices, Kind(files=1))))
def test_a_post_as_data_is_judged_as_the_post_itself(found: tuple[Written, Policy]) -> None:
    _, policy = found
    now = datetime(2026, 10, 23, tzinfo=UTC)
    assert playbook.evaluate({}, policy, now=now) == playbook.evaluate(Post(), policy, now=now)
    assert playbook.evaluate({}, policy, now=now) == playbook.evaluate(Post(publish_at=now), policy)


@given(cases())
def test_every_finding_explains_itself(case: Case) -> None:
    names = {(policy.name, rule.name) for policy in case.policies for rule in policy.linked.rules}
    for post, decision in zip(case.posts, judged(case), strict=True):
        verdicts = [one.verdict for one in decision.findings]
        assert verdicts == sorted(verdicts, reverse=True)
        assert decision.verdict == max(verdicts, default=playbook.Verdict.ALLOW)
        for finding in decision.findings:
            assert finding.rule in ("for", "otherwise") or (finding.policy, finding.rule) in names
            assert finding.location.line >= 1
            open_ = finding.state == "undetermined"
            assert finding.verdict == (
                min(finding.own_verdict, playbook.Verdict.REVIEW) if open_ else finding.own_verdict
            )
            assert open_ or not finding.needs
            for words in finding.spans:
                assert _text_at(post, words.field)[words.start : words.end] == words.text
        needed = [need.field for finding in decision.findings for need in finding.needs]
        assert {need.field for need in decision.needs} == set(needed)


NO_FACT = (" / ", "holidays of", "account.timezone", " * ", " + ", " - ")
"""What can be unknown without a fact that anybody could tell: a sum that cannot be worked out, a holiday, a zone that
is none.
"""


@given(cases())
def test_an_undetermined_finding_says_what_it_needs(case: Case) -> None:
    for decision in judged(case):
        for finding in decision.findings:
            if finding.state == "undetermined" and not finding.needs and not finding.problems:
                policy = next(one for one in case.policies if one.name == finding.policy)
                text = "\n".join(module.source.text for module in policy.linked.modules)
                assert any(sign in text for sign in NO_FACT)


def _text_at(post: Post, path: str) -> str:
    held: Any = post
    for step in path.replace("[", ".").replace("]", "").split("."):
        held = held[int(step)] if step.isdecimal() else getattr(held, step)
    assert isinstance(held, str)
    return held


# ------------------------------------------------------------------------------ that these tests would notice


def test_a_difference_between_the_evaluators_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expression, "negate", lambda value: value)
    notices(agree, cases())


def test_a_count_that_is_off_by_one_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "interval", lambda low, high: interval(low, high + 1))
    notices(agree, cases())


def test_an_exception_in_generated_code_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(program, "answer_of", broken)
    notices(never_raises, cases(), error=RuntimeError)
