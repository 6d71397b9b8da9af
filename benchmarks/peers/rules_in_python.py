"""rule-engine: expressions over Python objects, walked as a tree."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import rule_engine

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts
from benchmarks.peers.spelling import infix
from playbook.model.post import Post
from playbook.text.normal import key

PACKAGE = "rule-engine"
CANNOT = "no zones: the clock by the host; the text in lower case by the host"


def twelve(constants: Constants) -> Engine:
    """Words are looked for by one pattern of Python's `re`."""
    rules = {
        "alt-text": '[one for one in media if one["kind"] == "photo" and one["alt_text"] == ""].length > 0',
        "banned-hashtags": f"[one for one in hashtags if one in {_listed(constants.hashtags)}].length > 0",
        "few-mentions": "mentions.length > 5",
        "forbidden-words": f"text =~~ {_pattern(constants.terms)}",
        "known-hosts": f"[one for one in hosts if not (one in {_listed(constants.hosts)})].length > 0",
        "legal-matters": f'visibility == "public" and text =~~ {_pattern(constants.legal)}',
        "linkedin-role": 'platform == "linkedin" and not ("linkedin" in roles)',
        "office-hours": "weekday > 4 or hour < 9 or hour >= 17",
        "our-languages": f"not (language in {_listed(constants.languages)})",
        "paid-posts": f"sponsored and not (text =~~ {_pattern(constants.disclosures)})",
        "too-long": "size > 280",
        "trained": 'kind == "professional" and not ("social media" in courses)',
    }

    def convert(post: Post) -> dict[str, Any]:
        found = facts(post)
        return found | {"text": key(post.text), "size": found.pop("length")}

    return _engine(rules, convert)


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    rules = {
        f"plain-{number}": infix(condition, conjunction="and") for number, condition in enumerate(conditions)
    }
    return _engine(rules, plain_facts)


def _engine(rules: Mapping[str, str], convert: Callable[[Post], dict[str, Any]]) -> Engine:
    compiled = [(name, rule_engine.Rule(rule)) for name, rule in rules.items()]
    return Engine(convert, lambda given: [name for name, rule in compiled if rule.matches(given)])


def _pattern(terms: Sequence[str]) -> str:
    inner = "|".join(re.escape(term) for term in terms).replace("\\ ", " ").replace("\\#", "#")
    return f'"(?<!\\\\w)(?:{inner})(?!\\\\w)"'


def _listed(texts: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"
