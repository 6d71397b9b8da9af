"""`--jobs N`: works on files in several processes, and hands the results on in the order of the files.

Checking is pure Python, so threads would not help. For one file, or one job, nothing is started.
"""

import argparse
import signal
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from playbook.errors import UsageError
from playbook.limits import MAX_JOBS

In = TypeVar("In")
Out = TypeVar("Out")


def add_jobs(parser: argparse.ArgumentParser) -> None:
    """The option, the same for every command that has it."""
    parser.add_argument(
        "--jobs",
        type=jobs_from,
        default=1,
        metavar="N",
        help="how many processes to use; 0: as many as there are processors; else 1",
    )


def in_order(function: Callable[[In], Out], items: Sequence[In], jobs: int) -> Iterator[Out]:
    """What *function* (of a module, not a lambda) makes of each item, in the order of the items.

    What it raises is raised here. Raises UsageError where a process died.
    """
    processes = min(jobs or _processors(), len(items), MAX_JOBS)
    if processes <= 1:
        yield from map(function, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (slow, and rarely wanted)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(processes, initializer=_ignore_interrupts) as pool:
            yield from pool.map(function, items, chunksize=max(1, len(items) // (processes * 4)))
    except BrokenProcessPool:
        raise UsageError("--jobs: a process ended before its work was done; try with --jobs 1") from None


def _processors() -> int:
    from playbook.processes import processors  # noqa: PLC0415  (slow, as above)

    return processors()


def _ignore_interrupts() -> None:
    """An interrupt from the keyboard reaches all processes; the first one ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def jobs_from(text: str) -> int:
    """The number that somebody wrote; for argparse, which shows what this raises."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else -1
    if not 0 <= number <= MAX_JOBS:
        raise argparse.ArgumentTypeError(f"a number from 0 to {MAX_JOBS}, not {text!r}")
    return number
