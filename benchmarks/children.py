"""Fresh Python processes to measure in: what happens once in a process can only be seen there."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def spent() -> int:
    """Nanoseconds that finished children have spent on the processor: a clock to time them by."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round((usage.ru_utime + usage.ru_stime) * 1e9)


def run(arguments: Sequence[str], cache: Path | None = None, *, allowed: Sequence[int] = (0,)) -> str:
    """What `python ARGUMENTS…` prints. *cache* stands for the user's folder of caches.

    Raises RuntimeError where it ends with an exit code that is not *allowed*.
    """
    environment = dict(os.environ)
    if cache is not None:
        environment["XDG_CACHE_HOME"] = str(cache)
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in allowed:
        raise RuntimeError(
            f"python {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-2_000:]}"
        )
    return done.stdout


def probe(name: str, *arguments: str, cache: Path | None = None) -> dict[str, Any]:
    """What the probe of that name in `benchmarks.probes` measures in a process of its own."""
    found: dict[str, Any] = json.loads(run(["-m", "benchmarks.probes", name, *arguments], cache))
    return found
