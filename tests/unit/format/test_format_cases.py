"""Runs `tests/cases/format/*.md`: a policy as somebody wrote it, and as it is formatted.

`PLAYBOOK_REWRITE=1` writes the second fence of each section anew, for a person to read.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from playbook.format import format_source
from playbook.source import Source

CASES = Path(__file__).parents[2] / "cases" / "format"
REWRITE = os.environ.get("PLAYBOOK_REWRITE") == "1"

_CASE = re.compile(r"^## (.+)\n```playbook\n((?:.*\n)*?)```\n\n```formatted\n((?:.*\n)*?)```$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    written: str
    formatted: str


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.md")):
        for found in _CASE.finditer(path.read_text(encoding="utf-8")):
            yield Case(path, *found.groups())


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: f"{case.path.stem}: {case.title}")
def test_case(case: Case) -> None:
    made = format_source(Source("case", case.written))
    assert made.diagnostics == ()
    if REWRITE:
        text = case.path.read_text(encoding="utf-8")
        start = text.index(f"## {case.title}\n")
        end = text.index(case.formatted, text.index("```formatted", start)) + len(case.formatted)
        changed = text[start : end - len(case.formatted)] + made.text
        case.path.write_text(text[:start] + changed + text[end:], encoding="utf-8")
    else:
        assert made.text == case.formatted


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: f"{case.path.stem}: {case.title}")
def test_a_formatted_case_stays(case: Case) -> None:
    assert format_source(Source("case", case.formatted)).text == case.formatted


def test_all_sections_are_cases() -> None:
    sections = sum(path.read_text(encoding="utf-8").count("\n## ") for path in CASES.glob("*.md"))
    assert len(list(cases())) == sections > 10
