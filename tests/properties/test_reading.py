"""Reading plainly is reading: the loop that takes what is plain gives what the closer look gives, word for word."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.strategies.choices import chosen
from properties.strategies.policies import Kind, Written, written_policy

from playbook._resources import folder
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source
from playbook.syntax.concrete import read_branches
from playbook.syntax.machine import Branch, Part
from playbook.syntax.plain import PlainReader
from playbook.syntax.tree import Node
from playbook.syntax.walk import field_names, walk

CASES = Path(__file__).parents[1] / "cases"
EVERYTHING = CASES / "format" / "everything.playbook"
PACKS = sorted(folder("policies").glob("*.playbook"))
MISTAKES = sorted(CASES.glob("*/*.md"))

Word = tuple[str, str, int, int]
Reading = tuple[list[object], list[Word | str], tuple[Diagnostic, ...]]


def reading(source: Source) -> Reading:
    """All that becomes of a text: what each node says and where, the words as they stand, what was wrong."""
    read = read_branches(source)
    nodes: list[object] = []
    for node in walk(read.parsed.policy) if read.parsed.policy is not None else ():
        values = (getattr(node, name) for name in field_names(node))
        nodes += (type(node), *(value for value in values if not isinstance(value, Node | tuple)))
    return nodes, list(words(read.branch)), read.parsed.diagnostics


def words(branch: Branch | None) -> Iterator[Word | str]:
    waiting: list[Iterator[Part]] = [iter([branch] if branch else ())]
    while waiting:
        for part in waiting[-1]:
            if isinstance(part, Branch):
                yield part.name
                waiting.append(iter(part.children))
                break
            yield part.type, part.value, part.start, part.end
        else:
            waiting.pop()


@contextmanager
def nothing_is_plain() -> Iterator[None]:
    with patch.object(PlainReader, "advance", lambda _: None):
        yield


def holds_for(text: str) -> None:
    source = Source("it", text)
    plain = reading(source)
    with nothing_is_plain():
        assert plain == reading(source)


@pytest.mark.parametrize("path", [*PACKS, EVERYTHING], ids=lambda path: path.stem)
def test_policies_that_people_wrote(path: Path) -> None:
    holds_for(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_mistakes_that_people_make(path: Path) -> None:
    found = re.findall(
        r"^~~~\s*playbook.*?\n(.*?)^~~~", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    found += re.findall(
        r"^```\s*playbook.*?\n(.*?)^```", path.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    for text in found:
        holds_for(text.replace("⟦", "").replace("⟧", ""))


ODD = r'''
one of is not none null any no and or sat sun Mon monday may 5 3.5 2026 2026-1-5 2026-11-23
2026-11-23T10:00Z 10:00 50% 1_000 days minutes count count( posts holidays by deny review allow warn
"a" " """ /a/ /a # < >= = == - + * / , : ( ) [ ] { } . a.b a-b A Name größe x1 rule topic when tags
where in include mentions NOT True text post.text null.x expect given from words timezone
Europe/London extends use house.playbook policy version until plus except otherwise because change
drop “ ’
'''
LEXEMES = (*ODD.split(), "\n", "\ufeff", "\x00")
LINES = [line for path in (*PACKS, EVERYTHING) for line in path.read_text(encoding="utf-8").splitlines()]
TOKENS = re.compile(r'"(?:[^"\\\n]|\\.)*"|[\w.-]+|\s+|.')


@given(st.data())
def test_texts_with_something_out_of_place(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(LINES) - 1))
    parts = TOKENS.findall("policy a\n" * data.draw(st.integers(0, 1)) + "\n".join(LINES[start : start + 30]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(parts)))
        gone = data.draw(st.integers(0, 3))
        parts[at : at + gone] = data.draw(st.lists(st.sampled_from(LEXEMES), max_size=3))
    holds_for("".join(parts))


@given(st.lists(st.sampled_from(LEXEMES), max_size=40))
def test_words_in_any_order(found: list[str]) -> None:
    holds_for(f"policy a {' '.join(found)}")
    holds_for(f"policy a rule b when {' '.join(found)} deny")


@given(chosen(lambda choices: written_policy(choices, Kind(wild=True, calling=True))))
def test_policies_that_nobody_wrote(written: Written) -> None:
    for file in written.files:
        holds_for(file.text())
