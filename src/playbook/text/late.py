"""Regular expressions that are compiled when they are first used: some take milliseconds, and most programs that import
this package look at no post. `regex`, which knows the properties of characters, is imported no sooner: plain texts get
on without it.
"""

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


class _Late:
    """Stands for a pattern. From its first use on, the pattern's own methods are its attributes."""

    def __init__(self, compiled: Callable[[], Any]) -> None:
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        pattern = self._compiled()
        for method in _METHODS:
            setattr(self, method, getattr(pattern, method))
        return getattr(pattern, name)


def late(compiled: Callable[..., Any], *given: Any) -> re.Pattern[str]:
    """The pattern that *compiled* (`re.compile`, or one of those below) makes of what is *given*, when first used."""
    return cast("re.Pattern[str]", _Late(lambda: compiled(*given)))


def by_properties(pattern: str) -> Any:
    """*pattern*, which names properties of characters (`\\p{L}`), compiled by `regex`."""
    import regex  # noqa: PLC0415  (importing it takes as long as loading a policy)

    return regex.compile(pattern, regex.VERSION1)


def spaced_by_properties(pattern: str) -> Any:
    """The same where white space in *pattern* means nothing."""
    import regex  # noqa: PLC0415  (see above)

    return regex.compile(pattern, regex.VERSION1 | regex.VERBOSE)
