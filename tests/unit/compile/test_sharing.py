"""Generated code asks what rules share once, and comes only to those that can fire; what it answers stays the same."""

from typing import Any

import pytest

import playbook
from playbook.builtins import FUNCTIONS
from playbook.engine.decide import decide, reference
from playbook.engine.policy import Policy
from playbook.model.post import Post
from playbook.text.terms.matcher import Matcher

PLATFORMS = ("x", "bluesky", "mastodon", "threads", "instagram", "facebook", "linkedin", "tiktok", "youtube")


def states(policy: Policy, **facts: Any) -> dict[str, str]:
    """The findings of a post by rule, as both evaluators have them, without the net below generated code."""
    post = Post.model_validate(facts)
    found = policy.program._function(post)
    assert found.fired == tuple(sorted(found.fired))
    assert found.undetermined == tuple(sorted(found.undetermined))
    decision = playbook.evaluate(post, policy)
    assert decide(post, (policy,), reference) == decision
    return {one.rule: one.state for one in decision.findings}


@pytest.fixture(scope="module")
def table() -> Policy:
    """Rules that compare a text, most with one value, some with several."""
    rules = [f'rule r-{number} when campaign is "Spring {number}" warn' for number in range(40)]
    rules += ['rule several when campaign is in ["spring 3", "Spring 7", "autumn"] and sponsored warn']
    rules += ['rule none when campaign is in ["winter"] and not sponsored warn']
    return playbook.compile("\n".join(["policy p", *rules]))


@pytest.mark.parametrize("number", [0, 3, 7, 19, 39])
def test_a_value_leads_to_its_rules(table: Policy, number: int) -> None:
    several = {"several": "fired"} if number in (3, 7) else {}
    found = states(table, campaign=f"SPRING {number}", sponsored=True)
    assert found == {f"r-{number}": "fired", **several}


def test_a_value_that_no_rule_asks_for_leads_to_none(table: Policy) -> None:
    assert states(table, campaign="spring", sponsored=True) == {}


def test_a_value_of_many_leads_to_the_rule_that_lists_them(table: Policy) -> None:
    assert states(table, campaign="Autumn", sponsored=True) == {"several": "fired"}
    assert states(table, campaign="Autumn") == {"several": "undetermined"}
    assert states(table, campaign="Winter", sponsored=False) == {"none": "fired"}


def test_a_value_that_is_unknown_leads_to_all_rules() -> None:
    rules = "\n".join(f'rule r-{number} when language is "l{number}" warn' for number in range(30))
    policy = playbook.compile(f"policy p {rules}")
    assert states(policy) == {f"r-{number}": "undetermined" for number in range(30)}
    assert states(policy, language="l7") == {"r-7": "fired"}


def test_members_of_an_enum_lead_to_their_rules() -> None:
    rules = [f"rule on-{name} when platform is {name} and sponsored warn" for name in PLATFORMS]
    rules += ["rule two when platform is in [x, reddit] warn", "rule other when platform is not x advise"]
    policy = playbook.compile("\n".join(["policy p", *rules]))
    for name in PLATFORMS:
        two = {"two": "fired"} if name == "x" else {"other": "fired"}
        assert states(policy, platform=name, sponsored=True) == {f"on-{name}": "fired", **two}
        assert states(policy, platform=name, sponsored=False) == two
    assert states(policy, platform="reddit", sponsored=True) == {"two": "fired", "other": "fired"}
    assert set(states(policy, sponsored=True)) == {*(f"on-{name}" for name in PLATFORMS), "two", "other"}


def test_rules_on_topics_stand_behind_what_was_found() -> None:
    topics = "\n".join(f'topic t_{number} words "word{number}"' for number in range(60))
    rules = "\n".join(f"rule r-{number} when text mentions t_{number} warn" for number in range(60))
    policy = playbook.compile(
        f"policy p {topics} {rules} rule some when text mentions any of [t_3, t_59] and sponsored warn"
    )
    assert states(policy, text="nothing", sponsored=True) == {}
    assert states(policy, text="word59 word0") == {"r-0": "fired", "r-59": "fired", "some": "undetermined"}
    assert states(policy, text="word31", sponsored=True) == {"r-31": "fired"}


def test_a_text_is_not_looked_through_for_rules_that_cannot_fire(monkeypatch: pytest.MonkeyPatch) -> None:
    policy = playbook.compile('policy p rule r when text mentions "x" and sponsored and platform is x warn')
    assert states(policy, text="x", sponsored=True, platform="x") == {"r": "fired"}
    monkeypatch.setattr(Matcher, "mentioned", lambda *_: pytest.fail("it was looked through"))
    assert policy.program.run(Post(text="x", sponsored=False, platform="x")).fired == ()


def test_what_is_dear_is_worked_out_once_for_all_rules() -> None:
    calls: list[str] = []
    function = FUNCTIONS["word_count"]
    right = function.implementation

    def counting(text: str) -> Any:
        calls.append(text)
        return right(text)

    rules = "\n".join(
        f"rule r-{number} when word_count(text) > {number} and (sponsored or platform is x) warn"
        for number in range(20)
    )
    policy = playbook.compile(f"policy p {rules} rule long when word_count(text) > 3 or sponsored warn")
    object.__setattr__(function, "implementation", counting)
    try:
        outcome = policy.program.run(Post(text="one two three", sponsored=True))
    finally:
        object.__setattr__(function, "implementation", right)
    assert len(outcome.fired) == 4
    assert calls == ["one two three"]


def test_short_texts_are_not_counted() -> None:
    policy = playbook.compile(
        "policy p rule long when length(text) > 5 warn rule six when 6 <= length(text) warn"
    )
    for text, found in (
        ("12345", set()),
        ("123456", {"long", "six"}),
        ("👩‍👩‍👧‍👦" * 5, set()),
        ("é" * 6, {"long", "six"}),
    ):
        assert set(states(policy, text=text)) == found


@pytest.mark.parametrize("place", [0, 1])
def test_an_item_that_is_none_makes_the_list_unknown_wherever_the_loop_ends(place: int) -> None:
    policy = playbook.compile('policy p rule r when any links where host is "a.example" deny')
    post = Post.model_validate({"links": [{"host": "a.example"}, {"host": "b.example"}]})
    assert [one.state for one in playbook.evaluate(post, policy).findings] == ["fired"]
    links = list(post.__dict__["links"])
    links[place] = "a.example"
    post.__dict__["links"] = tuple(links)
    decision = playbook.evaluate(post, policy)
    assert [one.state for one in decision.findings] == ["undetermined"]
    assert decide(post, (policy,), reference) == decision


def test_a_value_of_the_wrong_kind_where_there_may_be_none_is_unknown() -> None:
    policy = playbook.compile("policy p rule r when publish_at is not embargoed_until warn")
    post = Post.model_validate({"publish_at": "2026-11-23T10:00Z"})
    assert [one.state for one in playbook.evaluate(post, policy).findings] == ["fired"]
    post.__dict__["embargoed_until"] = 1e9
    decision = playbook.evaluate(post, policy)
    assert [one.state for one in decision.findings] == ["undetermined"]
    assert decide(post, (policy,), reference) == decision
