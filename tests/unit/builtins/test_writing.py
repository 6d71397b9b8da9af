"""Counting in texts of ASCII alone goes a quicker way, and says the same."""

import unicodedata
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from playbook.builtins import writing

ASCII = st.text(alphabet="aB1_ .,!?'\"-)]\n\r\t\x0b\x1c\x00\x7f", max_size=40)


@given(ASCII)
def test_words_and_sentences_of_plain_texts(text: str) -> None:
    assert writing._plain_words(text) == len(writing._WORD.findall(text))
    assert writing._PLAIN_SENTENCE_END.split(text) == writing._SENTENCE_END.split(text)


@given(st.text(alphabet="aBß日ǅÉé1 .", max_size=40))
def test_capitals_are_counted_one_by_one(text: str) -> None:
    kinds = [unicodedata.category(char) for char in text]
    capitals = sum(kind in {"Lu", "Lt"} for kind in kinds)
    letters = capitals + kinds.count("Ll")
    share = writing.share_of_capitals.implementation(text)
    assert share == (Fraction(capitals, letters) if letters else 0)
