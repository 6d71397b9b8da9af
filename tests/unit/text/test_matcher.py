"""All terms of all topics in one pass, compared with the plainest way to look for them."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from playbook.limits import MAX_NESTED_TERMS
from playbook.text.finding import on_pieces
from playbook.text.normal import fold
from playbook.text.patterns.pattern import compile_pattern
from playbook.text.terms.matcher import Matcher, TopicSpec, folds_to_nothing, mentions_term, word
from playbook.text.terms.words import stands_alone

Place = tuple[int, int]


class Naive:
    """The meaning of a topic, word for word: every occurrence of every term, the longest at each place; then
    exceptions.
    """

    def __init__(self, spec: TopicSpec) -> None:
        self.spec = spec

    def places(self, text: str) -> set[Place]:
        spec = self.spec
        found = self.terms(text, spec.words, case=True) | self.terms(text, spec.exactly, case=False)
        for included in spec.includes:
            found |= Naive(included).places(text)
        for pattern in spec.patterns:
            found |= set(pattern.places(text))
        for finder in spec.finders:
            found |= set(finder(text))
        walls = self.terms(text, spec.excepts, case=True)
        return {place for place in found if not any(w[0] <= place[0] and place[1] <= w[1] for w in walls)}

    def terms(self, text: str, terms: tuple[str, ...], *, case: bool) -> set[Place]:
        folded = fold(text, case=case)
        longest: dict[int, int] = {}
        for term in terms:
            for start, end in self.occurrences(folded.text, fold(term, case=case).text.strip(" ")):
                if stands_alone(folded.text, start, end, exact=not case):
                    longest[start] = max(end, longest.get(start, 0))
        return {folded.original(start, end) for start, end in longest.items()}

    def occurrences(self, text: str, term: str) -> Iterator[Place]:
        start = text.find(term) if term else -1
        while start >= 0:
            yield start, start + len(term)
            start = text.find(term, start + 1)


# Letters of each sort, of which each case takes a few: so terms are often found, overlap, and stand in one another's
# way.
_LETTERS = "abA  #'-_.1é\u0301ß中文กีh선거🔥🏽\u200d❤\ufe0f🇺🇸\u00ad\n’"
_LONG = "ab" * 11
_PATTERNS = (
    (),
    (compile_pattern("a+", ""),),
    (compile_pattern(r"\bb", "i"),),
    (compile_pattern(r"b[ab]{2}|'-", "i"), compile_pattern("(aB|#)+1", "")),
)


@on_pieces(["ab", "#"])
def _pairs(text: str) -> Iterator[Place]:
    return (match.span() for match in re.finditer("ab[ab]|#(?! )", text))


_FINDERS = ((), (), (_pairs,))


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[TopicSpec], str]:
    """Specs, some of which include earlier ones, and a text made of the same letters and terms."""
    letters = draw(st.lists(st.sampled_from(_LETTERS), min_size=1, max_size=4))
    term = st.text(st.sampled_from(letters), min_size=1, max_size=5)
    if draw(st.booleans()):
        term = term.map(lambda text: _LONG + text)
    terms = st.lists(term, max_size=5).map(tuple)
    specs: list[TopicSpec] = []
    for _ in range(draw(st.integers(1, 3))):
        included = draw(st.lists(st.sampled_from(specs), max_size=2)) if specs else []
        specs.append(
            TopicSpec(
                words=draw(terms),
                exactly=draw(terms),
                excepts=draw(terms),
                patterns=draw(st.sampled_from(_PATTERNS)),
                includes=tuple(included),
                finders=draw(st.sampled_from(_FINDERS)),
            )
        )
    known = [word for spec in specs for word in (*spec.words, *spec.exactly, *spec.excepts)]
    pieces = st.one_of(st.sampled_from([*letters, " "]), st.sampled_from(known or [" "]))
    return specs, draw(st.lists(pieces, max_size=12).map("".join))


@given(cases())
def test_one_pass_finds_what_the_plain_way_finds(case: tuple[list[TopicSpec], str]) -> None:
    specs, text = case
    matcher = Matcher(specs)
    expected = [Naive(spec).places(text) for spec in specs]
    assert [set(matcher.places(text, index)) for index in range(len(specs))] == expected
    assert matcher.mentioned(text) == {index for index, places in enumerate(expected) if places}


@given(st.text(st.sampled_from(_LETTERS), min_size=1, max_size=6), st.sampled_from(("", " ")))
def test_a_text_mentions_the_term_it_consists_of(term: str, gap: str) -> None:
    assert mentions_term(gap + term + gap, term) is not folds_to_nothing(term)


def test_overlapping_terms_are_all_found() -> None:
    matcher = Matcher(
        [TopicSpec(words=("acme", "acme corp", "corp of")), word("acme"), word("of"), word("f")]
    )
    text = "Acme  Corp of"
    assert matcher.mentioned(text) == {0, 1, 2}
    assert matcher.places(text, 0) == ((0, 10), (6, 13))
    assert matcher.places(text, 1) == ((0, 4),)


def test_a_match_within_an_exception_is_none() -> None:
    first_person = TopicSpec(words=("me", "my"), exactly=("I",), excepts=("World War I", "oh my"))
    matcher = Matcher([first_person])
    assert not matcher.mentioned("A bridge of World  War I, oh my!")
    text = "I saw the bridge of world war I"
    assert matcher.places(text, 0) == ((0, 1),)


def test_an_exception_has_to_cover_the_whole_match() -> None:
    matcher = Matcher([TopicSpec(words=("vote for",), excepts=("vote", "for your", "vote for me"))])
    assert matcher.mentioned("vote for your") == {0}
    assert not matcher.mentioned("vote for me")


def test_an_exception_holds_against_patterns_finders_and_included_topics() -> None:
    spec = TopicSpec(
        excepts=("a b c",),
        patterns=(compile_pattern("a b", ""),),
        includes=(word("b c"),),
        finders=(lambda text: [(0, 1)],),
    )
    matcher = Matcher([spec])
    assert not matcher.mentioned("a b c")
    assert matcher.places("a b cd", 0) == ((0, 1), (0, 3))


def test_what_is_included_keeps_its_own_exceptions_and_no_others() -> None:
    wars = TopicSpec(words=("war",), excepts=("war and peace",))
    both = TopicSpec(words=("peace",), includes=(wars,))
    matcher = Matcher([wars, both])
    assert not matcher.places("War and Peace", 0)
    assert matcher.places("War and Peace", 1) == ((8, 13),)


def test_an_included_topic_need_not_be_asked_for_itself() -> None:
    assert Matcher([TopicSpec(includes=(TopicSpec(includes=(word("acme"),)),))]).mentioned("acme") == {0}


def test_topics_that_include_one_another_in_a_lattice_or_a_long_chain() -> None:
    spec = word("acme")
    for _ in range(60):  # 2 to the 60th paths
        spec = TopicSpec(includes=(spec, spec))
    for _ in range(5_000):
        spec = TopicSpec(includes=(spec,))
    matcher = Matcher([spec])
    assert matcher.mentioned("acme") == {0}
    assert matcher.places("acme", 0) == ((0, 4),)


def test_nothing_to_look_for_is_found_nowhere() -> None:
    matcher = Matcher([TopicSpec(), TopicSpec(words=("", " ", "\u200b"))])
    assert not matcher.mentioned("anything at all")
    assert not Matcher([]).mentioned("anything")
    assert folds_to_nothing("\u00ad \u200b")
    assert not folds_to_nothing("-")


def test_places_are_those_of_the_text_as_given() -> None:
    text = "The  nai\u0308ve  co\u00adop!"
    assert [text[start:end] for start, end in Matcher([word("naïve coop")]).places(text, 0)] == [
        "nai\u0308ve  co\u00adop"
    ]


def test_finders_are_asked() -> None:
    matcher = Matcher([TopicSpec(finders=(lambda text: iter([(0, 1)]) if text else iter(()),))])
    assert matcher.mentioned("x") == {0}
    assert not matcher.mentioned("")


def test_ten_thousand_terms_are_told_apart() -> None:
    words = [f"{chr(0x4E00 + number % 7000)}{number}" for number in range(5_000)]
    words += [f"term{number:05}" for number in range(5_000)]
    matcher = Matcher([word(term) for term in words])
    assert matcher.mentioned(f"{words[4321]} and {words[9876]}x {words[5000]}.") == {4321, 5000}


def test_hostile_texts_and_as_many_nested_terms_as_may_be() -> None:
    lengths = range(1, MAX_NESTED_TERMS + 1)
    nested = (*("a" * length for length in lengths), *("中" * length for length in lengths))
    matcher = Matcher([TopicSpec(words=nested), word("🇷🇺")])
    assert matcher.places("a" * MAX_NESTED_TERMS, 0) == ((0, MAX_NESTED_TERMS),)
    assert matcher.mentioned("a" * 100_000) == frozenset()
    assert len(matcher.places("中" * 2_000, 0)) == 2_000
    assert matcher.mentioned("🇷🇺" * 20_000) == {1}
