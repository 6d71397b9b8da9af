"""The two values that are no values: what is not known, and what is known not to be there.

Both come out of reading a post. `UNKNOWN` spreads as Kleene's logic says; `ABSENT` is known: it is missing, what is
asked of it otherwise does not hold, and the opposite of that does.
"""

from enum import Enum
from typing import Final, Literal, TypeAlias


class Gap(Enum):
    """Why there is no value."""

    UNKNOWN = "unknown"
    ABSENT = "absent"

    def __bool__(self) -> bool:
        raise TypeError(f"`{self.value}` is neither true nor false; compare with `is`")


UNKNOWN: Final = Gap.UNKNOWN
ABSENT: Final = Gap.ABSENT

Truth: TypeAlias = bool | Literal[Gap.UNKNOWN]
"""Kleene's three truth values."""
