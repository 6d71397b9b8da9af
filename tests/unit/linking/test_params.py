"""Params: defaults, what files set, what is set at load, and what is wrong with any of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

import playbook
from playbook.civil.window import Weekly
from playbook.errors import PolicyError, UsageError

Files = Callable[..., playbook.Policy]

ONE_OF_EACH = """policy p timezone "UTC"
param few: number = 1 + 2
param brand: text = "acme"
param strict: boolean = false
param start: time = 2026-11-23T10:00Z
param day: date = 2026-11-23
param gap: duration = 2 days
param hours: window = weekdays 09:00 to 17:00
param team: list of text = ["ana"]
param sizes: list of number = [1, 0.5]
rule r when text is brand deny"""


def codes(error: pytest.ExceptionInfo[PolicyError]) -> list[str]:
    return [one.code for one in error.value.diagnostics]


def test_defaults_are_constants_worked_out_once() -> None:
    assert playbook.compile(ONE_OF_EACH).params == {
        "few": 3,
        "brand": "acme",
        "strict": False,
        "start": datetime(2026, 11, 23, 10, tzinfo=UTC),
        "day": date(2026, 11, 23),
        "gap": timedelta(days=2),
        "hours": Weekly(frozenset(range(5)), 540, 1020),
        "team": ("ana",),
        "sizes": (1, Fraction(1, 2)),
    }


def test_a_default_may_name_other_params_in_any_order() -> None:
    policy = playbook.compile(
        """policy p
        param late: time = noon + shift * 2
        param shift: duration = 1 hour
        param noon: time = 2026-11-23T12:00Z
        rule r when publish_at is after late deny"""
    )
    assert policy.params["late"] == datetime(2026, 11, 23, 14, tzinfo=UTC)
    later = playbook.compile(
        """policy p param a: number = b + 1 param b: number = 1 rule r when count(hashtags) > a deny""", b=5
    )
    assert later.params == {"a": 6, "b": 5}


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("few", 5, 5),
        ("few", Fraction(1, 3), Fraction(1, 3)),
        ("few", "5", 5),
        ("few", "50%", Fraction(1, 2)),
        ("few", "2 * 3", 6),
        ("few", " 7 # seven", 7),
        ("brand", "5", "5"),
        ("brand", "", ""),
        ("strict", True, True),
        ("strict", "true", True),
        ("start", datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)),
        ("start", "2027-01-01T00:00Z", datetime(2027, 1, 1, tzinfo=UTC)),
        ("day", date(2027, 1, 1), date(2027, 1, 1)),
        ("day", "2027-01-01 + 1 day", date(2027, 1, 2)),
        ("gap", timedelta(hours=1), timedelta(hours=1)),
        ("gap", "90 minutes", timedelta(minutes=90)),
        ("hours", "sat 10:00 to 12:00", Weekly(frozenset({5}), 600, 720)),
        ("hours", Weekly(frozenset({5}), 600, 720), Weekly(frozenset({5}), 600, 720)),
        ("team", ("ben", "cho"), ("ben", "cho")),
        ("team", ["ben"], ("ben",)),
        ("team", '["ben", "cho"]', ("ben", "cho")),
        ("team", [], ()),
        ("sizes", "[1, 50%]", (1, Fraction(1, 2))),
    ],
)
def test_set_at_load_as_values_or_in_words(name: str, given: Any, expected: Any) -> None:
    assert playbook.compile(ONE_OF_EACH, **{name: given}).params[name] == expected


@pytest.mark.parametrize(
    ("name", "given", "wants"),
    [
        ("few", "many", "a number"),
        ("few", True, "a number"),
        ("few", None, "a number"),
        ("few", "", "a number"),
        ("few", '"5"', "a number"),
        ("few", "3 rule x deny", "a number"),
        ("few", "3 } param other: number = 4", "a number"),
        ("few", "brand", "a number"),
        ("few", "1 / 0", "a number"),
        ("few", float("nan"), "a number"),
        ("brand", 5, "a text"),
        ("brand", b"x", "a text"),
        ("strict", "yes", "a boolean"),
        ("strict", 1, "a boolean"),
        ("start", datetime(2027, 1, 1), "a time"),
        ("start", "2027-01-01", "a time"),
        ("day", "2027-02-30", "a date"),
        ("gap", 5, "a duration"),
        ("hours", "25:00", "a window"),
        ("hours", "daily 09:00 to 09:00", "a window"),
        ("hours", 9, "a window"),
        ("team", "ben", "a list of text"),
        ("team", [1], "a list of text"),
        ("team", '["ben", 1]', "a list of text"),
    ],
)
def test_a_value_of_another_type_is_refused(name: str, given: Any, wants: str) -> None:
    with pytest.raises(UsageError, match=f"^param `{name}` wants {wants}, and got "):
        playbook.compile(ONE_OF_EACH, **{name: given})


def test_what_it_got_is_not_repeated_at_length() -> None:
    with pytest.raises(UsageError) as error:
        playbook.compile(ONE_OF_EACH, few="x" * 5_000)
    assert len(str(error.value)) < 200


def test_an_unknown_name_gets_a_suggestion_when_close() -> None:
    with pytest.raises(UsageError, match=r"there is no param `strickt`; did you mean `strict`\?"):
        playbook.compile(ONE_OF_EACH, strickt=True)
    with pytest.raises(UsageError, match=r"there is no param `altogether_else`$"):
        playbook.compile(ONE_OF_EACH, altogether_else=5)


BASE = 'param few: number\nparam brand: text = "x"\nrule r when count(hashtags) > few deny'


def test_a_param_that_nothing_sets_is_an_error(files: Files) -> None:
    with pytest.raises(PolicyError) as error:
        files({"heir": BASE})
    assert codes(error) == ["PB430"]
    with pytest.raises(PolicyError) as error:
        files({"base": BASE, "heir": 'extends "base.playbook"'})
    assert codes(error) == ["PB430"]
    assert error.value.diagnostics[0].span.source.name.endswith("base.playbook")
    assert "`few`" in str(error.value)
    assert "few=…" in str(error.value)


@pytest.mark.parametrize(
    "clause", ['extends "base.playbook" with few = 2 + 3', 'use "base.playbook" with few = 5']
)
def test_files_set_params_where_they_take_a_policy_in(files: Files, clause: str) -> None:
    policy = files({"base": BASE, "heir": f"{clause} rule own when count(hashtags) > few warn"})
    assert policy.params == {"few": 5, "brand": "x"}


def test_a_binding_may_name_params_of_the_file_that_sets_it(files: Files) -> None:
    heir = 'extends "base.playbook" with few = most - 1 param most: number = 4'
    assert files({"base": BASE, "heir": heir}).params == {"few": 3, "most": 4, "brand": "x"}
    assert files({"base": BASE, "heir": heir}, most="10").params["few"] == 9


def test_a_param_of_a_grandparent_can_be_set(files: Files) -> None:
    texts = {"base": BASE, "mid": 'extends "base.playbook"', "heir": 'extends "mid.playbook" with few = 7'}
    assert files(texts).params["few"] == 7


def test_a_value_set_at_load_reaches_every_file(files: Files) -> None:
    texts = {"base": BASE, "mid": 'extends "base.playbook"', "heir": 'extends "mid.playbook"'}
    assert files(texts, few=8).params["few"] == 8


def test_set_by_a_file_it_cannot_be_set_at_load(files: Files) -> None:
    with pytest.raises(UsageError, match=r"param `few` is set in .*heir\.playbook already"):
        files({"base": BASE, "heir": 'extends "base.playbook" with few = 5'}, few=6)


@pytest.mark.parametrize(
    ("left", "right", "fine"),
    [
        ("5", "5", True),
        ("5", "2 + 3", True),
        ("5", "6", False),
    ],
)
@pytest.mark.parametrize("way", ["siblings", "ancestors"])
def test_set_by_two_files_it_has_to_be_the_same(
    files: Files, left: str, right: str, fine: bool, way: str
) -> None:
    texts = {
        "base": BASE,
        "left": f'extends "base.playbook" with few = {left}',
        "right": f'extends "base.playbook" with few = {right}',
        "heir": 'extends "left.playbook" extends "right.playbook"',
    }
    if way == "ancestors":
        texts["heir"] = f'extends "left.playbook" with few = {right}'
    if fine:
        assert files(texts).params["few"] == 5
        return
    with pytest.raises(PolicyError) as error:
        files(texts)
    assert codes(error) == ["PB431"]
    assert "set differently in two places" in str(error.value)
    assert "first set here" in str(error.value)


def test_texts_that_differ_in_case_are_different_values(files: Files) -> None:
    texts = {
        "base": BASE,
        "left": 'extends "base.playbook" with few = 1, brand = "acme"',
        "heir": 'extends "left.playbook" with brand = "Acme"',
    }
    with pytest.raises(PolicyError) as error:
        files(texts)
    assert codes(error) == ["PB431"]


def test_a_policy_by_two_paths_is_one_and_so_are_its_params(files: Files) -> None:
    texts = {
        "base": BASE,
        "left": 'extends "base.playbook" with few = 3',
        "right": 'extends "base.playbook"',
        "heir": 'extends "left.playbook" extends "right.playbook"',
    }
    policy = files(texts)
    assert policy.params["few"] == 3
    decision = playbook.evaluate({"hashtags": ["a"] * 4}, policy)
    assert [found.rule for found in decision.findings] == ["r"]


def test_a_constant_that_cannot_be_worked_out_is_unknown(files: Files) -> None:
    policy = playbook.compile("policy p param odd: number = 1 / 0 rule r when count(hashtags) > odd deny")
    found = playbook.evaluate({}, policy).findings[0]
    assert (found.state, str(found.verdict)) == ("undetermined", "review")
