"""Fresh Python processes to measure in: what happens once in a process can only be seen there."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Of the processes: what is installed has been compiled to bytecode before, so it is kept here too. Else each process
would compile all of its modules again.
"""


def spent() -> int:
    """Nanoseconds that finished children have spent on the processor: a clock to time them by."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round((usage.ru_utime + usage.ru_stime) * 1e9)


def run(arguments: Sequence[str], *, allowed: Sequence[int] = (0,)) -> str:
    """What `python ARGUMENTS…` prints. Raises RuntimeError where it ends with an exit code that is not *allowed*."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    if done.returncode not in allowed:
        raise RuntimeError(
            f"python {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2_000:]}"
        )
    return done.stdout


@dataclass(frozen=True)
class Spent:
    """What a process took, its own children included; times in nanoseconds."""

    processor: int
    wall: int
    megabytes: float
    """The most memory of the largest of them."""


_WATCH = """
import json, os, subprocess, sys, time
start = time.perf_counter_ns()
child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
wall = time.perf_counter_ns() - start
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss]))
child.returncode = 0
"""
"""A process is as large as the one that starts it until it has become another program: so a small one does."""


def watched(arguments: Sequence[str], *, allowed: Sequence[int] = (0,)) -> Spent:
    """What `python ARGUMENTS…` takes; what it prints is thrown away. Raises RuntimeError like `run`."""
    code, seconds, wall, kilobytes = json.loads(run(["-c", _WATCH, *arguments]))
    if code not in allowed:
        raise RuntimeError(f"python {' '.join(arguments)} ended with {code}")
    return Spent(round(seconds * 1e9), wall, kilobytes / 1e3)


def probe(name: str, *arguments: str) -> dict[str, Any]:
    """What the probe of that name in `benchmarks.probes` measures in a process of its own."""
    found: dict[str, Any] = json.loads(run(["-m", "benchmarks.probes", name, *arguments]))
    return found
