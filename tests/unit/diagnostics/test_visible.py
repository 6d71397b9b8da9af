"""What strangers write cannot do anything to a terminal, and its width is known."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.diagnostics.visible import cells, cut, visible, width, wrap


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("\x1b]0;title\x07", "<U+001B>]0;title<U+0007>"),
        ("\x9b2J", "<U+009B>2J"),
        ("a\u202eb", "a<U+202E>b"),
        ("\u2066x\u2069", "<U+2066>x<U+2069>"),
        ("kil\u200bl", "kil<U+200B>l"),
        ("kil\u200dl", "kil<U+200D>l"),
        ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
        ("\ufefftext", "<U+FEFF>text"),
        ("\ud800", "<U+D800>"),
        ("a\u2028b", "a<U+2028>b"),
        ("a\ufe0fb", "a<U+FE0F>b"),
        ("x\U000e0041y", "x<U+E0041>y"),
        ("line\nline", "line<U+000A>line"),
        ("\u3164", "<U+3164>"),
        ("\uffff", "<U+FFFF>"),
    ],
)
def test_what_misleads_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("ｗｉｄｅ", 8),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩‍👩‍👧‍👦", 2),
        ("🇬🇧🇩🇪", 4),
        ("❤️", 2),
        ("1️⃣", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("한", 2),
        ("한", 2),
        ("می\u200cخواهم", 7),
    ],
)
def test_what_people_write_stays_and_has_its_width(text: str, columns: int) -> None:
    assert visible(text) == text
    assert width(text) == columns


def test_a_tower_of_marks_is_cut_down() -> None:
    assert visible("a" + "\u0301" * 12).count("<U+0301>") == 4


def test_a_tab_reaches_to_the_next_stop() -> None:
    assert visible("\ta\tab\tabcd\t|") == "    a   ab  abcd    |"


def test_lines_are_kept_where_they_are_wanted() -> None:
    assert visible("a\r\nb\x07\nc", lines=True) == "a\nb<U+0007>\nc"


def test_cut_says_that_something_is_missing() -> None:
    assert cut("hello", 5) == "hello"
    assert cut("hello world", 8) == "hello w…"
    assert cut("漢字漢字", 6) == "漢字…"


def test_wrap_breaks_at_spaces_and_where_it_must() -> None:
    assert wrap("one two three four", 10) == ["one two", "three four"]
    assert wrap("漢字漢字漢字", 8) == ["漢字漢字", "漢字"]
    assert wrap("a\nb", 10) == ["a", "b"]


@given(st.text(max_size=60))
def test_nothing_that_controls_gets_through(text: str) -> None:
    for char in visible(text):
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or char in "\u200c\u200d" or ord(char) >= 0xE0030


@given(st.text(max_size=60))
def test_cells_cover_the_text_without_gaps(text: str) -> None:
    at = 0
    for cell in cells(text):
        assert cell.start == at < cell.end
        assert cell.width > 0
        at = cell.end
    assert at == len(text)


@given(st.text(max_size=80), st.integers(8, 30))
def test_wrapped_lines_fit(text: str, columns: int) -> None:
    for line in wrap(text, columns):
        assert width(line) <= columns or " " not in line
