"""CEL in Python: one program a rule, transpiled to Python."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import celpy
from celpy.adapter import json_to_cel

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine, cel
from benchmarks.peers.cel import expressions, given
from benchmarks.peers.facts import plain_facts
from benchmarks.peers.spelling import infix
from playbook.model.post import Post

PACKAGE = "cel-python"
CANNOT = cel.CANNOT


def twelve(constants: Constants) -> Engine:
    """All values are wrapped in the engine's own types."""
    return _engine(expressions(constants), given)


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    rules = {f"plain-{number}": infix(condition) for number, condition in enumerate(conditions)}
    return _engine(rules, plain_facts)


def _engine(rules: Mapping[str, str], facts: Callable[[Post], dict[str, Any]]) -> Engine:
    environment = celpy.Environment(runner_class=celpy.CompiledRunner)
    programs = [(name, environment.program(environment.compile(rule))) for name, rule in rules.items()]

    def fired(activation: Any) -> list[str]:
        return [name for name, program in programs if program.evaluate(activation)]

    def convert(post: Post) -> Any:
        return {name: json_to_cel(value) for name, value in facts(post).items()}

    return Engine(convert, fired)
