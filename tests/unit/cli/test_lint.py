"""`playbook lint`: what it says, what it mends, and with what exit code."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

IDLE = 'policy idle\ntopic spare words "x", "X"\nrule ads when sponsored warn "Say so."\n'


@pytest.fixture
def idle(here: Path) -> Path:
    (here / "idle.playbook").write_text(IDLE)
    return here / "idle.playbook"


def test_nothing_to_say(run: Run) -> None:
    done = run("lint", "house.playbook", "--ignore", "untested-rule")
    assert (done.code, done.out, done.err) == (0, "Nothing to say: 1 file linted.\n", "")


def test_findings(run: Run, idle: Path) -> None:
    done = run("lint", "idle.playbook")
    assert done.code == 1
    assert done.out.startswith("warning[PB711]: topic `spare` is not used\n --> idle.playbook:2:7\n")
    assert done.out.endswith("\n2 findings in 1 file.\n")


def test_select_and_ignore(run: Run, idle: Path) -> None:
    assert run("lint", "idle.playbook", "--ignore", "PB711,duplicate-term").code == 0
    done = run("lint", "idle.playbook", "--select", "no-see", "--format", "json")
    assert (done.code, [one["slug"] for one in json.loads(done.out)]) == (1, ["no-see"])


def test_fix(run: Run, idle: Path) -> None:
    idle.chmod(0o640)
    idle.write_bytes(b"\xef\xbb\xbf" + IDLE.replace("\n", "\r\n").encode())
    done = run("lint", "idle.playbook", "--fix")
    assert done.code == 1
    assert done.out.startswith("mended idle.playbook:2: the term `X` stands here twice (duplicate-term)\n\n")
    assert idle.read_bytes() == b"\xef\xbb\xbf" + IDLE.replace(', "X"', "").replace("\n", "\r\n").encode()
    assert stat.S_IMODE(idle.stat().st_mode) == 0o640
    done = run("lint", "idle.playbook", "--unsafe-fixes")
    assert done.code == 0
    assert "spare" not in idle.read_text()
    assert {file.name for file in idle.parent.iterdir()} == {"house.playbook", "idle.playbook"}


def test_fix_follows_a_link(run: Run, idle: Path) -> None:
    (idle.parent / "link.playbook").symlink_to(idle)
    run("lint", "link.playbook", "--fix")
    assert (idle.parent / "link.playbook").is_symlink()
    assert idle.read_text() == IDLE.replace(', "X"', "")


def test_baseline(run: Run, idle: Path, here: Path) -> None:
    done = run("lint", "idle.playbook", "--baseline", "known.json", "--write-baseline")
    assert (done.code, done.err) == (0, "2 findings written to known.json\n")
    assert run("lint", "idle.playbook", "--baseline", "known.json").code == 0
    idle.write_text(IDLE.replace('"X"', '"y", "Y"'))
    done = run("lint", "idle.playbook", "--baseline", "known.json")
    assert done.code == 1
    assert "the term `Y`" in done.out and "spare` is not used" not in done.out
    assert done.err == "1 finding of the baseline no longer there: write it anew\n"


def test_a_policy_with_mistakes_is_not_linted(run: Run, idle: Path, here: Path) -> None:
    (here / "bad.playbook").write_text("policy bad\nrule x when sponsord warn\n")
    done = run("lint", ".", "--fix")
    assert done.code == 2
    assert "unknown name `sponsord`" in done.out
    assert "1 mistake in 3 files" in done.out
    assert (here / "bad.playbook").read_text() == "policy bad\nrule x when sponsord warn\n"


def test_only_the_file_itself(run: Run, idle: Path, here: Path) -> None:
    (here / "heir.playbook").write_text('policy heir extends "idle.playbook"\n')
    assert run("lint", "heir.playbook").code == 0


def test_rules_that_are_not_supported_yet(run: Run, here: Path) -> None:
    text = (
        'policy watching\nparam few: number = 2\nwatch quiet when count(account.admins) < few warn "More."\n'
    )
    (here / "watching.playbook").write_text(text)
    assert run("lint", "watching.playbook").code == 0


@pytest.mark.parametrize("wanted", ["concise", "jsonl", "github", "gitlab", "junit", "sarif"])
def test_formats(run: Run, idle: Path, wanted: str) -> None:
    done = run("lint", "idle.playbook", "--format", wanted)
    assert done.code == 1
    assert "PB711" in done.out
    assert run("lint", "idle.playbook", "--format", wanted, "--fix", "--ignore", "PB711").code == 0


def test_several_jobs(run: Run, idle: Path) -> None:
    assert run("lint", ".", "--jobs", "2").out == run("lint", ".").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gone.playbook"], "there is no such file"),
        (["house.playbook", "--select", "never-fire"], "did you mean `never-fires`?"),
        (["house.playbook", "--write-baseline"], "--baseline FILE"),
        (["house.playbook", "--baseline", "gone.json"], "gone.json: there is no such baseline"),
        (["house.playbook", "--baseline", "house.playbook"], "this is no baseline"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run("lint", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_pack_is_not_mended(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.cli import lint_files

    monkeypatch.setattr(lint_files, "rewrite", lambda path, text: pytest.fail("a pack was changed"))
    assert "mended" not in run("lint", "personal", "--unsafe-fixes").out


def test_a_rule_that_needs_an_extra(run: Run, idle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.cli import lint

    monkeypatch.setattr(lint, "frequency", lambda: None)
    assert "common-term" not in run("lint", "idle.playbook").err
    assert "playbook-policy[lint]" in run("lint", "idle.playbook", "--select", "common-term").err
