"""What is wrong with a post is said by its dotted place, in words without a word of a programming language."""

from typing import Any

import pytest

from playbook.errors import PostError
from playbook.model.post import Post
from playbook.model.validate import validated


@pytest.mark.parametrize(
    ("fields", "place", "said"),
    [
        ({"txt": "a"}, "txt", "there is no such field; did you mean `text`?"),
        ({"surprise": 1}, "surprise", "there is no such field"),
        ({"account": {"knid": "x"}}, "account.knid", "there is no such field; did you mean `account.kind`?"),
        (
            {"media": [{}, {"alttext": "x"}]},
            "media[1].alttext",
            "there is no such field; did you mean `media[1].alt_text`?",
        ),
        ({"target": {"txt": 1}}, "target.txt", "there is no such field; did you mean `target.text`?"),
        ({"text": 5}, "text", "should be a text, not `5`"),
        ({"text": ["a"]}, "text", "should be a text, not a list"),
        ({"text": None}, "text", "should be a text, not null"),
        ({"hashtags": [1]}, "hashtags[0]", "should be a text, not `1`"),
        ({"hashtags": "a"}, "hashtags", "should be a list, not `a`"),
        ({"account": "x"}, "account", "should be a set of named fields, not `x`"),
        (
            {"account": {"kind": "profesional"}},
            "account.kind",
            "`profesional` is not possible here; did you mean `professional`?",
        ),
        (
            {"account": {"kind": "x"}},
            "account.kind",
            "`x` is not possible here; choose one of `personal`, `professional`",
        ),
        ({"account": {"kind": 5}}, "account.kind", "should be a word such as `personal`, not a number"),
        ({"sponsored": "maybe"}, "sponsored", "should be true or false, not `maybe`"),
        (
            {"audience": {"minimum_age": "x" * 100}},
            "audience.minimum_age",
            f"should be a whole number, not `{'x' * 60}…`",
        ),
        ({"audience": {"minimum_age": 1.5}}, "audience.minimum_age", "should be a whole number, not `1.5`"),
        (
            {"publish_at": "2026-11-23T10:00:00"},
            "publish_at",
            "a time zone is missing; write it like 2026-11-23T10:00:00Z",
        ),
        (
            {"publish_at": "soon"},
            "publish_at",
            "should be an instant such as 2026-11-23T10:00:00Z, not `soon`",
        ),
        ({"text": "a\0"}, "text", "should not contain the character NUL"),
        ({"text": "\ud800"}, "text", "should not contain half of a surrogate pair"),
        ({"text": "x" * 100_001}, "text", "should have at most 100,000 characters"),
        ({"media": [{}] * 501}, "media", "should have at most 500 items"),
    ],
)
def test_a_problem(fields: dict[str, Any], place: str, said: str) -> None:
    with pytest.raises(PostError) as caught:
        validated(fields, Post)
    assert caught.value.problems == ((place, said),)


def test_all_problems_are_said() -> None:
    with pytest.raises(PostError) as caught:
        validated({"txt": 1, "sponsored": "maybe", "account": {"kind": "x"}}, Post)
    assert {place for place, _ in caught.value.problems} == {"txt", "sponsored", "account.kind"}


def test_depth_is_bounded() -> None:
    fields: dict[str, Any] = {}
    for _ in range(50_000):
        fields = {"target": fields}
    with pytest.raises(PostError):
        validated(fields, Post)


def test_a_good_post_is_one() -> None:
    assert validated({"text": "hi", "account": {"kind": "personal"}}, Post).text == "hi"
