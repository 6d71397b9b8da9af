"""Both packs check, pass their own tests, and show each rule firing and staying quiet."""

import re

import pytest
from packs.facts import PACKS, bare, full, personal

import playbook
from playbook.diagnostics.text import render
from playbook.packs.find import pack_path
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.testing import FileReport, run_file


@pytest.fixture(scope="module", params=PACKS)
def report(request: pytest.FixtureRequest) -> FileReport:
    path = pack_path(request.param)
    assert path is not None
    return run_file(path)


def _tree(name: str) -> tree.Policy:
    path = pack_path(name)
    assert path is not None
    parsed = parse(Source(str(path), path.read_text(encoding="utf-8")))
    assert parsed.policy is not None
    return parsed.policy


def test_it_checks_without_a_word(report: FileReport) -> None:
    assert render(report.diagnostics, color=False) == ""


def test_its_own_tests_pass(report: FileReport) -> None:
    assert [(one.title, one.problems) for one in report.results if one.outcome != "passed"] == []
    assert report.passed


def test_every_rule_is_seen_to_fire_and_to_stay_quiet(report: FileReport) -> None:
    assert report.never_fired == ()
    assert report.never_quiet == ()
    assert report.left_out == ()


@pytest.mark.parametrize("name", PACKS)
def test_it_reads_as_a_guideline(name: str) -> None:
    policy = _tree(name)
    assert policy.title is not None
    assert policy.doc is not None
    assert policy.version is not None
    rules = [one for one in policy.declarations if isinstance(one, tree.Rule)]
    assert [rule.name.name for rule in rules if rule.title is None or rule.verdict.message is None] == []


@pytest.mark.parametrize("name", PACKS)
def test_no_word_is_listed_twice(name: str) -> None:
    for topic in _tree(name).declarations:
        if isinstance(topic, tree.Topic):
            parts = [part for part in topic.parts if isinstance(part, tree.TopicPart)]
            words = [
                term.value.casefold()
                for part in parts
                for term in part.terms
                if isinstance(term, tree.TextLiteral)
            ]
            assert sorted(words) == sorted(set(words)), topic.name.name


@pytest.mark.parametrize("name", PACKS)
def test_it_needs_no_extra(name: str) -> None:
    """The holidays are a library of their own, and packs have to load without it."""
    path = pack_path(name)
    assert path is not None
    code = re.sub(r'"""(?s:.*?)"""|#.*', "", path.read_text(encoding="utf-8"))
    assert "holidays of" not in code


@pytest.mark.parametrize("text", ["", "Hello", "Vote for Senator Lee, idiots!"])
def test_an_account_of_unknown_kind_is_asked_about(text: str) -> None:
    decision = playbook.evaluate({"text": text}, list(PACKS))
    assert decision.verdict == "review"
    assert decision.applies is None
    assert [(one.policy, one.rule, one.state) for one in decision.findings] == [
        ("personal", "for", "undetermined"),
        ("professional", "for", "undetermined"),
    ]
    assert "Is this a personal or a professional account?" in [need.question for need in decision.needs]


def test_each_pack_is_about_its_own_kind() -> None:
    private = playbook.evaluate(personal("Hello"), list(PACKS))
    assert (private.verdict, private.applies) == ("allow", True)
    assert not playbook.evaluate(personal("Hello"), "professional").applies
    assert not playbook.evaluate(full("Hello"), "personal").applies
    official = playbook.evaluate(full("Hello"), list(PACKS))
    assert (official.verdict, official.applies) == ("allow", True)


def test_a_bare_post_is_asked_only_what_an_app_knows_anyhow() -> None:
    """Few questions, and none for what the draft gives no reason to ask."""
    decision = playbook.evaluate(bare("The new bridge is open."), "professional")
    assert {need.field for need in decision.needs} == {
        "account.timezone",
        "author.trainings",
        "publish_at",
        "purpose",
        "sponsored",
    }
    assert all(one.state == "undetermined" for one in decision.findings)


def test_what_is_asked_settles_it() -> None:
    """Once the questions are answered, the post is decided: no finding leads to a question that was never asked."""
    known = full("The new bridge is open.")
    answered = bare(
        "The new bridge is open.",
        account=known["account"],
        author={"trainings": known["author"]["trainings"]},
        purpose="news",
        sponsored=False,
        publish_at="2026-11-23T10:00Z",
    )
    decision = playbook.evaluate(answered, "professional")
    assert (decision.verdict, decision.findings, decision.needs) == ("allow", (), ())


def test_pictures_are_asked_about() -> None:
    photo = {"kind": "photo", "alt_text": "A bridge", "rights": "own"}
    decision = playbook.evaluate(full("The new bridge", media=[photo]), "professional")
    assert decision.verdict == "review"
    assert {need.field for need in decision.needs} == {"media[0].shows", "media[0].made_by_machine"}
    private = playbook.evaluate(personal("The lake", media=[{"kind": "photo"}]), "personal")
    assert private.verdict == "review"
    assert [need.field for need in private.needs] == ["media[0].shows"]
