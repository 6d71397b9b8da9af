"""What a process remembers of policies: the same as long as everything that went into it says the same."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook import api
from playbook.model.post import Post
from playbook.packs import memory
from playbook.packs.memory import Input, Memory, known_by

TEXT = 'policy acme extends "base.playbook" use "words.playbook" rule r when text mentions bad warn "No."'


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    api._MEMORY.forget()
    yield
    api._MEMORY.forget()


@pytest.fixture
def acme(tmp_path: Path) -> Path:
    (tmp_path / "base.playbook").write_text("policy base rule b when sponsored deny")
    (tmp_path / "words.playbook").write_text('policy words topic bad words from "bad.txt"')
    (tmp_path / "bad.txt").write_text("oops\n")
    (tmp_path / "acme.playbook").write_text(TEXT)
    return tmp_path / "acme.playbook"


def test_a_policy_is_loaded_once(acme: Path) -> None:
    first = playbook.load(acme)
    assert playbook.load(acme) is first
    assert playbook.load("professional") is playbook.load("professional")
    text = acme.read_text()
    assert playbook.compile(text, folder=acme.parent) is playbook.compile(text, folder=acme.parent)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("acme.playbook", TEXT.replace("No.", "Not so.")),
        ("base.playbook", "policy base rule b when sponsored review"),
        ("words.playbook", 'policy words topic bad words from "bad.txt", "more"'),
        ("bad.txt", "oops\nouch\n"),
    ],
)
def test_what_any_file_says_counts_and_not_when_it_was_written(acme: Path, file: str, text: str) -> None:
    first, path = playbook.load(acme), acme.parent / file
    times = path.stat()
    path.write_text(text)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    other = playbook.load(acme)
    assert other is not first
    assert other.digest != first.digest
    path.touch()
    assert playbook.load(acme) is other


@pytest.mark.parametrize("file", ["base.playbook", "words.playbook", "bad.txt"])
def test_a_file_that_is_gone_or_wrong_is_noticed(acme: Path, file: str) -> None:
    playbook.load(acme)
    (acme.parent / file).unlink()
    with pytest.raises(playbook.PolicyError):
        playbook.load(acme)
    (acme.parent / file).mkdir()
    with pytest.raises(playbook.PolicyError):
        playbook.load(acme)


def test_mistakes_are_not_remembered(tmp_path: Path) -> None:
    path = tmp_path / "acme.playbook"
    path.write_text("policy acme rule r when nothing warn")
    for _ in range(2):
        with pytest.raises(playbook.PolicyError):
            playbook.load(path)


def test_params_and_the_post_type_tell_policies_apart() -> None:
    class Ours(Post):
        mood: str | None = None

    text = "policy acme param most: number = 1 rule r when count(hashtags) > most warn"
    policies = [
        playbook.compile(text),
        playbook.compile(text, most=2),
        playbook.compile(text, most=2.5),
        playbook.compile(text, name="other"),
        playbook.compile(text, post_type=Ours),
    ]
    assert len({id(policy) for policy in policies}) == len(policies)
    assert playbook.compile(text, most=2) is policies[1]
    with pytest.raises(playbook.UsageError):
        playbook.compile(text, most=True)


def test_a_relative_path_is_another_file_elsewhere(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(acme.parent)
    first = playbook.load("acme.playbook")
    inner = acme.parent / "inner"
    inner.mkdir()
    (inner / "acme.playbook").write_text("policy inner rule r deny")
    monkeypatch.chdir(inner)
    assert playbook.load("acme.playbook").name == "inner"
    monkeypatch.chdir(acme.parent)
    assert playbook.load("acme.playbook") is first


def test_it_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(memory.SWITCH, "off")
    assert playbook.load("personal") is not playbook.load("personal")


def test_values_that_only_look_the_same() -> None:
    instant = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    values: list[Any] = [1, True, 1.0, Fraction(1), "1", [1], (1,), [[1]], instant, instant.astimezone(UTC)]
    keys = [known_by(value) for value in values]
    assert None not in keys
    assert len(set(keys)) == len(values)
    assert [known_by(value) for value in (object(), {"a": 1}, [object()], memory.digest)] == [None] * 4


def test_only_so_many_and_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MAX_REMEMBERED", 2)
    monkeypatch.setattr(memory, "MAX_REMEMBERED_BYTES", 100)
    kept: Memory[str] = Memory()
    for name in "ab":
        kept.keep(name, name.upper(), [], 10)
    assert kept.recall("a") == "A"
    kept.keep("c", "C", [], 10)
    assert [kept.recall(name) for name in "abc"] == ["A", None, "C"]
    kept.keep("d", "D", [], 95)
    assert [kept.recall(name) for name in "acd"] == [None, None, "D"]
    kept.keep("e", "E", [], 101)
    assert kept.recall("e") is None


def test_inputs_hold_or_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x")
    assert Input("file", str(path), memory.digest(b"x")).holds()
    assert not Input("file", str(path), memory.digest(b"y")).holds()
    assert not Input("file", str(tmp_path), memory.digest(b"")).holds()
    assert not Input("pack", "professional", str(path)).holds()
