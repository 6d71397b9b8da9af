"""Which words of the post a finding is about: their field, place and text, in the post as it was written."""

from collections.abc import Callable
from typing import Any

import pytest

from playbook.model.decision import Finding

Found = Callable[..., Finding]
Spans = list[tuple[str, int, int, str]]


def spans(found: Finding) -> Spans:
    return [(one.field, one.start, one.end, one.text) for one in found.spans]


TOPIC = 'topic pets words "dog", "guinea pig" patterns /\\bcats?\\b/i except "hot dog"\n'


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ('text mentions "dog"', "A Dog, a dog.", [("text", 2, 5, "Dog"), ("text", 9, 12, "dog")]),
        ("text mentions pets", "hot dog, dog", [("text", 9, 12, "dog")]),
        ("text mentions pets", "two CATS", [("text", 4, 8, "CATS")]),
        ("text mentions pets", "my guinea\u00a0 pig", [("text", 3, 14, "guinea\u00a0 pig")]),
        ('text mentions "café"', "a cafe\u0301!", [("text", 2, 7, "cafe\u0301")]),
        ('text mentions "dog"', "a d\u00ado\u200bg!", [("text", 2, 7, "d\u00ado\u200bg")]),
        ('text mentions any of ["dog", "cat"]', "cat dog", [("text", 0, 3, "cat"), ("text", 4, 7, "dog")]),
        ('text mentions all of ["dog", "cat"]', "cat dog", [("text", 0, 3, "cat"), ("text", 4, 7, "dog")]),
        ('text contains "OG"', "a dog", [("text", 3, 5, "og")]),
        ('text contains any of ["do", "xx", "a"]', "a dog", [("text", 0, 1, "a"), ("text", 2, 4, "do")]),
        ("text matches /d.g/", "dog dig", [("text", 0, 3, "dog"), ("text", 4, 7, "dig")]),
        ("text matches /É/", "xe\u0301 E\u0301", [("text", 4, 6, "E\u0301")]),
        ('text mentions "dog" and text mentions "a"', "a dog", [("text", 0, 1, "a"), ("text", 2, 5, "dog")]),
        ('text mentions "cow" or text mentions "dog"', "a dog", [("text", 2, 5, "dog")]),
        ('(text mentions "dog")', "dog", [("text", 0, 3, "dog")]),
        ('text mentions "dog" and text mentions pets', "dog", [("text", 0, 3, "dog")]),
        ('not text mentions "cow"', "dog", []),
        ('text is "dog"', "dog", []),
        ('text contains ""', "dog", []),
        ('text mentions "dog"', "", None),
    ],
)
def test_in_the_text(
    finding: Found, judge: Callable[..., Any], condition: str, text: str, expected: Spans | None
) -> None:
    policy = f"{TOPIC} rule r when {condition} deny"
    if expected is None:
        assert judge(policy, text=text).findings == ()
        return
    found = finding(policy, text=text)
    assert spans(found) == expected
    assert all(one.text == text[one.start : one.end] for one in found.spans)


def test_by_way_of_lets(finding: Found) -> None:
    text = 'let words = all_text let said = words mentions "dog" rule r when said deny'
    assert spans(finding(text, text="dog")) == [("text", 0, 3, "dog")]


def test_above_fold_points_into_the_text(finding: Found) -> None:
    found = finding(
        'rule r when above_fold mentions "dog" deny', platform="linkedin", text="My dog. " + "x" * 500
    )
    assert spans(found) == [("text", 3, 6, "dog")]


def test_all_text_points_into_the_field_that_each_piece_comes_from(finding: Found) -> None:
    found = finding(
        'rule r when all_text mentions "dog" deny',
        text="a dog",
        content_warning="dog!",
        media=[{"captions": "no"}, {"captions": "two dog s"}],
        poll={"question": "dog?", "options": ["cat", "the dog"]},
    )
    assert spans(found) == [
        ("content_warning", 0, 3, "dog"),
        ("media[1].captions", 4, 7, "dog"),
        ("poll.options[1]", 4, 7, "dog"),
        ("poll.question", 0, 3, "dog"),
        ("text", 2, 5, "dog"),
    ]


def test_elements_are_named_by_their_place(finding: Found) -> None:
    media = [{"alt_text": "a cat"}, {"alt_text": "a dog"}, {"alt_text": "the dog"}]
    expected = [("media[1].alt_text", 2, 5, "dog"), ("media[2].alt_text", 4, 7, "dog")]
    bare = finding('rule r when any media where alt_text mentions "dog" deny', media=media)
    named = finding('rule r when any one in media where one.alt_text mentions "dog" deny', media=media)
    assert spans(bare) == spans(named) == expected


def test_lists_of_texts_are_named_by_their_place(finding: Found) -> None:
    found = finding('rule r when any tags where it mentions "dog" deny', tags=["cat", "my dog"])
    assert spans(found) == [("tags[1]", 3, 6, "dog")]


def test_the_target_has_places_of_its_own(finding: Found) -> None:
    facts: dict[str, Any] = {
        "action": "reply",
        "text": "no",
        "target": {"text": "my dog", "content_warning": "dog"},
    }
    plain = finding('rule r when target.text mentions "dog" deny', **facts)
    assert spans(plain) == [("target.text", 3, 6, "dog")]
    together = finding('rule r when target.all_text mentions "dog" deny', **facts)
    assert spans(together) == [("target.content_warning", 0, 3, "dog"), ("target.text", 3, 6, "dog")]


def test_an_answer_has_places_of_its_own(finding: Found) -> None:
    found = finding('ask why: text "Why?" rule r when why mentions "dog" deny', answers={"why": "the dog"})
    assert spans(found) == [("answers.why", 4, 7, "dog")]


def test_what_is_found_in_an_element_s_name_for_another(finding: Found) -> None:
    found = finding(
        "rule r when any tie in author.relationships where text mentions tie.to deny",
        text="I like Acme",
        author={"relationships": [{"to": "acme"}, {"to": "other"}]},
    )
    assert spans(found) == [("text", 7, 11, "Acme")]


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        ("any hashtags", "x #one", [("text", 2, 6, "#one")]),
        ('any hashtags where it is "ad"', "#adventure #ad", [("text", 11, 14, "#ad")]),
        ('any hashtags where it is "AD"', "x #ad", [("text", 2, 5, "#ad")]),
        ('any mentions where it is "sam"', "@samantha @sam", [("text", 10, 14, "@sam")]),
        ('any cashtags where it is "AB"', "$ABC $AB", [("text", 5, 8, "$AB")]),
        (
            'any links where site is "a.example"',
            "https://b.example https://a.example/1",
            [("text", 18, 37, "https://a.example/1")],
        ),
        (
            'any links where url is "https://a.example/"',
            "https://a.example/1 https://a.example/",
            [("text", 20, 38, "https://a.example/")],
        ),
        ("no hashtags", "x", []),
    ],
)
def test_links_and_tags_are_shown_where_they_stand_in_the_text(
    finding: Found, condition: str, text: str, expected: Spans
) -> None:
    assert spans(finding(f"rule r when {condition} deny", text=text)) == expected


def test_a_link_that_does_not_stand_in_the_text_has_no_words(finding: Found) -> None:
    facts: dict[str, Any] = {
        "text": "see below",
        "links": [{"url": "https://a.example"}, {"site": "b.example"}],
    }
    assert spans(finding("rule r when any links deny", **facts)) == []


def test_only_when_has_words_unless_and_require_have_none(finding: Found) -> None:
    found = finding(
        'rule r unless text mentions "cat" require text mentions "cow" otherwise deny', text="dog"
    )
    assert spans(found) == []


def test_words_come_sorted_and_there_is_an_end_to_them(finding: Found) -> None:
    found = finding('rule r when text mentions any of ["b", "a"] deny', text="b a " * 200)
    assert len(found.spans) == 50
    assert [one.start for one in found.spans] == sorted(one.start for one in found.spans)


def test_an_undetermined_rule_shows_no_words(finding: Found) -> None:
    found = finding('rule r when text mentions "dog" and sponsored deny', text="dog")
    assert (found.state, spans(found)) == ("undetermined", [])
