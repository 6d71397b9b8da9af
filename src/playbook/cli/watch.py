"""`--watch`: runs a command again whenever a policy, a word list or a configuration file changes.

The library `watchfiles` tells of changes; it is an extra, and imported only here. The exit code is that of the
interrupt which ends it.
"""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from playbook.cli import EXIT_BROKEN_PIPE, EXIT_INTERRUPTED
from playbook.cli.render import Screen
from playbook.errors import UsageError

SUFFIXES = (".playbook", ".txt", ".toml")

ENDS = (EXIT_INTERRUPTED, EXIT_BROKEN_PIPE)
"""Exit codes of a run after which there is nobody left to run for."""


def run_again_and_again(run: Callable[[], int], chosen: argparse.Namespace, screen: Screen) -> int:
    """Runs once, and again after every change below the folders of what was named.

    Returns the last run's exit code if the watching ends by itself. Raises UsageError where the library is missing.
    """
    try:
        from watchfiles import watch  # noqa: PLC0415  (an extra)
    except ImportError:
        raise UsageError(
            "--watch needs the package watchfiles: pip install 'playbook-policy[watch]'"
        ) from None
    folders = folders_of(getattr(chosen, "files", None) or ["."])
    code = run()
    if code in ENDS:
        return code
    screen.note(f"watching {', '.join(folders)}; interrupt to end")
    screen.finish()
    for changes in watch(*folders, watch_filter=is_watched):
        names = sorted({Path(path).name for _, path in changes})
        screen.note(f"changed: {', '.join(names[:5])}{' …' if len(names) > 5 else ''}")
        code = run()
        screen.finish()
        if code in ENDS:
            break
    return code


def is_watched(_change: Any, path: str) -> bool:
    """Whether a change of the file *path* may change what the command says."""
    found = Path(path)
    return found.suffix in SUFFIXES and not any(
        part.startswith(".") and part not in (".", "..") for part in found.parts
    )


def folders_of(names: Iterable[str]) -> list[str]:
    """The folders to watch for what was named on the command line; packs do not change."""
    found: dict[str, None] = {}
    for name in names:
        path = Path(name)
        if path.exists():
            found[str(path if path.is_dir() else path.parent)] = None
    return list(found) or ["."]
