"""Regular expressions of the language: checked when a policy is read, matched in linear time, with one meaning
everywhere.

The face of the pattern stage: `parser` says what is understood, `engine` how it is run. Matching is
done on the text in NFC; places are told in the text as given.
"""

from itertools import islice

from playbook.text.patterns.engine import Engine, TooLargeError, build_engine
from playbook.text.patterns.parser import PatternProblem, parse_pattern
from playbook.text.patterns.subject import prepare
from playbook.text.patterns.tree import has_word_edge

__all__ = ["MAX_PLACES", "Pattern", "PatternProblem", "compile_pattern"]

MAX_PLACES = 1_000
"""Places of one pattern in one text that are told apart. What comes after is one more place, from the next match to
the end.
"""


class Pattern:
    """A compiled pattern. Immutable; two are equal if they were written the same."""

    __slots__ = ("_ascii", "_plain", "_spelled", "flags", "pattern")

    def __init__(
        self, pattern: str, flags: str, ascii_: Engine, plain: Engine, spelled: Engine | None
    ) -> None:
        self.pattern = pattern
        self.flags = flags
        self._ascii = ascii_
        self._plain = plain
        self._spelled = spelled

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
        ready = prepare(text)
        if self._spelled is None or ready.spelled is None:
            return self._plain.finds(ready.plain)
        return self._spelled.finds(ready.spelled)

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where it matches: the leftmost match, the next one after its end, and so on. Empty
        matches only if all are.
        """
        if text.isascii():
            return tuple(_limited(self._ascii, text))
        ready = prepare(text)
        if self._spelled is None or ready.spelled is None:
            spans = _limited(self._plain, ready.plain)
        else:
            at = ready.offsets
            spans = [(at[start], at[end]) for start, end in _limited(self._spelled, ready.spelled)]
        return tuple(ready.composed.original(start, end) for start, end in spans)


def compile_pattern(pattern: str, flags: str) -> Pattern:
    """The *pattern* as written between the slashes, with *flags* out of `imsx`. Raises `PatternProblem`."""
    node = parse_pattern(pattern, flags)
    try:
        spelled = build_engine(node, "spelled out") if has_word_edge(node) else None
        return Pattern(pattern, flags, build_engine(node, "ascii"), build_engine(node, "plain"), spelled)
    except TooLargeError:
        raise PatternProblem(0, len(pattern), "the pattern is too large") from None


def _limited(engine: Engine, text: str) -> list[tuple[int, int]]:
    """The spans in *text*. Each may have looked at all that follows it, so their number has to be bounded."""
    found = list(islice(engine.spans(text), MAX_PLACES + 1))
    if len(found) > MAX_PLACES:
        found[-1] = (found[-1][0], len(text))
    return [span for span in found if span[0] < span[1]] or found[:1]
