r"""Reads the regular expressions of the language: a subset of RE2's syntax in which every construct has one meaning.

First part of the pattern stage; no engine is asked. What is understood:

- characters; `\` before a sign; `\n \t \r \f \v`, `\x41`, `\x{1F600}`, `\u00e9`, `\U0001F600`
- `.` (any character but a line feed; any at all with flag `s`), `[a-z]`, `[^a-z]`
- `\d \w \s \D \W \S` (Unicode's), `\p{L}`, `\pL`, `\P{Lu}` (general categories)
- `^` and `$` (start and end of the text; of a line with flag `m`), `\A`, `\z`, `\b`, `\B`
- `*`, `+`, `?`, `{2}`, `{2,}`, `{2,4}`, each lazy with `?` after it; `|`; `( )`, `(?: )`, `(?P<name> )` (names mean
  nothing)
- flags `i` (simple case folding), `m`, `s`, `x` (white space and `#` comments in the pattern are skipped)

What cannot be matched in linear time (look-around, back-references, atomic groups, possessive repeats, conditions) is
refused, and so is what engines read differently.
"""

import re
from collections.abc import Callable, Mapping
from typing import NoReturn

from playbook.limits import MAX_PATTERN_LENGTH, MAX_PATTERN_REPEAT
from playbook.text.late import late
from playbook.text.normal import nfc
from playbook.text.patterns import code_points
from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.tree import (
    Edge,
    Either,
    Node,
    OneOf,
    Repeat,
    Sequence,
    has_word_edge,
    may_be_empty,
)

MAX_PATTERN_NESTING = 50
"""How deep groups may nest in a pattern."""

_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
_EDGES = {
    "b": Edge("word edge"),
    "B": Edge("no word edge"),
    "A": Edge("text start"),
    "z": Edge("text end"),
}
_SETS: Mapping[str, Callable[[], CodePoints]] = {
    "d": code_points.digits,
    "w": code_points.word_characters,
    "s": code_points.spaces,
}
_REFUSED_ESCAPES = {
    **dict.fromkeys("123456789gk", "back-references cannot be matched in linear time"),
    "Z": "`\\Z` differs between engines; write `$`",
    "0": "octal escapes differ between engines; write `\\x00`",
    "N": "names of characters are not supported; write the character",
    "Q": "`\\Q` is not supported; put `\\` before each sign",
    "X": "`\\X` is not supported",
    "R": "`\\R` is not supported; write `(\\r\\n|\\n|\\r)`",
}
_REFUSED_GROUPS = (
    ("(?=", "look-ahead cannot be matched in linear time"),
    ("(?!", "look-ahead cannot be matched in linear time"),
    ("(?<=", "look-behind cannot be matched in linear time"),
    ("(?<!", "look-behind cannot be matched in linear time"),
    ("(?>", "atomic groups are not supported"),
    ("(?(", "conditions are not supported"),
    ("(?P=", "back-references cannot be matched in linear time"),
    ("(?P>", "recursion is not supported"),
    ("(?R", "recursion is not supported"),
    ("(?&", "recursion is not supported"),
    ("(?|", "branch reset is not supported"),
    ("(?#", "comments are not supported here; use the flag `x`"),
)
_PLAIN_GROUP = late(re.compile, r"\((?:\?:|\?P?<[A-Za-z_][A-Za-z_0-9]*>)?(?!\?)")
_HEX = late(re.compile, r"x\{([0-9A-Fa-f]{1,8})\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})")
_CATEGORY = late(re.compile, r"[pP](?:\{(\^?)([A-Za-z_& ]{1,40})\}|([A-Z]))")
_COUNTED = late(re.compile, r"\{([0-9]{1,9})(?:(,)([0-9]{1,9})?)?\}")


class PatternProblem(Exception):  # noqa: N818 (it tells of a mistake in a policy, and is caught)
    """A pattern that cannot be used. `offset` and `length` (code points of the pattern as given) say where, `reason`
    why.
    """

    def __init__(self, offset: int, length: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset
        self.length = length
        self.reason = reason


def parse_pattern(pattern: str, flags: str) -> Node:
    """What *pattern* says. It is read in NFC, as texts are. Raises `PatternProblem`."""
    if len(pattern) > MAX_PATTERN_LENGTH:
        rest = len(pattern) - MAX_PATTERN_LENGTH
        raise PatternProblem(
            MAX_PATTERN_LENGTH, rest, f"a pattern has at most {MAX_PATTERN_LENGTH} characters"
        )
    if not pattern:
        raise PatternProblem(0, 0, "the pattern is empty")
    for at, flag in enumerate(flags):
        if flag not in "imsx" or flag in flags[:at]:
            reason = "given twice" if flag in "imsx" else "not a flag: there are `i`, `m`, `s` and `x`"
            raise PatternProblem(0, len(pattern), f"`{flag}` is {reason}")
    composed = nfc(pattern)
    try:
        return _Reader(composed.text, flags).whole()
    except PatternProblem as problem:
        start, end = composed.original(
            problem.offset, min(problem.offset + problem.length, len(composed.text))
        )
        raise PatternProblem(start, end - start, problem.reason) from None


class _Reader:
    """A recursive descent, one method for each level of binding."""

    def __init__(self, pattern: str, flags: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.any_case = "i" in flags
        self.lines = "m" in flags
        self.dot_all = "s" in flags
        self.spaced = "x" in flags

    def whole(self) -> Node:
        node = self.either()[0]
        if self.at < len(self.pattern):
            self.refuse(self.at, 1, "this `)` closes nothing")
        if has_word_edge(node) and may_be_empty(node):
            # The exact translation of `\b` stands on this, see `engine`.
            self.refuse(
                0, len(self.pattern), "a pattern with `\\b` or `\\B` has to match at least one character"
            )
        return node

    def refuse(self, offset: int, length: int, reason: str) -> NoReturn:
        raise PatternProblem(offset, length, reason)

    # Each level gives the node and the product of the counted repeats in it, which bounds the size of the program.

    def either(self) -> tuple[Node, int]:
        options, sizes = [], []
        while True:
            node, size = self.sequence()
            options.append(node)
            sizes.append(size)
            if not self.pattern.startswith("|", self.at):
                break
            self.at += 1
        return (options[0] if len(options) == 1 else Either(tuple(options))), max(sizes)

    def sequence(self) -> tuple[Node, int]:
        parts, size = [], 1
        while True:
            self.skip_space()
            if self.at == len(self.pattern) or self.pattern[self.at] in "|)":
                break
            part, part_size = self.repeated()
            parts.append(part)
            size = max(size, part_size)
        return (parts[0] if len(parts) == 1 else Sequence(tuple(parts))), size

    def skip_space(self) -> None:
        while self.spaced and self.at < len(self.pattern):
            char = self.pattern[self.at]
            if char == "#":
                end = self.pattern.find("\n", self.at)
                self.at = len(self.pattern) if end < 0 else end + 1
            elif char.isspace():
                self.at += 1
            else:
                break

    def repeated(self) -> tuple[Node, int]:
        start = self.at
        if self.pattern[start] in "*+?":
            self.refuse(start, 1, "nothing stands before this to be repeated")
        part, size = self.single()
        self.skip_space()
        bounds = self.quantifier()
        if bounds is None:
            return part, size
        low, high, begin = bounds
        if isinstance(part, Edge):
            self.refuse(start, self.at - start, "an edge cannot be repeated")
        size *= max(1, low if high is None else high)
        if size > MAX_PATTERN_REPEAT:
            self.refuse(begin, self.at - begin, f"repeats come to more than {MAX_PATTERN_REPEAT}")
        lazy = self.pattern.startswith("?", self.at)
        self.at += lazy
        if not lazy and self.pattern.startswith("+", self.at):
            self.refuse(begin, self.at + 1 - begin, "possessive repeats are not supported")
        again = self.at
        if self.quantifier() is not None:
            self.refuse(again, self.at - again, "two repeats in a row; put the first in parentheses")
        return Repeat(part, low, high, lazy), size

    def quantifier(self) -> tuple[int, int | None, int] | None:
        """Least and most repeats, and where the quantifier begins; None if there is none here."""
        begin = self.at
        char = self.pattern[begin : begin + 1]
        simple: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if char in simple:
            self.at += 1
            return (*simple[char], begin)
        counted = _COUNTED.match(self.pattern, begin)
        if counted is None:
            return None
        self.at = counted.end()
        low = int(counted[1])
        high = low if counted[2] is None else int(counted[3]) if counted[3] else None
        if high is not None and high < low:
            self.refuse(begin, self.at - begin, "the repeat ends before it begins")
        return low, high, begin

    def single(self) -> tuple[Node, int]:
        char = self.pattern[self.at]
        if char == "(":
            return self.group()
        return self.character(char), 1

    def group(self) -> tuple[Node, int]:
        start = self.at
        opening = _PLAIN_GROUP.match(self.pattern, start)
        if opening is None:
            for text, reason in _REFUSED_GROUPS:
                if self.pattern.startswith(text, start):
                    self.refuse(start, len(text), reason)
            self.refuse(start, min(3, len(self.pattern) - start), "flags stand after the pattern: `/word/i`")
        self.depth += 1
        if self.depth > MAX_PATTERN_NESTING:
            self.refuse(start, 1, f"groups nest more than {MAX_PATTERN_NESTING} deep")
        self.at = opening.end()
        inner = self.either()
        if not self.pattern.startswith(")", self.at):
            self.refuse(start, 1, "this `(` is never closed")
        self.at += 1
        self.depth -= 1
        return inner

    def character(self, char: str) -> Node:
        start = self.at
        if char == "[":
            return self.character_class()
        if char == "\\":
            escaped = self.pattern[start + 1 : start + 2]
            if escaped in _EDGES and escaped:
                self.at += 2
                return _EDGES[escaped]
            return OneOf(self.cased(self.escape()))
        if char == "{":
            self.refuse(start, 1, "write `\\{`, or a repeat such as `{2,4}`")
        self.at += 1
        if char == ".":
            return OneOf(code_points.ALL if self.dot_all else code_points.complement(((10, 10),)))
        if char == "^":
            return Edge("line start" if self.lines else "text start")
        if char == "$":
            return Edge("line end" if self.lines else "text end")
        return OneOf(self.cased(self.one(char, start)))

    def cased(self, members: CodePoints) -> CodePoints:
        return code_points.in_any_case(members) if self.any_case else members

    def one(self, char: str, start: int) -> CodePoints:
        code = ord(char)
        if 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            self.refuse(start, self.at - start, "this is not a character")
        return ((code, code),)

    def escape(self) -> CodePoints:
        """What the escape here stands for, wherever it stands."""
        start = self.at
        char = self.pattern[start + 1 : start + 2]
        self.at = start + 2
        if not char:
            self.refuse(start, 1, "nothing follows the `\\`")
        if char.lower() in _SETS:
            members = _SETS[char.lower()]()
            return code_points.complement(members) if char.isupper() else members
        if char in _CONTROLS:
            return self.one(_CONTROLS[char], start)
        if char in "pP":
            return self.category(start)
        if char in "xuU":
            return self.by_number(start)
        if char in _REFUSED_ESCAPES:
            self.refuse(start, 2, _REFUSED_ESCAPES[char])
        if char.isascii() and char.isalnum():
            self.refuse(start, 2, f"`\\{char}` means nothing here")
        return self.one(char, start)

    def by_number(self, start: int) -> CodePoints:
        number = _HEX.match(self.pattern, start + 1)
        code = int(next(filter(None, number.groups())), 16) if number else -1
        if number is None or code > 0x10FFFF:
            self.refuse(start, 2, "write the number of a character, such as `\\x{1F600}`")
        self.at = number.end()
        return self.one(chr(code), start)

    def category(self, start: int) -> CodePoints:
        named = _CATEGORY.match(self.pattern, start + 1)
        name = (named[2] or named[3]) if named else ""
        members = code_points.categories().get(name)
        if named is None or members is None:
            length = (named.end() if named else start + 2) - start
            self.refuse(start, length, "only general categories are known, such as `\\p{L}` and `\\p{Lu}`")
        self.at = named.end()
        negated = (self.pattern[start + 1] == "P") != (named[1] == "^")
        return code_points.complement(members) if negated else members

    def character_class(self) -> Node:
        start = self.at
        self.at += 1
        negated = self.pattern.startswith("^", self.at)
        self.at += negated
        if self.pattern.startswith("]", self.at):
            self.refuse(start, self.at + 1 - start, "a class is never empty; for a bracket write `\\]`")
        members: list[tuple[int, int]] = []
        while not self.pattern.startswith("]", self.at):
            if self.at >= len(self.pattern):
                self.refuse(start, 1, "this `[` is never closed")
            members.extend(self.class_item())
        self.at += 1
        found = self.cased(code_points.union(members))
        return OneOf(code_points.complement(found) if negated else found)

    def class_item(self) -> CodePoints:
        start = self.at
        low = self.class_end()
        dash = self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 : self.at + 2] not in (
            "",
            "]",
        )
        if not dash:
            return low
        self.at += 1
        high = self.class_end()
        if not (_is_one(low) and _is_one(high)):
            self.refuse(start, self.at - start, "a range goes from one character to another")
        if high[0][0] < low[0][0]:
            self.refuse(start, self.at - start, "the range ends before it begins")
        return ((low[0][0], high[0][0]),)

    def class_end(self) -> CodePoints:
        """A character of a class, or an escape that may stand for many."""
        start = self.at
        char = self.pattern[start]
        if char == "\\":
            if self.pattern[start + 1 : start + 2] in {"b", "B", "A", "z"}:
                self.refuse(start, 2, "an edge is no character, so it cannot be in a class")
            return self.escape()
        if char == "[" and self.pattern[start + 1 : start + 2] in {":", ".", "="}:
            self.refuse(start, 2, "classes by name are not supported; write `\\w`, `\\d` or `\\p{L}`")
        self.at += 1
        return self.one(char, start)


def _is_one(members: CodePoints) -> bool:
    return len(members) == 1 and members[0][0] == members[0][1]
