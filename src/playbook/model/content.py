"""The digest of all that readers see, by which an approval knows whether it was given for what is there now.

It takes in only what is always known of a draft, so that no later fact about the world voids an approval:
action, text, content warning, poll, what `reply_to` names; of each medium its address, alt text and captions;
and of links, hashtags, mentions, cashtags what they say: those in the text where none are given beside it, so that
giving just those changes nothing. It leaves out times, author, account, platform, audience, approvals, answers, and
the fields of an app's own subclass. An app that wants an approval to fall when a file changes gives each file an
address of its own.
"""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

from playbook.model import found

CONTENT = (
    "action",
    "text",
    "content_warning",
    "media",
    "links",
    "hashtags",
    "mentions",
    "cashtags",
    "poll",
    "reply_to",
)
"""The fields of a post that the digest takes in, some of them in part."""

_VERSION = "playbook content 1"
"""Part of what is hashed: it changes when what the digest covers does, and with it every digest."""


def content_digest(post: BaseModel) -> str:
    """64 hexadecimal digits (SHA-256) that change whenever what readers of *post* see changes. The same in
    every process.
    """
    written = json.dumps([_VERSION, _seen(post)], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _seen(post: Any) -> dict[str, Any]:
    poll = post.poll
    links = post.links if post.links is not None else found.links(post)
    return {
        "action": str.__str__(post.action),
        "text": post.text,
        "content_warning": post.content_warning,
        "media": [[item.url, item.alt_text, item.captions] for item in post.media],
        "links": None if links is None else [item.url for item in links],
        "hashtags": post.hashtags if post.hashtags is not None else found.hashtags(post),
        "mentions": post.mentions if post.mentions is not None else found.mentions(post),
        "cashtags": post.cashtags if post.cashtags is not None else found.cashtags(post),
        "poll": None if poll is None else [poll.question, list(poll.options)],
        "reply_to": post.reply_to,
    }
