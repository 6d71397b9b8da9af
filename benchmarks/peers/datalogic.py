"""datalogic: JSONLogic in Rust. All rules are one expression, so that a post is handed over once."""

from collections.abc import Sequence
from typing import Any

from datalogic_py import DataHandle
from datalogic_py import Engine as JsonLogic

from benchmarks.cases.plain_rules import Condition, Part
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts, words
from playbook.model.post import Post

PACKAGE = "datalogic-py"
CANNOT = (
    "no patterns, no words, no length of a list, no clock of a place: the text as a list of words and pairs of words, "
    "counts and the clock by the host; a list is gone through from its start for every word"
)

Logic = dict[str, Any]


def twelve(constants: Constants) -> Engine:
    """A list of the names of the rules that fire, with gaps."""
    rules = {
        "alt-text": _some("media", {"and": [_is("kind", "photo"), _is("alt_text", "")]}),
        "banned-hashtags": _some("hashtags", _among("", constants.hashtags)),
        "few-mentions": {">": [_var("mentions"), 5]},
        "forbidden-words": _some("words", _among("", constants.terms)),
        "known-hosts": _some("hosts", {"!": [_among("", constants.hosts)]}),
        "legal-matters": {"and": [_is("visibility", "public"), _some("words", _among("", constants.legal))]},
        "linkedin-role": {"and": [_is("platform", "linkedin"), {"!": [{"in": ["linkedin", _var("roles")]}]}]},
        "office-hours": {
            "or": [{">": [_var("weekday"), 4]}, {"<": [_var("hour"), 9]}, {">=": [_var("hour"), 17]}]
        },
        "our-languages": {"!": [_among("language", constants.languages)]},
        "paid-posts": {
            "and": [_var("sponsored"), {"!": [_some("words", _among("", constants.disclosures))]}]
        },
        "too-long": {">": [_var("length"), 280]},
        "trained": {"and": [_is("kind", "professional"), {"!": [{"in": ["social media", _var("courses")]}]}]},
    }

    def convert(post: Post) -> dict[str, Any]:
        found = facts(post)
        return found | {"mentions": len(found["mentions"]), "words": words(post.text)}

    return Engine(convert, _evaluating(rules))


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    rules = {
        f"plain-{number}": {"and": [_comparison(part) for part in condition]}
        for number, condition in enumerate(conditions)
    }
    return Engine(plain_facts, _evaluating(rules))


def _evaluating(rules: dict[str, Logic]) -> Any:
    engine = JsonLogic()
    rule = engine.compile([{"if": [condition, name, ""]} for name, condition in rules.items()])
    session = engine.session()

    def fired(given: dict[str, Any]) -> list[str]:
        return [name for name in session.evaluate_data(rule, DataHandle(given)) if name]

    return fired


def _comparison(part: Part) -> Logic:
    operator = {"is": "==", "is not": "!="}.get(part.operator, part.operator)
    return {operator: [_var(part.name), part.value]}


def _var(name: str) -> Logic:
    return {"var": name}


def _is(name: str, value: str) -> Logic:
    return {"==": [_var(name), value]}


def _some(name: str, condition: Logic) -> Logic:
    return {"some": [_var(name), condition]}


def _among(name: str, values: Sequence[str]) -> Logic:
    return {"in": [_var(name), list(values)]}
