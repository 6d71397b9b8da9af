"""Words in all their forms: stemmers by language, and what is said where nobody knows the language."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.limits import MAX_GUESSED_WORDS, MAX_STEMMED_WORD
from playbook.text.terms.matcher import Matcher, TopicSpec
from playbook.text.terms.stems import ALL, AS_WRITTEN, KEEP_INITIAL, STEMMERS, stem, stemmer_of, stemmers_for

wordfreq = pytest.importorskip("wordfreq")

_LISTS = sorted(set(STEMMERS) & set(wordfreq.available_languages("small")))


@pytest.mark.parametrize(
    ("language", "stemmer"),
    [
        ("en", "english"),
        ("pt-BR", "portuguese"),
        ("EN_gb", "english"),
        (" de ", "german"),
        ("deu", "german"),
        ("zh-Hant", AS_WRITTEN),
        ("", AS_WRITTEN),
        ("english", AS_WRITTEN),
    ],
)
def test_the_stemmer_follows_from_the_language(language: str, stemmer: str) -> None:
    assert stemmer_of(language) == stemmer


def _words(language: str) -> list[str]:
    return [
        word.casefold() for word in wordfreq.top_n_list(language, 4_000, wordlist="small") if word.isalpha()
    ]


@pytest.mark.parametrize("language", _LISTS)
def test_what_guessing_takes_for_granted(language: str) -> None:
    """The stemmers that are tried on a word, and the letter that a stem begins with."""
    voiceless = {"b": "p", "d": "t", "g": "k"}

    def initial(word: str) -> str:
        letter = unicodedata.normalize("NFD", word)[0]
        return voiceless.get(letter, letter)

    for word in _words(language):
        own = stem(word, STEMMERS[language])
        assert STEMMERS[language] not in KEEP_INITIAL or initial(own) == initial(word)
        assert STEMMERS[language] in stemmers_for(word) or own == word


def test_stemmers_leave_words_in_other_letters_alone() -> None:
    latin, other = _words("en")[:500], [*_words("ru")[:300], *_words("ar")[:300], *_words("el")[:300]]
    for stemmer in ALL:
        changed = [word for word in latin + other if stem(word, stemmer) != word]
        assert all(stemmer in stemmers_for(word) for word in changed), (stemmer, changed[:5])


def test_very_long_words_stay_as_they_are() -> None:
    assert stem("a" * MAX_STEMMED_WORD + "ing", "english").endswith("ing")
    assert stem("voting", "english") == "vote"


_WORDS = (
    "vote",
    "votes",
    "voting",
    "voted",
    "rights",
    "right",
    "is",
    "élections",
    "élection",
    "l'",
    "-",
    " ",
    "x",
    "'s",
)


@given(
    st.lists(
        st.sampled_from(("vote", "voting right", "élection", "rights'", "l'élection")), min_size=1, max_size=3
    ),
    st.lists(st.sampled_from(_WORDS), max_size=10).map("".join),
)
def test_what_is_known_in_a_language_is_not_ruled_out_before(terms: list[str], text: str) -> None:
    matcher = Matcher([TopicSpec(stems=tuple(terms), excepts=("voting rights",)), TopicSpec(words=("is",))])
    unknown = matcher.mentioned(text, None)
    for stemmer in (AS_WRITTEN, *ALL):
        known = matcher.mentioned(text, stemmer)
        sure = {index for index in unknown if index >= 0}
        assert sure <= known <= sure | {~index for index in unknown if index < 0}


def test_a_form_of_one_term_that_is_a_word_of_another() -> None:
    matcher = Matcher([TopicSpec(stems=("vote", "voting right"))])
    assert matcher.mentioned("voting", "english") == {0}
    assert matcher.mentioned("voting", None) == {~0}
    assert matcher.mentioned("right", None) == set()


def test_topics_that_take_in_stems() -> None:
    votes = TopicSpec(stems=("vote",), excepts=("voting machine",))
    matcher = Matcher([votes, TopicSpec(words=("ballot",), includes=(votes,)), TopicSpec(words=("vote",))])
    assert matcher.mentioned("voting", "english") == {0, 1}
    assert matcher.mentioned("voting", None) == {~0, ~1}
    assert matcher.mentioned("voting, ballot", None) == {~0, 1}
    assert matcher.mentioned("a vote", None) == {0, 1, 2}
    assert matcher.mentioned("a voting machine", None) == set()
    assert matcher.places("a ballot on voting", 1, "english") == ((2, 8), (12, 18))


def test_in_a_text_with_very_many_words_no_language_is_tried() -> None:
    matcher = Matcher([TopicSpec(stems=("vote",)), TopicSpec(words=("vote",))])
    few = " ".join(f"q{number}" for number in range(MAX_GUESSED_WORDS))
    assert matcher.mentioned(few, None) == set()
    assert matcher.mentioned(few + " q", None) == {~0}
    assert matcher.mentioned(few + " vote", None) == {0, 1}
    assert matcher.mentioned(few + " q", "english") == set()
