"""`playbook handbook`: where the page goes, and in which form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_it_is_printed_as_markdown(run: Run) -> None:
    done = run("handbook", "personal")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Posting for yourself\n")


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (["--output", "page.md"], "# Posting"),
        (["--output", "page.html"], "<!DOCTYPE html>"),
        (["--output", "page.txt", "--format", "html"], "<!DOCTYPE html>"),
        (["--output", "page.html", "--format", "markdown"], "# Posting"),
    ],
)
def test_it_is_written_to_a_file(run: Run, arguments: list[str], start: str) -> None:
    done = run("handbook", "personal", *arguments)
    assert (done.code, done.out) == (0, f"wrote {arguments[1]}\n")
    assert Path(arguments[1]).read_text(encoding="utf-8").startswith(start)


def test_params_are_those_that_are_set(run: Run) -> None:
    done = run("handbook", "professional", "--param", 'code_names=["Heron"]', "--param", "max_hashtags=2")
    assert "If the post mentions “Heron”, it is not published." in done.out
    assert "If the post has more than two hashtags" in done.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "there is no pack `nothing`"),
        (["personal", "--param", "x=1"], "there is no param `x`"),
        (["personal", "--output", "no/such/folder.md"], "the operating system says"),
    ],
)
def test_what_cannot_be_is_said(run: Run, arguments: list[str], words: str) -> None:
    done = run("handbook", *arguments)
    assert done.code == 2
    assert words in done.err
