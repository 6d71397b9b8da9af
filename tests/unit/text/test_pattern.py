"""Regular expressions: what is understood, what is refused and where, and what is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.limits import MAX_PATTERN_LENGTH
from playbook.text.patterns import engine as pattern_engine
from playbook.text.patterns.engine import FALLBACK_PIECE, FallbackEngine, linear_engine, write
from playbook.text.patterns.parser import parse_pattern
from playbook.text.patterns.pattern import MAX_PLACES, Pattern, PatternProblem, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "flags", "text", "words"),
    [
        ("a+", "", "caat a", ["aa", "a"]),
        ("A", "i", "aA", ["a", "A"]),
        ("k", "i", "K\u212a", ["K", "\u212a"]),
        ("σ", "i", "Σσς", ["Σ", "σ", "ς"]),
        ("ß", "i", "SS ẞ", ["ẞ"]),
        ("[a-k]+", "i", "GIK\u212a", ["GIK\u212a"]),
        ("[^k]+", "i", "aK\u212ab", ["a", "b"]),
        (r"\w+", "", "naïve кот_2 क्या ½", ["naïve", "кот_2", "क्या"]),
        (r"\W+", "", "é!é", ["!"]),
        (r"\d+", "", "12 ٣٤ ²", ["12", "٣٤"]),
        (r"a\sb", "", "a\u00a0b a\u2028b a\u200bb", ["a\u00a0b", "a\u2028b"]),
        (r"\D\S", "", "1é ", []),
        (".", "", "a\n\u2028", ["a", "\u2028"]),
        (".", "s", "a\n", ["a", "\n"]),
        ("^a", "", "a\na", ["a"]),
        ("^a", "m", "a\na", ["a", "a"]),
        ("a$", "", "a\na\n", []),
        ("a$", "m", "a\na\n", ["a", "a"]),
        (r"\Aa|a\z", "m", "a\na\na", ["a", "a"]),
        ("a b # c", "x", "ab", ["ab"]),
        ("a\\ b [ #]", "x", "a b#", ["a b#"]),
        ("a#c\nb", "x", "ab", ["ab"]),
        ("(a|ab)(c|bcd)", "", "abcd", ["abcd"]),
        ("a+?", "", "aa", ["a", "a"]),
        ("a{2}b{1,2}c{2,}", "", "aabbccc", ["aabbccc"]),
        ("(?:a)(?P<n>b)(?<m>c)", "", "abc", ["abc"]),
        (r"\x41\x{1F600}\u00e9\U0001F601", "", "A😀é😁", ["A😀é😁"]),
        (r"\n\t\r\f\v", "", "\n\t\r\f\v", ["\n\t\r\f\v"]),
        (r"\.\/\-\[\{", "", "./-[{", ["./-[{"]),
        (r"\p{Lu}\pN\P{L}\p{^L}", "", "É½ -", ["É½ -"]),
        (r"[\w.-]+@[^\s\d]", "", "a-b.c@d", ["a-b.c@d"]),
        (r"[]a\]-]".replace("[]", "["), "", "]-a", ["]", "-", "a"]),
        ("[é-]", "", "e\u0301-", ["e\u0301", "-"]),
        ("e\u0301", "", "é", ["é"]),
        ("[\\x00-\\x1f]", "", "a\x01", ["\x01"]),
        (r"\b(aged?|years? old)\b", "", "a 5 years old boy", ["years old"]),
        (r"\bI('ll| will|'m| am)? ?(be )?(vote|voted|voting)\b", "i", "i'll be voting", ["i'll be voting"]),
        (r"#[a-z0-9]{12,}\b", "", "é #accessiblehashtags!", ["#accessiblehashtags"]),
        (r"~ ?@\w+\s*$", "", "ok ~ @zoë \n", ["~ @zoë \n"]),
        (r"\bpäge\b", "", "päge päges", ["päge"]),
        (r"\bna\b", "", "naïve na", ["na"]),
        (r"\Bé\B", "", "aéa é", ["é"]),
        (r"_\b", "", "é_ _é", ["_"]),
        (r"\w\b", "", "é_ ½", ["_"]),
        (r"\b.\b", "", "é ¡é!", ["é", "é"]),
        (r"x*", "", "yé", [""]),
        ("^$", "", "", [""]),
    ],
)
def test_found(pattern: str, flags: str, text: str, words: list[str]) -> None:
    compiled = compile_pattern(pattern, flags)
    assert [text[start:end] for start, end in compiled.places(text)] == words
    assert compiled.found(text) is bool(words)


@pytest.mark.parametrize(
    ("pattern", "flags", "offset", "length", "reason"),
    [
        ("", "", 0, 0, "the pattern is empty"),
        ("a(b", "", 1, 1, "this `(` is never closed"),
        ("a)b", "", 1, 1, "this `)` closes nothing"),
        ("a[b", "", 1, 1, "this `[` is never closed"),
        ("a[]b", "", 1, 2, "a class is never empty; for a bracket write `\\]`"),
        ("*a", "", 0, 1, "nothing stands before this to be repeated"),
        ("a|+", "", 2, 1, "nothing stands before this to be repeated"),
        ("a**", "", 2, 1, "two repeats in a row; put the first in parentheses"),
        ("a+{2}", "", 2, 3, "two repeats in a row; put the first in parentheses"),
        ("a*+", "", 1, 2, "possessive repeats are not supported"),
        ("a{3,2}", "", 1, 5, "the repeat ends before it begins"),
        ("a{1001}", "", 1, 6, "repeats come to more than 1000"),
        ("(a{40}b){40}", "", 8, 4, "repeats come to more than 1000"),
        ("a{,3}", "", 1, 1, "write `\\{`, or a repeat such as `{2,4}`"),
        ("{", "", 0, 1, "write `\\{`, or a repeat such as `{2,4}`"),
        ("^*", "", 0, 2, "an edge cannot be repeated"),
        ("a(?=b)", "", 1, 3, "look-ahead cannot be matched in linear time"),
        ("(?<!a)b", "", 0, 4, "look-behind cannot be matched in linear time"),
        (r"(a)\1", "", 3, 2, "back-references cannot be matched in linear time"),
        ("(?P<n>a)(?P=n)", "", 8, 4, "back-references cannot be matched in linear time"),
        ("(?>a)", "", 0, 3, "atomic groups are not supported"),
        ("(?(1)a)", "", 0, 3, "conditions are not supported"),
        ("(?i)a", "", 0, 3, "flags stand after the pattern: `/word/i`"),
        ("(?", "", 0, 2, "flags stand after the pattern: `/word/i`"),
        (r"\N{DASH}", "", 0, 2, "names of characters are not supported; write the character"),
        (r"a\Z", "", 1, 2, "`\\Z` differs between engines; write `$`"),
        (r"\y", "", 0, 2, "`\\y` means nothing here"),
        ("a\\", "", 1, 1, "nothing follows the `\\`"),
        (r"\x4", "", 0, 2, "write the number of a character, such as `\\x{1F600}`"),
        (r"\x{110000}", "", 0, 2, "write the number of a character, such as `\\x{1F600}`"),
        (r"\p{Greek}", "", 0, 9, "only general categories are known, such as `\\p{L}` and `\\p{Lu}`"),
        (r"\p", "", 0, 2, "only general categories are known, such as `\\p{L}` and `\\p{Lu}`"),
        (r"\ud800", "", 0, 6, "this is not a character"),
        ("[z-a]", "", 1, 3, "the range ends before it begins"),
        (r"[\w-z]", "", 1, 4, "a range goes from one character to another"),
        (r"[a\b]", "", 2, 2, "an edge is no character, so it cannot be in a class"),
        ("[[:alpha:]]", "", 1, 2, "classes by name are not supported; write `\\w`, `\\d` or `\\p{L}`"),
        (r"\b", "", 0, 2, "a pattern with `\\b` or `\\B` has to match at least one character"),
        (r"(\bx)?", "", 0, 6, "a pattern with `\\b` or `\\B` has to match at least one character"),
        (r"x*\B", "", 0, 4, "a pattern with `\\b` or `\\B` has to match at least one character"),
        ("a", "g", 0, 1, "`g` is not a flag: there are `i`, `m`, `s` and `x`"),
        ("a", "ii", 0, 1, "`i` is given twice"),
        (r"\w{1000}", "", 0, 8, "the pattern is too large"),
        ("a" * 1001, "", 1000, 1, "a pattern has at most 1000 characters"),
        ("(" * 51 + ")" * 51, "", 50, 1, "groups nest more than 50 deep"),
        ("\u0301e\u0301(?=x)", "", 3, 3, "look-ahead cannot be matched in linear time"),
    ],
)
def test_refused(pattern: str, flags: str, offset: int, length: int, reason: str) -> None:
    with pytest.raises(PatternProblem) as caught:
        compile_pattern(pattern, flags)
    assert (caught.value.offset, caught.value.length, caught.value.reason) == (offset, length, reason)
    assert str(caught.value) == reason


@given(
    st.text(st.sampled_from("ab()[]{}|*+?^$.,-\\12bBdwsWpPxuLN<>=!:P#é\u0301 \n"), max_size=20),
    st.sampled_from(("", "i", "mx", "s")),
)
def test_any_pattern_compiles_or_is_refused_in_its_place(pattern: str, flags: str) -> None:
    try:
        compiled = compile_pattern(pattern, flags)
    except PatternProblem as problem:
        assert 0 <= problem.offset <= problem.offset + problem.length <= len(pattern)
    else:
        assert isinstance(compiled.found("ab é\n"), bool)


def test_places_are_those_of_the_text_as_given() -> None:
    text = "Zoe\u0308 and\u0300 zoë"
    assert [text[start:end] for start, end in compile_pattern(r"\bzoë\b", "i").places(text)] == [
        "Zoe\u0308",
        "zoë",
    ]
    assert compile_pattern(r"\band\b", "").places(text) == ()


def test_surrogates_in_a_text_are_no_trouble() -> None:
    assert compile_pattern(r"a.b\b", "").places("a\ud800b") == ((0, 3),)
    assert not compile_pattern("a", "").found("\udc00")


def test_patterns_are_equal_if_they_are_written_the_same() -> None:
    assert compile_pattern("a", "i") == compile_pattern("a", "i")
    assert hash(compile_pattern("a", "i")) == hash(compile_pattern("a", "i"))
    assert compile_pattern("a", "i") != compile_pattern("a", "")
    assert compile_pattern("a", "") != "a"
    assert repr(compile_pattern("a", "i")) == "compile_pattern('a', 'i')"


def test_many_places_end_in_one_that_covers_the_rest() -> None:
    # Each of these matches looks at all that follows it.
    places = compile_pattern("a(.*b)?", "").places("a" * 50_000)
    assert len(places) == MAX_PLACES + 1
    assert places[-1] == (MAX_PLACES, 50_000)


def test_hostile_patterns_and_texts() -> None:
    for pattern in (r"(x+x+)+y", r"(a*)*b", r"\b(\w+\s?)+$", r"(.*){10}é\b"):
        compiled = compile_pattern(pattern, "i")
        for text in ("x" * 50_000, "é" * 50_000, "a b" * 10_000 + "é"):
            assert isinstance(compiled.found(text), bool)


def test_what_a_pattern_may_cost_is_bounded_before_it_is_built() -> None:
    assert compile_pattern("a" * MAX_PATTERN_LENGTH, "").found("a" * MAX_PATTERN_LENGTH)
    with pytest.raises(PatternProblem, match="more than 1000"):
        compile_pattern("((a{1,200}){1,200}){1,200}", "")


def test_without_re2_patterns_run_on_the_other_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert linear_engine()
    monkeypatch.setattr(pattern_engine, "_re2", lambda: None)
    assert not linear_engine()
    pattern: Pattern = compile_pattern(r"\bna\b", "i")
    assert pattern.places("naïve NA") == ((6, 8),)
    assert pattern.found("na")


def test_the_other_engine_takes_long_texts_in_pieces() -> None:
    engine = FallbackEngine(write(parse_pattern("ab|^x|c$", ""), "plain"))
    text = "x" + "ab" * FALLBACK_PIECE + "c"
    spans = list(engine.spans(text))
    assert spans[0] == (0, 1)
    assert spans[-1] == (len(text) - 1, len(text))
    assert [start for start, _ in spans[1:-1]] == list(range(1, 2 * FALLBACK_PIECE, 2))
    assert list(engine.spans("")) == []
