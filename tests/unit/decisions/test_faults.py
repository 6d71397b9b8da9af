"""A mistake of ours lets no post through: generated code that raises, a rule that the plain evaluator fails on too."""

from typing import Any, cast

import pytest

import playbook
from playbook.compile import program
from playbook.model.post import Post
from playbook.model.schema import derived
from playbook.model.verdict import Verdict
from playbook.reference.rules import rule_state

TEXT = """policy p for account.kind is professional
otherwise deny
rule a when sponsored deny "Paid."
rule b when text mentions "x" warn
rule ok when author.on_duty allow"""

POSTS: list[dict[str, Any]] = [
    {},
    {"account": {"kind": "personal"}},
    {"account": {"kind": "professional"}, "text": "x"},
    {"account": {"kind": "professional"}, "sponsored": True, "author": {"on_duty": True}},
    {"account": {"kind": "professional"}, "sponsored": False, "author": {"on_duty": False}, "text": "an x"},
]


def broken(policy: playbook.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Any) -> None:
        raise AssertionError("our mistake")

    monkeypatch.setattr(policy.program, "_function", fail)


@pytest.mark.parametrize("post", POSTS)
def test_the_plain_evaluator_takes_over_from_generated_code_that_raises(
    post: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = playbook.compile(TEXT)
    right = playbook.evaluate(post, policy)
    broken(policy, monkeypatch)
    assert playbook.evaluate(post, policy) == right


def test_a_rule_that_raises_there_too_is_undetermined(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = playbook.compile(TEXT)
    broken(policy, monkeypatch)

    def fail(linked: Any, env: Any) -> Any:
        if linked.name == "a":
            raise RecursionError
        return rule_state(linked, env)

    monkeypatch.setattr(program, "rule_state", fail)
    post = {"account": {"kind": "professional"}, "sponsored": False, "author": {"on_duty": True}}
    decision = playbook.evaluate(post, policy)
    assert [(one.rule, one.state) for one in decision.findings] == [("a", "undetermined"), ("ok", "fired")]
    assert decision.verdict == Verdict.REVIEW


def test_a_for_that_raises_there_too_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = playbook.compile(TEXT)
    broken(policy, monkeypatch)

    def fail(*_: Any) -> Any:
        raise MemoryError

    monkeypatch.setattr(program, "guard_state", fail)
    decision = playbook.evaluate({"account": {"kind": "personal"}}, policy)
    assert [(one.rule, one.state) for one in decision.findings] == [("for", "undetermined")]
    assert (decision.verdict, decision.applies) == (Verdict.REVIEW, None)


class Faulty(Post):
    """A post whose own fields go wrong."""

    @derived(depends=("text",))
    def loud(self) -> bool:
        """Raises."""
        raise KeyError(self.text)

    @derived(depends=("text",))
    def few(self) -> int:
        """Gives what it does not say."""
        return cast(int, "three")

    @derived(depends=("text",))
    def calm(self) -> bool:
        """Does what it says."""
        return True

    @derived(depends=("platform",))
    def fits(self) -> bool | None:
        """Hangs on what is not known."""
        return None if self.platform is None else bool(self.text)


def test_a_field_of_an_app_that_fails_is_named() -> None:
    policy = playbook.compile(
        "policy p rule a when loud deny rule b when few > 3 deny rule c when fits and calm deny",
        post_type=Faulty,
    )
    decision = playbook.evaluate({"text": "secret words"}, policy)
    assert {finding.rule: finding.problems for finding in decision.findings} == {
        "a": ("loud: KeyError",),
        "b": ("few: a result that is no number",),
        "c": (),
    }
    assert "secret words" not in decision.model_dump_json()
    assert playbook.Decision.model_validate_json(decision.model_dump_json()) == decision
