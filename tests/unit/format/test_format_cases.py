"""Runs `tests/cases/format/*.md`: a policy as somebody wrote it, and as it is formatted.

`PLAYBOOK_REWRITE=1` writes the second fence of each section anew, for a person to read.
"""

import pytest
from cases.sections import REWRITE, Section, sections

from playbook.format import format_source
from playbook.source import Source

CASES = sections("format")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Section) -> None:
    made = format_source(Source("case", case.fence("playbook")))
    assert made.diagnostics == ()
    if REWRITE:
        case.rewrite("formatted", made.text)
    else:
        assert made.text == case.fence("formatted")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_formatted_case_stays(case: Section) -> None:
    assert format_source(Source("case", case.fence("formatted"))).text == case.fence("formatted")


def test_all_sections_are_cases() -> None:
    assert all(case.fence("playbook") and case.fence("formatted") for case in CASES)
    assert len(CASES) > 10
