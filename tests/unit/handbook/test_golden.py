"""The packs' pages, as a person has read them. `PLAYBOOK_REWRITE=1` writes them anew, for a person to read again."""

import os
import re
from pathlib import Path

import pytest

import playbook
from playbook.handbook import write_handbook

PAGES = Path(__file__).parent / "pages"
REWRITE = os.environ.get("PLAYBOOK_REWRITE") == "1"


@pytest.mark.parametrize("pack", ["personal", "professional"])
def test_the_page_reads_as_it_did(pack: str) -> None:
    page, path = write_handbook(playbook.load(pack)), PAGES / f"{pack}.md"
    if REWRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, encoding="utf-8", newline="\n")
    assert page == path.read_text(encoding="utf-8")


CODE = re.compile(r"\w_\w|\b(?:is missing|all_text|post\.\w|is in \[|not so\b)|\{|\}")
"""What would sound like code, read aloud."""


@pytest.mark.parametrize("pack", ["personal", "professional"])
def test_it_sounds_like_a_handbook(pack: str) -> None:
    page = re.sub(
        r"\(<[^>]*>\)|\(#[^)]*\)|<a id=[^>]*>|`[^`]*`|“[^”]*”", "", write_handbook(playbook.load(pack))
    )
    assert CODE.findall(page) == []
