"""`--format` and `--jobs` of the commands that find mistakes: another format is another look, and no other answer."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.cli import jobs
from playbook.diagnostics.formats import FORMATS

Run = Callable[..., Any]

BAD = 'policy bad\nrule x when author.trianed deny "\u202eNo."\n'


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("name", "code"), [("house.playbook", 0), ("bad.playbook", 1), ("gone.playbook", 2)])
def test_a_format_changes_no_exit_code(run: Run, here: Path, form: str, name: str, code: int) -> None:
    (here / "bad.playbook").write_text(BAD)
    done = run("check", name, "--format", form)
    assert done.code == code
    if code == 1:
        assert "PB201" in done.out
    if code == 2:
        assert done.out == ""
    assert "\u202e" not in done.out


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"full"}))
def test_a_machine_format_has_no_other_words(run: Run, here: Path, form: str) -> None:
    done = run("check", "house.playbook", "--format", form)
    assert "All well" not in done.out
    assert done.err == ""


def test_concise_has_colours_where_they_are_wanted(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "bad.playbook").write_text(BAD)
    assert run("check", "bad.playbook", "--format", "concise").out == (
        "bad.playbook:2:13: PB201 unknown field `author.trianed`\n"
    )
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mPB201" in run("check", "bad.playbook", "--format", "concise").out
    for form in sorted(set(FORMATS) - {"full", "concise"}):
        assert "\x1b" not in run("check", "bad.playbook", "--format", form).out


def test_junit_names_what_is_well(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text(BAD)
    out = run("check", "house.playbook", "bad.playbook", "--format", "junit").out
    assert '<testsuite name="house.playbook"' in out
    assert 'tests="2" failures="1"' in out


@pytest.mark.parametrize("number", ["2", "0", "64"])
def test_jobs_change_no_answer(run: Run, here: Path, number: str) -> None:
    for name in "cab":
        (here / f"{name}.playbook").write_text(BAD.replace("bad", name))
    names = ["c.playbook", "a.playbook", "house.playbook", "b.playbook"]
    alone = run("check", *names, "--format", "json")
    together = run("check", *names, "--format", "json", "--jobs", number)
    assert (together.code, together.out, together.err) == (alone.code, alone.out, alone.err)
    assert [item["file"] for item in json.loads(together.out)] == ["c.playbook", "a.playbook", "b.playbook"]


@pytest.mark.parametrize("number", ["-1", "65", "two", "1.5", "9" * 5000, "٣"])
def test_jobs_that_are_no_number(run: Run, number: str) -> None:
    done = run("check", "house.playbook", f"--jobs={number}")
    assert (done.code, done.out) == (2, "")
    assert "a number from 0 to 64" in done.err


def _die(number: int) -> int:
    import os

    os._exit(number)


def test_a_process_that_dies_is_said() -> None:
    with pytest.raises(Exception, match="--jobs: a process ended before its work was done"):
        list(jobs.in_order(_die, [1, 2], 2))


def test_what_fails_in_a_process_is_raised_here() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(jobs.in_order(int, ["1", "x", "2"], 2))
