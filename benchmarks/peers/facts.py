"""A post as plain values, and what the host has to work out where an engine cannot: whole words, counts as people
count, the wall clock of a place.
"""

import re
from enum import StrEnum
from typing import Any

from playbook.civil.zones import load_zone
from playbook.model.post import Post
from playbook.text import graphemes
from playbook.text.normal import key

_ZONE = load_zone("Europe/London")
_WORD = re.compile(r"#?\w+")


def _plain(member: StrEnum | None) -> str:
    """A member of an enumeration as text: most engines take nothing else."""
    return "" if member is None else member.value


def facts(post: Post) -> dict[str, Any]:
    """What the twelve rules ask of a post, but for its words. Texts are in lower case where rules compare them so."""
    at = post.publish_at.astimezone(_ZONE)  # type: ignore[union-attr]
    text = post.text
    return {
        "platform": _plain(post.platform),
        "kind": _plain(post.account.kind),
        "visibility": _plain(post.audience.visibility),
        "sponsored": post.sponsored,
        "language": key(post.language or ""),
        "roles": [key(role) for role in post.author.roles or ()],
        "courses": [key(training.course or "") for training in post.author.trainings or ()],
        "hashtags": [key(tag) for tag in post.hashtags or ()],
        "hosts": [key(link.host or "") for link in post.links or ()],
        "mentions": list(post.mentions or ()),
        "media": [{"kind": _plain(media.kind), "alt_text": media.alt_text or ""} for media in post.media],
        "length": len(text) if len(text) <= 280 else graphemes.count(text),
        "weekday": at.weekday(),
        "hour": at.hour,
    }


def words(text: str) -> list[str]:
    """The words of a text in lower case, and each two that stand side by side: where an engine only knows lists."""
    found: list[str] = []
    last: str | None = None
    for piece in key(text).split():
        inner = _WORD.findall(piece)
        if last is not None and inner and piece.startswith(inner[0]):
            found.append(f"{last} {inner[0]}")
        found.extend(inner)
        found.extend(word[1:] for word in inner if word.startswith("#"))
        last = inner[-1] if inner and piece.endswith(inner[-1]) else None
    return found


def plain_facts(post: Post) -> dict[str, Any]:
    """What the plain rules ask of a post, flat."""
    account = post.account
    return {
        "campaign": key(post.campaign or ""),
        "language": key(post.language or ""),
        "handle": key(account.handle or ""),
        "organisation": key(account.organisation or ""),
        "author": key(post.author.id or ""),
        "followers": account.followers,
        "minimum_age": post.audience.minimum_age,
        "mentions": len(post.mentions or ()),
        "hashtags": len(post.hashtags or ()),
        "sponsored": post.sponsored,
        "platform": _plain(post.platform),
        "made_by_machine": post.made_by_machine,
        "kind": _plain(account.kind),
        "action": post.action.value,
        "purpose": _plain(post.purpose),
    }
