"""yara-x: rules for malware, which are about text and a few outer values."""

from collections.abc import Sequence
from typing import Any

import yara_x

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts
from benchmarks.peers.spelling import infix
from playbook.model.post import Post
from playbook.text.normal import key

PACKAGE = "yara-x"
CANNOT = (
    "words are ASCII (case and boundaries); outer values are scalars: lists are joined into texts, quantifiers, "
    "counts and the clock worked out by the host"
)

RULES = {
    "alt-text": "undescribed",
    "banned-hashtags": "banned_hashtag",
    "few-mentions": "mentions > 5",
    "known-hosts": "unknown_host",
    "linkedin-role": 'platform == "linkedin" and not roles contains "|linkedin|"',
    "office-hours": "weekday > 4 or hour < 9 or hour >= 17",
    "our-languages": "not languages contains language",
    "too-long": "length > 280",
    "trained": 'kind == "professional" and not courses contains "|social media|"',
}
START: dict[str, Any] = {
    "undescribed": False, "banned_hashtag": False, "unknown_host": False, "sponsored": False,
    "platform": "", "kind": "", "visibility": "", "language": "", "languages": "", "roles": "", "courses": "",
    "mentions": 0, "length": 0, "weekday": 0, "hour": 0,
}  # fmt: skip


def twelve(constants: Constants) -> Engine:
    """The text is put in lower case by the host, so that more than ASCII is."""
    compiler = yara_x.Compiler()
    for name, value in START.items():
        compiler.define_global(name, value)
    rules = [_rule(name, condition) for name, condition in RULES.items()]
    rules.append(_rule("forbidden-words", "any of them", constants.terms))
    rules.append(_rule("legal-matters", 'visibility == "public" and any of them', constants.legal))
    rules.append(_rule("paid-posts", "sponsored and not any of them", constants.disclosures))
    compiler.add_source("\n".join(rules))
    scanner = yara_x.Scanner(compiler.build())
    scanner.fast_scan(True)
    banned, known = frozenset(constants.hashtags), frozenset(constants.hosts)
    languages = _joined(constants.languages)

    def convert(post: Post) -> tuple[dict[str, Any], bytes]:
        found = facts(post)
        given = {
            name: found[name]
            for name in ("platform", "kind", "visibility", "length", "weekday", "hour", "sponsored")
        }
        given["undescribed"] = any(one["kind"] == "photo" and not one["alt_text"] for one in found["media"])
        given["banned_hashtag"] = not banned.isdisjoint(found["hashtags"])
        given["unknown_host"] = not known.issuperset(found["hosts"])
        given["mentions"] = len(found["mentions"])
        given["language"] = f"|{found['language']}|"
        given["languages"], given["roles"], given["courses"] = (
            languages,
            _joined(found["roles"]),
            _joined(found["courses"]),
        )
        return given, key(post.text).encode()

    return Engine(convert, _scanning(scanner))


def plain(conditions: Sequence[Condition]) -> Engine:
    """Every rule a rule without text."""
    compiler = yara_x.Compiler()
    start = {
        "followers": 0,
        "minimum_age": 0,
        "mentions": 0,
        "hashtags": 0,
        "sponsored": False,
        "made_by_machine": False,
    }
    texts = dict.fromkeys(
        ("campaign", "language", "handle", "organisation", "author", "platform", "kind", "action", "purpose"),
        "",
    )
    for name, value in (start | texts).items():
        compiler.define_global(name, value)
    compiler.add_source(
        "\n".join(
            _rule(f"plain-{number}", infix(condition, conjunction="and", bare=True))
            for number, condition in enumerate(conditions)
        )
    )
    return Engine(lambda post: (plain_facts(post), b""), _scanning(yara_x.Scanner(compiler.build())))


def _scanning(scanner: Any) -> Any:
    def fired(given: tuple[dict[str, Any], bytes]) -> list[str]:
        for name, value in given[0].items():
            scanner.set_global(name, value)
        return [rule.identifier[2:].replace("_", "-") for rule in scanner.scan(given[1]).matching_rules]

    return fired


def _rule(name: str, condition: str, terms: Sequence[str] = ()) -> str:
    listed = "".join(f'    $s{number} = "{term}" fullword\n' for number, term in enumerate(terms))
    strings = f"  strings:\n{listed}" if terms else ""
    return f"rule r_{name.replace('-', '_')} {{\n{strings}  condition:\n    {condition}\n}}"


def _joined(texts: Sequence[str]) -> str:
    return f"|{'|'.join(texts)}|"
