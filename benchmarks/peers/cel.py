"""The rules in CEL, the Common Expression Language, for the two engines of it that are measured."""

import json
import re
from collections.abc import Sequence
from typing import Any

from benchmarks.peers import Constants
from benchmarks.peers.facts import facts
from benchmarks.peers.spelling import listed
from playbook.model.post import Post
from playbook.text.normal import key

CANNOT = (
    "an instant loses its offset, so no clock of a place; boundaries of words are ASCII; "
    "length, clock and the text in lower case by the host"
)

LISTS = ("roles", "courses", "hashtags", "hosts", "mentions", "media")
NUMBERS = ("length", "weekday", "hour")
TEXTS = ("platform", "kind", "visibility", "language", "text")


def expressions(constants: Constants) -> dict[str, str]:
    """One expression a rule."""
    return {
        "alt-text": 'media.exists(one, one.kind == "photo" && one.alt_text == "")',
        "banned-hashtags": f"hashtags.exists(one, one in {listed(constants.hashtags)})",
        "few-mentions": "size(mentions) > 5",
        "forbidden-words": f"text.matches({pattern(constants.terms)})",
        "known-hosts": f"hosts.exists(one, !(one in {listed(constants.hosts)}))",
        "legal-matters": f'visibility == "public" && text.matches({pattern(constants.legal)})',
        "linkedin-role": 'platform == "linkedin" && !("linkedin" in roles)',
        "office-hours": "weekday > 4 || hour < 9 || hour >= 17",
        "our-languages": f"!(language in {listed(constants.languages)})",
        "paid-posts": f"sponsored && !text.matches({pattern(constants.disclosures)})",
        "too-long": "length > 280",
        "trained": 'kind == "professional" && !("social media" in courses)',
    }


def pattern(terms: Sequence[str]) -> str:
    """Any of the words, in text that is in lower case already. With edges that know more letters than ASCII it takes
    twenty times as long: the pattern is compiled again for every post.
    """
    inner = "|".join(re.escape(term).replace("\\ ", " ").replace("\\#", "#") for term in terms)
    return json.dumps(rf"(^|\W)({inner})(\W|$)", ensure_ascii=False)


def given(post: Post) -> dict[str, Any]:
    """The facts, with the text in lower case."""
    return facts(post) | {"text": key(post.text)}
