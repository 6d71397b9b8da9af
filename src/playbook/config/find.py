"""Finds the configuration of a policy, and reads it: the nearest file upwards wins, and nothing is merged.

In a folder `playbook.toml` comes before `pyproject.toml`, of which only `[tool.playbook]` counts, and which is passed
over where it has no such table. The search ends at the top of the repository (the folder with `.git`), so that what
lies above a checkout has no say in it.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playbook.config.place import place_of
from playbook.config.problems import BrokenConfiguration, UnknownSetting, WrongSetting
from playbook.config.settings import KEYS, Settings
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.nearest import nearest
from playbook.diagnostics.text import render
from playbook.errors import SettingsError
from playbook.packs.files import Unreadable, read_policy
from playbook.source import Source, Span

FILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"playbook.toml": (), "pyproject.toml": ("tool", "playbook")}
)
"""The files that may hold settings, and the table of each."""

_TOP = ".git"
_POSITION = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class Finder:
    """Finds settings, each file read once. *enabled* is false where no configuration is wanted."""

    def __init__(self, *, enabled: bool = True) -> None:
        self._enabled = enabled
        self._known: dict[Path, Settings] = {}

    def of(self, path: Path) -> Settings:
        """The settings for the file or folder *path*. Raises SettingsError where their file has mistakes."""
        if not self._enabled:
            return Settings()
        try:
            here = path.resolve()
        except (OSError, RuntimeError, ValueError):
            return Settings()
        return self._of_folder(here if here.is_dir() else here.parent)

    def _of_folder(self, folder: Path) -> Settings:
        passed: list[Path] = []
        found = Settings()
        for here in (folder, *folder.parents):
            if here in self._known:
                found = self._known[here]
                break
            passed.append(here)
            own = _in_folder(here)
            if own is not None:
                found = own
                break
            if (here / _TOP).exists():
                break
        self._known.update(dict.fromkeys(passed, found))
        return found


def _in_folder(folder: Path) -> Settings | None:
    """The settings that *folder* itself holds; None if it holds none."""
    for name, table in FILES.items():
        path = folder / name
        if path.is_file():
            own = read_settings(path, table)
            if own is not None:
                return own
    return None


def read_settings(path: Path, table: tuple[str, ...]) -> Settings | None:
    """The settings in a table of the file *path*; None if it has no such table. Raises SettingsError."""
    text = read_policy(path)  # with the same care: size, encoding, and nothing that is no file
    if isinstance(text, Unreadable):
        raise _error([BrokenConfiguration(Span(Source(_shown(path), ""), 0, 0), text.reason)])
    if any(step not in text for step in table):
        return None  # meant for others alone, so they may say what is wrong with it
    source = Source(_shown(path), text)
    here: Any = _parsed(source)
    for step in table:
        here = here.get(step) if isinstance(here, dict) else None
    if here is None:
        return None
    if not isinstance(here, dict):
        raise _error([WrongSetting(place_of(source, *table).value, ".".join(table), "a table")])
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems: list[Diagnostic] = []
    for name, value in here.items():
        place = place_of(source, *table, name)
        key = KEYS.get(name)
        if key is None:
            problems.append(UnknownSetting(place.key, name, nearest(name, KEYS), tuple(KEYS)))
            continue
        try:
            values[name.replace("-", "_")] = key.read(value)
        except ValueError as wrong:
            problems.append(WrongSetting(place.value, name, str(wrong)))
        lines[name] = place.key.line
    if problems:
        raise _error(problems)
    return Settings(**values, file=path, lines=MappingProxyType(lines))


def _parsed(source: Source) -> dict[str, Any]:
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        reason, span = _syntax(source, str(error))
        raise _error([BrokenConfiguration(span, reason)]) from None
    except RecursionError:
        raise _error([BrokenConfiguration(Span(source, 0, 0), "it is nested too deeply")]) from None


def _syntax(source: Source, message: str) -> tuple[str, Span]:
    """What Python's reader says in its message, as a reason and a place."""
    found = _POSITION.search(message)
    reason = message[: found.start()] if found else message
    if found is None or found["line"] is None:
        at = len(source.text)
    else:
        starts = source.line_starts
        at = min(
            starts[min(int(found["line"]), len(starts)) - 1] + int(found["column"]) - 1, len(source.text)
        )
    return reason[:1].lower() + reason[1:], Span(source, at, min(at + 1, len(source.text)))


def _error(problems: list[Diagnostic]) -> SettingsError:
    problems.sort(key=lambda one: (one.span.start, one.code))
    return SettingsError(render(problems), problems)


def _shown(path: Path) -> str:
    """A path as people would write it from here."""
    try:
        return str(path.relative_to(Path.cwd().resolve()))
    except (ValueError, OSError):
        return str(path)
