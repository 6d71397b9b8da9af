"""Why a rule fired: the parts of the condition that decided it, in the policy's own words, with their values."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Finding

Found = Callable[..., Finding]
Parts = list[tuple[str, bool | None]]


def parts(found: Finding) -> Parts:
    return [(reason.condition, reason.holds) for reason in found.because]


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("when sponsored", [("sponsored", True)]),
        ("when (sponsored)", [("sponsored", True)]),
        ("when not author.on_duty", [("not author.on_duty", True)]),
        (
            'when sponsored and text is "hi"',
            [("sponsored", True), ('text is "hi"', True)],
        ),
        ("when sponsored or author.on_duty", [("sponsored", True)]),
        ("when author.on_duty or sponsored", [("sponsored", True)]),
        (
            'when (sponsored or author.on_duty) and (text is "no" or text is "hi")',
            [("sponsored", True), ('text is "hi"', True)],
        ),
        ("unless author.on_duty", [("unless author.on_duty", False)]),
        (
            'unless author.on_duty or text is "no"',
            [("unless author.on_duty", False), ('unless text is "no"', False)],
        ),
        (
            'unless author.on_duty and text is "hi"',
            [("unless author.on_duty", False)],
        ),
        ("require author.on_duty otherwise", [("require author.on_duty", False)]),
        (
            "require sponsored require author.on_duty otherwise",
            [("require author.on_duty", False)],
        ),
        (
            "when sponsored unless author.on_duty require author.on_duty otherwise",
            [("sponsored", True), ("unless author.on_duty", False), ("require author.on_duty", False)],
        ),
        ("when sponsored and sponsored", [("sponsored", True)]),
    ],
)
def test_the_parts_that_decided_it(finding: Found, clauses: str, expected: Parts) -> None:
    found = finding(f"rule r {clauses} deny", sponsored=True, author={"on_duty": False}, text="hi")
    assert found.state == "fired"
    assert parts(found) == expected


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        ("when made_by_machine", [("made_by_machine", None)]),
        ("when sponsored and made_by_machine", [("sponsored", True), ("made_by_machine", None)]),
        ("when author.on_duty or made_by_machine", [("made_by_machine", None)]),
        (
            "when sponsored unless made_by_machine",
            [("sponsored", True), ("unless made_by_machine", None)],
        ),
        (
            "require sponsored require made_by_machine otherwise",
            [("require made_by_machine", None)],
        ),
        (
            "require sponsored and made_by_machine otherwise",
            [("require made_by_machine", None)],
        ),
        ("delay until", []),
    ],
)
def test_what_is_not_known_is_among_them(finding: Found, clauses: str, expected: Parts) -> None:
    verdict = "weekdays" if clauses.endswith("until") else "deny"
    found = finding(f"rule r {clauses} {verdict}", sponsored=True, author={"on_duty": False})
    assert found.state == "undetermined"
    assert parts(found) == (expected or [("delay until weekdays", None)])


def test_each_part_has_the_values_it_was_about(finding: Found) -> None:
    text = "param most: number = 1\nrule r when count(hashtags) > most and account.handle is author.name deny"
    facts: dict[str, Any] = {
        "hashtags": ["a", "b"],
        "account": {"handle": "acme"},
        "author": {"name": "Acme"},
    }
    found = finding(text, **facts)
    assert [reason.values for reason in found.because] == [
        (("count(hashtags)", "2"), ("hashtags", "a and b"), ("most", "1")),
        (("account.handle", "acme"), ("author.name", "Acme")),
    ]


def test_values_that_are_not_known_or_absent_say_so(finding: Found) -> None:
    found = finding('rule r when campaign is not "x" and author.name is "y" deny')
    assert [reason.values for reason in found.because] == [
        (("campaign", "(none)"),),
        (("author.name", "(unknown)"),),
    ]


def test_a_name_stands_once_and_members_topics_and_elements_say_nothing_more(finding: Found) -> None:
    text = """topic pets words "dog"
    rule r when (any media where kind is photo) and text mentions pets and text is text deny"""
    found = finding(text, text="dog", media=[{"kind": "photo"}])
    assert [reason.values for reason in found.because] == [
        (("media", "photo"),),
        (("text", "dog"),),
        (("text", "dog"),),
    ]


def test_a_let_shows_by_its_name_with_its_value(finding: Found) -> None:
    found = finding(
        "let many = count(hashtags) > 1\nlet size = count(hashtags)\nrule r when many and size > 1 deny",
        hashtags=["a", "b"],
    )
    assert [(one.condition, one.values) for one in found.because] == [
        ("many", (("many", "yes"),)),
        ("size > 1", (("size", "2"),)),
    ]


def test_an_open_count_says_between_what_it_lies(finding: Found) -> None:
    found = finding(
        'rule r when count(media where consent is "yes") > 1 deny',
        media=[{"consent": "yes"}, {}],
    )
    assert found.because[0].values[0] == ('count(media where consent is "yes")', "between 1 and 2")


def test_an_answer_shows_by_the_name_of_its_question(finding: Found) -> None:
    found = finding('ask fans: number "How many?" rule r when fans > 3 deny', answers={"fans": 4})
    assert found.because[0].values == (("fans", "4"),)


def test_delay_until_says_when_it_would_go_out_and_what_it_waits_for(finding: Found) -> None:
    text = """policy p timezone "Europe/Paris"
    rule r when sponsored delay until embargoed_until"""
    found = finding(text, sponsored=True, publish_at="2026-11-23T09:00Z", embargoed_until="2026-11-24T09:00Z")
    reason = found.because[1]
    assert (reason.condition, reason.holds) == ("delay until embargoed_until", True)
    assert reason.values == (
        ("publish_at", "2026-11-23 10:00 (Europe/Paris)"),
        ("embargoed_until", "2026-11-24 10:00 (Europe/Paris)"),
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("text   is\n    text", "text is text"),
        ("text is # really\n  text", "text is text"),
        ('text is # it\'s "quoted"\n  text', "text is text"),
        ('text is not "two  spaces"', 'text is not "two  spaces"'),
        ('text is not "#ad"', 'text is not "#ad"'),
        ('text is not "see #ad"', 'text is not "see #ad"'),
        ('text is not "see #ad" # not this', 'text is not "see #ad"'),
        (r'text is not "a \" #b"', r'text is not "a \" #b"'),
        ("not text matches /a #b/", "not text matches /a #b/"),
        ('text is not in [ # these\n"a",   # or\n "b" ]', 'text is not in [ "a", "b" ]'),
    ],
)
def test_conditions_are_quoted_on_one_line_without_comments(finding: Found, written: str, shown: str) -> None:
    found = finding(f"rule r when {written}\n deny", text="plain")
    assert found.because[0].condition == shown


def test_a_part_under_a_name_of_its_own_file_is_quoted_from_there(finding: Found) -> None:
    found = finding(
        'policy p rule r when any link in links where link.site is "a.example" deny',
        links=[{"url": "https://a.example/1"}],
    )
    assert found.because[0].condition == 'any link in links where link.site is "a.example"'
    assert found.because[0].values == (("links", "https://a.example/1"),)
