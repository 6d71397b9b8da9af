"""The normal form of texts, and the way back from it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.loners import folded_at_once
from playbook.text.normal import (
    MAX_MARKS,
    exact_key,
    fold,
    folded_text,
    has_visible,
    key,
    nearly_folded,
    nfc,
    wholly_folded,
)
from playbook.text.units import folded_by_units

# Characters that one step or another of folding is about, so that they meet often.
_TRICKY = (
    "abAB ß\u1e9eıİſK\u00c5\u212b\u00e9\u0301\u0308\u0327\u0345\u0344\u1fb3\u03a3\u03c2ŉǅ\ufb01½²™ªº"
    "\u00ad\u200b\u200c\u200d\ufe0f\ufeff\u202e\u034f\u0000\u0007\t\n\r\u2028\u00a0\u3000\u2800"
    "'\u2019\u2018\u02bc\u00b4\u201c\u2013\u2014\u2212\uff07\uff0d-_#@.,1٣"
    "\uff41\uff21\uff76\uff9e\u30ab\u3099\U0001d41a\u2102\ufe8d\ufefb\u1100\u1161\u11a8\uac00\u3131\uffa1"
    "🔥❤👩👨🏽🇺🇸\U0001f3f4\U000e0067\U000e007f\u20e3中ทำ\u0e34한क\u093f\u094d\u09c7\u09be\U00016d63\U00016d67"
)
tricky_texts = st.text(st.one_of(st.sampled_from(_TRICKY), st.characters(codec="utf-8")), max_size=24)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("DIE STRASSE", "die strasse"),
        ("die Straße", "die strasse"),
        ("ΣΟΦΟΣ", "σοφοσ"),
        ("nai\u0308ve", "naïve"),
        ("\u212bngström", "ångström"),
        ("fr\u200bee so\u00adft", "free soft"),
        ("kill \n\t you", "kill you"),
        ("no\u00a0\u200b\u3000break", "no break"),
        ("don’t – “x”", 'don\'t - "x"'),
        ("ｆｒｅｅ＃１", "free#1"),
        ("𝐟𝐫𝐞𝐞 ﬁsh", "free fish"),
        ("ﾊﾞﾅﾅ", "バナナ"),
        ("acme™ 10² ½ ①", "acme™ 10² ½ ①"),
        ("❤\ufe0f 👍🏽", "❤ 👍🏽"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("a\u200db", "ab"),
        ("❤\ufe0f\u200d🔥", "❤\u200d🔥"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("x\U000e0067", "x"),
        ("\u1100\u1161\u11a8", "각"),
        ("expédition", "expédition"),
        ("bell\x07", "bell"),
        ("", ""),
        ("\u200b\u00ad", ""),
    ],
)
def test_what_folding_makes_of_a_text(text: str, folded: str) -> None:
    assert fold(text).text == folded


def test_exactly_keeps_case_and_folds_all_else() -> None:
    assert fold("Don’t  ＣＵＩ nai\u0308ve STRASSE", case=False).text == "Don't CUI naïve STRASSE"
    assert fold("Don't", case=False).text == "Don't"


def test_places_are_told_in_the_text_as_given() -> None:
    text = "Fr\u200be\u0301e  ﬁsh\u00ad!"
    folded = fold(text)
    assert folded.text == "frée fish!"
    assert [text[slice(*folded.original(i, i + 1))] for i in range(len(folded.text))] == (
        ["F", "r", "e\u0301", "e", "  ", "ﬁ", "ﬁ", "s", "h", "!"]
    )
    start, end = folded.original(0, 4)
    assert text[start:end] == "Fr\u200be\u0301e"
    assert folded.original(4, 4) == (6, 6)
    assert folded.original(len(folded.text), len(folded.text)) == (len(text), len(text))


@given(tricky_texts, st.booleans())
def test_the_short_way_is_the_long_way(text: str, case: bool) -> None:
    agrees_with_the_long_way(text, case)
    agrees_with_the_long_way(text + "\u0323" * 40, case)


def agrees_with_the_long_way(text: str, case: bool) -> None:
    long = folded_by_units(text, case)
    short = fold(text, case=case)
    assert short.text == folded_text(text, case=case) == long.text
    for index in range(len(long.text)):
        assert short.original(index, index + 1) == long.original(index, index + 1)
        assert short.original(index, index) == long.original(index, index)
    near = nearly_folded(text, case=case)
    assert wholly_folded(near) == long.text
    if not text.isascii():
        assert re.sub("  +", " ", near.decode()) == long.text


@pytest.mark.parametrize("case", [True, False])
def test_characters_fold_on_their_own_where_that_is_what_it_takes(case: bool) -> None:
    """Each character of Unicode, alone, between letters that compose with much, and among letters of its like."""
    for code in range(128, 0x110000):
        if not (0xD800 <= code <= 0xDFFF or 0x30000 <= code <= 0xDFFFF or code >= 0xE2000):
            char = chr(code)
            for text in (char, f"A{char}e", f"{char * 9}A\u0301"[code % 2 :]):
                found = folded_at_once(text, case=case)
                assert (
                    found is None or re.sub("  +", " ", found.decode()) == folded_by_units(text, case).text
                ), hex(code)


def test_nearly_all_texts_are_folded_at_once() -> None:
    """The long way is exact, too, so only this tells that the short one is taken."""
    for text in (
        "It’s — “so” far… 10 €!",
        "Café, naïve, Ärger, İstanbul",
        "🎉 ❤️ 👩\u200d🔬 👍🏽 🇺🇸",
        "𝐟𝐫𝐞𝐞 ｆｒｅｅ ﬁsh",
        "Того, для говорю район в сильно? Что решили говорит с россии — «да».",
        "ลดราคาวันนี้เท่านั้น ซื้อหวยที่นี่",
        "선거는 내일 그리고 모레",
        "違法薬物禁止。新しいAIです",
        "यह हिन्दी में है",
        "هذا نص باللغة العربية",
    ):
        assert folded_at_once(text, case=True) is not None
        assert folded_at_once(text, case=False) is not None


@given(tricky_texts)
def test_canonically_equal_texts_fold_alike(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    composed = unicodedata.normalize("NFC", text)
    assert fold(text).text == fold(decomposed).text == fold(composed).text
    assert fold(text, case=False).text == fold(decomposed, case=False).text


@given(tricky_texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(tricky_texts)
def test_composing_by_units_is_composing(text: str) -> None:
    assert nfc(text).text == unicodedata.normalize("NFC", text)


@given(tricky_texts, st.booleans())
def test_the_way_back_goes_forward_and_covers_what_was_read(text: str, composing: bool) -> None:
    folded = nfc(text) if composing else fold(text)
    last = (0, 0)
    for index, char in enumerate(folded.text):
        start, end = folded.original(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert last[0] <= start
        assert last[1] <= end
        last = start, end
        if char != "\u200d":
            again = nfc(text[start:end]) if composing else fold(text[start:end])
            assert char in again.text


@given(tricky_texts)
def test_keys_are_equal_for_canonically_equal_texts(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert key(text) == key(decomposed)
    assert exact_key(text) == exact_key(decomposed)


def test_keys_tell_apart_what_reads_differently() -> None:
    assert key("Straße") == key("STRASSE")
    assert key("Café") == key("CAFE\u0301") != key("cafe")
    assert exact_key("Café") == exact_key("Cafe\u0301") != exact_key("café")
    assert key("plain") == key("PLAIN")
    assert exact_key("plain") == "plain"


@pytest.mark.parametrize("text", ["a", " a ", "🔥", "\u200d🔥", "-", "\u0301a", "中"])
def test_visible(text: str) -> None:
    assert has_visible(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\u200b\u00ad\ufe0f", "\u3164", "\u2800 \u00a0", "\x00\x1f", "\U000e0067"]
)
def test_not_visible(text: str) -> None:
    assert not has_visible(text)


def test_long_runs_of_marks_are_cut_before_they_cost_anything() -> None:
    # Marks in the wrong order, which `normalize` would sort one by one.
    marks = "\u0301\u0316" * 50_000
    folded = fold("x" + marks + "y")
    assert len(folded.text) == MAX_MARKS + 2
    assert folded.original(MAX_MARKS + 1, MAX_MARKS + 2) == (100_001, 100_002)
    assert len(nfc("x" + marks).text) == MAX_MARKS + 1
    assert len(key("x" + marks)) == MAX_MARKS + 1
    assert len(exact_key("x" + marks)) == MAX_MARKS + 1
