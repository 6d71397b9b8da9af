"""An interrupt ends a command quietly, wherever it comes, and is never told as anything else."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, PlainSerializer

from playbook.cli import check, main
from playbook.cli.posts.parcels import POSTS_AT_ONCE
from playbook.packs import load_graph

Run = Callable[..., Any]

POST = {"text": "Hi", "account": {"kind": "professional"}, "sponsored": False}
BY_HOUSE = ["--policy", "house.playbook", "--now", "2027-03-15T10:00:00Z", "--format", "jsonl"]
HEADING = b"judged as of Monday 2027-03-15 10:00 (UTC)\n"


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """Interrupts are heeded here and in processes started from here, even if the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def process(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "playbook", "evaluate", *arguments, *BY_HOUSE]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def interrupt(*_: object) -> None:
    signal.raise_signal(signal.SIGINT)


def interrupted_text(text: str) -> str:
    interrupt()
    return text


class Foreign(BaseModel):
    """Interrupted while an extension module turns it into JSON."""

    text: Annotated[str, PlainSerializer(interrupted_text)]


def in_foreign_code(*_: object) -> str:  # raises an error without a cause
    return Foreign(text="").model_dump_json()


def cleaning_up(*_: object) -> None:
    try:
        interrupt()
    finally:
        raise OSError("the folder is in use")


@pytest.mark.parametrize("where", [interrupt, in_foreign_code, cleaning_up])
def test_it_ends_a_command_quietly(
    run: Run, monkeypatch: pytest.MonkeyPatch, where: Callable[..., object]
) -> None:
    monkeypatch.setattr(check, "load_graph", where)
    done = run("check", "house.playbook")
    assert (done.code, done.out, done.err) == (130, "", "")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_without_one_stays_an_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(0, "the folder is in use")

    monkeypatch.setattr(check, "load_graph", fail)
    done = run("check", "house.playbook")
    assert (done.code, done.err) == (2, "error: the operating system says: the folder is in use\n")


def test_it_is_left_to_a_caller_who_wants_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: seen.append(number))

    def fail_later(*_: object) -> None:
        interrupt()
        raise OSError(0, "the folder is in use")

    monkeypatch.setattr(check, "load_graph", fail_later)
    assert run("check", "house.playbook").code == 2
    assert seen == [signal.SIGINT]


def test_where_it_is_ignored_it_stays_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def interrupt_and_load(*arguments: Any) -> Any:
        interrupt()
        return load_graph(*arguments)

    monkeypatch.setattr(check, "load_graph", interrupt_and_load)
    assert run("check", "house.playbook").code == 0
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN


def test_a_command_may_run_in_a_thread(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(main(["check", "house.playbook"])))
    thread.start()
    thread.join()
    assert codes == [0]


def test_one_that_waits_for_a_post(here: Path) -> None:
    with process("-", "--from", "jsonl", stdin=subprocess.PIPE) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == HEADING  # it is at work now
        running.send_signal(signal.SIGINT)
        out, err = running.communicate()
    assert (running.returncode, out, err) == (130, b"", b"")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_one_that_judges_posts(here: Path, jobs: str) -> None:
    os.mkfifo(here / "posts.jsonl")
    with process("posts.jsonl", "--jobs", jobs) as running:
        assert running.stdout is not None and running.stderr is not None
        with (here / "posts.jsonl").open("wb", buffering=0) as posts:
            for _ in range(8 * POSTS_AT_ONCE):
                posts.write(json.dumps(POST).encode() + b"\n")
            first = running.stdout.readline()
            running.send_signal(signal.SIGINT)
            rest, err = running.stdout.read(), running.stderr.read()
    assert err == HEADING
    assert running.wait() == 130
    assert all(json.loads(line)["verdict"] == "allow" for line in [first, *rest.splitlines()])
