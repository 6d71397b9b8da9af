"""Pieces: a text without any of them is one in which the pattern, or the finder, finds nothing."""

import re
from random import Random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from playbook.text.finding import OnPieces
from playbook.text.leaks.keys import SHAPES, access_keys
from playbook.text.normal import fold, folded_text
from playbook.text.patterns.heads import head_of
from playbook.text.patterns.parser import parse_pattern
from playbook.text.patterns.pattern import PatternProblem, compile_pattern
from playbook.text.patterns.pieces import MOST, pieces_of
from playbook.text.terms.matcher import Matcher, TopicSpec


@pytest.mark.parametrize(
    ("pattern", "flags", "pieces"),
    [
        ("abc", "", {"ab"}),
        ("ABC", "", {"ab"}),
        ("#ad!", "", {"#ad!"}),
        (r"\bvote (for|against)\b", "i", {"vote fo", "vote again"}),
        ("colou?rs?", "i", {"colo"}),
        ("we are (the|their) best!", "", {"we are the"}),
        ("!{4,}", "", {"!!!!"}),
        ("(ab){2}!", "", {"abab!"}),
        ("(ab!){2,3}", "", {"ab!ab!"}),
        ("x(ab!)*y12", "", {"y12"}),
        (r"\d+ ?% off", "i", {"% of"}),
        (r"#[a-z]\w{13,}", "", {"#"}),
        ("^\\s*confidential", "i", {"confidenti"}),
        ("[Q-T][1-3]", "", {"q1", "q2", "q3", "r1", "r2", "r3", "s1", "s2", "s3", "t1", "t2", "t3"}),
        ("a b  c d1", "", {"c d1"}),
        (" 1 ", "", {"1"}),
        ("a`12;1", "", {"12"}),
        ("12|[a-z]34", "", {"12", "34"}),
        ("12|[a-z]", "", None),
        ("1*", "", None),
        ("1*2?", "", None),
        ("a", "i", None),
        (r"\b\w+\b", "", None),
        ("é1", "", {"1"}),
        ("éa", "", None),
        (".12", "s", {"12"}),
        ("[0-9][0-9]", "", None),
    ],
)
def test_the_pieces_of_a_pattern(pattern: str, flags: str, pieces: set[str] | None) -> None:
    found = pieces_of(parse_pattern(pattern, flags))
    assert (None if found is None else set(found)) == pieces


@pytest.mark.parametrize(
    ("pattern", "flags", "texts", "others"),
    [
        (r"#[a-z][a-z0-9]{2,}\b", "", ("#abc", "x #a1b!"), ("#Abc", "#a1", "# abc", "#1ab")),
        (r"\B#ks", "i", ("#KS", "#\u212as", "#k\u017f"), ("#k", "k#s")),
        ("!{2}a", "", (), ()),
        ("-[;`K]", "", ("-;", "-\u037e", "-\u1fef", "-\u212a"), ("-k", "-")),
        ("#.", "", (), ()),
        ("#a?", "", (), ()),
        ("#", "", (), ()),
        ("(#a|b)c", "", (), ()),
        ("ab", "", (), ()),
        ("%[^a]", "", (), ()),
        (r"\$[0-9]{300}", "", ("$" + "1" * 40,), ("$" + "1" * 39,)),
    ],
)
def test_the_head_of_a_pattern(
    pattern: str, flags: str, texts: tuple[str, ...], others: tuple[str, ...]
) -> None:
    head = head_of(parse_pattern(pattern, flags))
    assert (head is None) is (texts == ())
    for text in texts + others:
        assert (re.search(head or "", text) is not None) is (text in texts)


def test_there_are_never_many() -> None:
    options = "|".join(f"{number}!" for number in range(100, 200))
    assert pieces_of(parse_pattern(f"({options})", "")) is None
    assert pieces_of(parse_pattern(f"({options})1234", "")) == frozenset(("1234",))
    wide = pieces_of(parse_pattern("[a-f][a-f][a-f][a-f]!", "")) or ()
    assert 0 < len(wide) <= MOST


NEAR = "aAbkKsSeéEſ\u212aßẞ1!#_ -<=>;`\u037e\u1fef\u0301\u0308\u0338\u200b\u200d\u00ad\n\u3000\u2019İıﬁﬀ中Å\u0345"
"""Letters that fold to others, that become one with what follows, signs that folding drops or makes of others."""

_ATOMS = st.sampled_from(
    ["a", "b", "k", "s", "ss", "ff", "e", "K", "é", "1", "!", "#", "_", "-", "=", "<", " ", "  ", ";", "`", "'",
     "[ab]", "[ks!]", "[Kk]", "(a|b1|!)", "(ak|)", r"\b", r"\w", ".", "^", "$", "[^a]"]
)  # fmt: skip
_AMOUNTS = st.sampled_from(("", "", "", "", "?", "*", "+", "{2}", "{2,}", "{1,3}"))


@st.composite
def patterns(draw: st.DrawFn, depth: int = 2) -> str:
    parts = ["#"] if draw(st.integers(0, 3)) == 0 else []
    for _ in range(draw(st.integers(1, 5))):
        part = f"({draw(patterns(depth - 1))})" if depth and draw(st.integers(0, 3)) == 0 else draw(_ATOMS)
        parts.append(part if part in {r"\b", "^", "$"} or len(part) == 2 else part + draw(_AMOUNTS))
    options = draw(st.integers(0, 4)) == 0
    return "".join(parts) + ("|" + draw(patterns(0)) if options else "")


texts = st.text(st.sampled_from(NEAR), max_size=12)


@settings(deadline=None)
@given(patterns(), st.sampled_from(("", "i", "ix", "is")), texts)
@example("vote!?", "i", "vote\u200b\u0301")
@example("ak", "i", "a\u212a")
@example("a<", "", "a<\u200b\u0338")
def test_where_a_pattern_matches_there_is_a_piece(pattern: str, flags: str, text: str) -> None:
    try:
        compiled = compile_pattern(pattern, flags)
    except PatternProblem:
        assume(False)
    if not compiled.matches(text):
        return
    assert compiled.found(text)
    head = head_of(parse_pattern(pattern, flags))
    assert head is None or re.search(head, text)
    if compiled.pieces is None:
        return
    assert all(compiled.pieces)
    for folded in (folded_text(text), fold(text).text, text.casefold()):
        assert any(piece in folded for piece in compiled.pieces), compiled.pieces


@settings(deadline=None)
@given(
    st.text(st.sampled_from("abkse1!#- "), min_size=2, max_size=6), texts, texts, st.sampled_from(("", "i"))
)
def test_a_piece_is_seen_whatever_stands_around(words: str, before: str, after: str, flags: str) -> None:
    pattern = compile_pattern(re.escape(words), flags)
    text = before + words + after
    assert pattern.found(text) is pattern.matches(text)
    assert Matcher([TopicSpec(patterns=(pattern,))]).mentioned(text) == (
        {0} if pattern.matches(text) else set()
    )


@settings(deadline=None)
@given(st.text(st.sampled_from("aAbBkKsSeE1!#'"), min_size=1, max_size=4), texts, texts)
@example("K", "", "\u200b\u0301")
def test_what_is_looked_for_as_written_is_seen_whatever_stands_around(
    term: str, before: str, after: str
) -> None:
    alone = Matcher([TopicSpec(exactly=(term,))])
    # A term beyond ASCII among them, and nothing is looked for first.
    asked = Matcher([TopicSpec(exactly=(term,)), TopicSpec(exactly=("Ω",))])
    text = before + term + after
    assert alone.mentioned(text) == asked.mentioned(text)


@given(st.sampled_from(SHAPES).flatmap(lambda shape: st.from_regex(shape.shape)), texts, texts)
def test_every_key_has_a_piece(key: str, before: str, after: str) -> None:
    text = f"{before} {key}{after}"
    assert isinstance(access_keys, OnPieces)
    if any(True for _ in access_keys(text)) or any(re.search(shape.shape, text) for shape in SHAPES):
        assert any(piece in folded_text(text) for piece in access_keys.pieces)


def test_finders_are_asked_where_a_piece_is() -> None:
    keys = TopicSpec(finders=(access_keys,))
    matcher = Matcher([keys, TopicSpec(includes=(keys,), excepts=("not AKIAIOSFODNN7EXAMPLE",))])
    assert matcher.mentioned("Use AKIAIOSFODNN7EXAMPLE for now") == {0, 1}
    assert matcher.mentioned("Do not AKIAIOSFODNN7EXAMPLE") == {0}
    assert matcher.mentioned("In Asia: the task, risk-free") == set()


def test_patterns_of_which_one_piece_is_another() -> None:
    patterns = [compile_pattern(one, "i") for one in ("vote for me!", "vote for me!", "for me!", "me! now!")]
    matcher = Matcher([*(TopicSpec(patterns=(one,)) for one in patterns), TopicSpec(words=("for me!", "me"))])
    letters = Random(1)  # noqa: S311  the same in every run
    for _ in range(200):
        text = "".join(letters.choices(("vote ", "for ", "me! ", "now! ", "xme! "), k=4))
        expected = {number for number, one in enumerate(patterns) if one.matches(text)}
        assert matcher.mentioned(text) - {4} == expected, text
