"""Counting in texts of ASCII alone goes a quicker way, and says the same."""

import unicodedata
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import playbook
from playbook.builtins import FUNCTIONS, writing

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


GLANCED = [one for one in FUNCTIONS.values() if one.glance is not None]
SHARES = st.fractions(-1, 2) | st.integers(-1, 45)


@pytest.mark.parametrize("name", sorted(one.name for one in GLANCED))
@given(
    st.lists(st.sampled_from([*"aBß日ǅÉé1 .🎉", "https://A.example/B?C ", "A.example"]), max_size=40),
    SHARES,
)
def test_a_glance_never_says_less(name: str, parts: list[str], least: int | Fraction) -> None:
    function, text = FUNCTIONS[name], "".join(parts)
    assert function.glance is not None
    value = function.implementation(text)
    assert function.glance.may_reach(text, value)
    assert function.glance.may_reach(text, least) or value < least


@pytest.mark.parametrize(
    ("text", "over", "from_there"),
    [
        *[("AAAbb", False, True), ("AAAb", True, True), ("AAbb", False, False), ("", False, False)],
        *[("ÉÉÉbb", False, True), ("日本 AAAbb", False, True), ("AAA https://acme.example bb", False, True)],
    ],
)
def test_shares_at_the_edge(text: str, over: bool, from_there: bool) -> None:
    policy = playbook.compile("""policy p
        rule over when share_of_capitals(text) > 60% warn
        rule from-there when share_of_capitals(text) >= 60% and length(text) >= 4 warn""")
    found = {finding.rule for finding in playbook.evaluate({"text": text}, policy).findings}
    assert found == {name for name, fires in (("over", over), ("from-there", from_there)) if fires}
