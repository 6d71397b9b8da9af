"""Runs all peers on all jobs and makes tables of it. One that cannot be installed, disagrees, fails or does not finish
is reported as such.
"""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.cases.plain import posts_that_pass
from benchmarks.cases.twelve import contest, sets_of_posts
from benchmarks.children import ROOT
from benchmarks.peers import PEERS, environment
from benchmarks.settings import Settings
from benchmarks.table import Row, Table, row_of, told
from benchmarks.timing import Candidate, Sample
from benchmarks.words import terms

TITLE = "Peers"
RULES = 1_000
LOOP = "a loop over the conditions, in Python"
PATIENCE = 240
"""Seconds for one peer on one job."""


def run(settings: Settings) -> Iterator[Table]:
    """A table a job, and one of what the peers cannot say."""
    python, failed = environment.interpreter()
    cannot: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as place:
        for title, job, facts in _jobs(settings):
            file = Path(place, "job.json")
            file.write_text(json.dumps(job), encoding="utf-8")
            rows: list[Row] = []
            for name in ("playbook_itself", *PEERS):
                found = _ask(python, name, file)
                if "package" in found:
                    cannot[found["package"]] = found["cannot"]
                rows.extend(_rows(name, found, first="" if rows else job["by hand"]))
            yield Table("peers", title, "µs", tuple(rows), facts)
    rows = [told(package, words) for package, words in cannot.items()]
    rows += [told(line, f"could not be installed: {why}") for line, why in failed.items()]
    yield Table("peers", "What each cannot say, and what is worked out for it", "", tuple(rows))


def _jobs(settings: Settings) -> Iterator[tuple[str, dict[str, Any], dict[str, str | int]]]:
    job: dict[str, Any]
    shared: dict[str, Any] = {"rounds": min(settings.rounds, 7), "by hand": "by hand, names of rules only"}
    for count in settings.sizes:
        found = contest(count)
        posts = sets_of_posts(found, settings)
        job = {"rules": "twelve", "terms": terms(count), "posts": posts["pass"], "check": _both(posts)}
        yield f"Twelve rules, {count:,} terms", shared | job, {"rules": 12, "terms": count}
    number = 50 if settings.quick else RULES
    passing = posts_that_pass(settings)
    job = {"rules": number, "posts": passing, "check": [*passing, *_changed(passing)], "by hand": LOOP}
    yield f"{number:,} plain rules", shared | job, {"rules": number, "terms": 0}


def _both(posts: dict[str, list[str]]) -> list[str]:
    """Half of them pass, half fail two rules."""
    return [line for lines in posts.values() for line in lines[: len(lines) // 2]]


def _changed(passing: list[str]) -> Iterator[str]:
    """Posts on which many of the plain rules fire."""
    for number, line in enumerate(passing):
        fields = json.loads(line)
        fields["account"]["followers"] = number * 7
        fields["mentions"] = ["somebody"] * (number % 45)
        yield json.dumps(fields)


def _ask(python: Path, name: str, file: Path) -> dict[str, Any]:
    command = [str(python), "-m", "benchmarks.peers.worker", name, str(file)]
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        return {"problem": f"did not finish in {PATIENCE} seconds"}
    if done.returncode:
        return {
            "problem": f"failed: {(done.stderr.strip().splitlines() or [str(done.returncode)])[-1][:300]}"
        }
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _rows(name: str, found: dict[str, Any], first: str) -> Iterator[Row]:
    package = found.get("package", name)
    if "problem" in found:
        yield told(package, found["problem"])
        return
    samples = {kind: Sample(tuple(rounds)) for kind, rounds in found["samples"].items()}
    by_hand = samples["by hand"]
    if first:
        yield row_of(Candidate(first, id, list), by_hand, by_hand, "µs")
    wrong = f"; {found['wrong']} of {found['of']} posts answered differently" if found["wrong"] else ""
    note = f"{samples['only judging'].minimum / 1e3:,.1f} µs of it judging; loads in {found['load']:,.0f} ms{wrong}"
    yield row_of(Candidate(package, id, list, note=note), samples["whole"], by_hand, "µs")
