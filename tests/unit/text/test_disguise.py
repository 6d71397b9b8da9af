"""Words in disguise: how engines agree, what places are told, and that no text makes it slow."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.text.normal import fold
from playbook.text.terms import automaton
from playbook.text.terms.disguise import Disguised
from playbook.text.terms.lookalikes import Sort, reading, seen_as
from playbook.text.terms.matcher import Matcher, TopicSpec, word
from playbook.text.terms.skeleton import glanced, seen, skeleton
from playbook.text.terms.trie import PieceTrie

_CHARS = "aab1!l|Iі а4@$5s.-*_ \n'\u0336\u200béжⓐ𝐚ᴀ#BХﬁ🇺🇸🔥＃中²"


def disguised(*terms: str) -> Matcher:
    return Matcher([TopicSpec(words=terms, disguised=True)])


@given(
    st.lists(st.text("abil ", min_size=2, max_size=8), min_size=1, max_size=5), st.text(_CHARS, max_size=40)
)
def test_both_engines_find_the_same(terms: list[str], text: str) -> None:
    uses = {plain: (number,) for number, term in enumerate(terms) if (plain := fold(term).text.strip(" "))}
    with pytest.MonkeyPatch.context() as patch:
        native = Disguised(uses)
        patch.setattr(automaton, "ahocorasick_rs", None)
        pure = Disguised(uses)
    assert sorted(native.find(text)) == sorted(pure.find(text))
    assert native.users(text) == pure.users(text) == {user for _, _, user in pure.find(text)}


@given(
    st.lists(st.text("ab", min_size=1, max_size=4), min_size=1, max_size=6, unique=True),
    st.text("abc", max_size=30),
)
def test_pieces_are_found_wherever_they_stand(terms: list[str], text: str) -> None:
    expected = {
        (number, start, start + len(term))
        for number, term in enumerate(terms)
        for start in range(len(text))
        if text.startswith(term, start)
    }
    assert set(PieceTrie(terms).find(text)) == set(automaton.pieces(terms)(text)) == expected


@settings(max_examples=300)
@given(st.text(_CHARS, max_size=30))
def test_places_lie_in_the_text_and_are_found_at_a_glance(text: str) -> None:
    matcher = disguised("lab", "basil", "ab a b", "silas", "bill")
    for start, end in matcher.places(text, 0):
        assert 0 <= start < end <= len(text)
    assert bool(matcher.places(text, 0)) is (matcher.mentioned(text) == {0})


@pytest.mark.parametrize("text", ["v1agra", "ｖі@ǥra", "ﬁne ﬂour", "a\u0301\u0336b", "🅥🅘", "İI l1!"])
def test_what_is_seen_at_a_glance_is_what_is_seen(text: str) -> None:
    whole = seen(skeleton(text))
    assert glanced(text) == "".join(
        char for index, char in enumerate(whole) if whole[index - 1 : index] != char
    )


def test_what_a_character_may_be_read_as() -> None:
    assert reading("а") == ("а", "a", Sort.LOOKALIKE, "CYRILLIC")
    assert reading("5") == ("5", "5s", Sort.DIGIT, "")
    assert reading("Ⓥ") == ("ⓥ", "v", Sort.DRESSED, "")
    assert reading("②") == ("②", "2z", Sort.DIGIT, "")
    assert reading("é") == ("é", "é", Sort.PLAIN, "LATIN")
    assert reading("🔥") is None
    assert {seen_as(char) for char in "Il1".lower()} == {"i"}


def test_other_topics_are_not_touched() -> None:
    inner = word("viagra")
    matcher = Matcher(
        [inner, TopicSpec(words=("casino",), includes=(inner,), disguised=True), word("casino")]
    )
    assert matcher.mentioned("v1agra") == set()
    assert matcher.mentioned("cas1no") == {1}


def test_exceptions_hold_as_they_stand() -> None:
    matcher = Matcher([TopicSpec(words=("casino",), excepts=("the cas1no", "casino royale"), disguised=True)])
    assert not matcher.mentioned("The cas1no")
    assert matcher.mentioned("a cas1no")
    assert matcher.mentioned("Cas1no Royale")


def test_stems_are_seen_as_they_stand_in_the_list() -> None:
    matcher = Matcher([TopicSpec(stems=("casino",), exactly=("Poker",), disguised=True)])
    assert matcher.mentioned("c a s i n o", "english")
    assert not matcher.mentioned("P0ker")
    assert not matcher.mentioned("cas1nos", "english")


HOSTILE = {
    "marks": "a" + "\u0301" * 400,
    "struck letters": "v\u0336" * 200,
    "spaced": "s p a c e d " * 40,
    "spaced term": "v i a g r a " * 40,
    "nearly spaced term": "v i a g r " * 40,
    "spaced and repeating": "a b " * 100,
    "repeated letters": "a" * 400,
    "repeats that fit": "aaaab" * 100,
    "terms": "viagra " * 60,
    "disguises": "v1agra " * 60,
    "punctuated": "v.i.a.g.r.a." * 40,
    "piped": "a|b|" * 100,
    "signs": "!$@|+" * 80,
    "capitals in a hashtag": "#" + "Ab" * 200,
    "another alphabet": "вiаgrа " * 60,
    "circled": "ⓥⓘⓐⓖⓡⓐ" * 60,
    "ligatures": "ﬃ" * 400,
    "votes": "voting for " * 40,
    "flags": "🇺🇸" * 200,
}


def work(task: Callable[[], object]) -> int:
    """How many functions *task* calls."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        task()
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("stemmer", ["english", None])
def test_twice_the_text_is_twice_the_work(text: str, stemmer: str | None) -> None:
    terms = ("viagra", "ababab", "ab" * 20, "a" * 30, "vote for us", "bob")
    matcher = Matcher([TopicSpec(words=terms, stems=("vote for", "a b a b a c"), disguised=True)])
    for warm in (text, text * 2):
        matcher.mentioned(warm + " ", stemmer)  # what is remembered of words and characters
    once, twice = (work(lambda: matcher.mentioned(text * times, stemmer)) for times in (4, 8))  # noqa: B023
    assert twice <= 2.2 * once + 200
    once, twice = (work(lambda: matcher.places(text * times, 0, stemmer)) for times in (4, 8))  # noqa: B023
    assert twice <= 2.2 * once + 200
