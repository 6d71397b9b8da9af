"""Which files a project leaves out: matches paths against the patterns of the setting `exclude`. Reads no files."""

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from playbook.config.settings import Settings


def is_excluded(path: Path, settings: Settings) -> bool:
    """Whether the file *path* is left out by *settings*, whose patterns are relative to the folder they are set in."""
    if not settings.exclude or settings.file is None:
        return False
    try:
        parts = path.resolve().relative_to(settings.file.parent).parts
    except (OSError, RuntimeError, ValueError):
        return False
    return any(_matches(parts, pattern) for pattern in settings.exclude)


def _matches(parts: Sequence[str], pattern: str) -> bool:
    """Whether *pattern* covers the path, or a folder on the way to it."""
    wanted = [step for step in pattern.split("/") if step not in ("", ".")]
    if "/" not in pattern.rstrip("/"):
        wanted = ["**", *wanted]
    # How much of the pattern each beginning of the path may have used up: one set, moved along the path.
    reached = _over_gaps({0}, wanted)
    if len(wanted) in reached:
        return True
    for part in parts:
        steps = {
            at if wanted[at] == "**" else at + 1
            for at in reached
            if wanted[at] == "**" or fnmatchcase(part, wanted[at])
        }
        reached = _over_gaps(steps, wanted)
        if len(wanted) in reached:
            return True
    return False


def _over_gaps(reached: set[int], wanted: Sequence[str]) -> set[int]:
    """The same, with every `**` also standing for no folder at all."""
    found = set(reached)
    for at in sorted(reached):
        while at < len(wanted) and wanted[at] == "**":
            at += 1  # noqa: PLW2901
            found.add(at)
    return found
