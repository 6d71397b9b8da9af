"""Cedar: a post is the context of a request, every rule forbids it, and the reasons are the rules that fired."""

from collections.abc import Sequence
from typing import Any

import cedarpy

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts, words
from benchmarks.peers.spelling import infix, listed
from playbook.model.post import Post

PACKAGE = "cedarpy"
CANNOT = (
    "no patterns, no words, no lengths, no lists of records, no days: the text as a set of words and pairs of words, "
    "pictures without a description, counts and the clock by the host; its reasons have numbers and no order"
)


def twelve(constants: Constants) -> Engine:
    """One policy a rule."""
    rules = {
        "alt-text": "context.undescribed",
        "banned-hashtags": f"context.hashtags.containsAny({listed(constants.hashtags)})",
        "few-mentions": "context.mentions > 5",
        "forbidden-words": f"context.words.containsAny({listed(constants.terms)})",
        "known-hosts": f"!{listed(constants.hosts)}.containsAll(context.hosts)",
        "legal-matters": f'context.visibility == "public" && context.words.containsAny({listed(constants.legal)})',
        "linkedin-role": 'context.platform == "linkedin" && !context.roles.contains("linkedin")',
        "office-hours": "context.weekday > 4 || context.hour < 9 || context.hour >= 17",
        "our-languages": f"!{listed(constants.languages)}.contains(context.language)",
        "paid-posts": f"context.sponsored && !context.words.containsAny({listed(constants.disclosures)})",
        "too-long": "context.length > 280",
        "trained": 'context.kind == "professional" && !context.courses.contains("social media")',
    }

    def convert(post: Post) -> dict[str, Any]:
        found = facts(post)
        found["undescribed"] = any(
            one["kind"] == "photo" and not one["alt_text"] for one in found.pop("media")
        )
        return found | {"mentions": len(found["mentions"]), "words": words(post.text)}

    return Engine(convert, _judging(rules))


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    rules = {
        f"plain-{number}": infix(condition, prefix="context.") for number, condition in enumerate(conditions)
    }
    return Engine(plain_facts, _judging(rules))


def _judging(rules: dict[str, str]) -> Any:
    source = "\n".join(f"forbid(principal, action, resource) when {{ {rule} }};" for rule in rules.values())
    policies, nothing = cedarpy.PolicySet.from_str(source), cedarpy.Entities.from_json_str("[]")
    names = {f"policy{number}": name for number, name in enumerate(rules)}

    def fired(context: dict[str, Any]) -> list[str]:
        request = {
            "principal": 'User::"a"',
            "action": 'Action::"post"',
            "resource": 'Post::"p"',
            "context": context,
        }
        answer = cedarpy.is_authorized(request, policies, nothing)
        if answer.diagnostics.errors:
            raise ValueError(answer.diagnostics.errors)
        return [names[reason] for reason in answer.diagnostics.reasons]

    return fired
