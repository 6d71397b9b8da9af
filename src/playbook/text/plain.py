"""Letters in another dress, and the plain letters that a reader takes them for.

Part of `normal`. Only Unicode's own compatibility mappings are used, and only those that leave the letter the same
letter; look-alikes of other alphabets are another matter.
"""

import unicodedata
from functools import lru_cache

_DRESSES = frozenset({"<wide>", "<narrow>", "<font>", "<initial>", "<medial>", "<final>", "<isolated>"})


def plain_letters(text: str) -> str:
    """*text* with each dressed letter, digit or sign replaced by the plain one."""
    return "".join([char if char < "\xc0" else _plain(char) for char in text])


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    kind, _, codes = unicodedata.decomposition(char).partition(" ")
    if not kind.startswith("<"):
        return char
    parts = [chr(int(code, 16)) for code in codes.split()]
    if " " in parts or len(parts) > 4:
        return char
    if kind in _DRESSES or (kind == "<compat>" and _is_ligature(char, parts)):
        return "".join(map(_plain, parts))
    return char


def _is_ligature(char: str, parts: list[str]) -> bool:
    """Letters run together. The separate parts of Hangul are letters of their own, whatever their mapping says."""
    return (
        not "\u3131" <= char <= "\u318e"
        and unicodedata.category(char)[0] == "L"
        and all(unicodedata.category(part)[0] == "L" for part in parts)
    )
