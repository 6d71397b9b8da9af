"""`--set`, `--map`, tables: what the command line says about the fields of posts."""

from decimal import Decimal
from typing import Any

import pytest

from playbook.cli.posts.assign import parse_mapping, parse_setting, prepare
from playbook.cli.posts.item import Item
from playbook.cli.posts.places import PlaceError, parse_place, put
from playbook.model.post import Post
from playbook.model.validate import spell


@pytest.mark.parametrize(
    "text", ["text", "account.kind", "media[0].alt_text", "a[1][2].b", "answers.own_words"]
)
def test_places_are_read_and_spelt_alike(text: str) -> None:
    assert spell(parse_place(text)) == text


@pytest.mark.parametrize(
    "text", ["", ".", "a.", ".a", "[0]", "a..b", "a b", "a[", "a[x]", "a[0]b", "a-b", "1", "a." * 50]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(PlaceError):
        parse_place(text)


def test_put_makes_what_is_missing_on_the_way() -> None:
    fields: dict[str, Any] = {"account": None}
    for place, value in [
        ("account.kind", "personal"),
        ("media[0].alt_text", "a"),
        ("media[1].kind", "b"),
        ("media[0].kind", 1),
    ]:
        put(fields, parse_place(place), value)
    assert fields == {"account": {"kind": "personal"}, "media": [{"alt_text": "a", "kind": 1}, {"kind": "b"}]}


@pytest.mark.parametrize("place", ["text.length", "media[2].kind", "text[0]", "media.kind"])
def test_put_refuses_what_does_not_fit(place: str) -> None:
    with pytest.raises(PlaceError, match="`"):
        put({"text": "x", "media": [{}]}, parse_place(place), 1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("account.kind=professional", "professional"),
        ("account.handle=007", "007"),
        ("text=true", "true"),
        ('text="a\\nb"', "a\nb"),
        ("text=a=b", "a=b"),
        ("text=", ""),
        ("text=null", None),
        ("sponsored=true", True),
        ("sponsored=yes", "yes"),
        ("account.followers=12", 12),
        ("audience.adult_share=0.8", Decimal("0.8")),
        ('author.roles=["editor"]', ["editor"]),
        ("author.roles=[editor", "[editor"),
        ("publish_at=2026-11-23T10:00Z", "2026-11-23T10:00Z"),
        ("answers.own_words=false", False),
        ('media=[{"kind": "photo"}]', [{"kind": "photo"}]),
        ("unknown.field=1", 1),
    ],
)
def test_values_are_json_unless_the_field_is_a_text(text: str, value: object) -> None:
    assert parse_setting(text, Post).value == value


@pytest.mark.parametrize("text", ["text", "=x", "a b=1", "--=1"])
def test_settings_that_set_nothing(text: str) -> None:
    with pytest.raises(PlaceError):
        parse_setting(text, Post)


def _prepared(item: Item, maps: list[str] | None = None, sets: list[str] | None = None) -> Item:
    settings = [parse_setting(text, Post) for text in sets or []]
    return prepare(item, parse_mapping(maps or [], Post), settings, Post)


def test_settings_override_files_and_are_not_shared_between_posts() -> None:
    settings = [parse_setting(text, Post) for text in ["media=[{}]", "media[0].kind=photo", "text=b"]]
    first = prepare(Item("f", {"text": "a"}), None, settings, Post)
    second = prepare(Item("f", {}), None, settings, Post)
    assert first.fields == second.fields == {"text": "b", "media": [{"kind": "photo"}]}
    assert (first.fields or {})["media"] is not (second.fields or {})["media"]


def test_a_setting_that_does_not_fit_one_post_is_said_of_that_post() -> None:
    item = _prepared(Item("f:3", {"account": "x"}), sets=["account.kind=personal"])
    assert item.fields is None
    assert item.problem == "`account.kind`: `account` has no fields"


def test_cells_are_understood_by_their_field() -> None:
    cells = {
        "text": "12",
        "account.followers": "12",
        "sponsored": "true",
        "author.roles": '["a"]',
        "media[0].alt_text": "7",
    }
    assert _prepared(Item("f:2", cells, tabular=True)).fields == {
        "text": "12",
        "account": {"followers": 12},
        "sponsored": True,
        "author": {"roles": ["a"]},
        "media": [{"alt_text": "7"}],
    }


def test_a_column_that_is_no_field_is_said() -> None:
    item = _prepared(Item("f:2", {"text": "a", "": "x"}, tabular=True))
    assert item.problem == "a column without a name holds something here"
    item = _prepared(Item("f:2", {"Screen Name": "x"}, tabular=True))
    assert "`Screen Name` is no field of a post" in item.problem


def test_only_mapped_columns_are_read() -> None:
    foreign = {"body": "hi", "user": {"screen.name": "x", "id": 7}, "tags": [{"name": "a"}], "kind": "tweet"}
    maps = ["text=body", "author.id=user.id", "account.handle=tags[0].name"]
    assert _prepared(Item("f", foreign), maps).fields == {
        "text": "hi",
        "author": {"id": "7"},
        "account": {"handle": "a"},
    }
    assert _prepared(Item("f", {"a.b": "x"}), ["text=a.b"]).fields == {"text": "x"}


def test_mapped_cells_are_understood_too() -> None:
    row = Item("f:2", {"Followers": "12", "Body": "12"}, tabular=True)
    assert _prepared(row, ["text=Body", "account.followers=Followers"]).fields == {
        "text": "12",
        "account": {"followers": 12},
    }


def test_a_column_that_no_post_has_is_remembered() -> None:
    mapping = parse_mapping(["text=body", "account.handle=scrennname"], Post)
    assert mapping is not None
    mapping.apply(Item("f:1", {"body": "x"}))
    mapping.apply(Item("f:2", None, "broken"))
    assert mapping.unseen == ("scrennname",)


@pytest.mark.parametrize("text", ["text", "text=", "=x", "a b=x"])
def test_mappings_that_map_nothing(text: str) -> None:
    with pytest.raises(PlaceError):
        parse_mapping([text], Post)


def test_one_field_mapped_twice() -> None:
    with pytest.raises(PlaceError, match="mapped twice"):
        parse_mapping(["text=a", "text=b"], Post)
