"""What a finding says of itself: state, verdict, title, labels, place in the policy; how findings are ordered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

import playbook
from playbook.model.decision import Decision, Finding, Location
from playbook.model.post import Post
from playbook.model.verdict import Verdict

Judge = Callable[..., Decision]
Found = Callable[..., Finding]
Failing = Callable[..., AbstractContextManager[None]]

RULE = """rule paid "Say when you are paid"
  see "https://acme.example/ads"
  see "https://acme.example/law"
  tags disclosure, law
  status agreed
  when sponsored
  deny "Say so."
"""


def test_a_fired_finding_carries_all_that_the_rule_says(finding: Found) -> None:
    found = finding(RULE, sponsored=True)
    assert found.policy == "p"
    assert found.rule == "paid"
    assert found.state == "fired"
    assert found.verdict == found.own_verdict == Verdict.DENY
    assert found.title == "Say when you are paid"
    assert found.message == "Say so."
    assert found.see == ("https://acme.example/ads", "https://acme.example/law")
    assert found.tags == ("disclosure", "law")
    assert found.location == Location(file="<text>", line=2, column=6)
    assert found.fix is None
    assert found.needs == ()
    assert found.problems == ()


@pytest.mark.parametrize(
    ("own", "counts_as"),
    [
        ("advise", Verdict.ADVISE),
        ("warn", Verdict.WARN),
        ("delay", Verdict.DELAY),
        ("review", Verdict.REVIEW),
        ("deny", Verdict.REVIEW),
    ],
)
def test_an_undetermined_finding_counts_as_the_milder_of_its_own_verdict_and_review(
    judge: Judge, own: str, counts_as: Verdict
) -> None:
    decision = judge(f"rule r when sponsored {own}")
    found = decision.findings[0]
    assert found.state == "undetermined"
    assert found.own_verdict == Verdict(own)
    assert found.verdict == decision.verdict == counts_as


def test_labels_and_words_are_those_of_the_rule_while_it_is_undetermined(finding: Found) -> None:
    found = finding(RULE)
    assert found.title == "Say when you are paid"
    assert found.message == "Say so."
    assert found.tags == ("disclosure", "law")
    assert [need.field for need in found.needs] == ["sponsored"]


def test_a_rule_without_words_says_nothing_of_itself(finding: Found) -> None:
    found = finding("rule r deny")
    assert (found.title, found.message, found.see, found.tags, found.because) == (None, None, (), (), ())


def test_status_and_labels_change_no_verdict(judge: Judge) -> None:
    plain = judge('rule r when sponsored deny "No."', sponsored=True)
    labelled = judge(
        'rule r see "https://a.example" tags a status draft when sponsored deny "No."', sponsored=True
    )
    assert plain.verdict == labelled.verdict == Verdict.DENY


def test_a_quiet_rule_has_no_finding(judge: Judge) -> None:
    decision = judge(RULE, sponsored=False)
    assert decision.findings == ()
    assert decision.verdict == Verdict.ALLOW
    assert decision.applies is True


@pytest.mark.parametrize(
    ("when", "unless", "require", "fires"),
    [
        (True, False, False, True),
        (True, False, True, False),
        (True, True, False, False),
        (False, False, False, False),
    ],
)
def test_a_rule_fires_when_its_when_holds_its_unless_does_not_and_not_every_require(
    judge: Judge, when: bool, unless: bool, require: bool, fires: bool
) -> None:
    text = """ask b "B?"
    ask c "C?"
    rule r when sponsored unless b require c require text is "" otherwise deny"""
    decision = judge(text, sponsored=when, answers={"b": unless, "c": require})
    assert (decision.verdict == Verdict.DENY) is fires


def test_findings_come_strictest_first_then_by_policy_then_by_rule(judge: Judge) -> None:
    first = """policy a
    rule z warn
    rule y deny
    rule x when sponsored deny
    rule b warn"""
    second = """policy b
    rule a warn
    rule c advise
    rule d review"""
    expected = [
        ("a", "y", "deny"),
        ("a", "x", "review"),
        ("b", "d", "review"),
        ("a", "b", "warn"),
        ("a", "z", "warn"),
        ("b", "a", "warn"),
        ("b", "c", "advise"),
    ]
    for order in ([first, second], [second, first]):
        found = judge(order).findings
        assert [(one.policy, one.rule, str(one.verdict)) for one in found] == expected


def test_two_policies_of_one_name_are_two_and_their_findings_are_told_apart_by_file(tmp_path: Path) -> None:
    for name, verdict in (("b", "warn"), ("a", "warn")):
        (tmp_path / f"{name}.playbook").write_text(f'policy same\nrule r {verdict} "{name}"')
    loaded = [playbook.load(tmp_path / f"{name}.playbook") for name in ("b", "a")]
    decision = playbook.evaluate({}, loaded)
    assert [found.message for found in decision.findings] == ["a", "b"]
    assert len(decision.policies) == 2


def test_an_inherited_finding_names_the_heir_and_points_into_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "base.playbook").write_text('policy base\n\n  rule r deny "No."')
    (tmp_path / "heir.playbook").write_text('policy heir extends "base.playbook"')
    found = playbook.evaluate({}, playbook.load(tmp_path / "heir.playbook")).findings[0]
    assert found.policy == "heir"
    assert Path(found.location.file).name == "base.playbook"
    assert (found.location.line, found.location.column) == (3, 8)


def test_needs_of_the_decision_are_those_of_all_findings_each_once(judge: Judge) -> None:
    decision = judge("rule a when sponsored deny rule b when sponsored warn rule c when author.on_duty deny")
    assert sorted(need.field for need in decision.needs) == ["author.on_duty", "sponsored"]


LENGTH = "length: ZeroDivisionError"


def test_a_function_that_fails_is_named_with_the_kind_of_error_and_never_its_text(
    finding: Found, failing: Failing
) -> None:
    with failing("length"):
        found = finding("rule r when length(text) > 1 deny")
    assert (found.state, found.problems) == ("undetermined", (LENGTH,))
    assert "secret" not in found.model_dump_json()


@pytest.mark.parametrize(
    "rule",
    [
        "rule r unless length(text) > 1 deny",
        "rule r require length(text) > 1 otherwise deny",
        "rule r when length(text) > 1 and length(text) < 5 deny",
        "let long = length(text) > 1 rule r when long deny",
        "let size = length(text) let long = size > 1 rule r when long deny",
        "rule r when any hashtags where length(it) > 1 deny",
        "rule r delay until 2026-11-23T10:00Z + length(text) * 1 hour",
    ],
)
def test_wherever_the_rule_calls_it(finding: Found, failing: Failing, rule: str) -> None:
    with failing("length"):
        found = finding(rule, hashtags=["one"], publish_at="2026-11-23T09:00Z")
    assert (found.state, found.problems) == ("undetermined", (LENGTH,))


def test_a_for_that_calls_it_says_so_too(finding: Found, failing: Failing) -> None:
    with failing("length"):
        found = finding("policy p for length(text) > 1 rule r deny")
    assert (found.rule, found.state, found.problems) == ("for", "undetermined", (LENGTH,))


def test_so_does_an_otherwise_whose_allow_calls_it(judge: Judge, failing: Failing) -> None:
    with failing("length"):
        found = judge("policy p otherwise warn rule r when length(text) > 1 allow").findings
    assert {one.rule: one.problems for one in found} == {"otherwise": (LENGTH,), "r": (LENGTH,)}


def test_a_rule_that_does_not_call_it_has_no_problem(judge: Judge, failing: Failing) -> None:
    with failing("length"):
        found = judge("rule a when length(text) > 1 deny rule b deny rule c when sponsored deny").findings
    assert {one.rule: one.problems for one in found} == {"a": (LENGTH,), "b": (), "c": ()}


def test_a_function_that_gives_another_type_is_named_with_the_type(finding: Found, failing: Failing) -> None:
    with failing("length", gives="three"):
        found = finding("rule r when length(text) > 1 deny")
    assert found.problems == ("length: a result that is no number",)


def test_several_threads_may_read_one_decision() -> None:
    rules = [
        f'rule r{number} when any links where (host is "{number}.test" and url starts with "https") deny "{{text}}"\n'
        for number in range(30)
    ]
    policy = playbook.compile("policy p\n" + "".join(rules))
    links = [{"url": f"https://{number}.test/", "host": f"{number}.test"} for number in range(30)]
    post = Post.model_validate({"text": "Good morning", "links": links})
    right = playbook.evaluate(post, policy).model_dump_json()

    def read(part: tuple[Finding, str]) -> object:
        return getattr(*part)

    with ThreadPoolExecutor(8) as pool:
        for _ in range(5):
            decision = playbook.evaluate(post, policy)
            parts = [(finding, field) for finding in decision.findings for field in Finding.model_fields]
            assert len(list(pool.map(read, parts[::7] + parts))) > 300
            assert decision.model_dump_json() == right
