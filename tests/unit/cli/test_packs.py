"""`playbook packs`: what comes ready to use."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook._resources import folder
from playbook.cli import packs as command

Run = Callable[..., Any]


@pytest.mark.parametrize("arguments", [[], ["list"]])
def test_the_list_names_every_pack_with_its_words(run: Run, arguments: list[str]) -> None:
    done = run("packs", *arguments)
    assert (done.code, done.err) == (0, "")
    heads = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert [head.split()[0] for head in heads] == ["personal", "professional"]
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_one_is_printed_as_it_is_written(run: Run) -> None:
    done = run("packs", "show", "personal")
    assert done.code == 0
    assert done.out == (folder("policies") / "personal.playbook").read_text(encoding="utf-8")


def test_a_pack_that_cannot_be_read_is_listed_as_such(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "bad.playbook").write_bytes(b"\xff")
    monkeypatch.setattr(command, "available", lambda: {"bad": here / "bad.playbook"})
    assert run("packs").out == "bad  cannot be read\n"


def test_a_pack_of_somebody_else_cannot_drive_a_terminal(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "evil.playbook").write_text(
        'policy evil "\u202e\x9b"\n"""\u2066"""\n# \x1b[2J\n', encoding="utf-8"
    )
    monkeypatch.setattr(command, "available", lambda: {"evil": here / "evil.playbook"})
    out = run("packs").out + run("packs", "show", "evil").out
    assert not any(char in out for char in "\u202e\x9b\u2066\x1b")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "name the pack to show"),
        (["show", "profesional"], "there is no pack `profesional`; did you mean `professional`?"),
        (["show", "../personal"], "there is no pack `../personal`"),
        (["list", "personal"], "the list takes no name"),
        (["print"], "invalid choice"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run("packs", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
