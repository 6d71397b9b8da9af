"""`playbook evaluate` over many posts: in order, without holding them, in one process and in several."""

import io
import itertools
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook import processes
from playbook.cli import evaluate, main
from playbook.cli.posts.inputs import Inputs
from playbook.cli.posts.item import Item
from playbook.cli.posts.json_lines import Line
from playbook.cli.posts.parcels import BYTES_AT_ONCE, POSTS_AT_ONCE, parcels

Run = Callable[..., Any]

MONDAY = "2027-03-15T10:00:00Z"
FINE = {"text": "Good morning", "account": {"kind": "professional"}, "sponsored": False, "publish_at": MONDAY}
MANY: list[Any] = [
    FINE,
    {**FINE, "text": "Globex"},
    {**FINE, "text": "Grüße \u202e \x7f", "publish_at": "2027-03-14T10:00:00Z"},
    {"txt": 1},
    {**FINE, "account": {"kind": "personal"}},
    {"text": "?"},
    [],
    {**FINE, "sponsored": True, "text": "#a #b #c #d"},
]
BY_HOUSE = ["--policy", "house.playbook", "--now", MONDAY]


def write_lines(path: Path, posts: list[Any]) -> None:
    path.write_text("".join(json.dumps(post) + "\n\n" for post in posts), encoding="utf-8")


def process(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    return subprocess.Popen([sys.executable, "-m", "playbook", "evaluate", *arguments], **pipes)


# ------------------------------------------------------------------------------------------------- one, two, the same


@pytest.mark.parametrize("options", [[], ["--summary", "--format", "jsonl"]])
def test_any_number_of_processes_says_the_same(run: Run, here: Path, options: list[str]) -> None:
    write_lines(here / "posts.jsonl", MANY * 20)
    (here / "more.csv").write_text("text,account.kind\nGlobex,professional\n,,\nhi,personal\n")
    command = ["evaluate", "posts.jsonl", "more.csv", *BY_HOUSE, *options]
    alone, together = run(*command, "--jobs", "1"), run(*command, "--jobs", "2")
    assert together == alone
    assert together.code == 2


def test_mapped_columns_are_seen_in_other_processes(run: Run, here: Path) -> None:
    write_lines(here / "posts.jsonl", [{"body": "Globex", "user": {"name": "acme"}}] * 70)
    done = run(
        "evaluate", "posts.jsonl", "--map", "text=body", "--map", "account.handle=user.nmae",
        "--set", "account.kind=professional", *BY_HOUSE, "--summary", "--jobs", "2",
    )  # fmt: skip
    assert "deny             70  100.0 %" in done.out
    assert (done.code, done.err) == (2, "error: --map: no post has `user.nmae`\n")


def test_numbers_beside_json_lines(run: Run, here: Path) -> None:
    write_lines(here / "posts.jsonl", [FINE, {"txt": 1}, {**FINE, "text": "Globex"}])
    done = run("evaluate", "posts.jsonl", *BY_HOUSE, "--format", "jsonl", "--summary")
    assert [json.loads(line) and "verdict" in json.loads(line) for line in done.out.splitlines()] == [
        True,
        None,
        True,
    ]
    assert done.err == (
        "judged as of Monday 2027-03-15 10:00 (UTC)\n"
        "error: posts.jsonl:3: txt: there is no such field; did you mean `text`?\n"
        "2 posts judged by house 1.2, as of Monday 2027-03-15 10:00 (UTC)\n"
        "\n"
        "  allow             1   50.0 %  ███████████████\n"
        "  deny              1   50.0 %  ███████████████\n"
        "  not read          1\n"
        "\n"
        "Rules that fired most\n"
        "         1   50.0 %  no-rivals  house\n"
    )


# ------------------------------------------------------------------------------------------------------ how many, when


def test_large_files_get_all_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluate, "processors", lambda: 7)
    large = evaluate.LARGE_INPUT
    assert [evaluate._processes(size, None) for size in (None, 0, large - 1, large)] == [1, 1, 1, 7]
    assert [evaluate._processes(size, 0) for size in (None, 0, large)] == [7, 7, 7]
    assert [evaluate._processes(size, 3) for size in (None, 0, large)] == [3, 3, 3]


def test_a_post_type_that_cannot_be_sent_is_no_obstacle(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "made.py").write_text(
        "import playbook\ndef make():\n    class P(playbook.Post): pass\n    return P\nP = make()\n"
    )
    write_lines(here / "posts.jsonl", [FINE])
    monkeypatch.setattr(evaluate, "LARGE_INPUT", 1)
    monkeypatch.setattr(evaluate, "processors", lambda: 2)
    command = ["evaluate", "posts.jsonl", *BY_HOUSE, "--post-type", "made:P"]
    assert run(*command).code == 0
    done = run(*command, "--jobs", "2")
    assert done.code == 2
    assert "this cannot be sent to another process" in done.err


@pytest.mark.parametrize("jobs", ["-1", "65", "two", "²"])
def test_numbers_of_processes_that_make_no_sense(run: Run, jobs: str) -> None:
    done = run("evaluate", "posts.jsonl", *BY_HOUSE, "--jobs", jobs)
    assert done.code == 2
    assert "a number from 0 to 64" in done.err


# --------------------------------------------------------------------------------------------------- bounded, streaming


def test_parcels_are_bounded_in_number_and_in_bytes() -> None:
    taken: list[int] = []

    def records() -> Iterator[Line]:
        for number in itertools.count():
            taken.append(number)
            yield Line("f", number, b"x" * (10 if number < 1000 else BYTES_AT_ONCE // 2))

    made = parcels(records())
    first = next(made)
    assert (len(first.records), first.first, len(taken)) == (POSTS_AT_ONCE, True, POSTS_AT_ONCE)
    while len(next(made).records) == POSTS_AT_ONCE:
        pass
    assert len(next(made).records) == 2
    assert not next(made).first
    assert [len(one.records) for one in parcels([Item("f", {})] * 5, 2)] == [2, 2, 1]


class Endless(io.RawIOBase):
    """A file that never ends, and knows how much of it was read."""

    def __init__(self, line: bytes) -> None:
        self._line = line
        self.lines = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        self.lines += 1
        buffer[: len(self._line)] = self._line
        return len(self._line)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_that_never_ends_is_read_as_it_is_wanted(form: str) -> None:
    source = Endless(b'{"text": "hi"}\n' if form == "jsonl" else b"text\n")
    records = iter(Inputs(["-"], form, io.BufferedReader(source, 64)))
    for _ in range(100):
        assert next(records).item().fields
    assert source.lines <= 102


@pytest.mark.parametrize("options", [["--from", "jsonl"], []])
def test_each_answer_comes_before_the_next_post(here: Path, options: list[str]) -> None:
    with process("-", *options, *BY_HOUSE, "--format", "jsonl") as running:
        assert running.stdin is not None and running.stdout is not None
        for text, verdict in [("Good morning", "allow"), ("Globex", "deny"), ("Good night", "allow")]:
            running.stdin.write(json.dumps({**FINE, "text": text}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["verdict"] == verdict
        running.stdin.close()
        assert running.wait() == 1


def test_a_long_first_line_is_still_a_line(run: Run) -> None:
    lines = [json.dumps({**FINE, "text": "x" * 20_000}), json.dumps(FINE)]
    done = run("evaluate", "-", *BY_HOUSE, "--format", "jsonl", stdin="\n".join(lines).encode())
    assert [json.loads(line)["verdict"] for line in done.out.splitlines()] == ["allow", "allow"]


# --------------------------------------------------------------------------------------------------- what may go wrong


def test_a_process_that_dies_is_said(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    write_lines(here / "posts.jsonl", [FINE] * 1000)
    give = processes._Worker.give

    def die_and_give(worker: Any, task: Any) -> None:
        if (
            task.records[0].place == "posts.jsonl:641"
        ):  # dead before it has the task: it cannot be done with it
            worker._process.send_signal(signal.SIGKILL)
            worker._process.wait()
        give(worker, task)

    monkeypatch.setattr(processes._Worker, "give", die_and_give)
    assert main(["evaluate", "posts.jsonl", *BY_HOUSE, "--format", "jsonl", "--jobs", "2"]) == 2
    done = capsys.readouterr()
    assert done.err.endswith(
        "error: a process was ended by SIGKILL before its work was done; 320 posts were judged before; "
        "try with --jobs 1\n"
    )
    assert [json.loads(line)["verdict"] for line in done.out.splitlines()] == ["allow"] * 320


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_has_seen_enough(here: Path, jobs: str) -> None:
    write_lines(here / "posts.jsonl", [{**FINE, "text": "Globex"}] * 5000)
    with process("posts.jsonl", *BY_HOUSE, "--jobs", jobs, stdin=None) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141
