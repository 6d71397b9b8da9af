"""From a file to a compiled policy: the first time, again, and with a long list of terms. Each load is made
in a fresh process and measured there.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases.large_policy import large_policy
from benchmarks.children import probe
from benchmarks.settings import Settings
from benchmarks.table import Table, known, row_of
from benchmarks.timing import Candidate, Sample
from benchmarks.words import terms

TITLE = "Loading a policy"
WAYS = (
    # name, probe, what it measures, milliseconds at most as set out
    ("200 lines, cold", "ready", "first", 40.0),
    ("200 lines, again in the same process", "ready", "again", 3.0),
    ("200 lines, cold, imports too", "load", "first", None),
)
TERMS_LIMIT = 40.0
MEMORY_LIMIT = 10.0
TERMS_POLICY = (
    'policy terms\ntopic forbidden words from "terms.txt"\nrule r when text mentions forbidden warn "No."\n'
)


def run(settings: Settings) -> Iterator[Table]:
    """Times, then memory."""
    count = 1_000 if settings.quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        lines, listed = Path(folder, "lines.playbook"), Path(folder, "terms.playbook")
        lines.write_text(large_policy(200), encoding="utf-8")
        listed.write_text(TERMS_POLICY, encoding="utf-8")
        listed.with_name("terms.txt").write_text("\n".join(terms(count)), encoding="utf-8")
        ways = [(*way, lines) for way in WAYS]
        ways.append((f"a list of {count:,} terms, cold", "ready", "first", TERMS_LIMIT, listed))
        ways.append(
            (f"a list of {count:,} terms, again in the same process", "ready", "again", TERMS_LIMIT, listed)
        )
        yield _times(ways, min(settings.rounds, 7))
        yield _memory(listed, count)


def _times(ways: list[tuple[str, str, str, float | None, Path]], rounds: int) -> Table:
    taken: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for (_, name, what, _, file), times in zip(ways, taken, strict=True):
            times.append(probe(name, str(file))[what] * 1e6)
    rows = [
        row_of(Candidate(title, id, list, limit=limit), Sample(tuple(times)), None, "ms")
        for (title, _, _, limit, _), times in zip(ways, taken, strict=True)
    ]
    return Table("loading", "Time on the processor", "ms", tuple(rows))


def _memory(file: Path, count: int) -> Table:
    traced = probe("traced", str(file))
    rows = [
        known(
            "held, as the system counts",
            probe("memory", str(file))["resident"],
            limit=MEMORY_LIMIT,
            note="whatever the load left behind in the allocator too",
        ),
        known("held, Python's objects", traced["held"], note="not what a native matcher keeps"),
        known("at most while loading, Python's objects", traced["most"]),
    ]
    return Table("loading", f"Memory of a policy with {count:,} terms", "MB", tuple(rows), {"terms": count})
