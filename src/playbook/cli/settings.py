"""`--no-config` and `--show-settings`: what a project's configuration and the command line say together.

    add_settings(parser)
    project = Project(chosen)
    files = policy_files(chosen.files, project)
    project.of(file).min_coverage;  project.post_type_name(file)

What the command line says wins over the file, and the nearest file is the only one.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from playbook.cli.render import Screen
from playbook.config import Finder, Settings
from playbook.config.exclude import is_excluded
from playbook.config.settings import KEYS
from playbook.diagnostics.visible import visible
from playbook.frozen import replace


def add_settings(parser: argparse.ArgumentParser) -> None:
    """The options, the same for every command that heeds settings."""
    parser.add_argument(
        "--no-config", action="store_true", help="read no playbook.toml and no pyproject.toml"
    )
    parser.add_argument(
        "--show-settings",
        action="store_true",
        help="show the settings and where they come from; do nothing else",
    )


class Project:
    """The settings that hold for each file of a run."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self._finder = Finder(enabled=not getattr(chosen, "no_config", False))
        self._chosen = {
            one.name: value
            for one in fields(Settings)
            if one.name.replace("_", "-") in KEYS
            and (value := getattr(chosen, one.name, None)) not in (None, [])
        }

    def of(self, path: Path) -> Settings:
        """The settings for *path*. Raises SettingsError where their file has mistakes."""
        own = self._finder.of(path)
        return replace(own, **self._chosen) if self._chosen else own

    def post_type_name(self, path: Path) -> str | None:
        """The post type for *path*, as `load_post_type` takes it."""
        return self.of(path).post_type

    def excludes(self, path: Path) -> bool:
        """Whether the file *path*, found while searching a folder, is to be left out."""
        return is_excluded(path, self.of(path))

    def is_chosen(self, name: str) -> bool:
        """Whether the command line says this one."""
        return name.replace("-", "_") in self._chosen


def show_settings(chosen: argparse.Namespace, screen: Screen) -> None:
    """The settings for each thing named, and where each comes from; those that are shared are shown once."""
    project = Project(chosen)
    names: Sequence[str] = getattr(chosen, "files", None) or ["."]
    by_file: dict[Path | None, list[str]] = {}
    for name in names:
        by_file.setdefault(project.of(Path(name)).file, []).append(name)
    for number, (file, shared) in enumerate(by_file.items()):
        if number:
            screen.show()
        screen.show(screen.ink("strong", ", ".join(map(visible, shared))))
        for line in _lines(project, Path(shared[0]), file, screen):
            screen.show(line)


def _lines(project: Project, path: Path, file: Path | None, screen: Screen) -> Iterator[str]:
    settings = project.of(path)
    width = max(map(len, KEYS))
    for name in KEYS:
        shown = visible(_spelled(getattr(settings, name.replace("-", "_"))))
        yield f"  {name:<{width}}  {shown}  {screen.ink('quiet', visible(_origin(project, settings, name, file)))}"


def _origin(project: Project, settings: Settings, name: str, file: Path | None) -> str:
    if project.is_chosen(name):
        return "(command line)"
    if file is not None and name in settings.lines:
        return f"({os.path.relpath(file)}:{settings.lines[name]})"
    return "(not set)"


def _spelled(value: Any) -> str:
    """A value as it is written in TOML, more or less."""
    if value is None:
        return "-"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, Sequence):
        return f"[{', '.join(_spelled(one) for one in value)}]"
    return f"{value:g}" if isinstance(value, float) else str(value)
