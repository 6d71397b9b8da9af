"""The policies that the command line names: files, and folders with files that end in `.playbook`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from playbook.errors import UsageError
from playbook.packs import pack_path

SUFFIX = ".playbook"


class LeavesOut(Protocol):
    """Knows which files a project leaves out."""

    def excludes(self, path: Path) -> bool:
        """Whether *path* is left out where a folder is searched."""


def policy_files(names: Sequence[str], project: LeavesOut | None = None) -> list[Path]:
    """The files that *names* stand for (packs too), each once, those of a folder sorted. Raises UsageError.

    *project* may leave out some of those that a folder holds.
    """
    found: dict[Path, None] = {}
    for name in names:
        path = Path(name)
        if path.is_dir():
            inside = sorted(
                file for file in path.rglob(f"*{SUFFIX}") if file.is_file() and not _hidden(file, path)
            )
            if not inside:
                raise UsageError(f"{name}: no policies are in this folder; they end in {SUFFIX}")
            found.update(
                dict.fromkeys(file for file in inside if project is None or not project.excludes(file))
            )
        elif path.exists():
            found[path] = None
        else:
            pack = pack_path(name)
            if pack is None:
                raise UsageError(f"{name}: there is no such file")
            found[pack] = None
    return list(found)


def _hidden(file: Path, folder: Path) -> bool:
    """Whether the file, or a folder on the way to it, is hidden: environments and caches hold copies of policies."""
    return any(part.startswith(".") for part in file.relative_to(folder).parts)
