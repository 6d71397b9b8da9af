"""`playbook test`: which tests fail, and which rules no test has seen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

POLICY = """\
policy small
rule loud
  when text contains "!"
  warn "Not so loud."
test "a shout"
  given text = "Hey!"
  expect warn from loud
test "a whisper"
  given text = "hey"
  expect no loud
"""


def test_all_pass(run: Run, here: Path) -> None:
    (here / "small.playbook").write_text(POLICY)
    done = run("test", "small.playbook")
    assert (done.code, done.out, done.err) == (0, "2 passed\n", "")


def test_rules_that_no_test_has_seen(run: Run) -> None:
    done = run("test", "house.playbook")
    assert done.code == 0
    assert done.out == (
        "house.playbook\n"
        "  no test has seen fire: max-hashtags, office-hours, paid\n"
        "  no test has seen stay quiet: no-rivals, office-hours, paid\n"
        "\n"
        "1 passed\n"
    )


def test_a_failure_shows_the_expectation(run: Run, here: Path) -> None:
    (here / "small.playbook").write_text(POLICY.replace('"hey"', '"hey!"'))
    done = run("test", "small.playbook")
    assert done.code == 1
    assert done.out.startswith("error[test]: “a whisper” failed\n  --> small.playbook:10:")
    assert done.out.endswith("1 passed, 1 failed\n")


def test_a_policy_with_mistakes_is_not_tested(run: Run, here: Path) -> None:
    (here / "small.playbook").write_text(POLICY.replace("text contains", "txet contains"))
    done = run("test", "small.playbook", "house.playbook")
    assert done.code == 2
    assert "error[PB" in done.out
    assert done.out.endswith("1 passed, 1 file with mistakes\n")


def test_what_is_not_supported_yet_is_left_out(run: Run, here: Path) -> None:
    (here / "small.playbook").write_text(
        POLICY + 'watch quiet when count(posts by account in last 7 days) < 1 warn "Post!"\n'
    )
    done = run("test", "small.playbook")
    assert done.code == 0
    assert "  left out, since they use what is not supported yet: quiet\n" in done.out


def test_hostile_titles_are_escaped(run: Run, here: Path) -> None:
    text = POLICY.replace("a whisper", "a \u202e\x9b whisper").replace('"hey"', '"hey!"')
    (here / "small.playbook").write_text(text, encoding="utf-8")
    done = run("test", "small.playbook")
    assert not any(char in done.out for char in "\u202e\x9b")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "the following arguments are required: FILE"), (["gone.playbook"], "there is no such file")],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run("test", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
