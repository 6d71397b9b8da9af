r"""What an engine finds is what the pattern means: RE2 and `regex` on written-out sets, against the meaning of `\b`
and flags taken straight from the tree, with look-around, on short texts."""

from collections.abc import Iterator

import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st

from playbook.text.normal import nfc
from playbook.text.patterns import code_points
from playbook.text.patterns.code_points import CodePoints
from playbook.text.patterns.engine import FallbackEngine, Spelling, write
from playbook.text.patterns.parser import parse_pattern
from playbook.text.patterns.pattern import PatternProblem, compile_pattern
from playbook.text.patterns.subject import prepare, spell_out, spelled_offsets
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

LETTERS = "áÁḱḰśŚźŹaAbBkKsSzZéÉ_ -1中ßẞſ\u212a\u0301\n.½🔥\ufdd1\ufdd2\ufffd"
WORLD = code_points.union((ord(char), ord(char)) for char in LETTERS)


def small(node: Node) -> Node:
    """*node* with only those characters in its sets that the texts here have: engines take long to read large sets."""
    match node:
        case OneOf(members):
            return OneOf(code_points.common(members, WORLD))
        case Sequence(parts):
            return Sequence(tuple(map(small, parts)))
        case Either(options):
            return Either(tuple(map(small, options)))
        case Repeat(part, low, high, lazy):
            return Repeat(small(part), low, high, lazy)
        case Edge():
            return node


def repeats_nothing(node: Node) -> bool:
    """Whether a part that may be empty is repeated: backtrackers then give up an empty round where RE2 goes on."""
    match node:
        case Sequence(parts) | Either(parts):
            return any(map(repeats_nothing, parts))
        case Repeat(part, _, high):
            return (high != 1 and may_be_empty(part)) or repeats_nothing(part)
    return False


def ranges(members: CodePoints) -> str:
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in members) or "^\\U00000000-\\U0010ffff"


def direct(node: Node) -> str:
    """The meaning of *node* in the syntax of `regex`, with look-around for Unicode's word edges."""
    word = f"[{ranges(code_points.common(code_points.word_characters(), WORLD))}]"
    match node:
        case OneOf(members):
            return f"[{ranges(members)}]"
        case Sequence(parts):
            return "".join(f"(?:{direct(part)})" for part in parts)
        case Either(options):
            return "|".join(f"(?:{direct(option)})" for option in options)
        case Repeat(part, low, high, lazy):
            return f"(?:{direct(part)}){{{low},{'' if high is None else high}}}{'?' * lazy}"
        case Edge(kind):
            edge = f"(?:(?<={word})(?!{word})|(?<!{word})(?={word}))"
            inside = f"(?:(?<={word})(?={word})|(?<!{word})(?!{word}))"
            return {
                "text start": r"\A",
                "text end": r"\Z",
                "line start": r"(?:\A|(?<=\n))",
                "line end": r"(?:\Z|(?=\n))",
                "word edge": edge,
                "no word edge": inside,
            }[kind]


def meant(pattern: str, flags: str, text: str) -> Iterator[tuple[int, int]]:
    """Leftmost match, and on from its end, in the text in NFC."""
    compiled = regex.compile(direct(small(parse_pattern(pattern, flags))), regex.VERSION0)
    composed = nfc(text)
    at = 0
    while at <= len(composed.text) and (found := compiled.search(composed.text, at)):
        yield composed.original(*found.span())
        at = found.end() + (found.start() == found.end())


def shown(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    return [span for span in spans if span[0] < span[1]] or spans[:1]


_ATOMS = st.sampled_from(
    ["a", "b", "k", "K", "s", "é", "É", "_", " ", "-", "1", "中",
     "ß", "ſ", "\u0301", "\n", ".", r"\w", r"\W", r"\d", r"\s", r"\S", "[a-z]", "[^a]",
     "[é_]", r"[^\w]", r"[\w-]", r"\p{L}", r"\p{Lu}", "[é-中]", r"\b", r"\b", r"\B", "^", "$"]
)  # fmt: skip


@st.composite
def patterns(draw: st.DrawFn, depth: int = 3) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 4))):
        if depth and draw(st.booleans()):
            part = "(" + draw(patterns(depth - 1)) + ")"
        else:
            part = draw(_ATOMS)
        edge = part in {r"\b", r"\B", "^", "$"}
        parts.append(
            part
            if edge
            else part + draw(st.sampled_from(("", "", "", "*", "+", "?", "{2}", "*?", "+?", "{1,3}")))
        )
    pattern = "".join(parts)
    return pattern + "|" + draw(_ATOMS) if draw(st.integers(0, 3)) == 0 else pattern


texts = st.text(st.sampled_from(LETTERS + "aab\ud800"), max_size=10)
flag_sets = st.sampled_from(("", "i", "m", "s", "ims"))


@given(patterns(), flag_sets, texts)
@example(r"\b_\b", "", "é_é _")
@example(r"(\ba|_)\b", "i", "_é_ é_é")
@example(r"a\B|[^a]\b", "", "a_é")
def test_re2_finds_what_is_meant(pattern: str, flags: str, text: str) -> None:
    try:
        compiled = compile_pattern(pattern, flags)
    except PatternProblem:
        assume(False)
    text = text.replace("\ud800", "\ufffd")
    expected = shown(list(meant(pattern, flags, text.replace("\ufdd1", "\ufdd2"))))
    assert compiled.found(text) is compiled.matches(text) is bool(expected)
    assert repeats_nothing(parse_pattern(pattern, flags)) or list(compiled.places(text)) == expected


@given(patterns(), flag_sets, texts)
def test_the_other_engine_finds_the_same(pattern: str, flags: str, text: str) -> None:
    try:
        compiled = compile_pattern(pattern, flags)
        node = parse_pattern(pattern, flags)
    except PatternProblem:
        assume(False)
    composed = nfc(text.replace("\ud800", "\ufffd")).text
    spelled = prepare(composed).spelled if has_word_edge(node) else None
    spelling: Spelling = "ascii" if composed.isascii() else "plain" if spelled is None else "spelled out"
    spans = list(FallbackEngine(write(small(node), spelling)).spans(spelled or composed))
    if spelled:
        offsets = spelled_offsets(spelled)
        spans = [(offsets[start], offsets[end]) for start, end in spans]
    assert bool(spans) is compiled.found(composed)
    assert repeats_nothing(node) or shown(spans) == list(compiled.places(composed))


@given(texts)
def test_spelling_out_keeps_the_number_of_characters(text: str) -> None:
    offsets = spelled_offsets(spell_out(text))
    assert offsets[-1] == len(text)
    assert sorted(set(offsets)) == list(range(len(text) + 1))
