"""JUnit XML, whatever a policy holds."""

from xml.etree import ElementTree

from playbook.testing import as_json, junit
from playbook.testing.run import run_text

HOSTILE = """policy p
rule r when text contains "]]>" warn "No."
test "<b>&\\" ]]> \u202e \uffff \u0085" given text = "]]>" expect no r
test "fine" given text = "<&>" expect no r
"""


def test_hostile_titles_and_texts_make_sound_xml() -> None:
    made = junit.render([run_text(HOSTILE, name='a"<b>.playbook')])
    root = ElementTree.fromstring(made)  # noqa: S314  made here
    (suite,) = root
    assert (root.attrib, suite.get("name")) == (
        {"tests": "2", "failures": "1", "errors": "0"},
        'a"<b>.playbook',
    )
    bad, fine = suite
    assert str(bad.get("name")).startswith('<b>&" ]]> <U+202E>')
    failure = bad.find("failure")
    assert failure is not None
    assert "playbook:3:" in str(failure.text)
    assert failure.get("message") == "expected nothing of `r`, but it fired"
    assert "= to pass: " in str(failure.text)
    assert list(fine) == []


def test_a_policy_with_mistakes_is_an_error() -> None:
    made = junit.render([run_text("policy p rule r when txet warn")])
    root = ElementTree.fromstring(made)  # noqa: S314
    assert (root.get("errors"), root.get("tests")) == ("1", "1")
    assert "txet" in str(root.findtext(".//error"))


def test_a_test_that_cannot_run_yet_is_skipped() -> None:
    text = 'policy p rule r warn "No." test "later" history [{action = post}] expect no r'
    root = ElementTree.fromstring(junit.render([run_text(text)]))  # noqa: S314
    assert [suite.get("skipped") for suite in root] == ["1"]
    assert root.find(".//skipped") is not None


def test_json_says_why() -> None:
    made = as_json.as_object([run_text(HOSTILE, name="p.playbook")])
    assert (made["passed"], made["failed"], made["skipped"]) == (1, 1, 0)
    test = made["files"][0]["tests"][0]
    assert test["given"] == {"text": '"]]>"'}
    assert test["decision"]["verdict"] == "warn"
    (miss,) = test["because"]
    assert (miss["expected"], miss["instead"]) == ("nothing of `r`", "but it fired")
    assert miss["parts"][0]["note"] == 'holds: text = "]]>"'
    assert miss.pop("to_pass") == '`text contains "]]>"` must not hold, so that `r` stays quiet'
    assert "coverage" not in made
