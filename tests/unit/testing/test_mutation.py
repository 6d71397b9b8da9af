"""Which changes are made, that they are what they look like, and that what tests notice is found out rightly."""

import json
from collections import Counter
from pathlib import Path

import pytest

from playbook.diagnostics.ink import Ink
from playbook.frozen import replace
from playbook.model.post import Post
from playbook.packs import load_graph, pack_path
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.same import outline
from playbook.testing.mutation.apply import swapped
from playbook.testing.mutation.mutant import Change, Mutant, diff
from playbook.testing.mutation.report import score
from playbook.testing.mutation.run import mutate_file, mutate_text
from playbook.testing.mutation.show import as_json, lines, summary
from playbook.testing.mutation.trial import Trial
from playbook.testing.run import run_text
from playbook.testing.suite import Ready, Suite

EVERYTHING = """policy acme
  for account.kind is professional
  timezone "Europe/London"
  otherwise review "Nobody allowed it."

param most: number = 2
param hours: window = weekdays 09:00 to 17:00
param names: list of text = ["a", "b", "c", "d"]
param strict: boolean = false
param valid: duration = 3 days

topic rivals
  words "Globex", "Initech", others
  exactly "ACME"
  patterns /big \\w+/i, /huge \\w+/
  except "Globex Street"

topic others
  words "Otherwave"
  stems "wave", "tide"
  disguised

let urgent = tags include "emergency"
  or tags include "fix"

rule free allow when purpose is news
rule rivals when text mentions rivals and not text contains "sorry" deny "No."
rule many when count(hashtags) > most or strict advise "{count(hashtags)} hashtags."
rule pictures
  when any media where kind is in [photo, gif] and alt_text is missing
  unless author.roles include any of names
  warn "Describe."
rule counted when count(media where kind is photo) >= 3 warn "Fewer."
rule paid
  when sponsored
  require above_fold mentions any of ["#ad", "#sponsored"]
  require publish_at - 2 days < publish_at + valid
  otherwise deny "Say so."
rule hours unless urgent delay until hours except 2026-12-24 to 2026-12-26 "Later."
rule legal when text starts with "law" or no links review by 2 of "legal" "Read."

example base
  account.kind = professional, purpose = news, sponsored = false, publish_at = 2026-11-23T10:00Z,
  text = "Hello https://acme.example/a", tags = [], author.roles = []

test "plain" given base expect allow
test "rival" given base, text = "Globex https://acme.example/a" expect deny from rivals
test "rival, sorry" given base, text = "Globex sorry https://acme.example/a" expect allow
test "big" given base, text = "big one https://acme.example/a" expect deny from rivals
test "three" given base, text = "#a #b #c https://acme.example/a" expect advise from many
test "two" given base, text = "#a #b https://acme.example/a" expect allow
test "picture" given base, media = [{kind = photo}] expect warn from pictures
test "paid" given base, sponsored = true expect deny from paid
test "late" given base, publish_at = 2026-11-23T17:30Z expect delay from hours
test "law" given base, text = "law https://acme.example/a" expect review from legal
test "asked" given base, sponsored = unknown expect needs sponsored
test "strict" given base, strict = true expect advise from many
test "dull" given base, purpose = personal_ expect no free
""".replace("personal_", "expression")


def trial(text: str) -> Trial:
    graph = load_graph(Source("acme.playbook", text), Post)
    assert graph.root is not None
    assert graph.errors == ()
    suite = Suite(graph.root, Post, graph)
    made = [suite.ready(case) for case in suite.cases]
    ready = [one for one in made if isinstance(one, Ready)]
    assert [one.case.title for one in ready if suite.result(one).problems] == []
    return Trial(suite, ready)


def edited(text: str, change: Change) -> str:
    """The whole source with the change."""
    for edit in sorted(change.edits, key=lambda one: -one.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def changed(policy: tree.Policy, mutant: Mutant) -> tree.Policy:
    """The tree with the change; a term that is dropped leaves its list."""
    change = mutant.change
    if change.new is None:
        owner = mutant.owner
        assert isinstance(owner, tree.Topic)
        parts = tuple(_without(part, change.old) for part in owner.parts if part is not change.old)
        change = replace(change, old=owner, new=replace(owner, parts=parts))
    elif isinstance(mutant.owner, tree.Default):
        change = replace(change, old=mutant.owner.verdict)
    return swapped(policy, change, {})


def _without(
    part: tree.TopicPart | tree.TopicPatterns | tree.TopicDisguised, term: tree.Node
) -> tree.TopicPart | tree.TopicPatterns | tree.TopicDisguised:
    if isinstance(part, tree.TopicPart):
        return replace(part, terms=tuple(one for one in part.terms if one is not term))
    if isinstance(part, tree.TopicPatterns):
        return replace(part, patterns=tuple(one for one in part.patterns if one is not term))
    return part


def empties_a_list(mutant: Mutant) -> bool:
    """Whether it drops the last term of its kind, which cannot be written."""
    owner, old = mutant.owner, mutant.change.old
    parts = owner.parts if isinstance(owner, tree.Topic) else ()
    return any(
        (isinstance(part, tree.TopicPart) and part.terms == (old,))
        or (isinstance(part, tree.TopicPatterns) and part.patterns == (old,))
        for part in parts
    )


def texts() -> dict[str, str]:
    found = {"everything": EVERYTHING}
    for name in ("personal", "professional"):
        path = pack_path(name)
        assert path is not None
        found[name] = path.read_text(encoding="utf-8")
    return found


@pytest.mark.parametrize("name", ["everything", "personal"])
def test_the_text_says_what_the_tree_was_changed_to(name: str) -> None:
    """What is shown is what was tried."""
    text = texts()[name].replace('words from "terms/insults.txt"', 'words "idiot"')
    graph = load_graph(Source("acme.playbook", text), Post)
    assert graph.root is not None
    suite = Suite(graph.root, Post, graph)
    mutants = Trial(suite, []).mutants(every_term=False)
    assert len(mutants) > 80
    for mutant in mutants:
        if empties_a_list(mutant):
            continue
        again = parse(Source("acme.playbook", edited(text, mutant.change))).policy
        assert again is not None
        assert outline(again) == outline(changed(suite.module.tree, mutant)), mutant.change


def test_what_is_noticed_is_what_the_tests_of_the_changed_text_fail_by() -> None:
    """The short cuts are right: running the changed text from scratch gives the same answer."""
    made = trial(EVERYTHING)
    mutants = made.mutants(every_term=False)
    noticed = Counter[bool]()
    for mutant in mutants[::2]:
        if empties_a_list(mutant):
            continue
        report = run_text(edited(EVERYTHING, mutant.change))
        if report.diagnostics_stop:
            continue  # the checker refuses it: it can only be tried in the tree
        assert made.noticed(mutant) is not report.passed, mutant.change
        noticed[report.passed] += 1
    assert noticed[True] > 5
    assert noticed[False] > 20


def kinds(condition: str) -> list[tuple[str, str]]:
    """(what was done, the new condition) for all changes to a condition."""
    text = f"policy p\nrule r\n  when {condition}\n  allow\n"
    graph = load_graph(Source("p.playbook", text), Post)
    assert graph.root is not None
    mutants = Trial(Suite(graph.root, Post, graph), []).mutants(every_term=False)
    return [
        (mutant.change.words, "; ".join(diff(mutant.change)[1]).strip().removeprefix("when "))
        for mutant in mutants
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("sponsored", [("negated it", "not sponsored")]),
        ("not sponsored", [("dropped `not`", "sponsored"), ("negated it", "not not sponsored")]),
        (
            "sponsored and archived",
            [
                ("turned `and` into `or`", "sponsored or archived"),
                ("dropped a part", "archived"),
                ("dropped a part", "sponsored"),
                ("negated it", "not sponsored and archived"),
                ("negated it", "sponsored and not archived"),
            ],
        ),
        (
            "count(links) > 2",
            [
                ("turned `>` into `>=`", "count(links) >= 2"),
                ("turned `>` into `<=`", "count(links) <= 2"),
                ("raised it by one", "count(links) > 3"),
                ("lowered it by one", "count(links) > 1"),
            ],
        ),
        (
            "any links where site is missing",
            [
                ("turned `any` into `no`", "no links where site is missing"),
                ("dropped `where`", "any links"),
                ("turned it into `is not missing`", "any links where site is not missing"),
            ],
        ),
        (
            "action is in [post, reply]",
            [
                ("turned it into `is not in`", "action is not in [post, reply]"),
                ("dropped an item", "action is in [reply]"),
                ("dropped an item", "action is in [post]"),
            ],
        ),
        (
            'tags include any of ["a", "b"]',
            [
                ("turned `any of` into `all of`", 'tags include all of ["a", "b"]'),
                ("negated it", 'not tags include any of ["a", "b"]'),
                ("dropped an item", 'tags include any of ["b"]'),
                ("dropped an item", 'tags include any of ["a"]'),
            ],
        ),
    ],
)
def test_changes_to_conditions(condition: str, expected: list[tuple[str, str]]) -> None:
    plain = condition.replace("archived", 'text contains "x"')
    wanted = [(words, new.replace("archived", 'text contains "x"')) for words, new in expected]
    assert kinds(plain) == wanted


def test_changes_to_rules_windows_and_topics() -> None:
    made = trial(EVERYTHING)
    found = Counter[tuple[str, str]]((one.kind, one.change.words) for one in made.mutants(every_term=False))
    for key, count in {
        ("rule", "dropped `unless`"): 2,
        ("rule", "dropped `require`"): 2,
        ("rule", "dropped `until`"): 1,
        ("rule", "dropped `by`"): 1,
        ("rule", "made it milder: `review`"): 2,
        ("rule", "made it stricter: `delay`"): 2,
        ("rule", "narrowed it by a day"): 2,
        ("param", "widened it by an hour"): 2,
        ("param", "narrowed it by an hour"): 2,
        ("param", "dropped an item"): 3,
        ("param", "turned it into `true`"): 1,
        ("topic", "dropped a term"): 7,
        ("topic", "dropped `disguised`"): 1,
        ("topic", "dropped a pattern"): 2,
        ("topic", "dropped an exception"): 1,
        ("for", "turned `is` into `is not`"): 1,
        ("otherwise", "made it stricter: `deny`"): 1,
        ("let", "turned `or` into `and`"): 1,
    }.items():
        assert found[key] == count, key
    assert not any(
        mutant.name == "free" and "made it" in mutant.change.words for mutant in made.mutants(False)
    )


HEIR = """policy heir
  extends "base.playbook" with most = 3
change rule many to warn because "they annoy our readers"
drop rule loud because "we like it"
test "three" given hashtags = ["a", "b", "c"] expect allow
test "four" given hashtags = ["a", "b", "c", "d"] expect warn from many
test "loud" given text = "!" expect allow
"""
BASE = """policy base
param most: number = 1
rule many when count(hashtags) > most advise "Fewer."
rule loud when text contains "!" deny "Softly."
"""


def test_what_an_heir_sets_changes_and_drops(tmp_path: Path) -> None:
    (tmp_path / "base.playbook").write_text(BASE, encoding="utf-8")
    heir = tmp_path / "heir.playbook"
    heir.write_text(HEIR, encoding="utf-8")
    report = mutate_file(heir)
    assert (report.changes, report.survivors) == (5, ())
    heir.write_text("".join(HEIR.splitlines(keepends=True)[:4]) + 'test "x" given text = "." expect allow\n')
    report = mutate_file(heir)
    assert [(one.kind, one.name, one.words) for one in report.survivors] == [
        ("param", "most", "raised it by one"),
        ("param", "most", "lowered it by one"),
        ("change", "many", "made it milder: `advise`"),
        ("change", "many", "made it stricter: `delay`"),
        ("drop", "loud", "dropped it"),
    ]


LIST = """policy p
topic t words "a", "b", "c", "d", "e", "f"
rule r when text mentions t warn "No."
test "a" given text = "a" expect warn from r
test "z" given text = "z" expect no r
"""


def test_every_term_tries_every_term() -> None:
    few, all_of_them = mutate_text(LIST), mutate_text(LIST, every_term=True)
    assert all_of_them.changes - few.changes == 3
    assert [one.words for one in few.survivors] == ["dropped a term"] * 2
    assert [one.span.text for one in few.survivors] == ['"d", ', ', "f"']


def test_a_failing_test_stops_it() -> None:
    report = mutate_text(LIST.replace('"a" expect warn', '"z" expect warn'))
    assert (report.failing, report.changes) == (("a",), 0)


def test_mistakes_stop_it() -> None:
    assert mutate_text("policy p rule r when txet warn").broken


def test_a_policy_without_tests_scores_nothing() -> None:
    report = mutate_text('policy p rule r when text contains "a" warn "No."\n')
    assert (report.noticed, report.changes) == (0, 3)


def test_layouts_agree() -> None:
    report = mutate_text(LIST, name="l.playbook")
    shown = "\n".join([*lines(report, Ink(False), 80), *summary([report], Ink(False))])
    made = json.loads(as_json([report]))
    assert made["noticed"] == report.noticed == score([report]).seen
    assert [one["line"] for one in made["files"][0]["survivors"]] == [2, 2]
    assert (
        'l.playbook:2:30: topic `t`: dropped a term\n  - topic t words "a", "b", "c", "d", "e", "f"\n'
        '  + topic t words "a", "b", "c", "e", "f"\n' in shown
    )


def test_long_lines_show_where_they_differ() -> None:
    many = ", ".join(f'"{letter * 9}"' for letter in "abcdefghijklmnop")
    report = mutate_text(LIST.replace('"a", "b", "c", "d", "e", "f"', many).replace('"a"', f'"{"a" * 9}"'))
    shown = list(lines(report, Ink(False), 60))
    assert max(map(len, shown)) <= 60
    assert any(line.startswith("  + …") for line in shown)
    assert any('"pppppppp' in line for line in shown if line.startswith("  - "))


def test_the_packs_tests_notice_nine_changes_in_ten() -> None:
    for name in ("personal", "professional"):
        path = pack_path(name)
        assert path is not None
        graph = load_graph(path, Post)
        assert graph.root is not None
        suite = Suite(graph.root, Post, graph)
        ready = [one for one in map(suite.ready, suite.cases) if isinstance(one, Ready)]
        made = Trial(suite, ready)
        mutants = made.mutants(every_term=False)
        assert sum(made.noticed(mutant) for mutant in mutants) / len(mutants) >= 0.9
