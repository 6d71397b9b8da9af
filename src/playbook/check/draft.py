"""The tables of a file while it is being checked; the passes fill them, and a `Module` is made of them at the end."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.check.module import Module, Named, Parent
from playbook.check.refs import Ref
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source, Span
from playbook.syntax.tree import Call, Name, Node, PatternLiteral, Policy, Rule, TermFile, TypeName
from playbook.syntax.walk import walk
from playbook.text.patterns.pattern import Pattern
from playbook.types import NAMED, ListOf, Type

_Node = TypeVar("_Node", bound=Node)


class Tables(Protocol):
    """What a draft and a module have in common."""

    @property
    def refs(self) -> Mapping[Name, Ref]: ...

    @property
    def types(self) -> Mapping[Node, Type]: ...


class Draft:
    """One file, half checked. A name that stands for nothing yet is in none of the tables."""

    def __init__(
        self,
        source: Source,
        tree: Policy,
        parents: tuple[Parent, ...],
        folder: Path | None,
        post_type: type[BaseModel],
    ) -> None:
        self.source = source
        self.tree = tree
        self.parents = parents
        self.folder = folder
        self.post_type = post_type
        self.names: dict[str, Named] = {}
        self.rules: dict[str, Rule] = {}
        self.homes: dict[Node, Module] = {}
        """The module of every inherited declaration."""
        self.refs: dict[Name, Ref] = {}
        self.types: dict[Node, Type] = {}
        self.patterns: dict[PatternLiteral, Pattern] = {}
        self.functions: dict[Call, Function] = {}
        self.terms: dict[TermFile, tuple[str, ...]] = {}
        self.term_texts: dict[TermFile, bytes] = {}
        self.broken: set[str] = set()
        """Names of declarations that could not be read, here or in a parent: they stand for something, nobody knows
        what.
        """
        self.clashing: set[str] = set()
        """Names that two things have: reported once, and whatever is made of them is left alone."""
        self.incomplete = False
        """Whether a parent could not be read: any name may come from there."""
        self.ambiguous: set[str] = set()
        """Bare names that could be two things inside some `where`; each is reported once."""
        self.zoned: list[Span] = []
        """Where the wall clock is read, so that the policy needs a time zone."""
        self.too_deep = False
        """Whether an expression is nested too deep to look into; reported once."""
        self._nodes: dict[type[Node], list[Any]] = {}
        """All nodes by their kind, once somebody has asked."""

    def tables(self, declaration: Node) -> Tables:
        """The tables of the file that *declaration* stands in."""
        home = self.homes.get(declaration)
        return self if home is None else home

    def watched(self) -> Iterator[Node]:
        """The parts of the file that are checked: all but the bodies of `watch`es, which are not supported yet."""
        policy = self.tree
        for part in (policy.applies, policy.timezone, *policy.extends, policy.default):
            if part is not None:
                yield part
        for declaration in policy.declarations:
            if not (isinstance(declaration, Rule) and declaration.watch):
                yield declaration

    def of(self, kind: type[_Node]) -> Sequence[_Node]:
        """Every node of that kind in those parts."""
        if not self._nodes:
            for part in self.watched():
                for node in walk(part):
                    self._nodes.setdefault(type(node), []).append(node)
        found: list[_Node] = self._nodes.get(kind, [])
        return found

    def is_reported(self, name: str) -> bool:
        """Whether *name* stands for something that is reported already."""
        return name in self.broken or name in self.clashing

    def module(self, diagnostics: tuple[Diagnostic, ...]) -> Module:
        """The checked file."""
        return Module(
            source=self.source,
            tree=self.tree,
            parents=self.parents,
            post_type=self.post_type,
            names=MappingProxyType(self.names),
            rules=MappingProxyType(self.rules),
            refs=MappingProxyType(self.refs),
            types=MappingProxyType(self.types),
            patterns=MappingProxyType(self.patterns),
            functions=MappingProxyType(self.functions),
            terms=MappingProxyType(self.terms),
            term_texts=MappingProxyType(self.term_texts),
            diagnostics=diagnostics,
        )


def declared_type(written: TypeName) -> Type | None:
    """The type that a `param` or an `ask` names; None where there is no such type."""
    item = NAMED.get(written.name)
    return ListOf(item) if item is not None and written.list_of else item


def ancestors(parents: tuple[Parent, ...]) -> tuple[Module, ...]:
    """Every file above, each once, near ones first."""
    found: dict[int, Module] = {}
    waiting = [parent.module for parent in reversed(parents)]
    while waiting:
        module = waiting.pop()
        if module is not None and id(module) not in found:
            found[id(module)] = module
            waiting.extend(parent.module for parent in reversed(module.parents))
    return tuple(found.values())
