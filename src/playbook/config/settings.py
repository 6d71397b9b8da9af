"""The settings that there are: each with its name, its meaning and what it may be. Finds and reads no files."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playbook.frozen import frozen

MAX_TEXTS = 1_000
"""Entries of a list."""

MAX_TEXT = 500
"""Characters of an entry."""

_POST_TYPE = re.compile(r"[\w.]+:\w+")

Reader = Callable[[Any], Any]
"""Makes the value of a setting of what TOML holds. Raises ValueError, with what it has to be."""


@frozen
class Key:
    """What a setting is about."""

    meaning: str
    example: str
    """As it is written in TOML."""
    used_by: str
    """The commands that heed it."""
    read: Reader


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_TEXT:
        raise ValueError("a text")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    wrong = ValueError('a list of texts, such as ["one", "two"]')
    if not isinstance(value, list) or len(value) > MAX_TEXTS:
        raise wrong
    try:
        return tuple(_text(entry) for entry in value)
    except ValueError:
        raise wrong from None


def _post_type(value: Any) -> str:
    if not isinstance(value, str) or not _POST_TYPE.fullmatch(value):
        raise ValueError('a class by its place, such as "acme.posts:AcmePost"')
    return value


def _percentage(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
        raise ValueError("a number from 0 to 100")
    return float(value)


def _key(default: Any, meaning: str, example: str, used_by: str, read: Reader) -> Any:
    return field(default=default, metadata={"key": Key(meaning, example, used_by, read)})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one folder, and where they are from. A field's name with `-` for `_` is its key."""

    post_type: str | None = _key(
        None,
        "your own subclass of `playbook.Post`, whose fields policies may use; its module is imported",
        '"acme.posts:AcmePost"',
        "check, lint, test",
        _post_type,
    )
    exclude: tuple[str, ...] = _key(
        (),
        "files and folders to leave out where a folder is searched; `*` stands for any part of a name, `**` for any "
        "folders, and a pattern without `/` is looked for at every depth. What is named on the command line is never "
        "left out",
        '["drafts", "old/**/*.playbook"]',
        "check, fmt, lint, test",
        _texts,
    )
    select: tuple[str, ...] | None = _key(
        None,
        "lint rules to run, by name, by code or its beginning, `default` or `all`; `default` unless given",
        '["PB7"]',
        "lint",
        _texts,
    )
    ignore: tuple[str, ...] = _key((), "lint rules not to run", '["rule-without-see"]', "lint", _texts)
    baseline: str | None = _key(
        None,
        "a file with findings that are known, and not reported again; relative to the file it is set in",
        '"playbook-baseline.json"',
        "lint",
        _text,
    )
    min_coverage: float | None = _key(
        None, "how many percent of a policy its tests have to cover", "90", "test", _percentage
    )
    file: Path | None = None
    """The file that they were read from; None where there is none."""
    lines: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    """The line of each setting that the file holds, by its key."""

    @property
    def baseline_path(self) -> Path | None:
        """Where the baseline is."""
        return None if self.baseline is None or self.file is None else self.file.parent / self.baseline


KEYS: Mapping[str, Key] = MappingProxyType(
    {one.name.replace("_", "-"): one.metadata["key"] for one in fields(Settings) if "key" in one.metadata}
)
"""All settings, in the order in which they are shown."""
