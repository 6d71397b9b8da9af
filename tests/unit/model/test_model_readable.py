"""What readers see of a post: all texts together, what shows before the fold, and the digest that approvals
are given for.
"""

import os
import subprocess
import sys
from typing import Any

import pytest

from playbook.model.content import content_digest
from playbook.model.post import Post
from playbook.model.readable import SEPARATOR
from playbook.text.platforms.lengths import SMALLEST_FOLD
from playbook.text.terms.matcher import mentions_term

LONG = "word " * 100


def test_all_text_is_everything_that_is_written() -> None:
    post = Post.model_validate(
        {
            "text": "one",
            "media": [{"captions": "two"}, {"alt_text": "not this"}, {"captions": "three"}],
            "content_warning": "four",
            "poll": {"question": "five", "options": ["six", "seven"]},
        }
    )
    assert post.all_text.split(SEPARATOR) == ["one", "two", "three", "four", "five", "six", "seven"]
    paths = [path for path, _ in post.text_parts() or ()]
    assert paths == [
        "text",
        "media[0].captions",
        "media[2].captions",
        "content_warning",
        "poll.question",
        "poll.options[0]",
        "poll.options[1]",
    ]


def test_no_word_and_no_phrase_reaches_from_one_text_into_the_next() -> None:
    post = Post.model_validate({"text": "come join", "content_warning": "us all"})
    assert mentions_term(post.all_text, "join")
    assert mentions_term(post.all_text, "us")
    assert not mentions_term(post.all_text, "join us")
    assert not mentions_term(post.all_text, "joinus")


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"text": "short"}, "short"),
        ({"text": "x" * SMALLEST_FOLD}, "x" * SMALLEST_FOLD),
        ({"text": "x" * (SMALLEST_FOLD + 1)}, None),
        ({"text": "short", "content_warning": "mud"}, None),
        ({"text": LONG, "platform": "instagram"}, LONG[:125]),
        ({"text": LONG, "platform": "bluesky"}, LONG),
        ({"text": LONG, "platform": "mastodon"}, LONG),
        ({"text": LONG, "platform": "mastodon", "content_warning": "mud"}, "mud"),
        ({"text": LONG, "platform": "x", "content_warning": "mud"}, LONG[:280]),
        ({"text": LONG, "platform": "other"}, LONG[:110]),
    ],
)
def test_above_fold_is_what_shows_at_once(data: dict[str, Any], shown: str | None) -> None:
    assert Post.model_validate(data).above_fold == shown


def test_what_is_known_without_a_platform_holds_on_each() -> None:
    text = "🇩🇪👨‍👩‍👧é " * 10
    for platform in ("x", "threads", "facebook", "other", "bluesky", "youtube"):
        assert (
            Post.model_validate({"text": text[:SMALLEST_FOLD], "platform": platform}).above_fold
            == text[:SMALLEST_FOLD]
        )


def test_lengths_are_counted_as_the_platform_does() -> None:
    text = "Hi @ana@social.example https://acme.example/a/very/long/address/indeed"
    assert Post.model_validate({"text": text}).counted_length is None
    assert Post.model_validate({"text": text, "platform": "mastodon"}).counted_length == len("Hi @ana ") + 23
    assert (
        Post.model_validate({"text": "ab", "content_warning": "cde", "platform": "mastodon"}).counted_length
        == 5
    )
    assert Post.model_validate({"text": "ab", "content_warning": "cde", "platform": "x"}).counted_length == 2


# ---------------------------------------------------------------------------------------------------------- the digest

SEEN: list[dict[str, Any]] = [
    {"text": "another"},
    {"action": "edit"},
    {"content_warning": "mud"},
    {"media": [{"url": "b.jpg", "alt_text": "a bridge"}]},
    {"media": [{"url": "a.jpg", "alt_text": "a boat"}]},
    {"media": [{"url": "a.jpg", "alt_text": "a bridge", "captions": "splash"}]},
    {"media": []},
    {"links": [{"url": "https://a.example"}]},
    {"hashtags": ["a"]},
    {"mentions": ["a"]},
    {"cashtags": ["A"]},
    {"poll": {"options": ["yes"]}},
    {"poll": {"question": "yes?", "options": []}},
    {"reply_to": "1"},
]
UNSEEN: list[dict[str, Any]] = [
    {"publish_at": "2026-11-23T10:00Z"},
    {"author": {"id": "ana"}},
    {"account": {"kind": "personal"}},
    {"platform": "x"},
    {"audience": {"visibility": "public"}},
    {"purpose": "news"},
    {"sponsored": True},
    {"approvals": [{"by": "ben"}]},
    {"objections": [{"by": "ben"}]},
    {"answers": {"a": True}},
    {"tags": ["a"]},
    {"media": [{"kind": "photo", "url": "a.jpg", "alt_text": "a bridge", "consent": "yes", "shows": []}]},
]
BASE: dict[str, Any] = {"text": "The bridge is open.", "media": [{"url": "a.jpg", "alt_text": "a bridge"}]}


@pytest.mark.parametrize("change", SEEN, ids=lambda change: next(iter(change)))
def test_what_readers_see_changes_the_digest(change: dict[str, Any]) -> None:
    assert content_digest(Post.model_validate({**BASE, **change})) != content_digest(
        Post.model_validate(BASE)
    )


@pytest.mark.parametrize("change", UNSEEN, ids=lambda change: next(iter(change)))
def test_what_they_do_not_see_does_not(change: dict[str, Any]) -> None:
    assert content_digest(Post.model_validate({**BASE, **change})) == content_digest(
        Post.model_validate(BASE)
    )


def test_giving_what_the_text_holds_anyway_does_not() -> None:
    bare = {"text": "Look, @ana: #cakes at https://a.example/x $ACME"}
    told = bare | {
        "links": [{"url": "https://a.example/x", "kind": "shop", "title": "Cakes"}],
        "hashtags": ["cakes"],
        "mentions": ["ana"],
        "cashtags": ["ACME"],
    }
    assert content_digest(Post.model_validate(told)) == content_digest(Post.model_validate(bare))


def test_all_changes_have_digests_of_their_own() -> None:
    digests = {content_digest(Post.model_validate({**BASE, **change})) for change in SEEN}
    assert len(digests) == len(SEEN)


def test_the_digest_is_the_same_in_every_process() -> None:
    code = "from playbook.model.post import Post; from playbook.model.content import content_digest;"
    code += "print(content_digest(Post(text='Grüße 🎉', tags=('a', 'b'), hashtags=('x', 'y'))))"
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Tokyo"))
    }
    assert digests == {"98f1e4f9251b1415da3aa231fb1654ea4ee2e974e90905d2e3b0ab99b439cc6d\n"}
