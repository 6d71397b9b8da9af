"""What people have said about a draft before it goes out: their yes, and their no."""

from typing import Annotated

from playbook.model.instant import Instant
from playbook.model.part import LongText, PostPart, ShortText
from playbook.model.schema import Fact


class Approval(PostPart, checked_texts=True):
    """Somebody's yes. It counts when it is known who said it, when, and that it was for the content as it is now."""

    by: Annotated[ShortText | None, Fact("Who approved?")] = None
    """Who said yes, by the name that `author.id` uses too."""
    role: Annotated[ShortText | None, Fact("In which role did they approve?")] = None
    """As what they said it: `legal`, `editor`."""
    at: Annotated[Instant | None, Fact("When did they approve?")] = None
    """When they said it."""
    content: Annotated[ShortText | None, Fact("Which version did they approve?", exact=True)] = None
    """What they said it to: the `content_digest` of the post as it was then."""


class Objection(PostPart, checked_texts=True):
    """Somebody's no."""

    by: Annotated[ShortText | None, Fact("Who objected?")] = None
    """Who said no."""
    at: Annotated[Instant | None, Fact("When did they object?")] = None
    """When they said it."""
    reason: Annotated[LongText | None, Fact("Why did they object?")] = None
    """Why."""
