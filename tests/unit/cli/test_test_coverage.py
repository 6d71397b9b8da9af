"""`playbook test`: coverage and the formats for programs, where they go, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

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
def test_the_summary(run: Run) -> None:
    done = run("test", "small.playbook", "--coverage")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "small.playbook  coverage 83.3 % (rules 2 of 2, parts of conditions 3 of 4)\n"
        '  3:30  text contains "now"  no rule stays quiet because of it alone\n'
        "\n"
        "2 passed\n"
    )


@pytest.mark.usefixtures("small")
def test_a_minimum(run: Run) -> None:
    assert run("test", "small.playbook", "--min-coverage", "83").code == 0
    done = run("test", "small.playbook", "--min-coverage", "83.4")
    assert (done.code, done.err) == (
        1,
        "error: small.playbook: the coverage is 83.3 %, and has to be 83.4 % at least\n",
    )


@pytest.mark.parametrize("number", ["-1", "101", "nan", "many"])
@pytest.mark.usefixtures("small")
def test_a_minimum_that_is_none(run: Run, number: str) -> None:
    done = run("test", "small.playbook", f"--min-coverage={number}")
    assert done.code == 2
    assert "it has to be a number from 0 to 100" in done.err


@pytest.mark.usefixtures("small")
def test_a_format_for_programs_has_standard_output_to_itself(run: Run) -> None:
    done = run("test", "small.playbook", "--coverage-format", "json")
    assert done.code == 0
    assert json.loads(done.out)["coverage"]["seen"] == 5
    assert done.err == "2 passed\n"


@pytest.mark.parametrize(
    ("kind", "begins"), [("lcov", "TN:\nSF:small"), ("html", "<!DOCTYPE"), ("json", "{")]
)
@pytest.mark.usefixtures("small")
def test_or_goes_to_a_file(run: Run, here: Path, kind: str, begins: str) -> None:
    done = run("test", "small.playbook", "--coverage-format", kind, "--output", "out")
    assert (done.code, done.out, done.err) == (0, "2 passed\n", "")
    assert (here / "out").read_text(encoding="utf-8").startswith(begins)


@pytest.mark.usefixtures("small")
def test_results_for_programs(run: Run, here: Path) -> None:
    done = run("test", ".", "--format", "json")
    assert (done.code, json.loads(done.out)["passed"]) == (0, 3)
    done = run("test", ".", "--format", "junit", "--output", "junit.xml")
    assert (done.code, done.out) == (0, "")
    root = ElementTree.parse(here / "junit.xml").getroot()  # noqa: S314
    assert [suite.get("tests") for suite in root] == ["1", "2"]


@pytest.mark.usefixtures("small")
def test_results_and_coverage_together(run: Run, here: Path) -> None:
    done = run("test", "small.playbook", "--format", "json", "--coverage")
    assert json.loads(done.out)["coverage"]["rules"]["seen"] == 2
    done = run(
        "test", "small.playbook", "--format", "junit", "--coverage-format", "lcov", "--output", "lcov.info"
    )
    assert ElementTree.fromstring(done.out).get("tests") == "2"  # noqa: S314
    assert (here / "lcov.info").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--output", "x"], "--output wants a format for programs"),
        (["--format", "json", "--coverage-format", "lcov"], "would be mixed up"),
        (["--coverage-format", "lcov", "--output", "gone/x"], "it cannot be written"),
    ],
)
@pytest.mark.usefixtures("small")
def test_what_makes_no_sense(run: Run, arguments: list[str], said: str) -> None:
    done = run("test", "small.playbook", *arguments)
    assert done.code == 2
    assert said in done.err


def test_a_machine_format_changes_no_exit_code(run: Run, small: Path) -> None:
    small.write_text(POLICY.replace('"hey now"', '"hey now!"'), encoding="utf-8")
    for kind in ("text", "json", "junit"):
        assert run("test", "small.playbook", "--format", kind).code == 1
    small.write_text(POLICY.replace("text contains", "txet contains"), encoding="utf-8")
    for kind in ("text", "json", "junit"):
        assert run("test", "small.playbook", "--format", kind, "--min-coverage", "50").code == 2


@pytest.mark.usefixtures("small")
def test_the_configuration_sets_a_minimum(run: Run, here: Path) -> None:
    (here / "playbook.toml").write_text("min-coverage = 90\n", encoding="utf-8")
    assert run("test", "small.playbook").code == 1
    assert run("test", "small.playbook", "--min-coverage", "80").code == 0
    assert run("test", "small.playbook", "--no-config").code == 0


@pytest.mark.usefixtures("small")
def test_several_processes_say_the_same(run: Run) -> None:
    alone = run("test", ".", "--coverage")
    assert run("test", ".", "--coverage", "--jobs", "2").out == alone.out


def test_a_failure_names_the_file_that_decided_it(run: Run, small: Path, here: Path) -> None:
    heir = 'policy heir extends "small.playbook"\ntest "x" given text = "Hey now!" expect allow\n'
    (here / "heir.playbook").write_text(heir, encoding="utf-8")
    done = run("test", "heir.playbook")
    assert done.code == 1
    assert "\n ::: small.playbook:3:8\n" in done.out
