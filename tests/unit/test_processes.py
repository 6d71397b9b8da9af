"""Work that is spread over processes: in order, bounded, and whatever happens to one of them is said."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from playbook import processes
from playbook.errors import PostError, UsageError, WorkerError
from playbook.processes import spread

WORK = """
import os, signal, sys
from playbook.errors import PostError

def adding(amount):
    return lambda number: number + amount

def fails_at_three(number):
    if number == 3:
        raise PostError("no", [("text", "three")])
    return number

def failing():
    return fails_at_three

def dying_at(number, how):
    def work(given):
        if given == number:
            how = globals()[name]
            how()
        return given
    name = how
    return work

def killed():
    os.kill(os.getpid(), signal.SIGKILL)

def leaving():
    sys.exit(3)

class Odd(Exception):
    def __init__(self, one, two):
        super().__init__(one)

def odd():
    def work(given):
        raise Odd("odd", 2)
    return work

def loud():
    print("loud")
    def work(given):
        print("louder")
        return given
    return work

def unpicklable():
    return lambda given: (lambda: given)

def broken():
    raise ValueError("broken from the start")

def process():
    return lambda given: os.getpid()
"""


@pytest.fixture
def work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Callable[..., Callable[[int], int]]]:
    """Functions of a module that other processes find where this one does: on its path."""
    (tmp_path / "some_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "some_work", raising=False)
    import some_work  # type: ignore[import-not-found]

    return lambda name: getattr(some_work, name)


Work = Callable[[str], Callable[..., Callable[[int], int]]]


def test_results_come_in_the_order_of_the_tasks(work: Work) -> None:
    assert list(spread(work("adding"), (10,), range(20), 3)) == list(range(10, 30))


def test_there_may_be_no_tasks_or_fewer_than_processes(work: Work) -> None:
    assert list(spread(work("adding"), (10,), [], 2)) == []
    assert len(set(spread(work("process"), (), [1], 8))) == 1


def test_the_work_is_done_elsewhere(work: Work) -> None:
    found = set(spread(work("process"), (), range(6), 2))
    assert len(found) == 2
    assert os.getpid() not in found


def test_tasks_are_taken_only_when_somebody_is_free(work: Work) -> None:
    taken: list[int] = []

    def endless() -> Iterator[int]:
        for number in count():
            taken.append(number)
            yield number

    results = spread(work("adding"), (0,), endless(), 2)
    assert taken == []
    for number in range(5):
        assert next(results) == number
        assert len(taken) == number + 3
    results.close()
    assert len(taken) == 7


def test_what_the_work_raises_comes_in_its_turn(work: Work) -> None:
    results = spread(work("failing"), (), range(9), 2)
    assert [next(results) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(PostError, match="no") as caught:
        next(results)
    assert caught.value.problems == (("text", "three"),)


def test_what_the_tasks_raise_comes_in_its_turn(work: Work) -> None:
    def breaking() -> Iterator[int]:
        yield from range(4)
        raise LookupError("there are no more")

    results = spread(work("adding"), (0,), breaking(), 3)
    assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(LookupError, match="there are no more"):
        next(results)


@pytest.mark.parametrize(
    ("how", "said"),
    [("killed", "was ended by SIGKILL"), ("leaving", "ended with code 3")],
)
def test_a_process_that_dies_is_an_error_and_no_wait_without_end(work: Work, how: str, said: str) -> None:
    results = spread(work("dying_at"), (4, how), range(40), 2)
    assert [next(results) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(WorkerError, match=f"a process {said} before its work was done"):
        list(results)


def test_a_process_that_was_ended_while_it_waited(work: Work) -> None:
    results = spread(work("process"), (), count(), 2)
    os.kill(next(results), signal.SIGTERM)
    with pytest.raises(WorkerError, match="SIGTERM"):
        list(results)


def test_an_error_that_cannot_be_sent_is_said_in_words(work: Work) -> None:
    with pytest.raises(WorkerError, match="Odd: odd"):
        list(spread(work("odd"), (), range(2), 2))
    with pytest.raises(WorkerError, match="function"):
        list(spread(work("unpicklable"), (), range(2), 2))
    with pytest.raises(ValueError, match="broken from the start"):
        list(spread(work("broken"), (), range(2), 2))


def test_what_cannot_be_sent_is_said_at_once() -> None:
    with pytest.raises(UsageError, match="this cannot be sent to another process"):
        spread(lambda: str, (), [1], 2)


def test_what_the_work_prints_does_not_get_in_between(work: Work, capfd: pytest.CaptureFixture[str]) -> None:
    assert list(spread(work("loud"), (), range(3), 1)) == [0, 1, 2]
    assert capfd.readouterr().out == ""


def test_no_process_is_left_when_nobody_wants_more(work: Work) -> None:
    results = spread(work("process"), (), count(), 2)
    found = {next(results), next(results)}
    results.close()
    for process in found:
        with pytest.raises(ChildProcessError):  # it ended, and was waited for
            os.waitpid(process, os.WNOHANG)


def test_threads_may_ask(work: Work) -> None:
    found: list[list[int]] = []

    def ask() -> None:
        found.append(list(spread(work("adding"), (1,), range(5), 2)))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[1, 2, 3, 4, 5]] * 2


def test_a_process_that_cannot_be_started(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(WorkerError, match="a process could not be started: No such file"):
        list(spread(work("adding"), (1,), range(5), 2))
    monkeypatch.setattr(sys, "executable", "")
    with pytest.raises(UsageError, match="no Python is known"):
        list(spread(work("adding"), (1,), range(5), 2))


def test_a_process_whose_caller_is_gone_ends() -> None:
    start = [sys.executable, "-c", "from playbook import processes; processes.serve()"]
    done = subprocess.run(start, input=b"", capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_there_is_a_processor() -> None:
    assert 1 <= processes.processors() <= (os.cpu_count() or 1)
