"""Earlier posts, as the app remembers them. Handed in beside a draft; nothing reads it yet."""

from typing import Annotated

from pydantic import ConfigDict, Field

from playbook.limits import MAX_HISTORY_POSTS
from playbook.model.docstrings import Described
from playbook.model.instant import Instant
from playbook.model.post import Post


class History(Described):
    """What was posted before, by the accounts and authors in question."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        revalidate_instances="always",
        defer_build=True,  # hardly anybody makes one
    )

    entries: Annotated[tuple[Post, ...], Field(max_length=MAX_HISTORY_POSTS)] = ()
    """The earlier posts, in any order; each says in `publish_at` when it went out."""
    complete_since: Instant | None = None
    """From when on no post is missing. None: nobody knows, so that every count over the past means "at least"."""
