"""Where text came from: a named source, and spans in it that every later stage carries along.

Offsets are code points, half-open. Lines end at LF, CRLF or CR, as editors count them; lines and columns start at 1.
"""

from bisect import bisect_right
from functools import cached_property
from operator import attrgetter

from playbook.frozen import frozen, unguarded

_of = attrgetter("source", "start", "end")


@frozen(eq=False)
class Source:
    """A text and the name that people know it by (a path as it was given, or `<text>`)."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        starts = [0]
        text = self.text
        for at, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return tuple(starts)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in code points) of *offset*."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of line *number* (from 1), without its line ending."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@unguarded
class Span:
    """A half-open range of code points in a source."""

    source: Source
    start: int
    end: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and _of(self) == _of(other)

    def __hash__(self) -> int:
        return hash(_of(self))

    @property
    def text(self) -> str:
        """The words it covers."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    def to(self, other: "Span") -> "Span":
        """The range from here to the end of *other*, in the same source."""
        return Span(self.source, self.start, other.end)
