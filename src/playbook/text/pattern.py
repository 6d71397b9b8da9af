"""Regular expressions of the language: checked when a policy is read, matched in linear time, with one meaning
everywhere.

The face of the pattern stage: `pattern_parser` says what is understood, `pattern_engine` how it is run. Matching is
done on the text in NFC; places are told in the text as given.
"""

import re
from itertools import islice

from playbook.text.normal import nfc
from playbook.text.pattern_engine import Engine, TooLargeError, build_engine, spell_out, spelled_offsets
from playbook.text.pattern_parser import PatternProblem, parse_pattern
from playbook.text.pattern_tree import has_word_edge

__all__ = ["MAX_PLACES", "Pattern", "PatternProblem", "compile_pattern"]

MAX_PLACES = 1_000
"""Places of one pattern in one text that are told apart. What comes after is one more place, from the next match to
the end.
"""


_SURROGATE = re.compile("[\ud800-\udfff]")


class Pattern:
    """A compiled pattern. Immutable; two are equal if they were written the same."""

    __slots__ = ("_ascii", "_other", "_spelled_out", "flags", "pattern")

    def __init__(
        self, pattern: str, flags: str, engines: tuple[Engine, Engine], *, spelled_out: bool
    ) -> None:
        self.pattern = pattern
        self.flags = flags
        self._ascii, self._other = engines
        self._spelled_out = spelled_out

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self) -> int:
        return hash((self.pattern, self.flags))

    def __repr__(self) -> str:
        return f"compile_pattern({self.pattern!r}, {self.flags!r})"

    def found(self, text: str) -> bool:
        """Whether the pattern matches anywhere in *text*."""
        if text.isascii():
            return self._ascii.finds(text)
        composed = _without_surrogates(nfc(text).text)
        return self._other.finds(spell_out(composed) if self._spelled_out else composed)

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it matches: the leftmost match, the next one after its end, and so on. Empty
        matches only if all are.
        """
        if text.isascii():
            return tuple(_limited(self._ascii, text))
        composed = nfc(text)
        plain = _without_surrogates(composed.text)
        if not self._spelled_out:
            return tuple(composed.original(start, end) for start, end in _limited(self._other, plain))
        spelled = spell_out(plain)
        offsets = spelled_offsets(spelled)
        return tuple(
            composed.original(offsets[start], offsets[end]) for start, end in _limited(self._other, spelled)
        )


def compile_pattern(pattern: str, flags: str) -> Pattern:
    """The *pattern* as written between the slashes, with *flags* out of `imsx`. Raises `PatternProblem`."""
    node = parse_pattern(pattern, flags)
    spelled_out = has_word_edge(node)
    try:
        engines = build_engine(node, "ascii"), build_engine(node, "spelled out" if spelled_out else "plain")
    except TooLargeError:
        raise PatternProblem(0, len(pattern), "the pattern is too large") from None
    return Pattern(pattern, flags, engines, spelled_out=spelled_out)


def _limited(engine: Engine, text: str) -> list[tuple[int, int]]:
    """The spans in *text*. Each may have looked at all that follows it, so their number has to be bounded."""
    found = list(islice(engine.spans(text), MAX_PLACES + 1))
    if len(found) > MAX_PLACES:
        found[-1] = (found[-1][0], len(text))
    return [span for span in found if span[0] < span[1]] or found[:1]


def _without_surrogates(text: str) -> str:
    """*text* with each half of a surrogate pair, which no engine takes, made a replacement character."""
    return _SURROGATE.sub("\ufffd", text)
