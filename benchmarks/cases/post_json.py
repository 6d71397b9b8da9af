"""A post from JSON, against a bare pydantic model of the same shape: what our own checks of it add."""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, create_model

from benchmarks.cases.twelve import LENGTH
from benchmarks.settings import Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate, for_each
from playbook.model.answers import Answers
from playbook.model.kinds import AccountKind, Action, MediaKind, Platform, Purpose, Visibility
from playbook.model.post import Post

TITLE = "A post from JSON"


class _Bare(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Media(_Bare):
    kind: MediaKind | None = None
    alt_text: str | None = None
    captions: str | None = None
    rights: str | None = None
    shows: tuple[str, ...] | None = None
    made_by_machine: bool | None = None


class _Link(_Bare):
    url: str | None = None
    host: str | None = None


class _Account(_Bare):
    kind: AccountKind | None = None
    handle: str | None = None
    organisation: str | None = None
    timezone: str | None = None


class _Training(_Bare):
    course: str | None = None
    at: datetime | None = None
    score: float | None = None


class _Author(_Bare):
    id: str | None = None
    roles: tuple[str, ...] | None = None
    accounts: tuple[str, ...] | None = None
    trainings: tuple[_Training, ...] | None = None


class _Audience(_Bare):
    visibility: Visibility | None = None
    minimum_age: int | None = None


class BarePost(_Bare):
    """The fields that the drawn posts have, and nothing that looks after them."""

    text: str = ""
    action: Action = Action.POST
    platform: Platform | None = None
    account: _Account = _Account()
    author: _Author = _Author()
    audience: _Audience = _Audience()
    purpose: Purpose | None = None
    sponsored: bool | None = None
    language: str | None = None
    media: tuple[_Media, ...] = ()
    links: tuple[_Link, ...] | None = None
    hashtags: tuple[str, ...] | None = None
    mentions: tuple[str, ...] | None = None
    publish_at: datetime | None = None


@cache
def with_all_fields(model: type[BaseModel]) -> type[BaseModel]:
    """A model with the fields of *model*, all of them optional, and nothing that looks after them."""
    fields: dict[str, Any] = {
        name: (_bare(info.annotation) | None, None) for name, info in model.model_fields.items()
    }
    return create_model(f"Bare{model.__name__}", __base__=_Bare, **fields)


def _bare(annotation: Any) -> Any:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _bare(arguments[0])
    if origin is tuple:
        return tuple[_bare(arguments[0]), ...]  # type: ignore[misc]  # made as it runs
    if origin in (Union, UnionType):
        return Union[tuple(_bare(one) for one in arguments)]  # noqa: UP007  (of as many as there are)
    if annotation is Self:
        return Any
    if issubclass(annotation, BaseModel):
        return with_all_fields(annotation)
    return dict[str, Any] if annotation is Answers else annotation


def run(settings: Settings) -> Iterator[Table]:
    """One table."""
    posts = [json.dumps(fields) for fields in settings.draw(settings.posts, LENGTH)]
    mappings = [json.loads(line) for line in posts]
    count = len(posts)
    yield timed(
        "post_json",
        f"A post of {sum(map(len, posts)) // count} bytes",
        [
            Candidate(
                "pydantic alone, from JSON", for_each(BarePost.model_validate_json), lambda: posts, count
            ),
            Candidate(
                "the same with all fields of a Post",
                for_each(with_all_fields(Post).model_validate_json),
                lambda: posts,
                count,
            ),
            Candidate("Post, from JSON", for_each(Post.model_validate_json), lambda: posts, count),
            Candidate(
                "pydantic alone, from a mapping", for_each(BarePost.model_validate), lambda: mappings, count
            ),
            Candidate("Post, from a mapping", for_each(Post.model_validate), lambda: mappings, count),
            Candidate("json.loads alone", for_each(json.loads), lambda: posts, count),
        ],
        settings.rounds,
    )
