"""The one kind of time that the models hold: an aware instant, kept in UTC. Knows no wall clocks; `civil` does."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Final, TypeVar

from pydantic import AwareDatetime, BaseModel, ValidatorFunctionWrapHandler, WrapValidator

from playbook.limits import MAX_POST_YEAR, MIN_POST_YEAR
from playbook.text.late import late

AnyPost = TypeVar("AnyPost", bound=BaseModel)

_USUAL: Final = late(
    re.compile,
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-9]{2})",
)
"""How nearly all instants are written. Python reads this as pydantic does, and in half the time."""
_NUMBER: Final = late(re.compile, r"\s*[+-]?[\d_]*\.?\d*\s*")


def _instant(value: Any, by_pydantic: ValidatorFunctionWrapHandler) -> datetime:
    if isinstance(value, str):
        if _USUAL.fullmatch(value):
            try:
                return _of_our_years(datetime.fromisoformat(value))
            except ValueError:  # there is no such day; pydantic says so in its own words
                return _of_our_years(by_pydantic(value))
        # pydantic would take a number as seconds or milliseconds since 1970, by its size: a guess.
        if not _NUMBER.fullmatch(value):
            return _of_our_years(by_pydantic(value))
    elif isinstance(value, datetime):
        return _of_our_years(by_pydantic(value))
    raise ValueError("should be an instant such as 2026-11-23T10:00:00-05:00")


def _of_our_years(instant: datetime) -> datetime:
    if not MIN_POST_YEAR <= instant.year <= MAX_POST_YEAR:
        raise ValueError(f"should be an instant of the years {MIN_POST_YEAR} to {MAX_POST_YEAR}")
    return instant if instant.tzinfo is UTC else instant.astimezone(UTC)


Instant = Annotated[AwareDatetime, WrapValidator(_instant)]
"""An aware datetime, kept in UTC."""


def at_instant(post: AnyPost, instant: datetime) -> AnyPost:
    """*post* as if it went out at *instant*, which is aware: a copy that shares all else, and is not validated again.

    For working out when a post may go out, which asks for thousands of instants.
    """
    copied = BaseModel.model_copy(post)
    copied.__dict__["publish_at"] = instant.astimezone(UTC)
    return copied
