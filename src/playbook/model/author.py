"""Who wrote the draft, and what is known of them. Whatever the app does not know stays unknown."""

from typing import Annotated

from pydantic import Field

from playbook.limits import MAX_POST_LIST
from playbook.model.instant import Instant
from playbook.model.kinds import RelationshipKind
from playbook.model.part import ManyTexts, PostPart, Share, ShortText
from playbook.model.schema import Fact


class Training(PostPart, checked_texts=True):
    """A course that the author has been through."""

    course: Annotated[ShortText | None, Fact("Which course was it?")] = None
    """What it is called."""
    at: Annotated[Instant | None, Fact("When was the training finished?")] = None
    """When it was finished."""
    expires_at: Annotated[Instant | None, Fact("When does the training run out?", none="absent")] = None
    """When it runs out; none: it does not."""
    score: Annotated[Share | None, Fact("What share of the test was right?")] = None
    """The share of the test that was right, from 0 to 1."""


class Relationship(PostPart, checked_texts=True):
    """What ties the author to somebody or something."""

    kind: Annotated[RelationshipKind | None, Fact("What kind of tie is it?")] = None
    """What kind of tie it is."""
    to: Annotated[ShortText | None, Fact("Whom or what is the tie to?")] = None
    """The other end of it, by the name that a post would use."""


class Author(PostPart, checked_texts=True):
    """Who wrote the draft."""

    id: Annotated[ShortText | None, Fact("Who is the author?")] = None
    """Who it is, by the name that approvals use too."""
    name: Annotated[ShortText | None, Fact("What is the author's name?")] = None
    """Their name, as people say it."""
    roles: Annotated[ManyTexts | None, Fact("Which roles does the author have?")] = None
    """What they are in the organisation: `editor`, `volunteer`."""
    employer: Annotated[ShortText | None, Fact("Whom does the author work for?")] = None
    """Whom they work for, by the name that a post would use."""
    accounts: Annotated[ManyTexts | None, Fact("Which accounts of their own does the author have?")] = None
    """The handles of their own accounts, without `@`."""
    trainings: Annotated[
        tuple[Training, ...] | None,
        Field(max_length=MAX_POST_LIST),
        Fact("Which trainings has the author had?"),
    ] = None
    """The courses that they have been through."""
    relationships: Annotated[
        tuple[Relationship, ...] | None,
        Field(max_length=MAX_POST_LIST),
        Fact("What ties the author to whom or what the post is about (family, work, money, gifts)?"),
    ] = None
    """What ties them to people and things that a post may speak of."""
    on_duty: Annotated[bool | None, Fact("Is the author on duty, or at the workplace?")] = None
    """Whether they are at work, at home included."""
