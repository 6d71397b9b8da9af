"""The words of a policy as they were written, with the comments that stand before and behind each of them.

A comment behind something stands on the same line. Every other one stands before the word that comes next, however far
off; what it belongs to is found out later.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from playbook.frozen import frozen
from playbook.source import Source
from playbook.syntax.machine import Branch

_COMMENT = re.compile(r"#[^\n\r]*+")
_LINE_END = re.compile(r"\r\n|\r|\n")
_DIRECTIVE = re.compile(r"#\s*playbook\s*:", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Comment:
    """One comment, from its `#` to the end of its line, without white space behind it."""

    text: str
    column: int = 1
    """Where it stands in its line, from 1."""
    after_blank: bool = False
    """Whether there is an empty line before it."""
    line: "Word | None" = None
    """The first word of its line, where it stands behind something."""

    @property
    def is_directive(self) -> bool:
        """Whether it tells a program something: `# playbook: allow …`."""
        return _DIRECTIVE.match(self.text) is not None


@dataclass(slots=True, eq=False)
class Word:
    """One word or sign. The end of the file is one, without text."""

    kind: str
    """What the grammar calls it: NAME, STRING, WHEN, COMMA …"""
    text: str
    column: int = 1
    before: list[Comment] = field(default_factory=list)
    """Comments on lines of their own."""
    behind: Comment | None = None
    """The comment at the end of its line."""
    after_blank: bool = False
    """Whether there is an empty line before it and after the comments before it."""


@dataclass(slots=True, eq=False)
class Phrase:
    """What the grammar has a name for, such as `when` or `list_of`, and what it is made of."""

    kind: str
    parts: "list[Part]"


Part: TypeAlias = Word | Phrase


@frozen
class Words:
    """A whole file."""

    declarations: list[Phrase]
    """The header first."""
    end: Word
    """The end of the file, with the comments before it."""


def read_words(source: Source, branch: Branch) -> Words:
    """The words of *branch*, which is all of *source*, with all comments."""
    reader = _Words(source)
    policy = reader.phrase(branch)
    return Words([part for part in policy.parts if isinstance(part, Phrase)], reader.end())


def first_word(part: Part) -> Word:
    """The word that *part* begins with."""
    while isinstance(part, Phrase):
        part = part.parts[0]
    return part


def last_word(part: Part) -> Word:
    """The word that *part* ends with."""
    while isinstance(part, Phrase):
        part = part.parts[-1]
    return part


def all_words(parts: Iterable[Part]) -> Iterator[Word]:
    """The words that *parts* are made of, in order."""
    waiting = [iter(parts)]
    while waiting:
        for part in waiting[-1]:
            if isinstance(part, Phrase):
                waiting.append(iter(part.parts))
                break
            yield part
        else:
            waiting.pop()


class _Words:
    """Goes along a text, from word to word."""

    def __init__(self, source: Source) -> None:
        self._source, self._text = source, source.text
        self._at = 1 if source.text.startswith("\ufeff") else 0
        self._last: Word | None = None
        self._line_starts_at: Word | None = None

    def phrase(self, branch: Branch) -> Phrase:
        root = Phrase(branch.name, [])
        waiting = [(root.parts, iter(branch.children))]
        while waiting:
            parts, children = waiting[-1]
            for child in children:
                if isinstance(child, Branch):
                    made = Phrase(child.name, [])
                    parts.append(made)
                    waiting.append((made.parts, iter(child.children)))
                    break
                parts.append(self._word(child.type, child.start, child.end))
            else:
                waiting.pop()
        return root

    def end(self) -> Word:
        return self._word("", len(self._text), len(self._text))

    def _word(self, kind: str, start: int, end: int) -> Word:
        word = Word(kind, self._text[start:end])
        gap = self._text[self._at : start]
        if gap != " ":
            self._gap(gap, word)
        if self._line_starts_at is None:
            self._line_starts_at = word
            word.column = self._source.position(start)[1]
        self._at, self._last = end, word
        return word

    def _gap(self, gap: str, word: Word) -> None:
        """Share out what stands between the last word and *word*."""
        lines = 0
        done = 0
        for found in _COMMENT.finditer(gap):
            fresh = len(_LINE_END.findall(gap, done, found.start()))
            column = self._source.position(self._at + found.start())[1]
            comment = Comment(found[0].rstrip(), column, fresh > 1)
            if lines + fresh or self._last is None:
                word.before.append(comment)
            else:
                comment.line = self._line_starts_at
                self._last.behind = comment
            lines, done = lines + fresh, found.end()
        fresh = len(_LINE_END.findall(gap, done))
        word.after_blank = fresh > 1
        if lines + fresh:
            self._line_starts_at = None
