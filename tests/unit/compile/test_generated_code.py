"""The Python that a policy becomes: nothing that people wrote stands in it, and it says the same as the plain
evaluator, however deep or long the policy is.
"""

import ast
import re
from typing import Any

import pytest

import playbook
from playbook.builtins import FUNCTIONS
from playbook.engine.decide import decide, reference
from playbook.engine.policy import Policy
from playbook.limits import MAX_NESTING
from playbook.model.post import Post
from playbook.text.terms.matcher import Matcher


def judged(policy: Policy, **facts: Any) -> set[str]:
    """The rules that fired, as both evaluators say; generated code must not need its net."""
    post = Post.model_validate(facts)
    policy.program._function(post)
    decision = playbook.evaluate(post, policy)
    assert decide(post, (policy,), reference) == decision
    return {one.rule for one in decision.findings if one.state == "fired"}


EVIL = '"); import os; os.abort(); ("'


def test_nothing_that_people_wrote_becomes_source() -> None:
    text = f"""policy evil-policy "{EVIL.replace('"', "")}" timezone "Europe/London"
    param evil_param: text = "evil_word_1 {{}} '''"
    topic evil_topic words "evil_word_2" patterns /evil_word_3/
    ask evil_ask "evil_word_4?"
    let evil_let = text contains "evil_word_5\\\\\\"')"
    rule evil-rule "evil_word_6"
      when evil_let or evil_ask or text mentions any of [evil_topic, "evil_word_7", evil_param]
      deny "evil_word_8"
    rule evil-people when text starts with "evil_word_9" review by all of ["evil_word_10"] "{{text}}"
    """
    policy = playbook.compile(text)
    source = policy.source()
    assert "evil" not in source
    assert "London" not in source
    strings = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert all(re.fullmatch(r"[a-z<>=_ ]*", string) for string in strings)
    assert judged(policy, text="evil_word_2", answers={"evil_ask": False}) == {"evil-rule"}


def test_names_in_it_are_fields_of_the_model_and_our_own() -> None:
    source = playbook.compile(
        "policy p rule r when any media where kind is photo and alt_text is missing warn"
    ).source()
    attributes = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    assert attributes <= {*Post.model_fields, "kind", "alt_text", "append", "issuperset"}


@pytest.mark.parametrize("operators", [("and", "or"), ("or", "and")])
def test_conditions_may_nest_as_deep_as_they_may_be_written(operators: tuple[str, str]) -> None:
    depth = MAX_NESTING - 2
    condition = "sponsored"
    for level in range(depth):
        condition = f"(author.on_duty {operators[level % 2]} {condition})"
    policy = playbook.compile(f"policy p rule r when {condition} deny")
    for on_duty in (True, False, None):
        for sponsored in (True, False, None):
            judged(policy, author={"on_duty": on_duty}, sponsored=sponsored)


def test_negations_and_brackets_nest_too() -> None:
    condition = "not (" * (MAX_NESTING // 2) + "sponsored" + ")" * (MAX_NESTING // 2)
    policy = playbook.compile(f"policy p rule r when {condition} deny")
    assert judged(policy, sponsored=True) == {"r"}
    assert judged(policy, sponsored=False) == set()


def test_a_thousand_rules_and_a_long_chain() -> None:
    rules = "\n".join(
        f'rule r-{number} when text mentions "w{number}" and account.followers > {number} warn'
        for number in range(1000)
    )
    chain = " or ".join(f'text contains "v{number}"' for number in range(2000))
    policy = playbook.compile(f"policy p {rules} rule chained when {chain} deny")
    assert judged(policy, text="w7 and w70 V1999", account={"followers": 50}) == {"r-7", "chained"}


def test_a_long_chain_of_lets_is_no_problem_or_is_refused() -> None:
    """Whatever the length: a diagnostic, or an answer."""
    for length in (2, 20, 60, 150, 190, 250, 1000, 3000):
        lets = [
            "let n_0 = count(hashtags)",
            *(f"let n_{number} = n_{number - 1} + 1" for number in range(1, length)),
        ]
        text = "\n".join(["policy p", *reversed(lets), f"rule r when n_{length - 1} > {length} deny"])
        if any(one.severity == "error" for one in playbook.check(text)):
            with pytest.raises(playbook.PolicyError):
                playbook.compile(text)
            continue
        assert judged(playbook.compile(text), hashtags=["a", "b"]) == {"r"}
        assert judged(playbook.compile(text), hashtags=["a"]) == set()
        longest = length
    assert longest >= 20


def test_each_text_is_looked_through_once_for_all_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = playbook.compile("""policy p
    topic fruit words "apple"
    topic food words fruit, "bread"
    rule a when text mentions fruit warn
    rule b when text mentions any of [food, "pie"] and not (text mentions "tart") warn
    rule c when sponsored and text mentions "pie" warn""")
    looked: list[str] = []
    mentioned = Matcher.mentioned

    def counting(self: Matcher, text: str) -> frozenset[int]:
        looked.append(text)
        return mentioned(self, text)

    monkeypatch.setattr(Matcher, "mentioned", counting)
    outcome = policy.program.run(Post(text="apple pie", sponsored=True))
    assert len(outcome.fired) == 3
    assert looked == ["apple pie"]


def test_a_let_is_worked_out_at_most_once() -> None:
    calls: list[str] = []
    function = FUNCTIONS["length"]
    right = function.implementation

    def counting(text: str) -> Any:
        calls.append(text)
        return right(text)

    policy = playbook.compile("""policy p
    let long = length(text) > 3
    rule a when long warn
    rule b when long and sponsored warn
    rule c unless not long warn""")
    object.__setattr__(function, "implementation", counting)
    try:
        outcome = policy.program.run(Post(text="apple", sponsored=True))
    finally:
        object.__setattr__(function, "implementation", right)
    assert len(outcome.fired) == 3
    assert calls == ["apple"]


def test_rules_behind_a_for_that_does_not_hold_are_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = playbook.compile('policy p for account.kind is personal rule r when text mentions "x" deny')
    monkeypatch.setattr(Matcher, "mentioned", lambda *_: pytest.fail("it was looked through"))
    assert playbook.evaluate({"account": {"kind": "professional"}, "text": "x"}, policy).applies is False
