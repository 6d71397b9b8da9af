"""What the lexer makes and the parser takes: one word, sign or literal, as it stands in the text."""

from playbook.frozen import unguarded


@unguarded
class Token:
    """A terminal of the grammar, what was written, and where (in code points, half-open)."""

    type: str
    value: str
    start: int
    end: int
