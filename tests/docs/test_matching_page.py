"""The tables of the page on matching: what they say is found is found, and nothing else."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from playbook.text.terms.matcher import Matcher, TopicSpec
from playbook.text.terms.stems import AS_WRITTEN, stemmer_of

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "matching.md"
_ROW = re.compile(r"^\| (words|exactly|stems|disguised) (.+?) \| `(.*)` \|(.*)\|$", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")


class Row(NamedTuple):
    """One line of a table."""

    kind: str
    look_for: str
    text: str
    found: str


ROWS = [Row(*found) for found in _ROW.findall(PAGE.read_text(encoding="utf-8"))]


def unescaped(text: str) -> str:
    return re.sub(r"\\u(\w{4})", lambda code: chr(int(code[1], 16)), text.replace("\\n", "\n"))


def spec_of(row: Row) -> TopicSpec:
    wanted, _, excepted = row.look_for.partition(" in `")[0].partition(" except ")
    terms = tuple(map(unescaped, _CODE.findall(wanted)))
    excepts = tuple(_CODE.findall(excepted))
    match row.kind:
        case "exactly":
            return TopicSpec(exactly=terms, excepts=excepts)
        case "stems":
            return TopicSpec(stems=terms, excepts=excepts)
    return TopicSpec(words=terms, excepts=excepts, disguised=row.kind == "disguised")


def stemmer(row: Row) -> str | None:
    language = re.search(r" in `(.+)`$", row.look_for)
    if language is not None:
        return stemmer_of(language[1])
    return None if row.look_for.endswith("in an unknown language") else AS_WRITTEN


def test_the_page_has_tables_of_all_kinds() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    tables = sum(line.startswith("| look for ") for line in rows)
    assert len(ROWS) == len(rows) - tables > 80
    assert {row.kind for row in ROWS} == {"words", "exactly", "stems", "disguised"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.look_for} in {row.text}")
def test_what_the_page_says_is_found(row: Row) -> None:
    matcher, text = Matcher([spec_of(row)]), unescaped(row.text)
    found = matcher.mentioned(text, stemmer(row))
    if row.found.strip() == "not known":
        assert found == {~0}
        return
    expected = [unescaped(words) for words in _CODE.findall(row.found)]
    assert [text[start:end] for start, end in matcher.places(text, 0, stemmer(row))] == expected
    assert found == ({0} if expected else set())
