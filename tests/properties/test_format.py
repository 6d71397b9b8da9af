"""The laws of the formatter: it changes nothing that a policy says, loses no comment, and leaves alone what it made.

Policies are taken apart into their words, and put together again with any white space and with comments wherever they
may stand: between all words but a few that the language reads together.
"""

import re
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from properties.strategies.choices import chosen
from properties.strategies.policies import Kind, written_policy

from playbook._resources import folder
from playbook.format import format_source
from playbook.format.words import Phrase, Word, read_words
from playbook.source import Source
from playbook.syntax.concrete import read_branches
from playbook.syntax.machine import Branch
from playbook.syntax.parser import parse
from playbook.syntax.same import outline

ROOT = Path(__file__).parents[2]
EVERYTHING = ROOT / "tests" / "cases" / "format" / "everything.playbook"
PACKS = sorted(folder("policies").glob("*.playbook"))
RULES = sorted((ROOT.parent / "shared" / "design" / "rules").glob("*.playbook"))

LOOKS_AHEAD = {"COUNT", "POSTS", "HOLIDAYS", "DAY_COMMA"}
"""Terminals that see what follows them: no comment may come between."""

BLANKS = (" ", "\n", "\n\n", "\r\n", "\n    ", "\t", "\n\n\n  ")
COMMENTS = (
    " #{}\n",
    "# {}\n",
    "\n# {}\n",
    "\n  # {}\n",
    "\n\n# {}\n\n",
    " # {}\n\n # {}\n# {}\n\n",
    "\n # {}  \r\n",
)

WRITTEN = chosen(lambda choices: written_policy(choices, Kind()))
DIRECTIVE = " # playbook: allow {}\n"


def formatted(text: str) -> str:
    made = format_source(Source("formatted", text))
    assert made.diagnostics == ()
    return made.text


def said(text: str) -> object:
    parsed = parse(Source("said", text))
    assert parsed.policy is not None
    assert parsed.diagnostics == (), text
    return outline(parsed.policy)


def words(text: str) -> list[Word]:
    source = Source("words", text)
    branch = read_branches(source).branch
    assert branch is not None
    read = read_words(source, branch)
    found: list[Word] = []
    waiting: list[Word | Phrase] = [read.end, *reversed(read.declarations)]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Word):
            found.append(part)
        else:
            waiting += reversed(part.parts)
    return found


def comments(text: str) -> list[str]:
    """All comments, in order."""
    found: list[str] = []
    for word in words(text):
        found += (comment.text for comment in word.before)
        if word.behind:
            found.append(word.behind.text)
    return found


def spelled(text: str) -> list[str]:
    """All words in order, docs without their layout, and no comma before a closing bracket."""
    found = [" ".join(word.text.split()) for word in words(text)]
    return [
        word
        for word, following in zip(found, [*found[1:], ""], strict=True)
        if not (word == "," and following in ("]", "}"))
    ]


def holds_for(text: str) -> None:
    """All laws."""
    made = formatted(text)
    assert said(made) == said(text)
    assert formatted(made) == made
    assert sorted(comments(made)) == sorted(comments(text))
    assert all(line == line.rstrip() for line in made.splitlines())


def joined(found: Sequence[Word], gaps: Sequence[str]) -> str:
    """The words with what stands between them; each `{}` becomes a number, so that no two comments are the same."""
    before = ("", *(word.kind for word in found))
    tight = [word.kind in LOOKS_AHEAD or last == "POSTS" for word, last in zip(found, before, strict=False)]
    pieces = [
        word.text + (" " if is_tight and "{" in gap else gap)
        for word, gap, is_tight in zip(found, gaps, tight, strict=True)
    ]
    numbers = count()
    return re.sub(r"(?<=[# ])\{\}(?=[ \n\r])", lambda _: str(next(numbers)), "".join(pieces))


@st.composite
def layouts(draw: DrawFn, text: str) -> str:
    """*text* with other gaps between its words: most of one kind, blanks or comments, and here and there others."""
    found = words(text)
    every = draw(st.sampled_from((*BLANKS, *COMMENTS, DIRECTIVE)))
    some = draw(
        st.dictionaries(st.integers(0, len(found) - 1), st.sampled_from((*BLANKS, *COMMENTS, DIRECTIVE)))
    )
    first = draw(st.sampled_from(("", "\n", "# first\n", "\n\n# first\n\n")))
    return first + joined(found, [some.get(at, every) for at in range(len(found))])


def spread(text: str, comment: str) -> str:
    """*text* with a comment of one kind wherever there may be one."""
    found = words(text)
    return joined(found, [comment] * len(found))


# ----------------------------------------------------------------------------------------------------- what is there


@pytest.mark.parametrize("path", [*PACKS, *RULES, EVERYTHING], ids=lambda path: path.stem)
def test_policies_that_people_wrote(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    holds_for(text)
    if path is not EVERYTHING:
        assert comments(formatted(text)) == comments(text)


def test_everything_is_everything() -> None:
    """The policy that shows every form does so: each rule and alternative of the grammar is in it."""
    grammar = (folder("grammar") / "playbook.lark").read_text(encoding="utf-8")
    grammar = re.sub(r"//.*|/(?:\\.|[^/\n])+/\w*", "", grammar)
    names = {*re.findall(r"^(?!\?)([a-z]\w*):", grammar, re.MULTILINE), *re.findall(r"-> (\w+)", grammar)}
    source = Source("everything", EVERYTHING.read_text(encoding="utf-8"))
    branch = read_branches(source).branch
    assert branch is not None
    seen: set[str] = set()
    waiting = [branch]
    while waiting:
        found = waiting.pop()
        seen.add(found.name)
        waiting += (child for child in found.children if isinstance(child, Branch))
    assert names - seen <= {"hole", "type", "source", "verdict", "approvers", "days"}, (
        "but for what only has alternatives"
    )


# ----------------------------------------------------------------------------------------------------- in any layout


@pytest.mark.parametrize("comment", [*COMMENTS, DIRECTIVE])
def test_a_comment_in_every_place(comment: str) -> None:
    text = formatted(EVERYTHING.read_text(encoding="utf-8"))
    full = spread(text, comment)
    holds_for(full)
    if comment is not DIRECTIVE:  # they move with what they are about
        assert comments(formatted(full)) == comments(full)
    assert spelled(formatted(full)) == spelled(text)


@settings(max_examples=40)
@given(st.data())
def test_every_form_in_any_layout(data: st.DataObject) -> None:
    holds_for(data.draw(layouts(EVERYTHING.read_text(encoding="utf-8"))))


@given(st.data())
def test_any_policy_in_any_layout(data: st.DataObject) -> None:
    for file in data.draw(WRITTEN).files:
        holds_for(data.draw(layouts(file.text())))


@given(st.data())
def test_the_order_of_comments_stays(data: st.DataObject) -> None:
    """Where the clauses are in order already, all words and comments stay in order."""
    text = formatted(data.draw(WRITTEN).root.text())
    changed = data.draw(layouts(text)).replace("# playbook:", "#")
    assert comments(formatted(changed)) == comments(changed)
    assert spelled(formatted(changed)) == spelled(text)


@settings(max_examples=300)
@example('policy p\nrule r when "" deny \\')
@given(st.text(alphabet='policyrulewhentopicdeny "#\n\r,[]{}()=.-/19:\\\ufeff', max_size=60))
def test_whatever_is_given_is_formatted_or_left_alone(text: str) -> None:
    for source in (text, f"policy p {text}"):
        made = format_source(Source("any", source))
        if made.diagnostics:
            assert made.text == source
        else:
            holds_for(source)
