"""The two engines that look for terms: they find the same, and the right one is chosen."""

from collections.abc import Mapping, Sequence
from itertools import product
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.normal import fold, nearly_folded, wholly_folded
from playbook.text.terms import automaton, scan
from playbook.text.terms.automaton import SMALL, Automaton
from playbook.text.terms.keyed import Keyed

_LETTERS = "abc  #'-_.1é\u0301ß中文กีh선거🔥🏽\u200d❤🇺🇸"
_WORDS = (
    "acme",
    "acme corp",
    "corp",
    "corp of",
    "or",
    "acm",
    "c++",
    "#acme",
    "j'acme",
    "9acme",
    "acme's",
    "acmé",
)


@st.composite
def terms_and_text(draw: st.DrawFn) -> tuple[dict[str, list[int]], str]:
    """Terms, some of them within one another and of several users, and a text made of them."""
    letters = draw(st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=4))
    made = st.text(st.sampled_from(letters), min_size=1, max_size=6)
    term = st.one_of(made, st.sampled_from(_WORDS), st.characters(exclude_categories=["Cs"]))
    plain = term.map(lambda one: fold(one).text.strip(" ")).filter(bool)
    uses = draw(
        st.dictionaries(
            plain, st.lists(st.integers(0, 3), min_size=1, max_size=2, unique=True), min_size=1, max_size=8
        )
    )
    piece = st.one_of(st.sampled_from([*letters, " ", "x"]), st.sampled_from(sorted(uses)))
    text = "".join(draw(st.lists(piece, max_size=30)))
    return uses, fold(text * draw(st.sampled_from((1, 1, 50)))).text


@given(terms_and_text(), st.booleans())
def test_both_engines_find_the_same(case: tuple[dict[str, list[int]], str], exact: bool) -> None:
    uses, text = case
    native, pure = Automaton(uses, exact=exact), Keyed(uses, exact=exact)
    assert _found(native, text) == _found(pure, text)
    assert (
        native.users(text.encode()) == pure.users(text.encode()) == {user for _, _, user in pure.find(text)}
    )


@given(terms_and_text(), st.integers(1, 40))
def test_a_text_in_windows_holds_what_it_holds_as_a_whole(
    case: tuple[dict[str, list[int]], str], most_hits: int
) -> None:
    uses, text = case
    with patch.object(automaton, "MOST_HITS", most_hits):
        narrow = Automaton(uses)
    assert narrow._window < 2 * narrow._longest + most_hits
    assert _found(narrow, text) == _found(Automaton(uses), text)
    assert narrow.users(text.encode()) == Automaton(uses).users(text.encode())


# White space and controls, of ASCII and of others, each of which makes a text one that is only nearly folded.
_LOOSE = (
    "  ",
    "\n",
    "\r\n",
    "\t",
    " \x07 ",
    "\x00",
    "\x0b",
    "\x1c",
    "\x7f",
    " \n\n ",
    "\u00a0\u3000",
    "\u200b",
    "\u00ad",
)


@given(terms_and_text(), st.lists(st.sampled_from(_LOOSE), min_size=1, max_size=4), st.data())
def test_texts_that_are_only_nearly_folded(
    case: tuple[dict[str, list[int]], str], loose: list[str], data: st.DataObject
) -> None:
    uses, text = case
    for piece in loose:
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:].replace(" ", piece, 1)
    anywhere = {term: [9 + number] for number, term in enumerate(data.draw(st.permutations(list(uses))))}
    folded = fold(text).text
    expected = {user for _, _, user in Keyed(uses).find(folded)}
    expected |= {user for term, users in anywhere.items() if term in folded for user in users}
    for engine in (Automaton(uses, anywhere), Keyed(uses, anywhere)):
        assert engine.users(nearly_folded(text)) == engine.users(folded.encode()) == expected
    assert wholly_folded(nearly_folded(text)) == folded


def test_a_phrase_is_found_whatever_is_between_its_words() -> None:
    """Any three of the kinds of white space, controls and nothing at all."""
    uses = {"vote for us": [1], "vote": [2], "- +": [3], "us": [4]}
    engines = Automaton(uses, {"e f": [5]}), Keyed(uses, {"e f": [5]})
    for gap in map("".join, product(("", " ", "\n", "\r", "\t", "\x0b", "\x1f", "\x07", "\x7f"), repeat=3)):
        for text in (f"Vote{gap}for US", f"vote for{gap}us", f"vote{gap}for{gap}us", f"-{gap}+"):
            whole = fold(text).text
            expected = {user for _, _, user in engines[1].find(whole)} | ({5} if "e f" in whole else set())
            assert [engine.users(nearly_folded(text)) for engine in engines] == [expected, expected]


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f"])
def test_controls_hide_nothing(control: str) -> None:
    uses, anywhere = {"free": [1]}, {"eer": [2]}
    for engine in (Automaton(uses, anywhere), Keyed(uses, anywhere)):
        assert engine.users(f"fr{control}ee be{control}er".encode()) == {1, 2}


def _found(engine: Automaton[int] | Keyed[int], text: str) -> list[tuple[int, int, int]]:
    found = list(engine.find(text))
    assert [start for start, _, _ in found] == sorted(start for start, _, _ in found)
    return sorted(found)


@pytest.mark.parametrize("seed", range(5))
def test_both_engines_find_the_same_among_many_terms(seed: int) -> None:
    random = Random(seed)  # noqa: S311  (terms, not secrets)

    def word() -> str:
        return "".join(random.choices("abé", k=random.randint(2, 9)))

    uses: Mapping[str, Sequence[int]] = {
        " ".join(word() for _ in range(random.randint(1, 2))): [number] for number in range(3_000)
    }
    assert sum(map(len, uses)) > SMALL
    text = " ".join(word() for _ in range(400))
    assert _found(Automaton(uses), text) == _found(Keyed(uses), text)
    assert Automaton(uses).users(text.encode()) == Keyed(uses).users(text.encode())


def test_a_key_under_which_there_is_much() -> None:
    """Terms within one another, that begin before their key and go on behind it, of which a text has many."""
    uses = {f"{'- ' * before}vote{' for' * behind}": [before] for before in range(20) for behind in range(20)}
    uses |= {f"{'for ' * many}vote": [20 + many] for many in range(1, 20)}
    text = "- - - for for vote for - vote - vote for for vote " * 20
    assert _found(Automaton(uses), text) == _found(Keyed(uses), text)
    assert Automaton(uses).users(text.encode()) == Keyed(uses).users(text.encode())


@pytest.mark.parametrize(
    ("terms", "text", "found"),
    [
        (["café"], "un café noir", True),
        (["café"], "un cafe noir", False),
        (["naïve"], "caf naïve ve", True),
        (["vote for"], "vote, for", False),
        (["vote for"], "for a vote", False),
        (["vote for", "vote"], "a vote", True),
        (["c++", "#ad", "40%"], "so #ad", True),
        (["40%"], "a 40% off", True),
        (["40%"], "a 140% off", False),
        ([":-)"], "hello :-)", True),
        (["選挙"], "明日は選挙です", True),
        (["ai技術"], "新しいai技術です", True),
        (["слово"], "одно слово", True),
        (["слово x"], "одно слово x", True),
        (["aslово"], "асlово", False),
    ],
)
def test_terms_with_and_without_ascii_words(terms: list[str], text: str, found: bool) -> None:
    uses = {term: [number] for number, term in enumerate(terms)}
    assert bool(Keyed(uses).users(text.encode())) is found
    assert Keyed(uses).users(text.encode()) == Automaton(uses).users(text.encode())
    assert _found(Keyed(uses), text) == _found(Automaton(uses), text)


def test_nothing_to_look_for() -> None:
    assert list(Automaton({}).find("acme")) == list(Keyed({}).find("acme")) == []


def test_half_a_surrogate_pair_is_a_sign_like_others() -> None:
    uses = {"acme": [1], "\ud800": [2]}
    assert list(Automaton(uses).find("x \udc00acme")) == [(3, 7, 1)]
    assert Automaton(uses).users(nearly_folded("acme\ud800")) == {1}


def test_the_compiled_engine_is_taken_where_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(scan.scan_for({"acme": [1]}), Automaton)
    monkeypatch.setattr(automaton, "ahocorasick_rs", None)
    assert isinstance(scan.scan_for({"acme": [1]}), Keyed)
