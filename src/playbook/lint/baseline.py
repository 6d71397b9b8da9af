"""Findings that were there before: a file that names them, so that only new ones are told. Lines may move meanwhile.

A finding is known by its file, its code, the declaration that it is in, and what it says. The file is JSON, sorted, one
entry a line, so that a difference can be read.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.errors import UsageError
from playbook.frozen import frozen
from playbook.syntax import tree

VERSION = 1

Known: TypeAlias = tuple[str, str, str, str]
"""File, code, declaration, message."""

NOTHING: Final[Counter[Known]] = Counter()
"""The baseline of those who have none."""


@frozen
class Finding:
    """A diagnostic, with what it is known by."""

    diagnostic: Diagnostic
    known: Known


def findings(found: Iterable[Diagnostic], policy: tree.Policy, file: str) -> Iterator[Finding]:
    """The diagnostics of one file, which is called *file* in the baseline."""
    places = [(one.span.start, one.span.end, _title(one)) for one in policy.declarations]
    for one in found:
        here = next((title for start, end, title in places if start <= one.span.start < end), "")
        yield Finding(one, (file, one.code, here, one.message()))


def _title(declaration: tree.Declaration) -> str:
    match declaration:
        case tree.Test():
            return f"test {declaration.title}"
        case tree.Extends():
            return f"use {declaration.target.name}"
        case tree.Change() | tree.Drop():
            return f"{type(declaration).__name__.lower()} {declaration.rule.name}"
        case _:
            return f"{type(declaration).__name__.lower()} {declaration.name.name}"


def write(found: Iterable[Finding]) -> str:
    """The text of a baseline with all that was *found*."""
    counted = Counter(one.known for one in found)
    lines = [
        json.dumps(
            {"file": file, "code": code, "in": here, "message": message, "count": count}, ensure_ascii=False
        )
        for (file, code, here, message), count in sorted(counted.items())
    ]
    inside = ",\n  ".join(lines)
    return f'{{"version": {VERSION}, "findings": [{f"{chr(10)}  {inside}{chr(10)}" if lines else ""}]}}\n'


def read(text: str, name: str) -> Counter[Known]:
    """What the baseline *text* names, and how often. Raises UsageError for what is none."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise UsageError(f"{name}: this baseline was written by another version of playbook")
        found: Counter[Known] = Counter()
        for one in data["findings"]:
            found[_text(one["file"]), _text(one["code"]), _text(one["in"]), _text(one["message"])] += int(
                one["count"]
            )
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(f"{name}: this is no baseline; write one with --write-baseline") from None
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def new(found: Iterable[Finding], known: Counter[Known]) -> tuple[list[Diagnostic], int]:
    """The findings that are not *known*, and how many of those known are gone."""
    left = Counter(known)
    fresh = []
    for one in found:
        if left[one.known] > 0:
            left[one.known] -= 1
        else:
            fresh.append(one.diagnostic)
    return fresh, sum(left.values())
