"""Two versions of Playbook on the main cases: `python -m benchmarks.compare BASE HEAD`, each a folder with a checkout.
Exits with 1 where a case has become more than 15 % dearer.

Counts instructions where valgrind is installed: the same on a busy machine as on a quiet one. Else it times both in
turns, in processes of their own, and takes the median over the rounds of how the two compare.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases.large_policy import large_policy
from benchmarks.cases.packs import as_apps_do
from benchmarks.cases.plain import posts_that_pass
from benchmarks.cases.plain_rules import different, policy_text
from benchmarks.cases.twelve import LENGTH, contest, sets_of_posts
from benchmarks.cases.twelve.rules import PARAMS, POLICY
from benchmarks.settings import Settings
from benchmarks.words import terms

PROBE = Path(__file__).with_name("compare_probe.py")
MOST = 15.0
"""Per cent that a case may become dearer."""
ROUNDS = 9
RULES = 300
POSTS = 40

_TOTALS = re.compile(r"^(?:summary|totals): (\d+)", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Compares, shows, and says whether it is well."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare", description=__doc__)
    parser.add_argument("base", type=Path, help="a checkout of what it was")
    parser.add_argument("head", type=Path, help="a checkout of what it is to be")
    parser.add_argument(
        "--by", choices=["instructions", "time"], help="else: instructions where valgrind is there"
    )
    parser.add_argument(
        "--most", type=float, default=MOST, metavar="N", help="per cent that a case may become dearer"
    )
    chosen = parser.parse_args(arguments)
    by = chosen.by or ("instructions" if shutil.which("valgrind") else "time")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_inputs(folder)
        compare = by_instructions if by == "instructions" else by_time
        changes = compare(chosen.base.resolve(), chosen.head.resolve(), folder)
    return _show(changes, by, chosen.most)


def write_inputs(folder: Path) -> None:
    """The policies and posts of the main cases, the same for both versions."""
    settings = Settings(quick=True)
    posts = sets_of_posts(contest(20), settings, POSTS)
    kinds = {"pass": posts["pass"], "fail": posts["fail two"], "plain": posts_that_pass(settings)}
    drawn = settings.draw(POSTS, LENGTH)
    kinds["pack"] = [json.dumps(as_apps_do(fields, "professional")) for fields in drawn]
    for name, lines in kinds.items():
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for count in (20, 1_000):
        place = folder / f"twelve-{count}"
        place.mkdir()
        shutil.copy(POLICY, place)
        (place / "terms.txt").write_text("\n".join(terms(count)), encoding="utf-8")
    (folder / "params.json").write_text(json.dumps(PARAMS), encoding="utf-8")
    (folder / "plain.playbook").write_text(policy_text(different, RULES), encoding="utf-8")
    (folder / "large.playbook").write_text(large_policy(200), encoding="utf-8")


def by_instructions(base: Path, head: Path, folder: Path) -> dict[str, float]:
    """How many times the instructions each case takes, head to base."""
    before, after = (_counted(version, folder) for version in (base, head))
    return {name: after[name] / before[name] for name in after if name in before}


def _counted(version: Path, folder: Path) -> dict[str, float]:
    """Instructions by case."""
    mark = "PyRun_SimpleStringFlags"
    with tempfile.TemporaryDirectory() as place:
        out = Path(place, "callgrind")
        tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", f"--zero-before={mark}"]
        names = _probe([*tool, f"--dump-after={mark}", sys.executable], version, folder, "count")
        counts = []
        for number in range(len(names)):
            text = out.with_name(f"callgrind.{number + 1}").read_text(encoding="utf-8", errors="replace")
            found = _TOTALS.search(text)
            assert found is not None, "callgrind wrote no totals"
            counts.append(float(found[1]))
    return dict(zip(names, counts, strict=True))


def by_time(base: Path, head: Path, folder: Path) -> dict[str, float]:
    """How many times the time each case takes, head to base: the median over rounds that begin with the one and the
    other by turns.
    """
    ratios: dict[str, list[float]] = {}
    for number in range(ROUNDS):
        order = [("base", base), ("head", head)] if number % 2 else [("head", head), ("base", base)]
        found = {which: _probe([sys.executable], version, folder, "time") for which, version in order}
        for name in found["head"].keys() & found["base"].keys():
            ratios.setdefault(name, []).append(found["head"][name] / found["base"][name])
    return {name: statistics.median(ratios[name]) for name in sorted(ratios)}


def _probe(command: list[str], version: Path, folder: Path, mode: str) -> dict[str, float]:
    """What the probe says of a version. `-P`: the probe's own folder stays off the path."""
    environ = dict(os.environ) | {
        "PYTHONPATH": str(version / "src"),
        "PYTHONHASHSEED": "0",
        "PLAYBOOK_CACHE": "off",
    }
    done = subprocess.run(
        [*command, "-P", str(PROBE), str(folder), mode],
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"the probe failed on {version}:\n{done.stderr[-3_000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _show(changes: dict[str, float], by: str, most: float) -> int:
    print(f"| compared by {by} | change |\n| --- | ---: |")
    for name, ratio in changes.items():
        print(f"| {name} | {(ratio - 1) * 100:+.1f} %{' **too much**' if _past(ratio, most) else ''} |")
    past = sum(_past(ratio, most) for ratio in changes.values())
    print(f"\n{past} of {len(changes)} cases are more than {most:g} % dearer than before.")
    return 1 if past or not changes else 0


def _past(ratio: float, most: float) -> bool:
    return (ratio - 1) * 100 > most


if __name__ == "__main__":
    sys.exit(main())
