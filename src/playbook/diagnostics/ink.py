"""The few colours of all that is shown in a terminal, by what they mean. For renderers only; messages have none."""

from collections.abc import Mapping
from types import MappingProxyType

STYLES: Mapping[str, str] = MappingProxyType(
    {
        "deny": "1;31",
        "review": "1;35",
        "delay": "1;34",
        "warn": "1;33",
        "advise": "1;36",
        "allow": "1;32",
        "error": "1;31",
        "warning": "1;33",
        "related": "1;34",
        "strong": "1",
        "quiet": "2",
    }
)
"""Select Graphic Rendition parameters (ECMA-48) by meaning: the basic colours, which follow the reader's palette."""


class Ink:
    """Colours text, or leaves it alone."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, style: str, text: str) -> str:
        """*text* in *style*; *text* has to be safe for a terminal already."""
        if not self.color or not text:
            return text
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m"
