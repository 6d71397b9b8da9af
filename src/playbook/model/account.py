"""The account that a post goes out from, as the app knows it. Whatever it does not know stays unknown."""

from typing import Annotated

from pydantic import Field

from playbook.limits import MAX_POST_LIST
from playbook.model.instant import Instant
from playbook.model.kinds import AccountKind
from playbook.model.part import Count, LongText, PostPart, ShortText
from playbook.model.schema import Fact


class Event(PostPart, checked_texts=True):
    """Something that takes place."""

    name: Annotated[ShortText | None, Fact("What is the event called?")] = None
    """What it is called."""
    starts_at: Annotated[Instant | None, Fact("When does the event start?")] = None
    """When it starts."""
    ends_at: Annotated[Instant | None, Fact("When does the event end?")] = None
    """When it ends."""


class Admin(PostPart, checked_texts=True):
    """Somebody who holds a key to an account."""

    name: Annotated[ShortText | None, Fact("What is the administrator's name?")] = None
    """Their name."""
    email: Annotated[ShortText | None, Fact("What is the administrator's e-mail address?")] = None
    """The address that the platform writes to."""
    role: Annotated[ShortText | None, Fact("What is the administrator's job?")] = None
    """What they are in the organisation: `editor`, `student`."""


class Account(PostPart, checked_texts=True):
    """The account that the post goes out from."""

    kind: Annotated[AccountKind | None, Fact("Is this a personal or a professional account?")] = None
    """Whether a person speaks for themselves or for an organisation."""
    handle: Annotated[ShortText | None, Fact("What is the account's handle?")] = None
    """Its name on the platform, without `@`."""
    organisation: Annotated[ShortText | None, Fact("Which organisation does the account speak for?")] = None
    """The organisation that it speaks for."""
    bio: Annotated[LongText | None, Fact("What does the account's profile say?")] = None
    """What its profile says."""
    timezone: Annotated[ShortText | None, Fact("In which time zone is the account at home?")] = None
    """The zone that it is at home in, by its IANA name: `Europe/London`."""
    followers: Annotated[Count | None, Fact("How many followers does the account have?")] = None
    """How many follow it."""
    admins: Annotated[
        tuple[Admin, ...] | None, Field(max_length=MAX_POST_LIST), Fact("Who holds a key to the account?")
    ] = None
    """Who can post from it or change its settings."""
    events: Annotated[
        tuple[Event, ...] | None, Field(max_length=MAX_POST_LIST), Fact("Which events does it announce?")
    ] = None
    """The events that it is going to announce."""
