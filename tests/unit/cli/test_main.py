"""The command line as a whole: help, exit codes for whatever happens, colours, terminals, pipes."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest

from playbook import cli
from playbook.cli import check, progress
from playbook.cli.posts.inputs import Inputs
from playbook.cli.render import Screen

Run = Callable[..., Any]


def test_help_names_every_command(run: Run) -> None:
    for arguments in ([], ["--help"], ["-h"]):
        done = run(*arguments)
        assert done.code == 0
        assert all(f"  {name}" in done.out for name in cli.COMMANDS)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_explains_itself(run: Run, name: str) -> None:
    done = run(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"usage: playbook {name}")
    assert "exit code: 0" in done.out


def test_version(run: Run) -> None:
    try:
        expected = version("playbook-policy")
    except PackageNotFoundError:
        expected = "(not installed)"
    assert run("--version").out == f"playbook {expected}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evalaute"], "there is no command `evalaute`; did you mean `evaluate`?"),
        (["dance"], "there is no command `dance`"),
        (["\x1b[2J"], "there is no command `<U+001B>[2J`"),
        (["--loud"], "unrecognized arguments: --loud"),
        (["check", "--loud\x1b", "x"], "unrecognized arguments: --loud<U+001B>"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "error", [RuntimeError("secret"), RecursionError(), MemoryError(), KeyError("x"), AssertionError()]
)
def test_a_bug_is_no_traceback_and_no_answer(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(check, "load_graph", fail)
    done = run("check", "house.playbook")
    assert done.code == 2
    assert done.err.startswith(f"error: playbook itself failed: {type(error).__name__} at test_main.py:")
    assert "secret" not in done.err


def test_colours_where_they_are_wanted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in run("check", "house.playbook").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("check", "house.playbook").out == "\x1b[1;32mAll well\x1b[0m: 1 file checked.\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("check", "house.playbook").out


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_colours_unless_it_is_dumb() -> None:
    assert Screen(Terminal(), Terminal(), {}).ink.color
    assert not Screen(Terminal(), Terminal(), {"TERM": "dumb"}).ink.color
    assert not Screen(Terminal(), Terminal(), {"NO_COLOR": "1"}).ink.color
    assert not Screen(io.StringIO(), Terminal(), {}).ink.color
    assert Screen(io.StringIO(), Terminal(), {}).error_ink.color


def test_the_progress_line_is_gone_before_anything_else_is_shown() -> None:
    out, err = io.StringIO(), Terminal()
    screen = Screen(out, err, {"NO_COLOR": "1"})
    screen.progress("10 posts")
    screen.show("a page")
    screen.progress("20 posts")
    screen.problem("a problem")
    screen.progress("30 posts")
    screen.finish()
    clear = "\r\x1b[2K"
    assert (
        err.getvalue()
        == f"{clear}10 posts{clear}{clear}20 posts{clear}error: a problem\n{clear}30 posts{clear}"
    )
    assert out.getvalue() == "a page\n"


def test_no_progress_where_nobody_watches() -> None:
    err = io.StringIO()
    Screen(io.StringIO(), err, {}).progress("10 posts")
    assert err.getvalue() == ""


def test_a_bar_shows_how_far_the_reading_is(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "posts.jsonl").write_text((json.dumps({"text": "x" * 1000}) + "\n") * 128)
    err = Terminal()
    monkeypatch.setattr(sys, "stderr", err)
    monkeypatch.setattr(progress, "EVERY", 0)
    assert cli.main(["evaluate", "posts.jsonl", "--policy", "house.playbook", "--format", "jsonl"]) == 1
    assert "████████████░░░░░░░░░░░░  50%  64 posts" in err.getvalue()
    assert "████████████████████████ 100%  128 posts" in err.getvalue()


def test_a_pipe_shows_how_many_posts_there_were(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    err = Terminal()
    screen, inputs = Screen(io.StringIO(), err, {}), Inputs(["-"], None, io.BytesIO())
    times = iter([0, 0.05, 0.1, 0.15])
    bar = progress.Progress(screen, inputs, lambda: next(times))
    bar.show(1_000)
    assert err.getvalue() == ""
    bar.show(2_000)
    bar.show(3_000)
    assert err.getvalue() == "\r\x1b[2K2,000 posts"


def _process(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, **options.pop("environment", {})}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([sys.executable, "-m", "playbook", *arguments], env=environment, **pipes)


def test_python_dash_m(here: Path) -> None:
    with _process("--version") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert out.startswith(b"playbook ")


def test_a_reader_that_goes_away_is_no_error(here: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)  # before there is anything to read, so that none of it was read
    with (
        os.fdopen(writer, "wb") as nobody,
        _process("packs", "show", "professional", stdout=nobody) as process,
    ):
        _, err = process.communicate()
    assert (process.returncode, err) == (141, b"")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_of_the_terminal_will_do(here: Path, encoding: str) -> None:
    (here / "draft.txt").write_text("漢字 Globex", encoding="utf-8")
    with _process(
        "evaluate", "draft.txt", "--set", "account.kind=professional", "--policy", "house.playbook",
        environment={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    ) as process:  # fmt: skip
        out, err = process.communicate()
    assert (process.returncode, err) == (1, b"")
    assert b"Globex" in out
    assert ("漢字".encode() in out) == (encoding == "utf-8")


def test_json_is_utf8_whatever_the_terminal(here: Path) -> None:
    (here / "draft.txt").write_text("漢字 Globex", encoding="utf-8")
    with _process(
        "evaluate", "draft.txt", "--set", "account.kind=professional", "--policy", "house.playbook",
        "--format", "json", environment={"PYTHONIOENCODING": "ascii"},
    ) as process:  # fmt: skip
        out, _ = process.communicate()
    assert json.loads(out.decode("utf-8"))["findings"][0]["spans"][0]["start"] == 3


def test_a_closed_standard_output_is_no_traceback(here: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f"'{sys.executable}' -m playbook check house.playbook >&-"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(here: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "playbook", "check", "house.playbook"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"error: the operating system says: No space left on device\n"
