"""A checked file: its tree, and the tables of what the checker found out about it."""

from collections.abc import Mapping

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.check.refs import Ref
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.source import Source
from playbook.syntax.tree import (
    Ask,
    Call,
    Extends,
    Let,
    Name,
    Node,
    Param,
    PatternLiteral,
    Policy,
    Rule,
    TermFile,
    Topic,
)
from playbook.text.patterns.pattern import Pattern
from playbook.types import Type

Named = Param | Let | Ask | Topic


@frozen
class Parent:
    """A policy that this one takes in: the clause that names it, and its module (None where it could not be read)."""

    clause: Extends
    module: "Module | None"


@frozen(eq=False)
class Module:
    """One file, checked. Modules are shared: a file reached by two paths is one module."""

    source: Source
    tree: Policy
    parents: tuple[Parent, ...]
    post_type: type[BaseModel]
    names: Mapping[str, Named]
    """Everything that an expression of this file may name: its own and the parents' params, lets, asks, topics."""
    rules: Mapping[str, Rule]
    """All rules, own and inherited, by name."""
    refs: Mapping[Name, Ref]
    types: Mapping[Node, Type]
    """The type of every expression."""
    patterns: Mapping[PatternLiteral, Pattern]
    functions: Mapping[Call, Function]
    """The function of every call."""
    terms: Mapping[TermFile, tuple[str, ...]]
    """The terms of each term file, read once; empty where it could not be read."""
    term_texts: Mapping[TermFile, bytes]
    """Their bytes, for the digest."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Those of this file alone."""
