"""No post gets in that the rest cannot deal with: whatever its texts, its size, or the way it was made."""

from typing import Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from playbook.limits import (
    MAX_POST_CHARACTERS,
    MAX_POST_FIELD,
    MAX_POST_LIST,
    MAX_POST_TEXT,
    MAX_TARGET_DEPTH,
)
from playbook.model.post import Post
from playbook.model.schema import fields_of, read
from playbook.values import UNKNOWN


class OwnPart(BaseModel):
    note: str | None = None
    more: dict[str, list[str]] = Field(default_factory=dict)


class OwnPost(Post):
    region: str | None = None
    names: list[str] = Field(default_factory=list)
    part: OwnPart | None = None


BAD_TEXTS = ["a\0b", "\ud800", "a\udfffb"]

PLACES: list[tuple[str | int, ...]] = [
    ("text",),
    ("content_warning",),
    ("account", "bio"),
    ("author", "roles", 0),
    ("author", "trainings", 0, "course"),
    ("media", 0, "alt_text"),
    ("poll", "options", 0),
    ("target", "text"),
    ("target", "account", "handle"),
    ("approvals", 0, "by"),
    ("answers", "name"),
    ("answers", "names", 0),
    ("region",),
    ("names", 0),
    ("part", "note"),
    ("part", "more", "key", 0),
]


def _at(place: tuple[str | int, ...], value: Any) -> Any:
    for step in reversed(place):
        value = [value] if isinstance(step, int) else {step: value}
    return value


@pytest.mark.parametrize("text", BAD_TEXTS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: ".".join(map(str, place)))
def test_no_text_is_half_a_character_or_nul(place: tuple[str | int, ...], text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        OwnPost.model_validate(_at(place, text))
    assert caught.value.errors()[0]["loc"] == place
    assert "fine" in repr(OwnPost.model_validate(_at(place, "fine")))


@pytest.mark.parametrize("text", BAD_TEXTS)
def test_no_name_of_an_answer_is_either(text: str) -> None:
    with pytest.raises(ValidationError):
        Post.model_validate({"answers": {text: True}})


@pytest.mark.parametrize("text", ["\\u0000", "\\ud800"])
def test_nor_is_one_from_json(text: str) -> None:
    with pytest.raises(ValidationError):
        Post.model_validate_json('{"text": "' + text + '"}')


@pytest.mark.parametrize(
    "data",
    [
        {"text": "x" * (MAX_POST_TEXT + 1)},
        {"text": "x" * 1_000_000},
        {"campaign": "x" * (MAX_POST_FIELD + 1)},
        {"tags": ["x"] * (MAX_POST_LIST + 1)},
        {"tags": ["x" * (MAX_POST_FIELD + 1)]},
        {"media": [{}] * (MAX_POST_LIST + 1)},
        {"answers": {str(number): True for number in range(MAX_POST_LIST + 1)}},
        {"answers": {"a": ["x"] * (MAX_POST_LIST + 1)}},
        {"answers": {"a": "x" * (MAX_POST_FIELD + 1)}},
        {"answers": {"a": 10**5000}},
        {"answers": {"a": 0.1234567890123456789}, "text": 1},
        {"account": {"followers": 10**5000}},
        {"author": {"trainings": [{"score": "1e-999999999"}]}},
        {"region": "x" * (MAX_POST_TEXT + 1)},
        {"names": ["x"] * (MAX_POST_LIST + 1)},
        {"media": [{"captions": "x" * MAX_POST_TEXT}] * (MAX_POST_CHARACTERS // MAX_POST_TEXT + 1)},
    ],
    ids=lambda data: next(iter(data)),
)
def test_every_size_has_a_limit(data: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        OwnPost.model_validate(data)


def test_what_is_just_within_the_limits_gets_in() -> None:
    Post(text="x" * MAX_POST_TEXT, tags=("x",) * MAX_POST_LIST, campaign="x" * MAX_POST_FIELD)


def _chain(length: int) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for _ in range(length):
        data = {"action": "reply", "target": data}
    return data


def test_targets_do_not_go_on_for_ever() -> None:
    Post.model_validate(_chain(MAX_TARGET_DEPTH))
    for length in (MAX_TARGET_DEPTH + 1, 100, 5000):
        with pytest.raises(ValidationError):
            Post.model_validate(_chain(length))


def test_a_post_that_is_its_own_target_is_refused() -> None:
    data: dict[str, Any] = {"action": "reply"}
    data["target"] = data
    with pytest.raises(ValidationError):
        Post.model_validate(data)


def test_model_construct_validates() -> None:
    assert Post.model_construct(text="Hi") == Post(text="Hi")
    with pytest.raises(ValidationError):
        Post.model_construct(text=5)  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        Post.model_construct(None, zzz=5)  # type: ignore[call-arg]


def _forged(**values: Any) -> Post:
    """A post that nobody validated, made the way that the class itself does not offer."""
    forged = Post()
    for name, value in values.items():
        forged.__dict__[name] = value
    return forged


def test_a_forged_post_is_found_out_wherever_it_goes() -> None:
    forged = _forged(text="\0")
    with pytest.raises(ValidationError):
        Post.model_validate(forged)
    with pytest.raises(ValidationError):
        Post(action="reply", target=forged)
    with pytest.raises(ValidationError):
        Post(text="fine", account=_forged(account=5).account)


@pytest.mark.parametrize("value", [5, "x", b"x", object(), [5], {"a": 1}, float("nan")])
def test_reading_a_forged_post_never_raises(value: Any) -> None:
    for name, field in fields_of(Post).items():
        if field.stored and not (name == "text" and value == "x"):
            forged = _forged(**{name: value})
            read(forged, field)
            for other in fields_of(Post).values():
                read(forged, other)
    assert read(_forged(author=value), fields_of(Post)["author"]) is UNKNOWN
    assert read(_forged(sponsored=value), fields_of(Post)["sponsored"]) is UNKNOWN
