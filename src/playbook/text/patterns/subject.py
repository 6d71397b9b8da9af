"""Texts as patterns are matched on them: in NFC, and where a pattern asks for word edges, spelled out.

Part of the pattern stage; `engine` says what spelling out is for.
"""

import re
import unicodedata
from functools import cache, cached_property, lru_cache

from playbook.frozen import frozen
from playbook.text.late import late
from playbook.text.normal import Folded, nfc
from playbook.text.patterns import code_points
from playbook.text.patterns.code_points import CodePoints

UNDERSCORE = "\ufdd1"
"""What stands between the `_` that spell out `_`. It is no character, so it cannot be in a pattern."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7F]")
_RUN_BEYOND_ASCII = late(re.compile, r"[^\x00-\x7F]+")
_SURROGATE = late(re.compile, "[\ud800-\udfff]")


@frozen
class Prepared:
    """One text in the forms that are matched on. `plain` is its NFC, without halves of surrogates: no engine takes
    them.
    """

    composed: Folded
    plain: str

    @cached_property
    def spelled(self) -> str | None:
        """The text spelled out; None if there is no need, since all its word characters are ASCII."""
        return spell_out(self.plain) if any(map(_is_word, _BEYOND_ASCII.findall(self.plain))) else None

    @cached_property
    def offsets(self) -> list[int]:
        """For each place in the spelled-out text, how many characters of `plain` stand before it."""
        return spelled_offsets(self.spelled or "")


@lru_cache(maxsize=8)
def prepare(text: str) -> Prepared:
    """*text* made ready; remembered, since the patterns of a policy come to the same few texts one after the other."""
    composed = nfc(text)
    return Prepared(composed, _SURROGATE.sub("\ufffd", composed.text))


def spell_out(text: str) -> str:
    """*text* with each `_` and each word character beyond ASCII between two `_`."""
    marked = text.replace(UNDERSCORE, "\ufdd2").replace("_", UNDERSCORE)
    return _RUN_BEYOND_ASCII.sub(lambda run: "".join(map(_spelled, run.group())), marked)


def spelled_offsets(spelled: str) -> list[int]:
    """For each place in a spelled-out text, how many characters of the text itself stand before it."""
    offsets: list[int] = []
    at = index = 0
    while index < len(spelled):
        width = 3 if spelled[index] == "_" else 1
        offsets.extend([at] * width)
        at += 1
        index += width
    offsets.append(at)
    return offsets


@cache
def words_beyond_ascii() -> CodePoints:
    """Word characters that are not ASCII."""
    return code_points.common(code_points.word_characters(), ((128, code_points.ALL[0][1]),))


@lru_cache(maxsize=4096)
def _is_word(char: str) -> bool:
    r"""Whether it is in `code_points.word_characters`, which to look through takes far longer."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category in {"Nd", "Nl"}


@lru_cache(maxsize=4096)
def _spelled(char: str) -> str:
    return f"_{char}_" if char == UNDERSCORE or _is_word(char) else char
