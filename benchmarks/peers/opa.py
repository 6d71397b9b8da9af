"""OPA's language Rego, in Rust (regorus), compiled to its bytecode; a post goes in and its answer comes out as JSON."""

import json
from collections.abc import Sequence
from typing import Any

import regorus

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers.facts import facts, plain_facts, words
from benchmarks.peers.spelling import infix
from playbook.model.post import Post

PACKAGE = "gordon-to-regorus"
CANNOT = (
    "counts in bytes; the clock of a place only for instants in nanoseconds; patterns with ASCII boundaries: the text "
    "as a list of words and pairs of words, length and clock by the host"
)

HEAD = "package policy\nimport rego.v1\n"
RULES = """
fired contains "alt-text" if { some one in input.media; one.kind == "photo"; one.alt_text == "" }
fired contains "banned-hashtags" if { some one in input.hashtags; data.hashtags[one] }
fired contains "few-mentions" if count(input.mentions) > 5
fired contains "forbidden-words" if { some one in input.words; data.terms[one] }
fired contains "known-hosts" if { some one in input.hosts; not data.hosts[one] }
fired contains "legal-matters" if { input.visibility == "public"; some one in input.words; data.legal[one] }
fired contains "linkedin-role" if { input.platform == "linkedin"; not "linkedin" in input.roles }
fired contains "office-hours" if input.weekday > 4
fired contains "office-hours" if input.hour < 9
fired contains "office-hours" if input.hour >= 17
fired contains "our-languages" if not data.languages[input.language]
fired contains "paid-posts" if { input.sponsored; not disclosed }
fired contains "too-long" if input.length > 280
fired contains "trained" if { input.kind == "professional"; not "social media" in input.courses }
disclosed if { some one in input.words; data.disclosures[one] }
"""


def twelve(constants: Constants) -> Engine:
    """Lists of constants are objects, which are looked up; a list would be gone through."""
    data = {name: dict.fromkeys(texts, True) for name, texts in vars(constants).items()}

    def convert(post: Post) -> str:
        return json.dumps(facts(post) | {"words": words(post.text)})

    return Engine(convert, _evaluating(HEAD + RULES, data))


def plain(conditions: Sequence[Condition]) -> Engine:
    """Every rule adds its name to a set."""
    rules = (
        f'fired contains "plain-{number}" if {{ {infix(condition, conjunction=";", prefix="input.")} }}'
        for number, condition in enumerate(conditions)
    )
    return Engine(lambda post: json.dumps(plain_facts(post)), _evaluating(HEAD + "\n".join(rules), {}))


def _evaluating(source: str, data: dict[str, Any]) -> Any:
    entry = "data.policy.fired"
    program = regorus.Program.compile_from_modules(json.dumps(data), [("policy.rego", source)], [entry])
    machine = regorus.Rvm()
    machine.load_program(program)
    machine.set_data_json(json.dumps(data))

    def fired(given: str) -> list[str]:
        machine.set_input_json(given)
        found: list[str] = json.loads(machine.execute_entry_point(entry))
        return found

    return fired
