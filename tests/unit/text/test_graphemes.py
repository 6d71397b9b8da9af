"""Characters as people count them: against Unicode's rules, and against a second implementation where that
one is right.
"""

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.text.graphemes import _LONE, clusters, count, cut


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


MIXED = st.lists(
    st.sampled_from([*ALPHABET, "word ", "Ünï", "日本", "क\u094dष", "א", "👍🏽", "©"]), max_size=12
)


@given(MIXED.map("".join), st.integers(min_value=1, max_value=30))
def test_the_quick_way_counts_and_cuts_as_the_whole_does(text: str, characters: int) -> None:
    ends = [end for _, end in clusters(text)]
    assert count(text) == len(ends)
    assert cut(text, characters) == [0, *ends][min(characters, len(ends))]


def test_the_lone_ones_join_nothing() -> None:
    joining = regex.compile(
        rf"""(?V1)[[{_LONE}]&&[\r \p{{GCB=Extend}} \p{{GCB=SpacingMark}} \p{{GCB=Prepend}} \u200D \p{{RI}} \p{{GCB=L}}
        \p{{GCB=V}} \p{{GCB=T}} \p{{InCB=Consonant}} \p{{InCB=Linker}} \p{{InCB=Extend}}]]""".replace(
            "\n", ""
        ).replace(" ", "")
    )
    everything = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert joining.findall(everything) == []
    assert len(regex.findall(f"[{_LONE}]", everything)) > 30_000


@pytest.mark.parametrize(
    "piece", ["🇩", "\u0301", "👨\u200d", "\u1100", "क\u094d", "\u0600", "\r", "\u200d", "a\u0301"]
)
def test_a_hundred_thousand_characters_take_no_time_worth_mentioning(piece: str) -> None:
    """`\\X` needs minutes for the first of these."""
    text = (piece * 100_000)[:100_000]
    assert 0 < count(text) <= len(text)
    cut(text, 50_000)
