"""A post right from its line is the one that the longer way makes, or there is none."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.cli.posts.at_once import post_of
from playbook.cli.posts.json_lines import Line
from playbook.errors import PostError
from playbook.model.post import Post
from playbook.model.validate import validated

PLAIN: dict[str, Any] = {
    "text": "Join us: “now”, at 10:00 :) https://acme.example/x",
    "platform": "mastodon",
    "account": {"kind": "professional", "handle": "acme"},
    "author": {"id": "ana", "roles": ["editor"], "trainings": [{"course": "a", "score": 0.9}, {}]},
    "audience": {"minimum_age": 13},
    "media": [{"kind": "photo", "alt_text": "A bridge"}, {}],
    "links": [{"url": "https://acme.example/x"}],
    "tags": [],
    "answers": {"kind_to_all": True, "investors": 300, "why": "it is"},
    "publish_at": "2026-11-23T10:00:00+01:00",
}


def _by_the_longer_way(line: bytes) -> Post | None:
    fields = Line("f", 1, line).item().fields
    try:
        return None if fields is None else validated(fields, Post)
    except PostError:
        return None


@pytest.mark.parametrize("line_end", [b"", b"\n", b"\r\n"])
def test_most_posts_are_read_at_once(line_end: bytes) -> None:
    line = json.dumps(PLAIN).encode() + line_end
    assert post_of(line) == _by_the_longer_way(line) == Post.model_validate(PLAIN)
    assert post_of(b"{}") == Post()


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "a", "text": "b"}',
        b'{"text" : "a", "text": "b"}',
        b'{"text": "a", "text"\t:"b"}',
        b'{"text": "a", "text" \r\n :"b"}',
        b'{"text": "a", "te\\u0078t": "b"}',
        b'{"account": {"handle": "a"}, "account": {}}',
        b'{"account": {"handle": "a", "handle": "b"}}',
        b'{"account": {}, "account": {"handle": "a", "bio": "b"}}',
        b'{"media": [{"url": "a", "url": "a"}]}',
        b'{"links": [{}], "links": [{"url": "a", "host": "b"}]}',
        b'{"author": {"trainings": [{"course": "a", "course": "b"}]}}',
        b'{"answers": {"a": 1, "a": 2}}',
        b'{"answers": {"a": 0.12345678901234567890}}',
        b'{"answers": {"a": [1, 2]}}',
        b'{"answers": {"a": null}}',
        b'{"poll": {"question": "a", "question": "b"}}',
        b'{"target": {"text": "a", "text": "b"}}',
        b'{"text": "\\u0000"}',
        b'{"text": "\\ud800"}',
        b'{"text": "\xff"}',
        b'{"text": NaN}',
        b'{"nothing": 1}',
        b'{"publish_at": 1700000000}',
        b"[]",
        b"{",
        b"",
        b'{"text": "a"} {}',
    ],
)
def test_what_is_wrong_or_in_doubt_is_left_to_others(line: bytes) -> None:
    assert post_of(line) is None


def test_what_looks_like_a_name_makes_a_post_no_other() -> None:
    for text in ('":', '"":""', ':"', '\\":', 'a" : b'):
        line = json.dumps({"text": text}).encode()
        assert post_of(line) in (None, Post(text=text))


NAMES = st.sampled_from(["text", "language", "tags", "account", "handle", "answers", "zzz"])
VALUES = st.recursive(
    st.none() | st.text('":{ a\\', max_size=6) | st.integers(0, 3),
    lambda inner: st.lists(inner, max_size=2) | st.lists(st.tuples(NAMES, inner), max_size=3).map(tuple),
    max_leaves=6,
)
GAPS = st.sampled_from(["", " ", "\t", "  "])


@given(st.lists(st.tuples(NAMES, VALUES), max_size=4).map(tuple), st.data())
def test_no_line_makes_another_post_than_by_the_longer_way(pairs: Any, data: st.DataObject) -> None:
    def written(value: Any) -> str:
        if isinstance(value, tuple):
            inside = [f"{json.dumps(name)}{data.draw(GAPS)}:{written(held)}" for name, held in value]
            return "{" + ",".join(inside) + "}"
        if isinstance(value, list):
            return "[" + ",".join(map(written, value)) + "]"
        return json.dumps(value)

    line = written(pairs).encode()
    at_once = post_of(line)
    assert at_once is None or at_once == _by_the_longer_way(line)
