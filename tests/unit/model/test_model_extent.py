"""What is too much is too much wherever it stands, though nothing is counted while a glance is enough; and every text
is looked at.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, Field, ValidationError, field_validator

from playbook.limits import MAX_POST_CHARACTERS, MAX_POST_FIELD, MAX_POST_LIST, MAX_POST_TEXT
from playbook.model import extent
from playbook.model.attachments import Media
from playbook.model.part import unchecked_fields
from playbook.model.post import Post
from playbook.model.schema import fields_of
from playbook.types import TEXT, ListOf, Record

Place: TypeAlias = tuple[str | int, ...]


def _texts(model: type[BaseModel] = Post, place: Place = ()) -> Iterator[Place]:
    """The places of all texts that a post may have, its target's apart; 0 stands for any item of a list."""
    for name, field in fields_of(model).items():
        listed = isinstance(field.type, ListOf)
        kind = field.type.item if isinstance(field.type, ListOf) else field.type
        inside: Place = (*place, name, 0) if listed else (*place, name)
        if not field.stored:
            continue
        if isinstance(kind, Record) and kind.model is not Post:
            yield from _texts(kind.model, inside)
        elif kind == TEXT:
            yield inside


TEXTS = list(_texts())


def _at(place: Place, value: Any, times: int = 1) -> Any:
    for step in reversed(place):
        value = [value] * times if isinstance(step, int) else {step: value}
    return value


def _is_long(place: Place) -> bool:
    try:
        Post.model_validate(_at(place, "x" * MAX_POST_TEXT))
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("place", TEXTS, ids=lambda place: ".".join(map(str, place)))
@pytest.mark.parametrize("text", ["a\0", "\ud800"])
def test_each_text_is_looked_at_at_its_place(place: Place, text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Post.model_validate(_at(place, text))
    assert [problem["loc"] for problem in caught.value.errors()] == [place]


def test_the_texts_that_stand_alone_are_as_many_as_is_reckoned_with() -> None:
    alone = [place for place in TEXTS if 0 not in place]
    long = [place for place in alone if _is_long(place)]
    assert (len(long), len(alone) - len(long)) == (extent.LONG, extent.SHORT)


def test_no_record_in_a_list_has_more_texts_than_is_reckoned_with() -> None:
    lists = {place[: place.index(0)] for place in TEXTS if 0 in place}
    looked_into = {("media",), ("objections",), ("poll", "options")}  # each item of these, or all is counted
    for name in lists - looked_into:
        inside = [place for place in TEXTS if place[: len(name)] == name]
        assert not any(_is_long(place) for place in inside)
        assert len(inside) <= extent.RECORD


@pytest.mark.parametrize(
    "place", [place for place in TEXTS if 0 in place], ids=lambda place: ".".join(map(str, place))
)
def test_no_list_escapes_the_count(place: Place) -> None:
    length = MAX_POST_TEXT if _is_long(place) else MAX_POST_FIELD
    within = MAX_POST_CHARACTERS // length
    Post.model_validate(_at(place, "x" * length, 1))
    if place.count(0) == 1:
        Post.model_validate(_at(place, "x" * length, within))
    with pytest.raises(ValidationError, match="characters in all its texts together"):
        Post.model_validate(_at(place, "x" * length, within + 1))


def _in_answers(texts: int) -> dict[str, Any]:
    return {"answers": {"names": ["x" * MAX_POST_FIELD] * (texts - 1), "name": "x" * MAX_POST_FIELD}}


def _in_targets(texts: int) -> dict[str, Any]:
    return {
        "action": "reply",
        "target": {"tags": ["x" * MAX_POST_FIELD] * (texts // 2)},
        "tags": ["x" * MAX_POST_FIELD] * (texts - texts // 2),
    }


@pytest.mark.parametrize("fields", [_in_answers, _in_targets])
def test_neither_do_answers_and_targets(fields: Callable[[int], dict[str, Any]]) -> None:
    within = MAX_POST_CHARACTERS // MAX_POST_FIELD
    for few in (2, 20, within):
        Post.model_validate(fields(few))
    with pytest.raises(ValidationError, match="characters in all its texts together"):
        Post.model_validate(fields(within + 1))


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 4), st.integers(0, 3), st.integers(0, 2))
def test_the_glance_never_tells_less_than_the_count(
    tags: int, answers: int, media: int, long: int, depth: int
) -> None:
    fields: dict[str, Any] = {
        "text": "x" * (MAX_POST_TEXT if long else 5),
        "tags": ["x" * MAX_POST_FIELD] * tags,
        "answers": {str(number): "x" * MAX_POST_FIELD for number in range(answers)},
        "media": [{"captions": "x" * 40_000 * long, "shows": ["x" * MAX_POST_FIELD] * long}] * media,
    }
    for _ in range(depth):
        fields = {**fields, "action": "reply", "target": fields}
    try:
        post = Post.model_validate(fields)
    except ValidationError:
        return
    count = extent.count_characters(post)
    assert count <= MAX_POST_CHARACTERS
    assert count <= extent.at_most(post, Post)


def test_the_count_is_exact() -> None:
    fields = {"text": "x" * MAX_POST_TEXT, "tags": ["x" * MAX_POST_FIELD] * 90}
    assert extent.count_characters(Post.model_validate(fields)) == MAX_POST_CHARACTERS
    with pytest.raises(ValidationError):
        Post.model_validate(fields | {"campaign": "x"})


# ------------------------------------------------------------------------------------------------------- an app's own


class Desk(BaseModel):
    notes: list[str] = Field(default_factory=list)


class OwnMedia(Media):
    credit: str | None = None


class OwnPost(Post):
    region: str | None = None
    names: list[str] = Field(default_factory=list)
    desk: Desk | None = None


class Louder(Post):
    @field_validator("campaign")
    @classmethod
    def _louder(cls, campaign: str | None) -> str | None:
        return None if campaign is None else campaign.replace("!", "\0")


class Other(Post):
    language: str | None = None
    media: tuple[OwnMedia, ...] = ()
    tags: Annotated[tuple[str, ...], AfterValidator(lambda tags: (*tags, "\0"))] = ()


def test_only_what_an_app_declares_is_looked_through() -> None:
    assert unchecked_fields(Post) == ()
    assert unchecked_fields(OwnPost) == ("region", "names", "desk")
    assert set(unchecked_fields(Other)) == {"language", "media", "tags"}
    assert set(unchecked_fields(Louder)) == set(Post.model_fields)


@pytest.mark.parametrize(
    ("kind", "fields", "place"),
    [
        (OwnPost, {"region": "\0"}, ("region",)),
        (OwnPost, {"names": ["a", "\udfff"]}, ("names", 1)),
        (OwnPost, {"desk": {"notes": ["\0"]}}, ("desk", "notes", 0)),
        (OwnPost, {"target": {"region": "\0"}}, ("target", "region")),
        (OwnPost, {"author": {"id": "\0"}}, ("author", "id")),
        (OwnPost, {"region": "x" * (MAX_POST_TEXT + 1)}, ("region",)),
        (OwnPost, {"names": ["x"] * (MAX_POST_LIST + 1)}, ("names",)),
        (Louder, {"campaign": "Buy!"}, ("campaign",)),
        (Other, {"language": "\0"}, ("language",)),
        (Other, {"media": [{"credit": "\0"}]}, ("media", 0, "credit")),
        (Other, {"tags": ["a"]}, ("tags", 1)),
        (OwnMedia, {"credit": "\0"}, ("credit",)),
    ],
)
def test_a_class_of_an_apps_own_keeps_the_promises(
    kind: type[BaseModel], fields: dict[str, Any], place: Place
) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(fields)
    assert [problem["loc"] for problem in caught.value.errors()] == [place]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (OwnPost, {"names": ["x" * MAX_POST_TEXT] * 11}),
        (OwnPost, {"desk": {"notes": ["x" * MAX_POST_TEXT] * 11}}),
        (OwnPost, {"names": ["x" * MAX_POST_TEXT] * 5, "hashtags": ["x" * MAX_POST_FIELD] * 51}),
        (OwnPost, {"target": {"names": ["x" * MAX_POST_TEXT] * 5}, "names": ["x" * MAX_POST_TEXT] * 6}),
        (Other, {"media": [{"credit": "x" * MAX_POST_TEXT}] * 11}),
    ],
)
def test_its_texts_count_too(kind: type[BaseModel], fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="characters in all its texts together"):
        kind.model_validate(fields)
