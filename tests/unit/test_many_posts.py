"""`evaluate_many`, in one process and in several: the same decisions, in order, no post taken before it is needed."""

import itertools
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

import playbook
from playbook import processes
from playbook.api import POSTS_AT_ONCE

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOUSE = """policy house
  timezone "Europe/London"
param most: number = 1
topic rivals words from "terms/rivals.txt"
rule no-rivals when text mentions rivals deny "Not them."
rule few-hashtags when count(hashtags) > most warn "Fewer."
rule paid when sponsored review
"""
POSTS: list[dict[str, Any]] = [
    {"text": text, "sponsored": sponsored}
    for text in ("Globex is worse", "#a #b", "#a", "Grüße, 漢字 \u202e", "x" * 3000)
    for sponsored in (True, False, None)
]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> playbook.Policy:
    """A policy of two files, named by a path that only means something in one folder."""
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "rivals.txt").write_text("Globex\nInitech\n")
    (tmp_path / "house.playbook").write_text(HOUSE)
    monkeypatch.chdir(tmp_path)
    return playbook.load("house.playbook", most="2")


def many(*arguments: Any, **named: Any) -> list[playbook.Decision]:
    return list(playbook.evaluate_many(*arguments, **named))


def test_several_processes_give_the_same(
    house: playbook.Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = 'policy calm extends "house.playbook" rule calm when text contains "x" advise'
    policies = [house, playbook.compile(calm, folder=Path())]
    posts = POSTS * 20
    monkeypatch.chdir(tmp_path.parent)  # the policies are found wherever the program has gone since
    there = many(posts, policies, now=MONDAY, jobs=2)
    assert there == [playbook.evaluate(post, policies, now=MONDAY) for post in posts]


def test_posts_of_every_kind(house: playbook.Policy) -> None:
    fields: Mapping[str, Any] = MappingProxyType(
        POSTS[0]
    )  # this cannot be pickled, and is a mapping all the same
    posts = [playbook.Post(**POSTS[0]), fields, dict(fields)]
    assert len(set(many(posts, house, jobs=2))) == 1


def test_an_apps_own_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shop_posts.py").write_text(
        "import playbook\nclass ShopPost(playbook.Post):\n    stock: int | None = None\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "shop_posts", raising=False)
    from shop_posts import ShopPost  # type: ignore[import-not-found]

    shop = playbook.compile("policy shop rule sold-out when stock < 1 deny", post_type=ShopPost)
    posts = [ShopPost(stock=0), {"stock": 1}, {}]
    assert [str(one.verdict) for one in playbook.evaluate_many(posts, shop, jobs=2)] == [
        "deny",
        "allow",
        "review",
    ]


def test_an_endless_iterator(house: playbook.Policy) -> None:
    numbers = itertools.count()

    def posts() -> Iterator[dict[str, Any]]:
        for number in numbers:
            yield {"text": f"Number {number}", "sponsored": False}

    decisions = playbook.evaluate_many(posts(), house)
    assert next(numbers) == 0
    next(decisions)
    assert next(numbers) == 2
    there = playbook.evaluate_many(posts(), house, jobs=2)
    assert next(numbers) == 3
    next(there)
    assert next(numbers) == 4 + 3 * POSTS_AT_ONCE


@pytest.mark.parametrize(("jobs", "at"), [(1, 0), (1, 3), (2, 3 * POSTS_AT_ONCE + 1)])
def test_a_bad_post_raises_when_its_turn_comes(house: playbook.Policy, jobs: int, at: int) -> None:
    posts: list[Any] = [{"text": "fine", "sponsored": False}] * (4 * POSTS_AT_ONCE)
    posts[at] = {"txt": "fine"}
    decisions = playbook.evaluate_many(posts, house, jobs=jobs)
    assert len(list(itertools.islice(decisions, at))) == at
    with pytest.raises(playbook.PostError, match="did you mean `text`") as caught:
        next(decisions)
    assert caught.value.problems[0][0] == "txt"
    assert list(decisions) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_posts_that_stop_coming(house: playbook.Policy, jobs: int) -> None:
    def posts() -> Iterator[dict[str, Any]]:
        yield from POSTS * 5
        raise ConnectionError("the archive is gone")

    decisions = playbook.evaluate_many(posts(), house, jobs=jobs)
    assert len(list(itertools.islice(decisions, 5 * len(POSTS)))) == 5 * len(POSTS)
    with pytest.raises(ConnectionError):
        next(decisions)


def test_a_post_that_is_none_and_cannot_be_sent_either(house: playbook.Policy) -> None:
    with pytest.raises(playbook.UsageError, match="a post is a `Post` or a mapping"):
        many([POSTS[0], lambda: None], house, jobs=2)
    with pytest.raises(playbook.PostError):
        many([{"text": lambda: None}], house, jobs=2)


def test_files_that_changed_meanwhile(house: playbook.Policy, tmp_path: Path) -> None:
    (tmp_path / "terms" / "rivals.txt").write_text("Globex\n")
    with pytest.raises(playbook.UsageError, match="changed while it was in use"):
        many(POSTS, house, jobs=2)


def test_what_makes_no_sense_is_said_at_once(house: playbook.Policy) -> None:
    for jobs in (-1, 65):
        with pytest.raises(playbook.UsageError, match="from 0 to 64"):
            playbook.evaluate_many([], house, jobs=jobs)

    class LocalPost(playbook.Post):
        """One that no other process can find."""

    local = playbook.compile("policy p", post_type=LocalPost)
    with pytest.raises(playbook.UsageError, match="cannot be sent to another process"):
        playbook.evaluate_many([], local, jobs=2)
    LocalPost.__module__ = "__main__"
    with pytest.raises(playbook.UsageError, match="move it to a module"):
        playbook.evaluate_many([], local, jobs=2)
    with pytest.raises(playbook.UsageError, match="cannot be made again"):
        playbook.evaluate_many([], playbook.Policy(house.linked), jobs=2)


def test_all_processors(house: playbook.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "processors", lambda: 1)
    numbers = itertools.count()
    next(playbook.evaluate_many(({"text": f"{n}"} for n in numbers), house, jobs=0))
    assert next(numbers) == 1  # one processor, one process: this one
