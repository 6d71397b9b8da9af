"""What heirs make of rules: `for` on every way, changes, drops, the strictest where ways meet, `otherwise`, zones."""

from collections.abc import Callable
from itertools import permutations

import pytest

import playbook

Files = Callable[..., playbook.Policy]
Said = Callable[..., dict[str, str]]

BASE = 'policy base rule r deny "No." rule other when sponsored warn'


def test_all_of_a_policy_is_taken_in(files: Files, said: Said) -> None:
    policy = files({"base": BASE, "heir": 'extends "base.playbook" rule own advise'})
    assert policy.rules == ("other", "own", "r")
    assert said(policy, sponsored=True) == {"r": "deny", "other": "warn", "own": "advise"}


def test_use_takes_no_rules_no_otherwise_and_no_zone(files: Files, said: Said) -> None:
    texts = {
        "base": """policy base timezone "Asia/Tokyo" otherwise deny
            topic pets words "dog" let pet = text mentions pets ask fine "Fine?"
            rule r when fine allow""",
        "heir": 'use "base.playbook" rule own when pet and not fine warn "{publish_at}"',
    }
    policy = files(texts)
    assert policy.rules == ("own",)
    assert said(policy, text="a dog", answers={"fine": False}) == {"own": "warn"}
    decision = playbook.evaluate(
        {"text": "a dog", "answers": {"fine": False}, "publish_at": "2026-11-23T10:00Z"}, policy
    )
    assert decision.findings[0].message == "2026-11-23 10:00 (UTC)"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"sponsored": True, "made_by_machine": True}, {"r": "deny", "own": "warn"}),
        ({"sponsored": True, "made_by_machine": False}, {"own": "warn"}),
        ({"sponsored": False, "made_by_machine": True}, {}),
        ({"sponsored": True}, {"own": "warn", "for": "review?"}),
        ({"made_by_machine": True}, {"for": "review?"}),
        ({"made_by_machine": False}, {"for": "warn?"}),
    ],
)
def test_a_rule_keeps_the_for_of_its_file_and_the_heirs_is_added(
    files: Files, said: Said, facts: dict[str, bool], expected: dict[str, str]
) -> None:
    policy = files(
        {
            "base": "policy base for made_by_machine rule r deny",
            "heir": 'for sponsored extends "base.playbook" rule own warn',
        }
    )
    assert said(policy, **facts) == expected


@pytest.mark.parametrize(
    ("left", "right", "fires"),
    [(True, True, True), (True, False, True), (False, True, True), (False, False, False)],
)
def test_by_two_ways_a_rule_is_tried_if_either_would_try_it(
    files: Files, said: Said, left: bool, right: bool, fires: bool
) -> None:
    policy = files(
        {
            "base": "rule r deny",
            "left": 'for sponsored extends "base.playbook"',
            "right": 'for made_by_machine extends "base.playbook"',
            "heir": 'extends "left.playbook" extends "right.playbook"',
        }
    )
    facts = {"sponsored": left, "made_by_machine": right}
    assert said(policy, **facts) == ({"r": "deny"} if fires else {})
    assert playbook.evaluate(facts, policy).applies is fires
    assert said(policy, sponsored=left) == ({"r": "deny"} if left else {"for": "review?"})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("to advise", ("advise", "No.")),
        ('to advise "Perhaps."', ("advise", "Perhaps.")),
        ('to review by "legal"', ("review", "No.")),
        ("to warn", ("warn", "No.")),
    ],
)
def test_a_change_gives_another_verdict_and_keeps_the_words_unless_it_has_its_own(
    files: Files, change: str, expected: tuple[str, str]
) -> None:
    policy = files({"base": BASE, "heir": f'extends "base.playbook" change rule r {change} because "of us"'})
    found = playbook.evaluate({"sponsored": False}, policy).findings[0]
    assert (str(found.verdict), found.message) == expected


def test_a_change_may_be_stricter(files: Files, said: Said) -> None:
    heir = 'extends "base.playbook" change rule other to deny because "of us"'
    assert said(files({"base": BASE, "heir": heir}), sponsored=True) == {"r": "deny", "other": "deny"}


def test_a_change_to_delay_until_adds_its_condition(files: Files, said: Said) -> None:
    heir = """timezone "UTC" extends "base.playbook"
    change rule r to delay until daily 09:00 to 10:00 because "of us" """
    policy = files({"base": BASE, "heir": heir})
    assert said(policy, sponsored=False, publish_at="2026-11-23T08:00Z") == {"r": "delay"}
    assert said(policy, sponsored=False, publish_at="2026-11-23T09:00Z") == {}


def test_a_change_of_a_change(files: Files, said: Said) -> None:
    texts = {
        "base": BASE,
        "mid": 'extends "base.playbook" change rule r to warn "Mid." because "m"',
        "heir": 'extends "mid.playbook" change rule r to review because "h"',
    }
    policy = files(texts)
    found = playbook.evaluate({"sponsored": False}, policy).findings[0]
    assert (str(found.verdict), found.message) == ("review", "Mid.")


def test_dropped_for_good(files: Files, said: Said) -> None:
    policy = files({"base": BASE, "heir": 'extends "base.playbook" drop rule r because "old"'})
    assert policy.rules == ("other",)
    assert said(policy, sponsored=True) == {"other": "warn"}


UNTIL = 'timezone "America/New_York" extends "base.playbook" drop rule r until 2027-03-01 because "rest"'


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-02-28T12:00Z", {}),
        ("2027-03-01T04:59:59.999999Z", {}),  # still February in New York
        ("2027-03-01T05:00Z", {"r": "deny"}),
        (None, {"r": "review?"}),
    ],
)
def test_dropped_until_a_date_it_is_left_out_before(
    files: Files, said: Said, at: str | None, expected: dict[str, str]
) -> None:
    policy = files({"base": BASE, "heir": UNTIL})
    assert said(policy, sponsored=False, publish_at=at) == expected


def test_a_rule_that_comes_back_holds_back_from_then_on(files: Files) -> None:
    policy = files(
        {
            "base": "rule r when publish_at is before 2027-03-05 delay",
            "heir": UNTIL,
        }
    )
    before = playbook.evaluate({"publish_at": "2027-02-01T12:00Z"}, policy)
    assert before.earliest is not None
    assert before.earliest.isoformat() == "2027-02-01T12:00:00+00:00"
    after = playbook.evaluate({"publish_at": "2027-03-02T12:00Z"}, policy).earliest
    assert after is not None
    assert after.isoformat() == "2027-03-05T05:00:00+00:00"


def test_dropped_until_asks_for_the_time(files: Files) -> None:
    found = playbook.evaluate({"sponsored": False}, files({"base": BASE, "heir": UNTIL})).findings[0]
    assert [need.field for need in found.needs] == ["publish_at"]


def test_changed_and_dropped_until_a_date(files: Files, said: Said) -> None:
    policy = files({"base": BASE, "heir": UNTIL + ' change rule r to warn because "mild"'})
    assert said(policy, sponsored=False, publish_at="2027-02-01T12:00Z") == {}
    assert said(policy, sponsored=False, publish_at="2027-04-01T12:00Z") == {"r": "warn"}


def test_a_drop_on_top_of_a_drop_does_not_bring_the_rule_back_sooner(files: Files, said: Said) -> None:
    texts = {
        "base": BASE,
        "mid": 'timezone "UTC" extends "base.playbook" drop rule r until 2027-03-01 because "m"',
        "heir": 'extends "mid.playbook" drop rule r until 2027-02-01 because "h"',
    }
    policy = files(texts)
    assert said(policy, sponsored=False, publish_at="2027-02-15T12:00Z") == {}
    assert said(policy, sponsored=False, publish_at="2027-03-15T12:00Z") == {"r": "deny"}


def test_an_heirs_drop_for_good_is_for_good(files: Files, said: Said) -> None:
    texts = {
        "base": BASE,
        "mid": 'timezone "UTC" extends "base.playbook" drop rule r until 2027-03-01 because "m"',
        "heir": 'extends "mid.playbook" drop rule r because "h"',
    }
    assert files(texts).rules == ("other",)


WAYS = {
    "as it is": "",
    "advise": 'change rule r to advise because "x"',
    "review": 'change rule r to review because "x"',
    "review legal": 'change rule r to review by "legal" because "x"',
    "2 of legal": 'change rule r to review by 2 of "legal" because "x"',
    "10 of legal": 'change rule r to review by 10 of "legal" because "x"',
    "delay": 'change rule r to delay because "x"',
    "delay until": 'change rule r to delay until 2026-12-01T00:00Z because "x"',
    "dropped": 'drop rule r because "x"',
    "until march": 'drop rule r until 2027-03-01 because "x"',
    "until april": 'drop rule r until 2027-04-01 because "x"',
}


def diamond(files: Files, *ways: str, base: str = BASE) -> playbook.Policy:
    texts = {"base": base}
    clauses = []
    for number, way in enumerate(ways):
        texts[f"way{number}"] = f'timezone "UTC" extends "base.playbook" {WAYS[way]}'
        clauses.append(f'extends "way{number}.playbook"')
    return files({**texts, "heir": " ".join(clauses)})


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        (("as it is", "advise"), "deny"),
        (("advise", "review"), "review"),
        (("advise", "review", "as it is"), "deny"),
        (("advise", "dropped"), "deny"),  # where it is dropped it was as strict as ever
        (("delay", "advise"), "delay"),
        (("delay", "delay until"), "delay"),
        (("dropped", "dropped", "advise"), "deny"),
    ],
)
def test_where_ways_meet_the_strictest_change_stands(
    files: Files, said: Said, ways: tuple[str, ...], expected: str
) -> None:
    for order in permutations(ways):
        policy = diamond(files, *order)
        assert said(policy, sponsored=False, publish_at="2027-06-01T00:00Z")["r"] == expected


@pytest.mark.parametrize(
    ("ways", "by", "count"),
    [
        (("review", "review legal"), ("legal",), 1),
        (("review legal", "2 of legal"), ("legal",), 2),
        (("2 of legal", "10 of legal"), ("legal",), 10),
        (("review", "10 of legal"), ("legal",), 10),
    ],
)
def test_of_two_reviews_the_one_that_wants_more_stands(
    files: Files, ways: tuple[str, ...], by: tuple[str, ...], count: int
) -> None:
    for order in permutations(ways):
        policy = diamond(files, *order)
        wanted = playbook.evaluate({"sponsored": False}, policy).approvals
        assert [(one.by, one.count) for one in wanted] == [(by, count)]


@pytest.mark.parametrize(
    ("ways", "at", "there"),
    [
        (("dropped", "dropped"), "2027-06-01T00:00Z", False),
        (("dropped", "as it is"), "2027-01-01T00:00Z", True),
        (("dropped", "until march"), "2027-02-28T00:00Z", False),
        (("dropped", "until march"), "2027-03-01T00:00Z", True),
        (("until april", "until march"), "2027-02-28T00:00Z", False),
        (("until april", "until march"), "2027-03-01T00:00Z", True),
        (("until march", "as it is"), "2027-01-01T00:00Z", True),
    ],
)
def test_it_is_dropped_only_if_every_way_drops_it(
    files: Files, said: Said, ways: tuple[str, ...], at: str, there: bool
) -> None:
    for order in permutations(ways):
        found = said(diamond(files, *order), sponsored=False, publish_at=at)
        assert ("r" in found) is there


def test_the_order_of_ways_changes_no_decision_where_neither_is_stricter(files: Files) -> None:
    texts = {
        "base": BASE,
        "a": 'extends "base.playbook" change rule r to warn "A" because "x"',
        "b": 'extends "base.playbook" change rule r to warn "B" because "x"',
    }
    one = files({**texts, "heir": 'extends "a.playbook" extends "b.playbook"'})
    first = playbook.evaluate({"sponsored": False}, one).findings
    other = files({**texts, "heir": 'extends "b.playbook" extends "a.playbook"'})
    assert playbook.evaluate({"sponsored": False}, other).findings == first


@pytest.mark.parametrize(
    ("own", "inherited", "expected"),
    [("warn", "deny", "deny"), ("deny", "warn", "deny"), ("review", "delay", "review")],
)
def test_otherwise_is_the_strictest_of_ones_own_and_the_inherited(
    files: Files, said: Said, own: str, inherited: str, expected: str
) -> None:
    policy = files(
        {
            "base": f"otherwise {inherited} rule ok when sponsored allow",
            "heir": f'otherwise {own} extends "base.playbook"',
        }
    )
    assert said(policy, sponsored=False) == {"otherwise": expected}
    assert said(policy, sponsored=True) == {"ok": "allow"}


def test_an_inherited_otherwise_keeps_the_for_of_its_file(files: Files, said: Said) -> None:
    policy = files(
        {
            "base": "for made_by_machine otherwise deny rule ok when sponsored allow",
            "heir": 'otherwise warn extends "base.playbook" rule fine when text is "x" allow',
        }
    )
    assert said(policy, made_by_machine=True, sponsored=False) == {"otherwise": "deny"}
    assert said(policy, made_by_machine=False) == {"otherwise": "warn"}
    assert said(policy, made_by_machine=False, text="x") == {"fine": "allow"}
    assert said(policy, sponsored=False) == {"for": "review?", "otherwise": "warn?"}


def test_an_otherwise_by_two_ways_is_one(files: Files, said: Said) -> None:
    policy = files(
        {
            "base": 'otherwise warn rule ok when text is "x" allow',
            "left": 'for sponsored extends "base.playbook"',
            "right": 'for made_by_machine extends "base.playbook"',
            "heir": 'extends "left.playbook" extends "right.playbook"',
        }
    )
    assert said(policy, sponsored=False, made_by_machine=True) == {"otherwise": "warn"}
    assert said(policy, sponsored=False, made_by_machine=False) == {}


AT_NINE = "rule r when publish_at is within daily 09:00 to 10:00 deny"


def test_the_zone_is_its_own_else_its_parents(files: Files, said: Said) -> None:
    base = f'policy base timezone "Asia/Tokyo" {AT_NINE}'
    nine_in_tokyo, nine_in_paris = "2026-11-23T00:30Z", "2026-11-23T08:30Z"
    inherited = files({"base": base, "mid": 'extends "base.playbook"', "heir": 'extends "mid.playbook"'})
    assert said(inherited, publish_at=nine_in_tokyo) == {"r": "deny"}
    assert said(inherited, publish_at=nine_in_paris) == {}
    own = files({"base": base, "heir": 'timezone "Europe/Paris" extends "base.playbook"'})
    assert said(own, publish_at=nine_in_tokyo) == {}
    assert said(own, publish_at=nine_in_paris) == {"r": "deny"}


def test_a_zone_that_is_a_field_is_inherited_as_the_field(files: Files, said: Said) -> None:
    base = f"policy base timezone account.timezone {AT_NINE}"
    policy = files({"base": base, "heir": 'extends "base.playbook"'})
    assert said(policy, publish_at="2026-11-23T00:30Z", account={"timezone": "Asia/Tokyo"}) == {"r": "deny"}
    assert said(policy, publish_at="2026-11-23T00:30Z") == {"r": "review?"}
    assert "account.timezone" in policy.reads


def test_lets_topics_and_asks_of_several_files_work_together(files: Files, said: Said) -> None:
    policy = files(
        {
            "words": 'topic pets words "dog" except "hot dog" let pet = text mentions pets',
            "base": 'use "words.playbook" topic zoo words pets, "lion" rule base-rule when pet warn',
            "heir": 'extends "base.playbook" rule own when text mentions zoo and not pet deny',
        }
    )
    assert said(policy, text="a dog") == {"base-rule": "warn"}
    assert said(policy, text="a lion and a hot dog") == {"own": "deny"}
