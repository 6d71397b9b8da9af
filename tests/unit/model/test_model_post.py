"""A post is what it says it is: frozen, complete, the same through JSON, and open to an app's own fields."""

import copy
import json
import pickle
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from playbook.model.account import Account
from playbook.model.attachments import Link, Media
from playbook.model.instant import at_instant
from playbook.model.kinds import Action, Platform
from playbook.model.post import Post
from playbook.model.schema import fields_of
from playbook.text.platforms.lengths import PLATFORMS

FULL: dict[str, Any] = {
    "text": "Join the clean-up! #Rivers https://acme.example/x 🎉",
    "action": "reply",
    "platform": "mastodon",
    "account": {
        "kind": "professional",
        "handle": "acme",
        "followers": 500,
        "timezone": "Europe/London",
        "admins": [{"name": "Ana", "email": "ana@acme.example", "role": "editor"}],
        "events": [{"name": "Fair", "starts_at": "2026-12-01T10:00Z"}],
    },
    "author": {
        "id": "ana",
        "roles": ["editor"],
        "accounts": ["ana_r"],
        "trainings": [{"course": "social media", "at": "2026-06-01T10:00Z", "score": 0.9}],
        "relationships": [{"kind": "family", "to": "Osei's"}],
        "on_duty": True,
    },
    "audience": {"visibility": "public", "minimum_age": 13, "adult_share": "0.75", "groups": []},
    "purpose": "event",
    "sponsored": False,
    "content_warning": "Mud",
    "media": [{"kind": "video", "captions": "Come along", "shows": ["river"], "made_by_machine": False}],
    "poll": {"question": "Coming?", "options": ["yes", "no"]},
    "target": {"text": "When?", "author": {"id": "kim"}},
    "reply_to": "https://social.example/1",
    "event": {"name": "Clean-up", "starts_at": "2026-11-28T10:00:00+01:00"},
    "tags": ["reminder"],
    "approvals": [{"by": "ben", "role": "legal", "at": "2026-11-22T10:00Z", "content": "0" * 64}],
    "objections": [{"by": "cho", "reason": "too loud"}],
    "publish_at": "2026-11-23T10:00-05:00",
    "answers": {"kind_to_all": True, "investors": 300, "share": 0.1, "names": ["a", "b"]},
}


def test_nothing_is_needed_to_make_a_post() -> None:
    post = Post()
    assert (post.text, post.action, post.media, post.approvals) == ("", Action.POST, (), ())
    assert post.platform is None
    assert post.account == Account()


@pytest.mark.parametrize("data", [{}, FULL], ids=["empty", "full"])
def test_a_post_comes_back_from_json_as_it_was(data: dict[str, Any]) -> None:
    post = Post.model_validate(data)
    back = Post.model_validate_json(post.model_dump_json())
    assert back == post
    assert hash(back) == hash(post)
    assert back.model_dump_json() == post.model_dump_json()
    assert Post.model_validate(post.model_dump(mode="json", exclude_defaults=True)) == post


def test_shares_are_numbers_in_json() -> None:
    written = json.loads(Post.model_validate(FULL).model_dump_json())
    assert written["author"]["trainings"][0]["score"] == 0.9
    assert written["answers"]["share"] == 0.1


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda post: pickle.loads(pickle.dumps(post))])  # noqa: S301
def test_copies_are_equal(again: Any) -> None:
    post = Post.model_validate(FULL)
    assert again(post) == post


def test_posts_differ_by_what_they_say() -> None:
    assert len({Post(text="a"), Post(text="b"), Post(text="a")}) == 2


def test_a_post_cannot_be_changed() -> None:
    post = Post.model_validate(FULL)
    with pytest.raises(ValidationError):
        post.text = "x"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        post.account.handle = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        post.answers["kind_to_all"] = False  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("zzz", 1),
        ("text", None),
        ("text", 5),
        ("platform", "twitter"),
        ("tags", "abc"),
        ("media", {"kind": "photo"}),
        ("account.followers", True),
        ("account.followers", -1),
        ("account.followers", 1.5),
        ("author.trainings", [{"score": 85}]),
        ("author.trainings", [{"score": float("nan")}]),
        ("author.trainings", [{"score": True}]),
        ("audience.adult_share", "Infinity"),
        ("publish_at", "2026-11-23T10:00"),
        ("publish_at", "2026-11-23"),
        ("publish_at", datetime(2026, 11, 23)),
        ("publish_at", 1_700_000_000),
        ("publish_at", "1700000000"),
        ("publish_at", "0001-01-01T00:00+05:00"),
        ("publish_at", "9999-12-31T23:59-05:00"),
        ("links", [{"site": "a.example", "zzz": 1}]),
        ("answers", [1]),
        ("answers", {"a": {"b": 1}}),
        ("answers", {"a": float("inf")}),
        ("answers", {"a": datetime(2026, 1, 1)}),
        ("answers", {1: "a"}),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(path: str, value: Any) -> None:
    data: Any = value
    for name in reversed(path.split(".")):
        data = {name: data}
    with pytest.raises(ValidationError) as caught:
        Post.model_validate(data)
    place = [step for step in caught.value.errors()[0]["loc"] if isinstance(step, str)]
    assert ".".join(place).startswith(path)


def test_instants_are_kept_in_utc() -> None:
    there = timezone(timedelta(hours=-5))
    post = Post(publish_at=datetime(2026, 11, 23, 10, tzinfo=there))
    assert post.publish_at == datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert post.publish_at is not None
    assert post.publish_at.tzinfo is UTC


def test_the_order_of_a_set_does_not_hang_on_its_hashes() -> None:
    assert Post(tags={"b", "c", "a"}).tags == ("a", "b", "c")


def test_at_instant_shares_all_but_the_time() -> None:
    post = Post.model_validate(FULL)
    later = at_instant(post, datetime(2027, 1, 1, 12, tzinfo=timezone(timedelta(hours=2))))
    assert later.publish_at == datetime(2027, 1, 1, 10, tzinfo=UTC)
    assert post.publish_at == datetime(2026, 11, 23, 15, tzinfo=UTC)
    assert later.account is post.account
    assert later.model_copy(update={"publish_at": post.publish_at}) == post


def test_a_copy_with_changes_is_validated() -> None:
    post = Post.model_validate(FULL)
    assert post.model_copy(update={"text": "New"}).text == "New"
    assert post.model_copy(update={"text": "New"}).tags == post.tags
    with pytest.raises(ValidationError):
        post.model_copy(update={"text": 5})


def test_an_app_brings_its_own_fields() -> None:
    class Desk(BaseModel):
        name: str | None = None

    class OwnPost(Post):
        region: str | None = None
        desk: Desk | None = None

    post = OwnPost(
        region="north", desk=Desk(name="news"), action=Action.REPLY, target=OwnPost(region="south")
    )
    assert isinstance(post.target, OwnPost)
    assert OwnPost.model_validate_json(post.model_dump_json()) == post
    assert {"region", "desk", "text", "all_text"} <= set(fields_of(OwnPost))
    with pytest.raises(ValidationError):
        Post.model_validate({"region": "north"})


def test_the_schema_for_apps_describes_every_field() -> None:
    schema = Post.model_json_schema()
    parts = [schema, *schema["$defs"].values()]
    described = [part for part in parts if "properties" in part]
    assert len(described) > 10
    for part in described:
        assert all("description" in field for field in part["properties"].values())


def test_a_printed_post_shows_what_was_given() -> None:
    assert (
        repr(Post(text="Hi", links=(Link(site="a.example"),)))
        == "Post(text='Hi', links=(Link(site='a.example'),))"
    )


def test_decimals_are_exact() -> None:
    post = Post.model_validate({"audience": {"adult_share": 0.1}})
    assert post.audience.adult_share == Decimal("0.1")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (0, "0"),
        (1, "1"),
        (0.85, "0.85"),
        ("0.12345678901234", "0.12345678901234"),
        ("0.5" + "0" * 5_000, "0.5"),
        ("1E-14", "0.00000000000001"),
        ("0E-999999999", "0"),
        (Decimal("100E-2"), "1"),
    ],
)
def test_a_share_is_kept_as_it_is(given: Any, kept: str) -> None:
    assert Post.model_validate({"audience": {"adult_share": given}}).audience.adult_share == Decimal(kept)


@pytest.mark.parametrize(
    "given", ["0.123456789012345", 1 / 3, "1E-15", "1e-999999999", "0." + "9" * 5_000, "1.1", -0.1, "x", None]
)
def test_a_share_of_more_digits_is_none(given: Any) -> None:
    for share in (given, Decimal(given) if isinstance(given, str) and given != "x" else given):
        with pytest.raises(ValidationError) as caught:
            Post.model_validate({"author": {"trainings": [{"score": share}, {"score": True}]}})
        wrong = {problem["loc"] for problem in caught.value.errors()}
        assert wrong >= {("author", "trainings", 1, "score")}
        assert (("author", "trainings", 0, "score") in wrong) == (given is not None)


def test_platforms_are_those_of_the_table() -> None:
    assert {platform.value for platform in Platform} - {"other"} == set(PLATFORMS)


def test_parts_stand_alone_too() -> None:
    assert Media(alt_text="A bridge").alt_text == "A bridge"
    with pytest.raises(ValidationError):
        Media(alt_text="\0")
