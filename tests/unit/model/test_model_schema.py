"""What the language sees of a model: fields, types, what None means; and values, whatever the record holds."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from playbook.model.account import Account
from playbook.model.attachments import Link, Media
from playbook.model.author import Author
from playbook.model.post import Post
from playbook.model.schema import Fact, derived, fields_of, read, wanted
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, Enum, ListOf, Record
from playbook.values import ABSENT, UNKNOWN


class BridgeColour(StrEnum):
    RED = "red"
    GREEN = "green"


class Part(BaseModel):
    """A part."""

    name: str | None = None


class Thing(BaseModel):
    """A thing with a field of each kind."""

    model_config = ConfigDict(use_attribute_docstrings=True, arbitrary_types_allowed=True)

    text: str = ""
    flag: bool | None = None
    whole: int | None = None
    real: float | None = None
    exact: Decimal | None = None
    either: int | float | None = None
    at: AwareDatetime | None = None
    naive: datetime | None = None
    day: date | None = None
    span: timedelta | None = None
    colour: BridgeColour | None = None
    size: Literal["small", "large"] | None = None
    part: Part | None = None
    names: tuple[str, ...] = ()
    listed: list[Part] | None = None
    group: frozenset[str] = frozenset()
    about: Annotated[
        str | None, Field(max_length=5), Fact("What is it about?", none="absent", exact=True)
    ] = None
    """What it is
    about."""
    longer: Annotated[
        str | None, Fact(derive=lambda thing: thing.text + "!" if thing.text else None, depends=("text",))
    ] = None
    whatever: Any = None
    mapping: dict[str, str] = {}
    pair: tuple[str, int] = ("", 0)
    mixed: int | str = 0
    holes: tuple[str | None, ...] = ()
    raw: bytes = b""

    @derived("How loud is it?", depends=("text",))
    def loud(self) -> str | None:
        """The text,
        louder."""
        return self.text.upper() or None

    @derived(depends=("text",))
    def broken(self) -> bool:
        """Always fails."""
        raise RuntimeError(self.text)

    @property
    def no_field(self) -> str:
        return self.text


FIELDS = fields_of(Thing)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("text", TEXT),
        ("flag", BOOLEAN),
        ("whole", NUMBER),
        ("real", NUMBER),
        ("exact", NUMBER),
        ("either", NUMBER),
        ("at", TIME),
        ("naive", TIME),
        ("day", DATE),
        ("span", DURATION),
        ("colour", Enum("bridge colour", ("red", "green"))),
        ("size", Enum("word", ("small", "large"))),
        ("part", Record(Part)),
        ("names", ListOf(TEXT)),
        ("listed", ListOf(Record(Part))),
        ("group", ListOf(TEXT)),
        ("loud", TEXT),
        ("broken", BOOLEAN),
    ],
)
def test_annotations_give_the_types(name: str, kind: object) -> None:
    assert FIELDS[name].type == kind


@pytest.mark.parametrize("name", ["whatever", "mapping", "pair", "mixed", "holes", "raw", "no_field"])
def test_what_has_no_type_is_no_field(name: str) -> None:
    assert name not in FIELDS


def test_metadata_comes_along() -> None:
    about, flag, text, loud = (FIELDS[name] for name in ("about", "flag", "text", "loud"))
    assert (about.none, about.question, about.exact) == ("absent", "What is it about?", True)
    assert about.description == "What it is about."
    assert (flag.none, flag.question, text.none) == ("unknown", "", "never")
    assert (loud.none, loud.stored, loud.depends) == ("unknown", False, ("text",))
    assert (loud.question, loud.description) == ("How loud is it?", "The text, louder.")


def test_the_tables_are_made_once_and_cannot_be_changed() -> None:
    assert fields_of(Thing) is FIELDS
    with pytest.raises(TypeError):
        FIELDS["text"] = FIELDS["flag"]  # type: ignore[index]


def test_records_may_contain_themselves() -> None:
    target = fields_of(Post)["target"]
    assert target.type == Record(Post)


def _read(name: str, **values: Any) -> Any:
    thing = Thing()
    thing.__dict__.update(values)
    return read(thing, FIELDS[name])


PLUS_TWO = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("text", "", ""),
        ("flag", False, False),
        ("whole", 3, 3),
        ("real", 0.1, Fraction(1, 10)),
        ("real", 2.0, 2),
        ("exact", Decimal("0.55"), Fraction(11, 20)),
        ("exact", Decimal("3.00"), 3),
        ("at", datetime(2026, 1, 1, 12, tzinfo=PLUS_TWO), datetime(2026, 1, 1, 10, tzinfo=UTC)),
        ("day", date(2026, 1, 1), date(2026, 1, 1)),
        ("span", timedelta(1), timedelta(1)),
        ("colour", BridgeColour.RED, "red"),
        ("size", "small", "small"),
        ("names", ["a", "b"], ("a", "b")),
        ("group", frozenset("cab"), ("a", "b", "c")),
        ("about", None, ABSENT),
        ("flag", None, UNKNOWN),
        ("loud", None, UNKNOWN),
    ],
)
def test_values_come_ready_for_the_language(name: str, value: object, expected: object) -> None:
    held = _read(name, **{name: value})
    assert held == expected
    assert type(held) is type(expected)


def test_enums_come_as_plain_words() -> None:
    assert type(_read("colour", colour=BridgeColour.RED)) is str


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 5),
        ("text", None),
        ("text", "\ud800"),
        ("flag", 1),
        ("flag", "true"),
        ("whole", True),
        ("whole", "3"),
        ("whole", 10**1000),
        ("real", float("nan")),
        ("real", float("inf")),
        ("exact", Decimal("NaN")),
        ("exact", Decimal("1e999999")),
        ("exact", Decimal("1e-999999")),
        ("at", datetime(2026, 1, 1)),
        ("naive", datetime(2026, 1, 1)),
        ("at", datetime(1, 1, 1, tzinfo=UTC)),
        ("at", date(2026, 1, 1)),
        ("day", datetime(2026, 1, 1, tzinfo=UTC)),
        ("span", 5),
        ("colour", "blue"),
        ("colour", 5),
        ("part", {"name": "x"}),
        ("part", Thing()),
        ("names", "abc"),
        ("names", ("a", 5)),
        ("names", {"a": 1}),
        ("names", ("a",) * 501),
    ],
)
def test_what_is_of_another_type_is_unknown(name: str, value: object) -> None:
    assert _read(name, **{name: value}) is UNKNOWN


def test_given_values_win_over_derived_ones() -> None:
    assert _read("longer", text="a") == "a!"
    assert _read("longer", text="a", longer="b") == "b"
    assert _read("longer", text="") is UNKNOWN


def test_a_derivation_that_fails_is_unknown() -> None:
    assert _read("broken", text="a") is UNKNOWN
    assert _read("longer", text=5) is UNKNOWN


def test_a_record_without_the_field_is_unknown() -> None:
    assert read(Part(), FIELDS["text"]) is UNKNOWN
    assert read(object(), FIELDS["text"]) is UNKNOWN  # type: ignore[arg-type]


def test_a_derived_field_wants_a_type() -> None:
    class Strange(BaseModel):
        @derived(depends=())
        def bytes(self) -> bytes:
            return b""

    with pytest.raises(TypeError, match="no type of the language"):
        fields_of(Strange)


# ------------------------------------------------------------------------------------------------------ Post's fields

MODELS: list[type[BaseModel]] = [Post]
for model in MODELS:
    for one in fields_of(model).values():
        inner = one.type.item if isinstance(one.type, ListOf) else one.type
        if isinstance(inner, Record) and inner.model not in MODELS:
            MODELS.append(inner.model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_described_and_every_unknown_one_has_a_question(model: type[BaseModel]) -> None:
    for field in fields_of(model).values():
        assert field.description.endswith("."), field.name
        if field.stored and field.none != "never":
            assert field.question.endswith("?"), field.name


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_all_fields_but_answers_are_fields_of_the_language(model: type[BaseModel]) -> None:
    assert set(model.model_fields) - set(fields_of(model)) == ({"answers"} if model is Post else set())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_fields_depend_on_is_there(model: type[BaseModel]) -> None:
    for field in fields_of(model).values():
        assert set(field.depends) <= set(fields_of(model))


KNOWN = {
    "text", "action", "account", "author", "audience", "media", "links", "hashtags", "mentions", "cashtags", "emoji",
    "tags", "approvals", "objections", "above_fold", "all_text",
}  # fmt: skip
ABSENT_BY_DEFAULT = {"content_warning", "poll", "target", "reply_to", "id", "campaign", "embargoed_until"}


def test_an_empty_post_knows_itself_and_nothing_of_the_world() -> None:
    values = {name: read(Post(), field) for name, field in fields_of(Post).items()}
    assert {name for name, value in values.items() if value is ABSENT} == ABSENT_BY_DEFAULT
    assert {name for name, value in values.items() if value is not ABSENT and value is not UNKNOWN} == KNOWN


@pytest.mark.parametrize("record", [Account(), Author(), Post().audience, Link(), Media()])
def test_facts_about_the_world_are_unknown(record: BaseModel) -> None:
    known = {"url", "alt_text", "captions"}
    for name, field in fields_of(type(record)).items():
        assert read(record, field) is (ABSENT if name in known else UNKNOWN)


def _value(post: Post, name: str) -> Any:
    return read(post, fields_of(Post)[name])


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("post", ABSENT),
        ("follow", ABSENT),
        ("reply", UNKNOWN),
        ("repost", UNKNOWN),
        ("like", UNKNOWN),
        ("delete", UNKNOWN),
    ],
)
def test_a_target_is_unknown_where_there_must_be_one(action: str, expected: object) -> None:
    assert _value(Post.model_validate({"action": action}), "target") is expected


@pytest.mark.parametrize(("purpose", "expected"), [(None, UNKNOWN), ("event", UNKNOWN), ("news", ABSENT)])
def test_an_event_is_absent_where_the_purpose_is_another(purpose: str | None, expected: object) -> None:
    assert _value(Post.model_validate({"purpose": purpose}), "event") is expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, UNKNOWN),
        ({"platform": "other"}, UNKNOWN),
        ({"platform": "x"}, 280),
        ({"platform": "telegram"}, 4096),
        ({"platform": "telegram", "media": [{}]}, 1024),
        ({"platform": "x", "length_limit": 25_000}, 25_000),
    ],
)
def test_the_limit_comes_from_the_platform_unless_given(data: dict[str, Any], expected: object) -> None:
    assert _value(Post.model_validate(data), "length_limit") == expected


@pytest.mark.parametrize("name", ["hashtag_limit", "media_limit", "alt_text_limit"])
def test_other_limits_come_from_the_platform_too(name: str) -> None:
    numbers = {"hashtag_limit": 5, "media_limit": 20, "alt_text_limit": 1000}
    assert _value(Post.model_validate({"platform": "instagram"}), name) == numbers[name]
    assert _value(Post.model_validate({"platform": "instagram", name: 3}), name) == 3
    assert _value(Post.model_validate({"platform": "facebook"}), name) is ABSENT
    assert _value(Post.model_validate({"platform": "other"}), name) is UNKNOWN
    assert _value(Post.model_validate({}), name) is UNKNOWN


def test_asking_goes_back_to_what_is_really_missing() -> None:
    fields = fields_of(Post)
    empty = Post(text="x" * 500)
    assert [field.name for field in wanted(empty, fields["above_fold"])] == ["platform"]
    assert [field.name for field in wanted(empty, fields["event"])] == ["purpose"]
    assert [field.name for field in wanted(empty, fields["sponsored"])] == ["sponsored"]
    assert [field.name for field in wanted(Post.model_validate({"action": "like"}), fields["target"])] == [
        "target"
    ]


def test_media_types_tell_the_kind() -> None:
    kinds = {"image/jpeg": "photo", "IMAGE/PNG; q=1": "photo", "image/gif": "gif", "video/mp4": "video"}
    kinds |= {"audio/ogg": "audio", "application/pdf": "document", "text/plain": "document"}
    for form, kind in kinds.items():
        assert read(Media(format=form), fields_of(Media)["kind"]) == kind
    assert read(Media(format="image/webp"), fields_of(Media)["kind"]) is UNKNOWN


def test_hosts_and_sites_come_from_the_address() -> None:
    link = Link(url="https://WWW.Bit.ly:443/x")
    values = {name: read(link, field) for name, field in fields_of(Link).items()}
    assert (values["host"], values["site"]) == ("www.bit.ly", "bit.ly")
    assert read(Link(host="www.a.example"), fields_of(Link)["site"]) == "a.example"
    assert read(Link(site="b.example"), fields_of(Link)["site"]) == "b.example"


def test_descriptions_are_read_from_the_source_and_without_it_there_are_none() -> None:
    made = type("Made", (Post,), {"__annotations__": {"mood": str | None}, "mood": None})
    fields = fields_of(made)
    assert (fields["mood"].description, fields["text"].description) == ("", "The words themselves.")


def test_the_schema_of_a_post_says_what_its_fields_are() -> None:
    properties = Thing.model_json_schema()["properties"]
    assert properties["about"]["description"].split() == ["What", "it", "is", "about."]


@pytest.mark.parametrize("shape", ["bogus", 1, ("x",)])
def test_what_is_derived_from_a_value_of_the_wrong_shape_is_not_known(shape: Any) -> None:
    post = Post(text="Lovely cakes")
    post.__dict__["platform"] = shape  # round validation
    fields = fields_of(Post)
    assert [read(post, fields[name]) for name in ("platform", "counted_length", "above_fold")] == [
        UNKNOWN
    ] * 3
    assert read(post, fields["all_text"]) == "Lovely cakes"
