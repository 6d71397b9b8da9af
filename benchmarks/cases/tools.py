"""Checking, linting and formatting one large policy, as people do it: by the command line, on one core."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases.large_policy import large_policy
from benchmarks.children import run as python
from benchmarks.children import spent
from benchmarks.settings import Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate

TITLE = "The tools on a large policy"
LINES = 5_000
LIMIT = 1_000.0
"""Milliseconds, as set out."""
COMMANDS = (("check",), ("lint",), ("fmt", "--check"))


def run(settings: Settings) -> Iterator[Table]:
    """One table: whole processes, from their start to their end."""
    lines = LINES // 20 if settings.quick else LINES
    with tempfile.TemporaryDirectory() as folder:
        policy, small = Path(folder, "large.playbook"), Path(folder, "small.playbook")
        policy.write_text(large_policy(lines), encoding="utf-8")
        small.write_text("policy small\n", encoding="utf-8")
        count = policy.read_text(encoding="utf-8").count("\n")
        candidates = [
            _candidate(f"playbook {' '.join(words)}", (*words, str(policy)), LIMIT) for words in COMMANDS
        ]
        candidates.append(_candidate("playbook check, a file of one line", ("check", str(small)), None))
        rounds = min(settings.rounds, 3)
        yield timed(
            "tools",
            f"A policy of {count:,} lines",
            candidates,
            rounds,
            unit="ms",
            clock=spent,
            compared=False,
        )


def _candidate(name: str, arguments: tuple[str, ...], limit: float | None) -> Candidate:
    # Lint may find something to say; that is no failure here.
    return Candidate(
        name,
        lambda given: python(given, allowed=(0, 1)),
        lambda: ["-m", "playbook", *arguments],
        limit=limit,
        note="a process of its own, its start included",
    )
