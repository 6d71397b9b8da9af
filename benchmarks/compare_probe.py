"""The main cases, for one version of Playbook: run by `compare` with that version on the path, once for each of both.
Uses nothing but the public face, which both have.

`compare_probe.py FOLDER time` prints milliseconds by case as JSON. `compare_probe.py FOLDER count` runs each case in a
call of `PyRun_SimpleStringFlags`, so that an outer tool can tell the cases apart, and prints their names.
"""

import ctypes
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import playbook

REPEATS = 5
"""Runs of a case in one process; the quickest counts."""

Run = Callable[[], object]


def cases(folder: Path) -> dict[str, Callable[[], Run]]:
    """What makes each case ready to be run, by its name."""
    params = json.loads((folder / "params.json").read_text(encoding="utf-8"))

    def lines(name: str) -> list[str]:
        return (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()

    def judging(policy: Any, name: str) -> Run:
        given = lines(name)
        posts = [playbook.Post.model_validate_json(line) for line in given]
        return lambda: [playbook.evaluate(post, policy) for post in posts]

    def twelve(count: int, name: str) -> Run:
        return judging(playbook.load(folder / f"twelve-{count}" / "twelve.playbook", **params), name)

    def from_json() -> Run:
        given = lines("pass")
        return lambda: [playbook.Post.model_validate_json(line) for line in given]

    return {
        "12 rules, 20 terms, posts that pass": lambda: twelve(20, "pass"),
        "12 rules, 1,000 terms, posts that pass": lambda: twelve(1_000, "pass"),
        "12 rules, 20 terms, posts that fail two": lambda: twelve(20, "fail"),
        "300 plain rules": lambda: judging(playbook.load(folder / "plain.playbook"), "plain"),
        "the pack professional": lambda: judging(playbook.load("professional"), "pack"),
        "a Post from JSON": from_json,
        "loading 200 lines": lambda: _loading(folder / "large.playbook"),
        "loading 1,000 terms": lambda: _loading(folder / "twelve-1000" / "twelve.playbook", **params),
    }


def _loading(path: Path, **params: Any) -> Run:
    """From the text each time: `compare` has seen to it that nothing is remembered."""
    return lambda: playbook.load(path, **params)


def timed(run: Run) -> float:
    """Milliseconds on the processor."""
    run()
    best = float("inf")
    for _ in range(REPEATS):
        gc.collect()
        gc.disable()
        start = time.process_time_ns()
        run()
        best = min(best, (time.process_time_ns() - start) / 1e6)
        gc.enable()
    return best


def marked(run: Run) -> None:
    """Run it where `callgrind --dump-after=PyRun_SimpleStringFlags` sees it."""
    run()
    gc.collect()
    gc.disable()
    setattr(sys.modules["__main__"], "RUN", run)  # noqa: B010  the code below looks there
    ctypes.pythonapi.PyRun_SimpleString(b"RUN()")
    gc.enable()


def main(folder: Path, mode: str) -> dict[str, float]:
    """All cases; one that this version does not know is left out."""
    found = {}
    for name, prepare in cases(folder).items():
        try:
            run = prepare()
        except Exception as error:
            print(f"{name}: left out: {error}", file=sys.stderr)
            continue
        found[name] = timed(run) if mode == "time" else 0.0
        if mode == "count":
            marked(run)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
