"""evalidate: Python expressions from people who are not trusted, compiled to bytecode; with our own matcher as a
function of the host.
"""

from collections.abc import Sequence
from typing import Any

from evalidate import Expr, base_eval_model

from benchmarks.cases.plain_rules import Condition
from benchmarks.cases.twelve.handwritten import matcher
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts
from benchmarks.peers.spelling import infix
from playbook.model.post import Post

PACKAGE = "evalidate"
CANNOT = (
    "no lists of records, no words in texts, no clock of a place: by functions of the host, ours for words"
)

RULES = {
    "alt-text": "undescribed(media)",
    "banned-hashtags": "common(hashtags, banned)",
    "few-mentions": "len(mentions) > 5",
    "forbidden-words": "0 in topics",
    "known-hosts": "not within(hosts, known)",
    "legal-matters": "visibility == 'public' and 2 in topics",
    "linkedin-role": "platform == 'linkedin' and 'linkedin' not in roles",
    "office-hours": "weekday > 4 or hour < 9 or hour >= 17",
    "our-languages": "language not in spoken",
    "paid-posts": "sponsored and 1 not in topics",
    "too-long": "length > 280",
    "trained": "kind == 'professional' and 'social media' not in courses",
}


def twelve(constants: Constants) -> Engine:
    """All lists are sets of the host."""
    model = base_eval_model.clone()
    model.nodes.append("Call")
    model.imported_functions = {
        "undescribed": lambda media: any(one["kind"] == "photo" and not one["alt_text"] for one in media),
        "common": lambda one, other: not other.isdisjoint(one),
        "within": lambda one, other: other.issuperset(one),
        "len": len,
    }
    sets = {
        "banned": frozenset(constants.hashtags),
        "known": frozenset(constants.hosts),
        "spoken": frozenset(constants.languages),
    }
    expressions = [(name, Expr(rule, model=model)) for name, rule in RULES.items()]
    mentioned = matcher(constants.terms).mentioned

    def convert(post: Post) -> dict[str, Any]:
        return facts(post) | sets | {"topics": mentioned(post.text)}

    return Engine(convert, lambda given: [name for name, rule in expressions if rule.eval(None, given)])


def plain(conditions: Sequence[Condition]) -> Engine:
    """One expression a rule."""
    rules = [
        (f"plain-{number}", Expr(infix(condition, conjunction="and", python=True)))
        for number, condition in enumerate(conditions)
    ]
    return Engine(plain_facts, lambda given: [name for name, rule in rules if rule.eval(None, given)])
