"""The one kind of time that the models hold: an aware instant, kept in UTC. Knows no wall clocks; `civil` does."""

from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator

from playbook.limits import MAX_POST_YEAR, MIN_POST_YEAR

AnyPost = TypeVar("AnyPost", bound=BaseModel)


def _no_number(value: Any) -> Any:
    # pydantic would take a number (or one in quotes) as seconds or milliseconds since 1970, by its size: a guess.
    if isinstance(value, (str, datetime)) and not (
        isinstance(value, str) and value.strip().lstrip("+-").isdecimal()
    ):
        return value
    raise ValueError("should be an instant such as 2026-11-23T10:00:00-05:00")


def _utc(value: datetime) -> datetime:
    if not MIN_POST_YEAR <= value.year <= MAX_POST_YEAR:
        raise ValueError(f"should be an instant of the years {MIN_POST_YEAR} to {MAX_POST_YEAR}")
    return value.astimezone(UTC)


Instant = Annotated[AwareDatetime, BeforeValidator(_no_number), AfterValidator(_utc)]
"""An aware datetime, kept in UTC."""


def at_instant(post: AnyPost, instant: datetime) -> AnyPost:
    """*post* as if it went out at *instant*, which is aware: a copy that shares all else, and is not validated again.

    For working out when a post may go out, which asks for thousands of instants.
    """
    copied = BaseModel.model_copy(post)
    copied.__dict__["publish_at"] = instant.astimezone(UTC)
    return copied
