"""Whom a post reaches, as the app knows it. Whatever it does not know stays unknown."""

from typing import Annotated

from playbook.model.kinds import Visibility
from playbook.model.part import Count, ManyTexts, PostPart, Share
from playbook.model.schema import Fact


class Audience(PostPart, checked_texts=True):
    """Whom it reaches."""

    visibility: Annotated[Visibility | None, Fact("Who can see the post?")] = None
    """Who can see it."""
    minimum_age: Annotated[Count | None, Fact("From what age on can people see it?")] = None
    """The age, in years, below which nobody is shown it; 0 where there is none."""
    adult_share: Annotated[Share | None, Fact("What share of the audience is of age?")] = None
    """The share of the audience that is of age, from 0 to 1."""
    groups: Annotated[ManyTexts | None, Fact("Which groups of people is it for?")] = None
    """The groups of people that it is meant for: `contributors`, `end users`."""
    regions: Annotated[ManyTexts | None, Fact("Which countries or regions is it for?")] = None
    """Where the people are that it is meant for, as the policy names places."""
