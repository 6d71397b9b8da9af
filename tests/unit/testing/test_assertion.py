"""The assertion for an app's own tests, and what it says."""

from typing import Any

import pytest

import playbook
from playbook.errors import UsageError
from playbook.testing import assert_decision

POLICY = playbook.compile(
    """policy house
    for account.kind is professional
    rule loud when text contains "!" warn "Softly."
    rule paid when sponsored deny "Never."
    """
)


def judged(**post: Any) -> playbook.Decision:
    return playbook.evaluate({"account": {"kind": "professional"}, **post}, POLICY)


def test_what_is_as_expected_passes() -> None:
    assert_decision(judged(text="!", sponsored=True), "deny", rules=["loud", "paid"])
    assert_decision(judged(text="!", sponsored=False), playbook.Verdict.WARN, rules="loud", no="paid")
    assert_decision(judged(text="."), needs=["sponsored"], no=["loud"])
    assert_decision(playbook.evaluate({"account": {"kind": "personal"}}, POLICY), "allow", applies=False)


@pytest.mark.parametrize(
    ("post", "expected", "said"),
    [
        ({"text": "."}, {"verdict": "deny"}, "expected deny, but it is review"),
        ({"text": "."}, {"rules": ["paid"]}, "expected that `paid` fires, but it is undetermined"),
        ({"text": "."}, {"rules": ["loud"]}, "expected that `loud` fires, but it stayed quiet"),
        ({"text": "!"}, {"no": ["loud"]}, "expected nothing of `loud`, but it fired"),
        ({"text": "!"}, {"no": ["paid"]}, "expected nothing of `paid`, but it is undetermined"),
        ({"text": "!"}, {"needs": ["platform"]}, "expected it to need `platform`, but it does not"),
        ({"text": "!"}, {"applies": False}, "expected that no policy is about this post, but a policy is"),
    ],
)
def test_what_is_not_is_said(post: dict[str, Any], expected: dict[str, Any], said: str) -> None:
    with pytest.raises(AssertionError) as caught:
        assert_decision(judged(**post), **expected)
    assert str(caught.value).startswith(said)


def test_the_decision_is_shown() -> None:
    with pytest.raises(AssertionError) as caught:
        assert_decision(judged(text="!"), "allow")
    assert str(caught.value) == (
        "expected allow, but it is review\n"
        "\n"
        "the decision is review:\n"
        "  review from `paid` of `house`, undetermined: Never.\n"
        "    `sponsored` is not known (sponsored = (unknown))\n"
        "  warn from `loud` of `house`: Softly.\n"
        '    `text contains "!"` holds (text = !)\n'
        "  needs sponsored: Is somebody paying for this post?"
    ) or "the decision is review:" in str(caught.value)


def test_a_verdict_that_is_none_is_a_misuse() -> None:
    with pytest.raises(UsageError, match="there is no verdict 'forbid'; there are allow, advise"):
        assert_decision(judged(text="."), "forbid")
