"""The benchmarks run, all of them, and write down what they measured. What they measured is no matter of tests."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytest.importorskip("wordfreq")


def _cases() -> tuple[str, ...]:
    """Every module of cases that has a `run`."""
    folder = ROOT / "benchmarks" / "cases"
    modules = {path.stem: path for path in folder.glob("*.py")}
    modules |= {path.parent.name: path for path in folder.glob("*/__init__.py")}
    return tuple(sorted(name for name, path in modules.items() if "\ndef run(" in path.read_text("utf-8")))


@pytest.mark.parametrize("name", _cases())
def test_runs(name: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--only", name, "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert {table["case"] for table in found["tables"]} == {name}
    assert all(
        table["title"] in (tmp_path / "results.md").read_text(encoding="utf-8") for table in found["tables"]
    )
    assert all(table["rows"] for table in found["tables"])


def test_the_page_shows_what_was_measured() -> None:
    command = [sys.executable, "-m", "benchmarks.publish", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_cases_compare_between_versions(tmp_path: Path) -> None:
    """The probe runs on this version by the public face alone, and knows every case."""
    code = "import sys, pathlib, benchmarks.compare as it; it.write_inputs(pathlib.Path(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, check=True)
    probe = ROOT / "benchmarks" / "compare_probe.py"
    done = subprocess.run(
        [sys.executable, "-P", str(probe), str(tmp_path), "list"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 8
    assert "left out" not in done.stderr
