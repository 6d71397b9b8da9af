"""What both evaluators run: a policy put together from its files, params set, verdicts changed, nothing left to look
up.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.builtins.topics import BuiltinTopic
from playbook.check.module import Module
from playbook.check.refs import Ref
from playbook.frozen import frozen
from playbook.model.verdict import Verdict
from playbook.syntax import tree
from playbook.text.patterns.pattern import Pattern
from playbook.text.terms.matcher import TopicSpec
from playbook.types import Type

Guard: TypeAlias = tuple[tuple[tree.Expr, ...], ...]
"""When a rule is tried at all: any of these ways leads to it, and on each way all `for` clauses hold."""

ALWAYS: Guard = ((),)


@frozen
class Tables:
    """The checker's tables of all files together. Nodes are their own keys, so files cannot clash."""

    refs: Mapping[tree.Name, Ref]
    types: Mapping[tree.Node, Type]
    patterns: Mapping[tree.PatternLiteral, Pattern]
    functions: Mapping[tree.Call, Function]
    topics: Mapping["tree.Topic | BuiltinTopic", TopicSpec]


@frozen(eq=False)
class LinkedRule:
    """A rule as it stands in the policy that is judged by."""

    rule: tree.Rule
    module: Module
    guard: Guard
    then: tree.Verdict
    """Its own verdict, or the one that a `change` gave it."""
    dropped_until: date | None

    @property
    def name(self) -> str:
        return self.rule.name.name

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.then.name)


@frozen(eq=False)
class LinkedDefault:
    """An `otherwise` clause, and when its file is about the post."""

    module: Module
    guard: Guard
    then: tree.Verdict

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.then.name)


@frozen(eq=False)
class LinkedPolicy:
    """One policy, ready to be run."""

    name: str
    title: str | None
    version: str | None
    module: Module
    modules: tuple[Module, ...]
    """All files, each once, parents first."""
    post_type: type[BaseModel]
    tables: Tables
    params: Mapping[tree.Param, Any]
    rules: tuple[LinkedRule, ...]
    """By name. Those left out for good are not among them."""
    defaults: tuple[LinkedDefault, ...]
    guards: tuple[Guard, ...]
    """The different guards of rules and defaults."""
    zone: "ZoneInfo | tree.Expr | None"
    """A time zone, the field that names it, or None."""
