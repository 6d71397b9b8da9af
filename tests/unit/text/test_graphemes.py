"""Characters as people count them: against Unicode's rules, and against a second implementation where that
one is right.
"""

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.text.graphemes import clusters, count, cut


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("abc", ["a", "b", "c"]),
        ("e\u0301\u0302x", ["e\u0301\u0302", "x"]),
        ("\r\n\n\r", ["\r\n", "\n", "\r"]),
        ("\n\u0301a", ["\n", "\u0301", "a"]),
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷", "🇮"]),
        ("👨‍👩‍👧‍👦👍🏽", ["👨‍👩‍👧‍👦", "👍🏽"]),
        ("각각\u1100\u1161\u11a8\u1100\u1100", ["각", "각", "\u1100\u1161\u11a8", "\u1100\u1100"]),
        ("क्षि", ["क्षि"]),
        ("\u0600\u0600a\u0600", ["\u0600\u0600a", "\u0600"]),
        ("a\u200db", ["a\u200d", "b"]),
        ("1️⃣", ["1️⃣"]),
    ],
)
def test_texts_fall_into_characters(text: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in clusters(text)] == pieces
    assert count(text) == len(pieces)


ALPHABET = "a #@.\u0301\u200d\ufe0f👩🇩🇪🏽\u0600각\u1100\u1161\u11a8\r\n1\u20e3❤\u0903"
BOUNDARY = regex.compile(r"\X")


@given(st.text(alphabet=ALPHABET, max_size=12))
def test_the_slow_way_says_the_same(text: str) -> None:
    assert list(clusters(text)) == [found.span() for found in BOUNDARY.finditer(text)]


@given(st.text(max_size=40))
@example("\u094dक")
def test_the_characters_are_the_whole_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in clusters(text)) == text


@given(st.text(alphabet=ALPHABET, max_size=20), st.integers(min_value=1, max_value=20))
def test_cutting_never_cuts_a_character(text: str, characters: int) -> None:
    end = cut(text, characters)
    assert count(text[:end]) == min(characters, count(text))
    assert end in {0, len(text), *(end for _, end in clusters(text))}


@pytest.mark.parametrize(
    "piece", ["🇩", "\u0301", "👨\u200d", "\u1100", "क\u094d", "\u0600", "\r", "\u200d", "a\u0301"]
)
def test_a_hundred_thousand_characters_take_no_time_worth_mentioning(piece: str) -> None:
    """`\\X` needs minutes for the first of these."""
    text = (piece * 100_000)[:100_000]
    assert 0 < count(text) <= len(text)
    cut(text, 50_000)
