"""Writes the pages of the reference that follow from the code: `python docs/generate.py [--check]`.

`--check` writes nothing, and says which pages are stale.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from generators import (
    commands,
    decision,
    diagnostics,
    fields,
    functions,
    leaks,
    limits,
    lint,
    platforms,
    settings,
)

import playbook.cli.kinds  # noqa: F401  importing it completes the catalogue of diagnostics

FOLDER: Final = Path(__file__).resolve().parent / "reference"

PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "commands.md": commands.make,
    "decision.md": decision.make,
    "diagnostics.md": diagnostics.make,
    "fields.md": fields.make,
    "functions.md": functions.make,
    "leaks.md": leaks.make,
    "limits.md": limits.make,
    "lint.md": lint.make,
    "platforms.md": platforms.make,
    "settings.md": settings.make,
}


def stale() -> Iterator[str]:
    """The pages that do not say what the code says."""
    for name, make in PAGES.items():
        path = FOLDER / name
        if not path.is_file() or path.read_text(encoding="utf-8") != make():
            yield name


def main(arguments: list[str]) -> int:
    """Write all pages, or say which are stale."""
    if "--check" in arguments:
        found = [f"stale: docs/reference/{name}; run `python docs/generate.py`" for name in stale()]
        print("\n".join(found) or "All generated pages are up to date.")
        return 1 if found else 0
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
