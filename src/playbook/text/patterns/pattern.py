"""Regular expressions of the language: checked when a policy is read, matched in linear time, with one meaning
everywhere.

The face of the pattern stage: `parser` says what is understood, `engine` how it is run. Matching is
done on the text in NFC; places are told in the text as given.
"""

import re
from itertools import islice
from typing import NamedTuple

from playbook.text.late import late
from playbook.text.patterns.engine import Engine, TooLargeError, build_engine
from playbook.text.patterns.heads import head_of
from playbook.text.patterns.parser import PatternProblem, parse_pattern
from playbook.text.patterns.pieces import pieces_of
from playbook.text.patterns.subject import prepare
from playbook.text.patterns.tree import Node, has_word_edge

__all__ = ["MAX_PLACES", "Pattern", "PatternProblem", "compile_pattern"]

MAX_PLACES = 1_000
"""Places of one pattern in one text that are told apart. What comes after is one more place, from the next match to
the end.
"""


_FEW = 8
"""Pieces that are looked for one by one. It takes an engine as long to look at the text as to look for these."""


class _Engines(NamedTuple):
    """For texts in ASCII, for others, and where a pattern asks for word edges, for texts spelled out."""

    ascii: Engine
    plain: Engine
    spelled: Engine | None


class Pattern:
    """A compiled pattern. Immutable; two are equal if they were written the same."""

    __slots__ = ("_engines", "_glance", "_head", "_signs", "flags", "pattern", "pieces")

    def __init__(self, node: Node, pattern: str, flags: str, engines: _Engines) -> None:
        self.pattern = pattern
        self.flags = flags
        self.pieces = pieces_of(node)
        """One of these is in the folded text (and in the text in lower case) of whatever it matches in; None if it may
        match without.
        """
        self._glance = tuple(self.pieces) if self.pieces is not None and len(self.pieces) <= _FEW else None
        self._signs = self._glance is not None and not any(map(str.isalpha, "".join(self._glance)))
        head = head_of(node) if self._signs else None
        self._head = None if head is None else late(re.compile, head)
        self._engines = engines

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self.flags))

    def __repr__(self) -> str:
        return f"compile_pattern({self.pattern!r}, {self.flags!r})"

    def found(self, text: str) -> bool:
        """Whether the pattern matches anywhere in *text*."""
        return self.may_match(text) and self.matches(text)

    def matches(self, text: str) -> bool:
        """The same without a glance first."""
        engines = self._engines
        if text.isascii():
            return engines.ascii.finds(text)
        ready = prepare(text)
        if engines.spelled is None or ready.spelled is None:
            return engines.plain.finds(ready.plain)
        return engines.spelled.finds(ready.spelled)

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it matches: the leftmost match, the next one after its end, and so on. Empty
        matches only if all are.
        """
        if not self.may_match(text):
            return ()
        engines = self._engines
        if text.isascii():
            return tuple(_limited(engines.ascii, text))
        ready = prepare(text)
        if engines.spelled is None or ready.spelled is None:
            spans = _limited(engines.plain, ready.plain)
        else:
            at = ready.offsets
            spans = [(at[start], at[end]) for start, end in _limited(engines.spelled, ready.spelled)]
        return tuple(ready.composed.original(start, end) for start, end in spans)

    def may_match(self, text: str) -> bool:
        """A glance that most texts do not pass: False only where the pattern matches nowhere."""
        if self._glance is None:
            return True
        if self._head is not None:
            return self._head.search(text) is not None
        lower = text if self._signs else text.casefold()
        for piece in self._glance:  # noqa: SIM110  (a generator costs as much as all the looks)
            if piece in lower:
                return True
        return False


def compile_pattern(pattern: str, flags: str) -> Pattern:
    """The *pattern* as written between the slashes, with *flags* out of `imsx`. Raises `PatternProblem`."""
    node = parse_pattern(pattern, flags)
    try:
        spelled = build_engine(node, "spelled out") if has_word_edge(node) else None
        engines = _Engines(build_engine(node, "ascii"), build_engine(node, "plain"), spelled)
    except TooLargeError:
        raise PatternProblem(0, len(pattern), "the pattern is too large") from None
    return Pattern(node, pattern, flags, engines)


def _limited(engine: Engine, text: str) -> list[tuple[int, int]]:
    """The spans in *text*. Each may have looked at all that follows it, so their number has to be bounded."""
    found = list(islice(engine.spans(text), MAX_PLACES + 1))
    if len(found) > MAX_PLACES:
        found[-1] = (found[-1][0], len(text))
    return [span for span in found if span[0] < span[1]] or found[:1]
