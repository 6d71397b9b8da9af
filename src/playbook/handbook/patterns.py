"""The few regular expressions that there is English for: a sign several times in a row. Others stay as they are."""

import re

from playbook.handbook.english import number_word
from playbook.handbook.marks import Marks
from playbook.syntax import tree

_ROW = re.compile(r"(?:\\([^\w\s])|([^\w\s\\.^$*+?()\[\]{}|]))(?:\{(\d+),\}|\+)")

_SIGNS = {"!": ("exclamation mark", "exclamation marks"), "?": ("question mark", "question marks")}


def pattern_in_words(pattern: tree.PatternLiteral, marks: Marks) -> str | None:
    """`four or more exclamation marks in a row`; None where there is no English for it."""
    found = _ROW.fullmatch(pattern.pattern)
    if found is None or pattern.flags not in ("", "i"):
        return None
    sign, least = found[1] or found[2], int(found[3] or 1)
    if not 1 <= least < 1_000:
        return None
    one, several = _SIGNS.get(sign, (f"sign {marks.quoted(sign)}", f"signs {marks.quoted(sign)}"))
    return f"a {one}" if least == 1 else f"{number_word(least)} or more {several} in a row"
