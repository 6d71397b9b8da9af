"""What the lexer makes and the parser takes: one word, sign or literal, as it stands in the text."""

from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Token:
    """A terminal of the grammar, what was written, and where (in code points, half-open)."""

    type: str
    value: str
    start: int
    end: int
