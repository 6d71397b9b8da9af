"""Where a setting stands in its TOML file, since Python's reader does not tell. Looks at lines, and means nothing.

Good enough for files that people write: headers, dotted and quoted keys. For what stands elsewhere (in an inline
table) the answer is the closest header.
"""

import re

from playbook.frozen import frozen
from playbook.source import Source, Span

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_HEADER = re.compile(rf"\s*\[\s*(?P<path>{_PART}(?:\s*\.\s*{_PART})*)\s*\]")
_ENTRY = re.compile(rf"\s*(?P<path>{_PART}(?:\s*\.\s*{_PART})*)\s*=\s*(?P<value>[^#\n]*)")


@frozen
class Place:
    """The spans of one setting: its name, and its value as far as that stands on the same line."""

    key: Span
    value: Span


def place_of(source: Source, *path: str) -> Place:
    """Where the setting *path* (`tool`, `playbook`, `exclude`) stands."""
    table: tuple[str, ...] = ()
    closest = Span(source, 0, 0)
    for number, start in enumerate(source.line_starts, 1):
        line = source.line(number)
        if header := _HEADER.match(line):
            table = _parts(header["path"])
            if table == path[: len(table)]:
                closest = Span(source, start + header.start("path"), start + header.end("path"))
        elif (entry := _ENTRY.match(line)) and table + _parts(entry["path"]) == path:
            key = Span(source, start + entry.start("path"), start + entry.end("path"))
            end = start + entry.start("value") + len(entry["value"].rstrip())
            return Place(key, Span(source, start + entry.start("value"), end))
    return Place(closest, closest)


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_PART, path))
