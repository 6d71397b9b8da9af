"""Which packs there are, and where: those that come with Playbook, and those of installed packages.

A package brings packs by an entry point of the group `playbook.packs`: its name is the pack's, its value a module
whose folder holds `NAME.playbook`. A shipped pack's name cannot be taken. Nothing of that module is run: only its
place is looked up.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from playbook._resources import folder

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

SUFFIX = ".playbook"


def available() -> dict[str, Path]:
    """The path of every pack by its name, in alphabetical order."""
    from importlib.metadata import entry_points  # noqa: PLC0415  (slow, and those that come with us need none)

    found = {path.stem: path for path in sorted(folder("policies").glob(f"*{SUFFIX}"))}
    for entry in sorted(entry_points(group="playbook.packs"), key=lambda one: (one.name, one.value)):
        path = _of_entry(entry)
        if path is not None:
            found.setdefault(entry.name, path)
    return dict(sorted(found.items()))


def _of_entry(entry: "EntryPoint") -> Path | None:
    """The file behind an entry point; None where it is not there. A top-level module is found without running
    anything.
    """
    from importlib.util import find_spec  # noqa: PLC0415  (as above)

    top, *rest = entry.value.split(":")[0].split(".")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        return None
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(place).joinpath(*rest, f"{entry.name}{SUFFIX}")
        if path.is_file():
            return path
    return None


def shown(path: Path) -> str:
    """What a file is called in messages and decisions: a shipped pack by its name, wherever it is installed."""
    return path.name if path.parent == folder("policies") else str(path)


def pack_path(name: str) -> Path | None:
    """Where the pack *name* is; None if there is none."""
    shipped = folder("policies") / f"{name}{SUFFIX}"
    if name.replace("-", "").replace("_", "").isalnum() and _is_file(shipped):
        return shipped
    return available().get(name)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long for any file
        return False
