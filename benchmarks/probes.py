"""What is measured inside of a fresh process: `python -m benchmarks.probes NAME FILE`, which prints JSON. Imports no
more than it measures.
"""

import gc
import json
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

import playbook


def load(file: str) -> dict[str, Any]:
    """Milliseconds from a file to a compiled policy, with all that has to be imported for it; and once more."""
    times = []
    for _ in range(2):
        start = time.process_time_ns()
        policy = playbook.load(Path(file))
        times.append((time.process_time_ns() - start) / 1e6)
    return {"first": times[0], "again": times[1], "rules": len(policy.rules)}


def ready(file: str) -> dict[str, Any]:
    """The same where everything has been imported, and another policy loaded before."""
    playbook.compile('policy small rule r when text mentions "a" warn')
    return load(file)


def memory(file: str) -> dict[str, Any]:
    """Megabytes that a policy holds: by the process's own size, and by what Python knows of (not what is native)."""
    playbook.compile('policy small rule r when text mentions "a" warn')
    gc.collect()
    before = _resident()
    policy = playbook.load(Path(file))
    gc.collect()
    return {"resident": _resident() - before, "rules": len(policy.rules)}


def traced(file: str) -> dict[str, Any]:
    """Megabytes of Python objects that a policy holds, and the most that there were while it was loaded."""
    playbook.compile('policy small rule r when text mentions "a" warn')
    gc.collect()
    tracemalloc.start()
    policy = playbook.load(Path(file))
    gc.collect()
    held, most = tracemalloc.get_traced_memory()
    return {"held": held / 1e6, "most": most / 1e6, "rules": len(policy.rules)}


def _resident() -> float:
    """Megabytes of this process that are in memory."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1e3 for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    probes = {"load": load, "ready": ready, "memory": memory, "traced": traced}
    print(json.dumps(probes[sys.argv[1]](*sys.argv[2:])))
