"""`playbook mutate`: what no test noticed, the score, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

POLICY = """\
policy small
rule loud
  when text contains "!" and text contains "now"
  warn "Not so loud."
test "a shout" given text = "Hey now!" expect warn from loud
test "a whisper" given text = "hey now" expect no loud
"""


@pytest.fixture
def small(here: Path) -> Path:
    path = here / "small.playbook"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.mark.usefixtures("small")
def test_survivors_are_listed(run: Run) -> None:
    done = run("mutate", "small.playbook")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "small.playbook:3:25: `loud`: dropped a part\n"
        '  - when text contains "!" and text contains "now"\n'
        '  + when text contains "!"\n'
        "\n"
        "small.playbook: 85.7 % noticed (6 of 7 changes)\n"
    )


@pytest.mark.usefixtures("small")
def test_a_minimum(run: Run) -> None:
    assert run("mutate", "small.playbook", "--min-score", "85").code == 0
    done = run("mutate", "small.playbook", "--min-score", "90")
    assert (done.code, done.err) == (1, "error: the score is 85.7 %, and has to be 90 % at least\n")


@pytest.mark.usefixtures("small")
def test_json(run: Run) -> None:
    made = json.loads(run("mutate", ".", "--format", "json").out)
    assert [file["file"] for file in made["files"]] == ["house.playbook", "small.playbook"]
    (survivor,) = made["files"][1]["survivors"]
    assert survivor == {
        "kind": "rule",
        "name": "loud",
        "change": "dropped a part",
        "line": 3,
        "column": 25,
        "before": ['  when text contains "!" and text contains "now"'],
        "after": ['  when text contains "!"'],
    }


def test_tests_have_to_pass_first(run: Run, small: Path) -> None:
    small.write_text(POLICY.replace('"hey now"', '"hey now!"'), encoding="utf-8")
    done = run("mutate", "small.playbook")
    assert done.code == 1
    assert done.err == "error: “a whisper” fails as it is; run `playbook test` first\n"
    assert done.out == "small.playbook: not tried, since its own tests fail\n"


def test_mistakes_stop_it(run: Run, small: Path) -> None:
    small.write_text(POLICY.replace("text contains", "txet contains"), encoding="utf-8")
    done = run("mutate", "small.playbook")
    assert done.code == 2
    assert "unknown name `txet`" in done.out


def test_a_file_that_is_not_there(run: Run) -> None:
    done = run("mutate", "gone.playbook")
    assert (done.code, done.out) == (2, "")
