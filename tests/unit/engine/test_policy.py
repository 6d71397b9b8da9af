"""A compiled policy as apps hold it: what it says of itself, what its digest is made of, and that threads may share
it.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any

import pytest

import playbook
from playbook.model.schema import Fact

TEXT = """policy acme "Acme" version "2.1"
\"\"\"What Acme posts.\"\"\"
timezone account.timezone
for account.kind is professional
param hours: window = weekdays 09:00 to 17:00
param few: number = 3
param names: list of text = ["a", "b"]
ask own_words "Own words?"
let many = count(hashtags) > few
rule when-open delay until hours
rule tags when many and any media where kind is photo and consent is missing warn
rule tone require own_words otherwise review by names
"""


def test_what_it_says_of_itself() -> None:
    policy = playbook.compile(TEXT, few=2)
    assert (policy.name, policy.title, policy.version, policy.doc) == (
        "acme",
        "Acme",
        "2.1",
        "What Acme posts.",
    )
    assert policy.rules == ("tags", "tone", "when-open")
    assert policy.params["few"] == 2
    assert policy.params["names"] == ("a", "b")
    assert repr(policy) == "<Policy acme 2.1: 3 rules>"


def test_the_fields_that_it_reads() -> None:
    reads = set(playbook.compile(TEXT).reads)
    clauses = {
        "account.kind",
        "account.timezone",
        "answers.own_words",
        "hashtags",
        "media.kind",
        "media.consent",
    }
    assert clauses | {"media", "publish_at", "approvals", "author.id"} <= reads
    assert "sponsored" not in reads
    assert playbook.compile("policy p").reads == ()


@pytest.mark.parametrize("field", ["sponsored", "audience.visibility", "purpose", "platform", "author.roles"])
def test_a_field_that_it_does_not_read_changes_nothing(field: str) -> None:
    policy = playbook.compile(TEXT)
    assert field not in policy.reads
    values: dict[str, Any] = {
        "author.roles": ["x"],
        "sponsored": True,
        "audience.visibility": "public",
        "purpose": "news",
    }
    owner, _, name = field.rpartition(".")
    value = values.get(field, "x")
    facts = {owner: {name: value}} if owner else {name: value}
    assert playbook.evaluate(facts, policy) == playbook.evaluate({}, policy)


def test_it_cannot_be_changed() -> None:
    policy = playbook.compile(TEXT)
    for name in ("name", "linked", "rules", "digest"):
        with pytest.raises((AttributeError, FrozenInstanceError)):
            setattr(policy, name, None)
    params = policy.params
    if isinstance(params, dict):
        params.pop("few")
    assert policy.params["few"] == 3


# ---------------------------------------------------------------------------------------------------------- the digest


def test_the_digest_is_the_same_for_the_same_policy_and_hangs_on_every_letter_of_it() -> None:
    assert playbook.compile(TEXT).digest == playbook.compile(TEXT, name="elsewhere").digest
    assert playbook.compile(TEXT).digest.startswith("sha256:")
    changed = [TEXT.replace("3", "4"), TEXT.replace("warn", "deny"), TEXT + "# a word"]
    assert len({playbook.compile(one).digest for one in [TEXT, *changed]}) == 4


@pytest.mark.parametrize(
    "params",
    [
        {"few": 4},
        {"few": Fraction(7, 2)},
        {"names": ["a"]},
        {"names": ["a", "b", "c"]},
        {"names": ["a, b"]},
        {"hours": "weekdays 09:00 to 17:30"},
    ],
)
def test_it_hangs_on_the_params(params: dict[str, Any]) -> None:
    assert playbook.compile(TEXT, **params).digest != playbook.compile(TEXT).digest


def test_a_param_set_to_its_default_is_the_same_policy() -> None:
    assert playbook.compile(TEXT, few=3, names=["a", "b"]).digest == playbook.compile(TEXT).digest


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "a.playbook"


def digests(folder: Path, *versions: dict[str, str]) -> list[str]:
    return [playbook.load(write(folder / str(number), files)).digest for number, files in enumerate(versions)]


def test_it_hangs_on_term_files_and_on_which_is_which(tmp_path: Path) -> None:
    text = """policy a
    topic t words from "t.txt"
    topic u words from "u.txt"
    rule r when text mentions t deny
    rule s when text mentions u warn"""
    once, same, changed, swapped = digests(
        tmp_path,
        {"a.playbook": text, "t.txt": "one", "u.txt": "two"},
        {"a.playbook": text, "t.txt": "one", "u.txt": "two"},
        {"a.playbook": text, "t.txt": "one", "u.txt": "two\nthree"},
        {"a.playbook": text, "t.txt": "two", "u.txt": "one"},
    )
    assert once == same
    assert len({once, changed, swapped}) == 3


def test_it_hangs_on_the_files_that_it_takes_in_and_on_which_is_which(tmp_path: Path) -> None:
    text = 'policy a extends "x.playbook" extends "y.playbook" change rule only-x to deny because "so"'
    with_x = text.replace('"x.playbook"', '"x.playbook" with few = 1').replace("only-x", "shared")
    top = "policy top param few: number = 3 rule shared when count(hashtags) > few warn"
    left = 'policy side extends "top.playbook" for sponsored'
    right = 'policy side extends "top.playbook" for author.on_duty'
    once, changed = digests(
        tmp_path,
        {"a.playbook": with_x, "x.playbook": left, "y.playbook": right, "top.playbook": top},
        {
            "a.playbook": with_x,
            "x.playbook": left,
            "y.playbook": right,
            "top.playbook": top.replace("warn", "deny"),
        },
    )
    assert once != changed


def test_it_hangs_on_which_file_is_taken_in_by_which_name(tmp_path: Path) -> None:
    text = 'policy a extends "x.playbook" use "y.playbook"'
    one = "policy one rule strict-one when sponsored deny"
    other = "policy other rule strict-other when author.on_duty deny"
    once, swapped = digests(
        tmp_path,
        {"a.playbook": text, "x.playbook": one, "y.playbook": other},
        {"a.playbook": text, "x.playbook": other, "y.playbook": one},
    )
    assert once != swapped


def test_it_hangs_on_the_fields_of_the_post() -> None:
    class Shop(playbook.Post):
        price: Annotated[int | None, Fact("What does it cost?")] = None
        """What it costs."""

    text = "policy p rule r when sponsored deny"
    assert playbook.compile(text, post_type=Shop).digest != playbook.compile(text).digest


# --------------------------------------------------------------------------------------------------------- many threads


def test_threads_may_share_it() -> None:
    policy = playbook.compile(
        """policy p timezone account.timezone
        topic fruit words "apple", "pear"
        param hours: window = daily 09:00 to 17:00
        rule fruit
          when text mentions fruit and count(media where consent is "x") >= 1
          review by "legal" "{text} at {publish_at}"
        rule open delay until hours
        """
    )
    zones = ("UTC", "Asia/Tokyo", None)
    posts = [
        playbook.Post.model_validate(
            {
                "text": f"apple {number}" if number % 2 else f"bread {number}",
                "media": [{"consent": "x" if number % 3 else None}],
                "publish_at": "2026-11-23T01:00Z",
                "account": {"timezone": zones[number % 3]},
            }
        )
        for number in range(60)
    ]
    alone = [playbook.evaluate(post, policy).model_dump_json() for post in posts]
    fresh = playbook.compile(policy.linked.module.source.text)
    with ThreadPoolExecutor(max_workers=8) as pool:
        for policy_ in (policy, fresh):
            together = list(
                pool.map(lambda post, by=policy_: playbook.evaluate(post, by).model_dump_json(), posts * 3)
            )
            assert together == alone * 3
    assert len(set(alone)) > 10


def test_evaluating_many_reads_posts_as_it_goes() -> None:
    policy = playbook.compile("policy p rule r when sponsored deny")
    asked: list[int] = []

    def posts() -> Any:
        for number in range(3):
            asked.append(number)
            yield {"sponsored": bool(number % 2)}

    decisions = playbook.evaluate_many(posts(), policy)
    assert asked == []
    assert next(decisions).verdict == "allow"
    assert asked == [0]
    assert [one.verdict for one in decisions] == ["deny", "allow"]


def test_judging_leaves_the_clock_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(time, "time", lambda: pytest.fail("it read the clock"))
    policy = playbook.compile('policy p timezone "UTC" rule r delay until daily 09:00 to 10:00')
    decision = playbook.evaluate({}, policy)
    assert (decision.verdict, decision.earliest) == ("delay", None)
    assert timedelta(0) == timedelta()
