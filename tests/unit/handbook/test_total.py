"""Any policy that can be used has a handbook: nothing in it is left without words, and nothing raises."""

from html.parser import HTMLParser

from hypothesis import given
from properties.strategies.choices import chosen
from properties.strategies.policies import Kind, Written, written_policy

from playbook.errors import PolicyError
from playbook.handbook import write_handbook


@given(chosen(lambda choices: written_policy(choices, Kind())))
def test_every_policy_has_a_handbook(written: Written) -> None:
    try:
        policy = written.policy()
    except PolicyError:
        return
    page = write_handbook(policy)
    assert page.startswith("# ")
    for linked in policy.linked.rules:
        assert page.count(f'<a id="rule-{linked.name}"></a>') == 1
    HTMLParser().feed(write_handbook(policy, "html"))
