"""Regular expressions that are compiled when they are first used: some take milliseconds, and most programs that import
this package look at no post.
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
    """The pattern that *compiled* (`re.compile`, `regex.compile`) makes of what is *given*, once somebody asks it."""
    return cast("re.Pattern[str]", _Late(lambda: compiled(*given)))
