"""An organisation takes the professional pack in, sets what differs, and changes and drops rules."""

from datetime import UTC, datetime

import pytest
from packs.facts import full

import playbook
from playbook.errors import PolicyError

ACME = """
policy acme "Acme on social media"
  timezone "America/New_York"
  extends professional with
    office_hours = weekdays 08:00 to 18:00,
    approved_hosts = ["acme.example", "acme.help"],
    posting_roles = ["editor"],
    approver = "press office"

rule legal-topics
  when audience.visibility is public and text mentions legal_matters
  review by 2 of "legal" "Two of legal read this first."

change rule max-hashtags to warn "Many tags" because "our readers search by tag"
drop rule plain-language until 2027-03-01 because "being rewritten"
"""


@pytest.fixture(scope="module")
def acme() -> playbook.Policy:
    return playbook.compile(ACME)


def test_it_checks() -> None:
    assert playbook.check(ACME) == ()


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        (full("The new bridge is open", publish_at="2026-11-23T15:00Z"), {}),
        (full("The new bridge is open", publish_at="2026-11-23T10:00Z"), {"answering-hours": "delay"}),
        (full("#Ash #Birch #Cedar #Date #Elm", publish_at="2026-11-23T15:00Z"), {"max-hashtags": "warn"}),
        (full("What a synergy", publish_at="2026-11-23T15:00Z"), {}),
        (full("What a synergy", publish_at="2027-03-02T15:00Z"), {"plain-language": "advise"}),
        (full("See https://other.example", publish_at="2026-11-23T15:00Z"), {"known-hosts": "warn"}),
        (
            full("The lawsuit goes on", publish_at="2026-11-23T15:00Z"),
            {"legal-matters": "review", "legal-topics": "review"},
        ),
    ],
)
def test_what_it_says(acme: playbook.Policy, post: dict[str, object], expected: dict[str, str]) -> None:
    decision = playbook.evaluate(post, acme)
    assert {finding.rule: str(finding.verdict) for finding in decision.findings} == expected


def test_the_approver_is_the_one_that_was_set(acme: playbook.Policy) -> None:
    decision = playbook.evaluate(full("After the school shooting", publish_at="2026-11-23T15:00Z"), acme)
    assert [(wanted.by, wanted.role) for wanted in decision.approvals] == [(("press office",), True)]


def test_a_rule_of_the_pack_is_not_replaced_in_passing() -> None:
    with pytest.raises(PolicyError, match="captions"):
        playbook.compile('policy acme\n  extends professional\nrule captions warn "No."\n')


def test_params_are_set_when_it_is_loaded() -> None:
    policy = playbook.load("professional", on_hold=True, max_hashtags=1)
    decision = playbook.evaluate(full("Season's greetings #Snow #Ice"), policy)
    assert {finding.rule for finding in decision.findings} == {"all-on-hold", "max-hashtags"}


def test_a_quiet_period_ends() -> None:
    policy = playbook.compile(
        "policy acme\n  extends professional with quiet_periods = 2026-12-20 to 2027-01-03\n"
    )
    decision = playbook.evaluate(full("Season's greetings", publish_at="2026-12-22T10:00Z"), policy)
    assert [(one.rule, one.verdict) for one in decision.findings] == [("answering-hours", "delay")]
    assert decision.earliest == datetime(2027, 1, 4, 8, tzinfo=UTC)
