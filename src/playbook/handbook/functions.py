"""How the functions of the language are spoken of. A new function wants an entry here; a test says so."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "length": ("character", "characters"),
        "line_count": ("line", "lines"),
        "word_count": ("word", "words"),
    }
)
"""Functions that count: `the text has more than 40 words`. One of them, and several."""

NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "length": "the number of characters in {0}",
        "line_count": "the number of lines in {0}",
        "word_count": "the number of words in {0}",
        "share_of_capitals": "the share of capitals among the letters of {0}",
        "words_per_sentence": "the average number of words in the sentences of {0}",
    }
)
"""Functions that give a value."""

_SAYINGS: Mapping[str, tuple[Callable[[Sequence[str]], str], Callable[[Sequence[str]], str]]] = (
    MappingProxyType(
        {
            "trained": (
                lambda given: f"the author has done the course {_course(given)}",
                lambda given: f"the author has not done the course {_course(given)}",
            ),
        }
    )
)
"""Functions that are a yes or a no: how it sounds when it is so, and when it is not."""

BOOLEANS = frozenset(_SAYINGS)


def saying(name: str, given: Sequence[str], negated: bool) -> str | None:
    """The clause of a yes-or-no function with the arguments *given*; None for one that is not known here."""
    found = _SAYINGS.get(name)
    return None if found is None else found[negated](given)


def _course(given: Sequence[str]) -> str:
    course, *rest = given
    within = f" in the last {rest[0]}" if rest else ""
    score = f" with a score of at least {rest[1]}" if len(rest) > 1 else ""
    return f"{course}{within}{score}"
