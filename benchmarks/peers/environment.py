"""An environment of their own for the peers, kept in the user's folder of caches and made again when what it holds
changes. The only part of the benchmarks that uses the network.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from benchmarks.children import ROOT

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def folder() -> Path:
    """Where it is, whether or not it is there yet."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    stuff = (
        REQUIREMENTS.read_bytes()
        + (ROOT / "pyproject.toml").read_bytes()
        + sys.version.encode()
        + str(ROOT).encode()
    )
    return cache / "playbook-benchmarks" / hashlib.sha256(stuff).hexdigest()[:16]


def interpreter() -> tuple[Path, dict[str, str]]:
    """Python with the peers, and for each that could not be installed the reason, by its line of the requirements."""
    place = folder()
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = place / "done"
    if not done.exists():
        venv.create(place, with_pip=True, clear=True)
        _install(python, "-e", f"{ROOT}[lint]")
    failed = {line: why for line in _lines() if (why := _install(python, line))}
    done.touch()
    return python, failed


def _lines() -> list[str]:
    lines = REQUIREMENTS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _install(python: Path, *what: str) -> str:
    """Nothing, or why it did not work."""
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *what]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode == 0:
        return ""
    lines = [line for line in finished.stderr.splitlines() if line.startswith("ERROR")] or ["pip failed"]
    return lines[-1]
