"""CEL in C++, by Google's own binding: one program a rule, one activation a post."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cel_expr_python import cel

from benchmarks.cases.plain_rules import Condition
from benchmarks.peers import Constants, Engine
from benchmarks.peers import cel as language
from benchmarks.peers.cel import LISTS, NUMBERS, TEXTS, expressions, given
from benchmarks.peers.facts import plain_facts
from benchmarks.peers.spelling import infix
from playbook.model.post import Post

PACKAGE = "cel-expr-python"
CANNOT = language.CANNOT


def twelve(constants: Constants) -> Engine:
    """The variables are typed, as the engine wants them."""
    dynamic = cel.Type.List(cel.Type.DYN)
    types = (
        dict.fromkeys(LISTS, dynamic)
        | dict.fromkeys(NUMBERS, cel.Type.INT)
        | dict.fromkeys(TEXTS, cel.Type.STRING)
    )
    return _engine(types | {"sponsored": cel.Type.BOOL}, expressions(constants), given)


def plain(conditions: Sequence[Condition]) -> Engine:
    """The same for comparisons."""
    names = (
        "campaign",
        "language",
        "handle",
        "organisation",
        "author",
        "platform",
        "kind",
        "action",
        "purpose",
    )
    numbers = ("followers", "minimum_age", "mentions", "hashtags")
    types = dict.fromkeys(names, cel.Type.STRING) | dict.fromkeys(numbers, cel.Type.INT)
    types |= dict.fromkeys(("sponsored", "made_by_machine"), cel.Type.BOOL)
    rules = {f"plain-{number}": infix(condition) for number, condition in enumerate(conditions)}
    return _engine(types, rules, plain_facts)


def _engine(
    types: Mapping[str, Any], rules: Mapping[str, str], facts: Callable[[Post], dict[str, Any]]
) -> Engine:
    environment = cel.NewEnv(variables=dict(types))
    programs = [(name, environment.compile(rule)) for name, rule in rules.items()]

    def fired(activation: Any) -> list[str]:
        return [name for name, program in programs if program.eval(activation).value() is True]

    def convert(post: Post) -> Any:
        return environment.Activation(facts(post))

    return Engine(convert, fired)
