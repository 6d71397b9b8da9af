"""Messages with holes, `"{count(hashtags)} hashtags"`: texts and expressions, each where it stands in the source."""

import re
from collections.abc import Callable
from functools import partial

from playbook.source import Span
from playbook.syntax import literals, tree
from playbook.syntax.message_problems import EmptyHole, StrayBrace, UnclosedHole

ReadHole = Callable[[str, Callable[[int], int]], tree.Expr | None]
"""Reads an expression: its text, and where in the source each offset of that text stands. Reports what is wrong."""

_PIECE = re.compile(
    r"""(?P<text>[^{}]++)
      | (?P<brace>\{\{|\}\})
      | \{(?P<hole>(?:[^{}"]++|"(?:[^"\\]++|\\.)*+")*+)\}
      | (?P<stray>[{}])
    """,
    re.VERBOSE | re.DOTALL,
)


def read_message(written: str, span: Span, read_hole: ReadHole, report: literals.Report) -> tree.Message:
    """The parts of the message *written* at *span*, quotes and all. A hole that cannot be read is left out."""
    text = literals.unescape(written, span, report)

    def place(start: int, end: int) -> Span:
        return Span(span.source, text.place(start), text.place(end))

    found: list[str | tree.Expr] = []
    words = ""
    for piece in _PIECE.finditer(text.value):
        if piece.lastgroup == "stray":
            if piece["stray"] == "}":
                report(StrayBrace(place(*piece.span())))
                continue
            report(UnclosedHole(place(piece.start(), len(text.value)), text.value[piece.end() :]))
            break
        if piece.lastgroup != "hole":
            words += piece["text"] or piece["brace"][0]
            continue
        if not piece["hole"].strip():
            report(EmptyHole(place(*piece.span())))
            continue
        expression = read_hole(piece["hole"], partial(_within, text, piece.start("hole")))
        if expression is not None:
            found += [words, expression] if words else [expression]
            words = ""
    return tree.Message(span, tuple((*found, words) if words or not found else found))


def _within(text: literals.Unescaped, start: int, at: int) -> int:
    """Where in the source the character stands that is *at* after *start*."""
    return text.place(start + at)
