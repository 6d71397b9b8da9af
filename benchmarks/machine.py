"""What a run was measured on: the machine, Python, and the libraries that matter."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    "pydantic",
    "pydantic-core",
    "lark",
    "google-re2",
    "regex",
    "ahocorasick-rs",
    "msgspec",
    "tzdata",
)


def about(libraries: tuple[str, ...] = LIBRARIES) -> dict[str, str]:
    """Names and values, in the order in which to show them."""
    found = {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {platform.release()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Playbook": _version("playbook-policy") or "from its folder",
        "load": load(),
    }
    return found | {name: number for name in libraries if (number := _version(name))}


def load() -> str:
    """How busy the machine was: the average number of waiting processes over the last minute."""
    try:
        return f"{os.getloadavg()[0]:.1f} waiting on average when the run began"
    except OSError:
        return "not known"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
