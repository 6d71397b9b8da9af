r"""Writes a pattern for an engine and runs it: RE2, which takes linear time; `regex` where there is no RE2 for the
platform.

Last part of the pattern stage. All sets are written out as ranges, case folding is done already, groups do not
capture: nothing is left that engines understand differently, but for `\b`.

**Word edges.** RE2's `\b` knows ASCII words only. For an ASCII text that is right, and every pattern is compiled for
ASCII texts apart, which makes small programs as well. It is right too where all that is not ASCII are signs. For
other texts, patterns with `\b` or `\B` run on a *spelled out* text (`subject`), in which ASCII's idea of an edge
comes true everywhere: a word character that is not ASCII, say `é`, becomes `_é_`; `_` itself becomes `_` U+FDD1 `_`.
Between two characters so spelled there is an ASCII word edge just where there is a Unicode one between the
characters. In the pattern, a set becomes its members that stand for themselves, or `_`, one of its other members,
`_`.

That this is exact: a spelled-out text has `_` nowhere else, and the characters between two `_` nowhere else either.
So no set can match beginning inside a spelled-out character, no match that takes a character begins there, and edges
are only looked at where characters meet. It would fail for a match that takes no character, which is why the parser
refuses `\b` in such patterns.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, Protocol, TypeAlias

from playbook.limits import MAX_PATTERN_MEMORY
from playbook.text.patterns import code_points
from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.size import program_size
from playbook.text.patterns.subject import UNDERSCORE, words_beyond_ascii
from playbook.text.patterns.tree import Edge, Either, Node, OneOf, Repeat, Sequence

Spelling: TypeAlias = Literal["ascii", "plain", "spelled out"]
"""For which texts a pattern is written."""

FALLBACK_PIECE = 20_000
"""Characters that `regex` is given at once. Longer texts go in pieces that overlap by a twentieth."""

SURELY_FITS = MAX_PATTERN_MEMORY // 200
"""Instructions of a program that RE2 has room for. (It takes 16 bytes for each, a quarter of two thirds of the memory
that it may have for all of them.)
"""

_NEVER = "[^\\x00-\\x{10FFFF}]"


class TooLargeError(Exception):
    """The engine would need more memory than it may have."""


class Engine(Protocol):
    """A compiled pattern, for texts of one spelling."""

    def finds(self, text: str) -> bool: ...

    def spans(self, text: str) -> Iterator[tuple[int, int]]: ...


def linear_engine() -> bool:
    """Whether patterns run on RE2, in linear time whatever they say."""
    return _re2() is not None


@cache
def _re2() -> Any:
    """RE2, imported for the first pattern; None where there is no wheel for the platform."""
    try:
        import re2  # noqa: PLC0415  (see above)
    except ImportError:  # pragma: no cover (see above)
        return None
    return re2


def build_engine(node: Node, spelling: Spelling) -> Engine:
    """*node* compiled, or where it is sure to be small enough, ready to be when it is first used: many policies have
    patterns that no post ever needs, or not for texts of that spelling. Raises `TooLargeError`.
    """
    if program_size(node, spelling) <= SURELY_FITS:
        return _LateEngine(node, spelling)
    return _compiled(node, spelling)


class _LateEngine:
    """Stands for an engine. From its first use on, that one's methods are its own."""

    def __init__(self, node: Node, spelling: Spelling) -> None:
        self._node = node
        self._spelling = spelling

    def finds(self, text: str) -> bool:
        return self._engine().finds(text)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        return self._engine().spans(text)

    def _engine(self) -> Engine:
        engine = _compiled(self._node, self._spelling)
        vars(self).update(finds=engine.finds, spans=engine.spans)
        return engine


def _compiled(node: Node, spelling: Spelling) -> Engine:
    written = write(node, spelling)
    return _build_re2(written, _re2()) if linear_engine() else FallbackEngine(written)


class _Re2Engine:
    def __init__(self, compiled: Any) -> None:
        self._compiled = compiled

    def finds(self, text: str) -> bool:
        return self._compiled.search(text) is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        for found in self._compiled.finditer(text):
            yield found.span()


def _build_re2(written: str, re2: Any) -> Engine:
    options = re2.Options()
    options.max_mem = MAX_PATTERN_MEMORY
    options.log_errors = False
    options.never_capture = True
    try:
        return _Re2Engine(re2.compile(written, options))
    except re2.error as error:
        raise TooLargeError(str(error)) from None


class FallbackEngine:
    """`regex` in RE2's place. A backtracker: it finds in the same texts, but how long it takes is not bounded.

    Where a pattern repeats what may be empty, such as `(a*|b)*`, the places it gives may end elsewhere.

    In a text longer than `FALLBACK_PIECE`, a match longer than a twentieth of that may be missed, and `$` may hold
    where a piece ends.
    """

    def __init__(self, written: str) -> None:
        import regex  # noqa: PLC0415  (where there is RE2, it is not needed)

        spelled = re.sub(r"\\x\{([0-9A-F]+)\}", lambda match: f"\\U{int(match[1], 16):08x}", written)
        self._compiled = regex.compile(spelled.replace("\\z", "\\Z"), regex.ASCII | regex.VERSION0)

    def finds(self, text: str) -> bool:
        return next(self.spans(text), None) is not None

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        at = 0
        for start in range(0, max(1, len(text)), FALLBACK_PIECE - FALLBACK_PIECE // 20):
            end = start + FALLBACK_PIECE
            at = max(at, start)
            while at <= min(end, len(text)) and (found := self._compiled.search(text, at, end)):
                yield found.span()
                # Past an empty match as RE2's own loop goes on.
                at = found.end() + (found.start() == found.end())
            if end >= len(text):
                break


def write(node: Node, spelling: Spelling) -> str:
    """*node* in RE2's syntax."""
    match node:
        case OneOf(members):
            return _write_set(members, spelling)
        case Sequence(parts):
            return "".join(
                _grouped(part, spelling) if isinstance(part, Either) else write(part, spelling)
                for part in parts
            )
        case Either(options):
            return "|".join(write(option, spelling) for option in options)
        case Repeat(part, low, high, lazy):
            bounds = {(0, None): "*", (1, None): "+", (0, 1): "?"}.get((low, high))
            if bounds is None:
                bounds = f"{{{low},{'' if high is None else high}}}"
            return _grouped(part, spelling) + bounds + "?" * lazy
        case Edge(kind):
            return {
                "text start": "\\A",
                "text end": "\\z",
                "line start": "(?m:^)",
                "line end": "(?m:$)",
                "word edge": "\\b",
                "no word edge": "\\B",
            }[kind]


def _grouped(node: Node, spelling: Spelling) -> str:
    return f"(?:{write(node, spelling)})"


def _write_set(members: CodePoints, spelling: Spelling) -> str:
    if spelling == "plain":
        return _ranges(members)
    if spelling == "ascii":
        return _ranges(code_points.common(members, code_points.ASCII))
    itself = code_points.common(members, _standing_for_themselves())
    others = code_points.common(members, words_beyond_ascii())
    if code_points.common(members, ((0x5F, 0x5F),)):
        others = code_points.union(others, [(ord(UNDERSCORE), ord(UNDERSCORE))])
    if not others:
        return _ranges(itself)
    spelled = f"_{_ranges(others)}_"
    return f"(?:{_ranges(itself)}|{spelled})" if itself else spelled


def _ranges(members: CodePoints) -> str:
    if not members:
        return _NEVER
    return (
        "["
        + "".join(f"\\x{{{low:X}}}" + (f"-\\x{{{high:X}}}" if high > low else "") for low, high in members)
        + "]"
    )


@cache
def _standing_for_themselves() -> CodePoints:
    return code_points.complement(
        code_points.union(words_beyond_ascii(), [(0x5F, 0x5F), (ord(UNDERSCORE), ord(UNDERSCORE))])
    )
