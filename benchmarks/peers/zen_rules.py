"""zen: the expression language of GoRules' decision engine, in Rust; one compiled expression a rule."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import zen

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts, words
from benchmarks.peers.spelling import infix, listed
from playbook.model.post import Post

PACKAGE = "zen-engine"
CANNOT = (
    "counts in bytes; its days are those of UTC: length and clock by the host, the text as a list of words and pairs "
    "of words; a list is gone through from its start for every word"
)


def twelve(constants: Constants) -> Engine:
    """`some` over lists, and lists of constants."""
    rules = {
        "alt-text": 'some(media, #.kind == "photo" and #.alt_text == "")',
        "banned-hashtags": f"some(hashtags, # in {listed(constants.hashtags)})",
        "few-mentions": "len(mentions) > 5",
        "forbidden-words": f"some(words, # in {listed(constants.terms)})",
        "known-hosts": f"some(hosts, # not in {listed(constants.hosts)})",
        "legal-matters": f'visibility == "public" and some(words, # in {listed(constants.legal)})',
        "linkedin-role": 'platform == "linkedin" and not ("linkedin" in roles)',
        "office-hours": "weekday > 4 or hour < 9 or hour >= 17",
        "our-languages": f"language not in {listed(constants.languages)}",
        "paid-posts": f"sponsored and not some(words, # in {listed(constants.disclosures)})",
        "too-long": "length > 280",
        "trained": 'kind == "professional" and not ("social media" in courses)',
    }
    return _engine(rules, lambda post: facts(post) | {"words": words(post.text)})


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    rules = {
        f"plain-{number}": infix(condition, conjunction="and") for number, condition in enumerate(conditions)
    }
    return _engine(rules, plain_facts)


def _engine(rules: Mapping[str, str], convert: Callable[[Post], dict[str, Any]]) -> Engine:
    compiled = [(name, zen.compile_expression(rule)) for name, rule in rules.items()]
    return Engine(convert, lambda given: [name for name, rule in compiled if rule.evaluate(given)])
