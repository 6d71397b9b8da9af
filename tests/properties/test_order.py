"""The third promise: the order of rules, clauses, terms, files and policies changes no decision, nor does saying
something twice.
"""

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import Case, case_of, cases, notices
from properties.strategies.choices import Choices, chosen
from properties.strategies.policies import File, Kind, Written, shuffled

from playbook.engine.decide import decide
from playbook.engine.policy import Policy
from playbook.frozen import replace
from playbook.model.decision import Decision, Finding
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.printer import print_policy
from playbook.syntax.walk import children

N = TypeVar("N", bound=tree.Node)


def said(decision: Decision) -> dict[str, Any]:
    """What a decision says, but for where in the file it is said and in which order the clauses of one rule say it."""
    held = decision.model_dump(mode="json", exclude={"policies": {"__all__": {"digest"}}})
    for finding in held["findings"]:
        del finding["location"]
        for name in ("because", "needs", "see", "tags"):
            finding[name] = sorted(finding[name], key=repr)
    held["needs"] = sorted(held["needs"], key=repr)
    return held


def as_said(case: Case, policies: Sequence[Policy]) -> list[dict[str, Any]]:
    return [said(decide(post, policies)) for post in case.posts]


def shuffled_case(choices: Choices) -> tuple[Case, Written]:
    case = case_of(choices, several=False)
    return case, shuffled(case.written[0], choices)


def order_within(drawn: tuple[Case, Written]) -> None:
    case, other = drawn
    assert as_said(case, (other.policy(),)) == as_said(case, case.policies)


@given(chosen(shuffled_case))
def test_the_order_within_files_does_not_matter(drawn: tuple[Case, Written]) -> None:
    order_within(drawn)


def reordered_case(choices: Choices) -> tuple[Case, Written]:
    case = case_of(choices, several=False)
    files = tuple(_reordered_file(one, choices) for one in case.written[0].files)
    return case, replace(case.written[0], files=files)


@given(chosen(reordered_case))
def test_nor_does_the_order_of_what_stands_beside_and_and_or(drawn: tuple[Case, Written]) -> None:
    case, written = drawn
    other = written.policy()
    for post in case.posts:
        once, again = decide(post, case.policies), decide(post, (other,))
        assert verdicts(again) == verdicts(once)
        assert again.earliest == once.earliest
        assert {need.field for need in again.needs} == {need.field for need in once.needs}


def verdicts(decision: Decision) -> list[tuple[str, str, str]]:
    return [(one.rule, one.verdict, one.state) for one in decision.findings]


def _reordered_file(file: File, choices: Choices) -> File:
    parsed = parse(Source(file.name, file.text())).policy
    assert parsed is not None
    return replace(file, whole=print_policy(_reordered(parsed, choices)))


def _reordered(node: N, choices: Choices) -> N:
    """The same tree with the parts of every `and`, `or` and list of topics to look for in another order."""
    changes: dict[str, Any] = {}
    for name in node.__match_args__:
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            changes[name] = _reordered(value, choices)
        elif isinstance(value, tuple) and any(isinstance(item, tree.Node) for item in value):
            changes[name] = tuple(
                _reordered(item, choices) if isinstance(item, tree.Node) else item for item in value
            )
    made = replace(node, **changes) if any(True for _ in children(node)) else node
    if isinstance(made, tree.And | tree.Or):
        return replace(made, parts=tuple(choices.shuffled(made.parts)))
    return made


@given(cases(), st.permutations(range(3)))
def test_the_order_of_policies_does_not_matter_nor_does_one_that_is_given_twice(
    case: Case, order: list[int]
) -> None:
    again = [case.policies[place % len(case.policies)] for place in order]
    for post in case.posts:
        assert decide(post, again) == decide(post, case.policies)


@given(cases(Kind(files=1), several=False))
def test_the_same_policy_from_two_files_counts_once_whatever_the_order(case: Case) -> None:
    copies = [replace(case.written[0], named=name).policy() for name in ("one", "two")]
    for post in case.posts:
        decision = decide(post, copies)
        assert decide(post, copies[::-1]) == decision
        assert len(decision.policies) == 1


@given(cases(Kind(calling=True, wild=True)), st.randoms(use_true_random=False))
def test_nor_the_order_in_which_a_decision_is_read(case: Case, random: Random) -> None:
    for post in case.posts:
        decision, names = decide(post, case.policies), list(Decision.model_fields)
        random.shuffle(names)
        for name in names:
            getattr(decision, name)
        parts = [(finding, field) for finding in decision.findings for field in Finding.model_fields]
        random.shuffle(parts)
        for finding, field in parts:
            getattr(finding, field)
        assert decision.model_dump_json() == decide(post, case.policies).model_dump_json()


# ------------------------------------------------------------------------------ that these tests would notice


def test_findings_in_the_order_of_the_file_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("playbook.engine.answer._by_order", lambda explained: explained[1].location.line)
    notices(order_within, chosen(shuffled_case))
