"""What tests have seen of rules and parts of conditions, and how that is laid out."""

import json
import re
from html.parser import HTMLParser

import pytest

from playbook.diagnostics.ink import Ink
from playbook.testing.coverage import as_json, lcov, page, text
from playbook.testing.coverage.missing import unseen
from playbook.testing.coverage.seen import FileCoverage, Share, UnitSeen, parts_share, rules_share
from playbook.testing.run import run_text

HEADER = 'policy acme timezone "Europe/London"\n'


def coverage(policy: str) -> FileCoverage:
    report = run_text(policy, name="acme.playbook", coverage=True)
    assert report.passed
    assert report.coverage is not None
    return report.coverage


def unit(policy: str, name: str = "r") -> UnitSeen:
    return next(one for one in coverage(HEADER + policy).units if one.name == name)


def parts(policy: str, name: str = "r") -> dict[str, tuple[int, int]]:
    """How often each part made it fire, and kept it quiet."""
    return {part.words: (part.fired, part.quiet) for part in unit(policy, name).parts}


AND = 'rule r when text contains "a" and text contains "b" warn "No."\n'
OR = 'rule r when text contains "a" or text contains "b" warn "No."\n'


def of_texts(*texts: str) -> str:
    return "".join(f'test "{one}" given text = "{one}" expect no other\n' for one in texts) + (
        'rule other when text contains "zzz" warn "No."\n'
    )


@pytest.mark.parametrize(
    ("rule", "texts", "first", "second"),
    [
        (AND, ["ab"], (1, 0), (1, 0)),
        (AND, ["ab", "a"], (1, 0), (1, 1)),
        (AND, ["ab", "a", "b"], (1, 1), (1, 1)),
        (AND, ["-"], (0, 0), (0, 0)),  # each hides the other
        (OR, ["-"], (0, 1), (0, 1)),
        (OR, ["-", "a"], (1, 1), (0, 1)),
        (OR, ["ab"], (0, 0), (0, 0)),
        (OR, ["-", "a", "b"], (1, 1), (1, 1)),
    ],
)
def test_and_and_or(rule: str, texts: list[str], first: tuple[int, int], second: tuple[int, int]) -> None:
    found = parts(rule + of_texts(*texts))
    assert found == {'text contains "a"': first, 'text contains "b"': second}


def test_unless_and_require_count_by_what_they_do_to_the_rule() -> None:
    found = parts(
        """
        rule r when text contains "a" unless text contains "b" require text contains "c" otherwise warn "No."
        test "fires" given text = "a" expect warn from r
        test "unless" given text = "ab" expect no r
        test "require" given text = "ac" expect no r
        test "when" given text = "x" expect no r
        """
    )
    assert found == {f'text contains "{one}"': (1, 1) for one in "abc"}


def test_what_is_not_known_decides_nothing() -> None:
    made = unit(
        """
        rule r when sponsored and text contains "a" warn "No."
        test "open" given text = "a" expect needs sponsored
        test "quiet" given text = "b" expect no r
        """
    )
    assert (made.fired, made.quiet, made.undetermined) == (0, 1, 1)
    assert [(part.fired, part.quiet) for part in made.parts] == [(0, 0), (0, 0)]


def test_parts_inside_a_quantifier() -> None:
    found = parts(
        """
        rule r when any media where kind is photo and alt_text is missing warn "No."
        test "one" given media = [{kind = photo}] expect warn from r
        test "described" given media = [{kind = photo, alt_text = "A bridge"}, {kind = video}] expect no r
        """
    )
    # Only the other kind is without words, and only the described one is a photo: each kept it quiet in its place.
    assert found == {"kind is photo": (1, 1), "alt_text is missing": (1, 1)}


def test_a_let_has_its_own_parts_which_count_once_a_test() -> None:
    policy = """
        let loud = text contains "!" or text contains "?"
        rule r when loud warn "No."
        rule s when loud and sponsored warn "No."
        test "loud" given text = "!", sponsored = true expect warn from r, s
        test "not" given text = ".", sponsored = true expect no r expect no s
        """
    assert parts(policy) == {}
    assert parts(policy, "loud") == {'text contains "!"': (1, 1), 'text contains "?"': (0, 1)}
    assert unit(policy, "loud").tallies == ()


def test_delay_until() -> None:
    found = parts(
        """
        rule r delay until weekdays 09:00 to 17:00 "Later."
        test "late" given publish_at = 2026-11-23T20:00Z expect delay from r
        test "noon" given publish_at = 2026-11-23T12:00Z expect no r
        """
    )
    assert found == {"weekdays 09:00 to 17:00": (1, 1)}


@pytest.mark.parametrize(
    ("condition", "can_be"),
    [
        ('text contains "a"', False),
        ("count(hashtags) > 2", False),
        ("author.employer is missing", False),
        ("sponsored", True),
        ('author.roles include "editor"', True),
        ("any media where consent is missing", False),
        ('any media where shows include "child"', True),
        ("kind_enough", True),
        ("open", True),
        ('trained("first aid")', True),
        ("publish_at is within mon to fri", True),
        ('above_fold mentions "a"', True),
    ],
)
def test_whether_a_rule_can_be_undetermined(condition: str, can_be: bool) -> None:
    policy = f"""
        ask kind_enough "Is it kind?"
        let open = sponsored and text contains "a"
        rule r when {condition} warn "No."
        test "it" given text = "x" expect no other
        rule other when text contains "zzz" warn "No."
        """
    assert unit(policy).can_be_undetermined is can_be


def test_for_is_a_unit_and_rules_behind_it_are_not_tried() -> None:
    made = coverage(
        """policy acme for account.kind is professional
        rule r when text contains "a" warn "No."
        test "ours" given account.kind = professional, text = "a" expect warn from r
        test "theirs" given account.kind = personal, text = "a" expect no r
        """
    )
    about, rule = made.units
    assert (about.kind, about.fired, about.quiet, about.undetermined) == ("for", 1, 1, 0)
    assert (rule.fired, rule.quiet) == (1, 0)


def test_shares_are_cut_and_not_rounded() -> None:
    assert Share(9999, 10000).shown == "99.9 %"
    assert Share(0, 0).percent == 100


# --------------------------------------------------------------------------------------------------------- layouts

SAMPLE = """policy acme
  for account.kind is professional

rule paid "Say <so> & \\"more\\""
  when sponsored
    and text contains "cake <b>\u202e"
  warn "Say so."

rule never
  when text contains "zzz"
  warn "No."

test "paid" given account.kind = professional, sponsored = true, text = "cake <b>\u202e" expect warn from paid
test "not paid"
  given account.kind = professional, sponsored = false, text = "cake <b>\u202e"
  expect no paid
"""


@pytest.fixture(scope="module")
def sample() -> FileCoverage:
    report = run_text(SAMPLE, name="a<b>.playbook", coverage=True)
    assert report.coverage is not None
    return report.coverage


def test_text(sample: FileCoverage) -> None:
    lines = list(text.lines([sample], Ink(False), 100))
    assert lines[0] == "a<b>.playbook  coverage 56.2 % (rules 4 of 8, parts of conditions 5 of 8)"
    assert "  9:6   never  no test has seen it fire" in lines
    said = [(one.what, one.words) for one in unseen(sample)]
    assert said == [
        (
            "for",
            "no test gives a post that the policy is not about; no test gives a post of which that is not known",
        ),
        ("account.kind is professional", "no rule stays quiet because of it alone"),
        ("paid", "no test has seen it undetermined"),
        ('text contains "cake <b>\u202e"', "no rule stays quiet because of it alone"),
        ("never", "no test has seen it fire"),
        ('text contains "zzz"', "no rule fires because of it alone"),
    ]
    assert "\u202e" not in "\n".join(lines)


def test_json_has_the_same_numbers(sample: FileCoverage) -> None:
    made = json.loads(as_json.render([sample]))
    assert made["rules"] == {"seen": 4, "of": 8, "percent": 50.0} == made["files"][0]["rules"]
    assert (rules_share([sample]).seen, parts_share([sample]).of) == (4, made["parts"]["of"])
    paid = next(one for one in made["files"][0]["units"] if one["name"] == "paid")
    assert {key: paid[key] for key in ("kind", "fired", "quiet", "undetermined")} == {
        "kind": "rule",
        "fired": 1,
        "quiet": 1,
        "undetermined": 0,
    }
    assert paid["parts"][0] == {
        "text": "sponsored",
        "clause": "when",
        "start": {"line": 5, "column": 8},
        "end": {"line": 5, "column": 17},
        "fired": 1,
        "quiet": 1,
    }


def test_lcov_adds_up(sample: FileCoverage) -> None:
    record = lcov.render([sample, sample]).split("end_of_record\n")
    assert record[0] == record[1] != record[2] == ""
    lines = record[0].splitlines()
    branches = [line for line in lines if line.startswith("BRDA:")]
    counted = [line for line in lines if line.startswith("DA:")]
    assert lines[1] == "SF:a<b>.playbook"
    assert f"BRF:{len(branches)}" in lines
    assert f"BRH:{sum(not line.endswith(',0') for line in branches)}" in lines
    assert f"LF:{len(counted)}" in lines
    assert f"LH:{sum(not line.endswith(',0') for line in counted)}" in lines
    assert "FN:4,paid" in lines
    assert "FNDA:0,never" in lines
    places = [line.split(",")[1:3] for line in branches]
    assert len({tuple(place) for place in places}) == len(places)


class _Page(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given = dict(attrs)
        assert not {"src", "href"} & set(given) or str(given.get("href")).startswith("#")
        if tag == "mark" and "title" in given:
            self.marks.append((str(given["class"]), str(given["title"])))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_shows_the_source_and_nothing_of_it_runs(sample: FileCoverage) -> None:
    made = page.render([sample])
    seen = _Page()
    seen.feed(made)
    assert "b" not in seen.tags
    assert "script" not in seen.tags
    assert "\u202e" not in made
    for line in SAMPLE.replace("\u202e", "<U+202E>").splitlines():
        assert line in seen.text
    assert ("none", "no test has seen it fire") not in seen.marks
    assert ("some", "no test has seen it fire") in seen.marks
    assert ("all", "fired in 1 test; quiet in 1 test") in seen.marks
    assert re.search(r"default-src 'none'", made)


def test_rules_of_another_file_are_its_own_business() -> None:
    made = coverage(
        """policy acme extends personal
        rule r when text contains "a" warn "No."
        test "ours" given account.kind = personal, text = "a" expect warn from r
        """
    )
    assert [one.name for one in made.units] == ["r"]
