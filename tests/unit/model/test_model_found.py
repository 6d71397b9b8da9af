"""What is found in the text of a post that does not say what is in it."""

from typing import Any

import pytest

from playbook.limits import MAX_POST_FIELD, MAX_POST_LIST
from playbook.model.post import Post
from playbook.model.schema import fields_of, read
from playbook.values import UNKNOWN


def _value(post: Post, name: str) -> Any:
    return read(post, fields_of(Post)[name])


def test_everything_is_found() -> None:
    post = Post(text="Hi @kim, see https://www.a.example/x and bit.ly/y #Rivers $ACME 🎉")
    assert _value(post, "mentions") == ("kim",)
    assert _value(post, "hashtags") == ("Rivers",)
    assert _value(post, "cashtags") == ("ACME",)
    assert [link.url for link in _value(post, "links")] == ["https://www.a.example/x", "bit.ly/y"]
    assert [emoji.text for emoji in _value(post, "emoji")] == ["🎉"]


@pytest.mark.parametrize("name", ["mentions", "hashtags", "cashtags", "links", "emoji"])
def test_what_is_given_counts_and_the_text_does_not(name: str) -> None:
    post = Post.model_validate({"text": "@kim #a $B https://c.example 🎉", name: []})
    assert _value(post, name) == ()
    assert _value(Post(text="nothing here"), name) == ()


@pytest.mark.parametrize(
    ("text", "at_end", "starts_line"),
    [
        ("🎉", [True], [True]),
        ("Hi 🎉", [True], [False]),
        ("Hi 🎉 🎉\n 👍🏽 ", [True, True, True], [False, False, True]),
        ("🎉 Hi", [False], [True]),
        ("One\r\n \t🎉 two 👍", [False, True], [True, False]),
        ("🎉🎉 Hi 🇩🇪", [False, False, True], [True, False, False]),
        ("Hi 🎉!", [False], [False]),
        ("Hi 🎉 #tag", [False], [False]),
    ],
)
def test_emoji_know_their_place(text: str, at_end: list[bool], starts_line: list[bool]) -> None:
    found = _value(Post(text=text), "emoji")
    assert [emoji.at_end for emoji in found] == at_end
    assert [emoji.starts_line for emoji in found] == starts_line


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("mentions", "@a "),
        ("hashtags", "#a "),
        ("cashtags", "$A "),
        ("links", "https://a.example "),
        ("emoji", "🎉 "),
    ],
)
def test_more_than_a_post_may_carry_is_not_known(name: str, one: str) -> None:
    assert len(_value(Post(text=one * MAX_POST_LIST), name)) == MAX_POST_LIST
    assert _value(Post(text=one * (MAX_POST_LIST + 1)), name) is UNKNOWN


def test_a_hundred_thousand_characters_of_anything_are_fine() -> None:
    for piece in ("#a ", "@a ", "🎉", "🎉 \n", "a.co ", "https://a.co ", "\n  🎉" + " " * 50):
        post = Post(text=(piece * 100_000)[:100_000])
        for field in fields_of(Post).values():
            read(post, field)


def test_an_address_longer_than_a_link_may_be_is_not_known() -> None:
    assert _value(Post(text="https://a.example/" + "x" * MAX_POST_FIELD), "links") is UNKNOWN
