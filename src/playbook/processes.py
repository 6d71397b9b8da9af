"""Spreads work over processes of our own, and hands the results on in order. Knows nothing of what the work is.

Every process is a fresh interpreter that is told on its standard input what to do, and answers on its standard output,
one task at a time. So it makes no difference how the caller's program was started, whether it has threads, or whether
its main module may be imported twice; and a process whose caller is gone sees the end of its input, and ends. A task is
taken from the caller only when a process is free for it: that bounds what is held, and nobody waits for somebody who
waits for him.
"""

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, BinaryIO, TypeVar

from playbook.errors import UsageError, WorkerError

In = TypeVar("In")
Out = TypeVar("Out")

_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); import playbook.processes as p; p.serve()"
_SIZE = 8
"""Bytes that say how long a message is."""


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    make: Callable[..., Callable[[In], Out]], arguments: tuple[Any, ...], tasks: Iterable[In], jobs: int
) -> Generator[Out]:
    """What `make(*arguments)` gives for each task, worked out in *jobs* processes, in the order of the tasks.

    *make* is a function of a module, and is called once in every process. Arguments, tasks and results are pickled. Not
    more than *jobs* + 1 tasks are ever taken beyond those whose results were handed on.

    What the work raises is raised here in its turn, and so is what *tasks* raises. Raises UsageError for arguments that
    cannot be sent, WorkerError where a process cannot be started or ends early.
    """
    try:
        setup = pickle.dumps((make, arguments))
    except Exception as error:  # what pickling raises depends on what is pickled
        raise UsageError(f"this cannot be sent to another process: {error}; use one job") from None
    return _results(setup, iter(tasks), jobs)


def _results(setup: bytes, tasks: Iterator[Any], jobs: int) -> Generator[Any]:
    crew: list[_Worker] = []
    busy: deque[_Worker] = deque()  # in the order of their tasks
    try:
        stopped: Exception | None = None
        for task in _until_stopped(tasks):
            if isinstance(task, _Stopped):
                stopped = task.error
                break
            if len(crew) < jobs:
                crew.append(_Worker(setup))
                crew[-1].give(task)
                busy.append(crew[-1])
                continue
            free = busy.popleft()
            result = free.take()
            # It gets its next task before this result is handed on, so that it works while the caller does.
            free.give(task)
            busy.append(free)
            yield result()
        while busy:
            yield busy.popleft().take()()
        if stopped is not None:
            raise stopped
    finally:
        for worker in crew:
            worker.end()


class _Stopped:
    """The tasks came to an end with an error."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _until_stopped(tasks: Iterator[Any]) -> Iterator[Any]:
    """The tasks; and what they raised, last, so that it does not overtake the results of those before."""
    try:
        yield from tasks
    except Exception as error:  # it is the caller's own, and goes back to the caller
        yield _Stopped(error)


class _Worker:
    """One process."""

    def __init__(self, setup: bytes) -> None:
        if not sys.executable:
            raise UsageError("no Python is known that other processes could be started with; use one job")
        command = [sys.executable, "-P", "-c", _START]
        try:
            # A group of its own: an interrupt from the keyboard is for the caller, who ends the others.
            self._process = subprocess.Popen(  # noqa: S603  (this very interpreter)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
            )
        except OSError as error:
            raise WorkerError(f"a process could not be started: {error.strerror}") from None
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101  (pipes both)
        self._input: BinaryIO = self._process.stdin  # type: ignore[assignment]  # IO[bytes], says typeshed
        self._output: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._first = pickle.dumps(sys.path) + _framed(setup)

    def give(self, task: Any) -> None:
        """Sends it a task; it has none."""
        data = self._first + _framed(pickle.dumps(task, pickle.HIGHEST_PROTOCOL))
        self._first = b""
        with contextlib.suppress(BrokenPipeError):  # it is dead, which `take` finds out, and why
            self._input.write(data)
            self._input.flush()

    def take(self) -> Callable[[], Any]:
        """Waits for its answer; what comes back gives the result, or raises what the work raised."""
        data = _message(self._output)
        if data is None:
            raise WorkerError(f"a process {_ending(self._process.wait())} before its work was done")
        done, value = pickle.loads(data)  # noqa: S301  (from our own process)

        def result() -> Any:
            if done:
                return value
            raise value

        return result

    def end(self) -> None:
        """Ends it, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        self._output.close()
        with contextlib.suppress(BrokenPipeError):  # what it has not read
            self._input.close()


def serve() -> None:
    """What such a process does: the tasks that come, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    # What anybody prints goes to standard error: standard output is for answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    setup = _message(source) or b""
    work: Callable[[Any], Any] | None = None
    while (data := _message(source)) is not None:
        try:
            if work is None:
                make, arguments = _unpickled(setup)
                work = make(*arguments)
                gc.freeze()  # it stays until the end; and of what comes from now on hardly anything needs to be found
                gc.set_threshold(100_000, 50, 50)
            answer = _answer(True, work(_unpickled(data)))
        except Exception as error:  # it is raised again where the result is asked for
            answer = _answer(False, error)
        try:
            answers.write(_framed(answer))
            answers.flush()
        except BrokenPipeError:  # nobody is there any more, and nobody minds
            os._exit(1)


def _unpickled(data: bytes) -> Any:
    try:
        return pickle.loads(data)  # noqa: S301  (from the process that started us)
    except Exception as error:  # what unpickling raises depends on what is pickled
        raise WorkerError(f"a process does not understand what it is sent: {error}; use one job") from None


def _answer(done: bool, value: Any) -> bytes:
    try:
        data = pickle.dumps((done, value), pickle.HIGHEST_PROTOCOL)
        if not done:
            pickle.loads(data)  # noqa: S301  (an error may be pickled, and yet not be made again)
    except Exception:
        data = pickle.dumps((False, WorkerError(f"{type(value).__name__}: {value}")))
    return data


def _framed(data: bytes) -> bytes:
    return len(data).to_bytes(_SIZE, "big") + data


def _message(stream: BinaryIO) -> bytes | None:
    """The next message; None where there is none, or not all of it."""
    size = stream.read(_SIZE)
    if len(size) < _SIZE:
        return None
    length = int.from_bytes(size, "big")
    data = stream.read(length)
    return data if len(data) == length else None


def _ending(code: int) -> str:
    """How a process ended, in words."""
    if code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return "ended" if code == 0 else f"ended with code {code}"
