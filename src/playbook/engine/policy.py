"""A compiled policy, as apps hold it: immutable, shared by threads, and it knows what it is made of."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self
from unicodedata import unidata_version

from playbook.check.module import Module
from playbook.civil.holidays import library_version
from playbook.civil.window import Window, calendars, spell
from playbook.compile.program import Program
from playbook.compile.reads import default_reads, fields_read, guard_clauses, rule_reads
from playbook.engine.signals import Signals
from playbook.frozen import frozen
from playbook.model.decision import PolicyUsed
from playbook.model.post import Post
from playbook.model.schema import fields_of
from playbook.reference.linked import LinkedPolicy
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.walk import walk

LANGUAGE_VERSION = "1"
"""Changes whenever the same policy may give another answer."""


@frozen
class Origin:
    """What a policy was made from, so that another process can make it again."""

    source: Source | Path
    folder: Path | None
    """Where the relative paths of a text start."""
    post_type: type[Post]
    params: Mapping[str, Any]
    here: str
    """The current folder at that time."""


@dataclass(frozen=True, eq=False, repr=False)
class Policy:
    """A policy that posts can be judged by. Made by `playbook.load` and `playbook.compile`."""

    linked: LinkedPolicy
    """What the evaluators run; not part of the public interface."""
    origin: Origin | None = None
    """How it was made; not part of the public interface."""
    program: Program = field(init=False)
    """The same, compiled; not part of the public interface."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "program", Program(self.linked))

    @property
    def name(self) -> str:
        return self.linked.name

    @property
    def title(self) -> str | None:
        return self.linked.title

    @property
    def version(self) -> str | None:
        return self.linked.version

    @property
    def doc(self) -> str | None:
        return self.linked.module.tree.doc

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of all its rules, inherited ones too, in order."""
        return tuple(rule.name for rule in self.linked.rules)

    @property
    def params(self) -> Mapping[str, Any]:
        """The values of its params by name."""
        return MappingProxyType({param.name.name: value for param, value in self.linked.params.items()})

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The fields of a post that can change its answer, as dotted names; questions as `answers.NAME`."""
        tables, found = self.linked.tables, set[str]()
        for rule in self.linked.rules:
            found |= rule_reads(rule, tables)
        for default in self.linked.defaults:
            found |= default_reads(default, tables)
        for guard in self.linked.guards:
            for clause in guard_clauses(guard):
                found |= fields_read(clause, tables)
        if isinstance(self.linked.zone, tree.Node):
            found |= fields_read(self.linked.zone, tables)
        return tuple(sorted(found))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that can change its answers: texts, params, term files, the fields of the post; the
        data for time zones, holidays, letters and stems; the language.
        """
        linked = self.linked
        parts = {
            "language": LANGUAGE_VERSION,
            "files": _files(linked.modules),
            "params": sorted((name, _spelled(value)) for name, value in self.params.items()),
            "zones": version("tzdata"),
            "letters": unidata_version,
            "holidays": library_version() if self._calendars() else None,
            "stems": version("snowballstemmer") if self._has_stems() else None,
            "fields": sorted(fields_of(linked.post_type)),
        }
        return "sha256:" + hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def _has_stems(self) -> bool:
        return any(spec.stems for spec in self.linked.tables.topics.values())

    def _calendars(self) -> set[str]:
        found = {
            name for value in self.params.values() if isinstance(value, Window) for name in calendars(value)
        }
        for module in self.linked.modules:
            found |= {node.calendar for node in walk(module.tree) if isinstance(node, tree.HolidayWindow)}
        return found

    @cached_property
    def signals(self) -> Signals:
        """What its rules have to say; not part of the public interface."""
        return Signals(self.linked)

    @cached_property
    def used(self) -> PolicyUsed:
        """How it shows in a decision."""
        return PolicyUsed(name=self.name, version=self.version, digest=self.digest)

    @cached_property
    def alone(self) -> tuple[PolicyUsed, ...]:
        """How it shows where it is the only one."""
        return (self.used,)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self  # it never changes, so whatever holds it may be copied

    def source(self) -> str:
        """The Python that was generated from it, to look at."""
        return self.program.source

    def __repr__(self) -> str:
        version = f" {self.version}" if self.version else ""
        return f"<Policy {self.name}{version}: {len(self.rules)} rules>"


def _files(modules: tuple[Module, ...]) -> str:
    """What stands in a policy's files (parents first), and which of them is named where: two that change places make
    another policy.
    """
    done: dict[int, str] = {}
    for module in modules:
        parents = [
            (parent.clause.target.name, done[id(parent.module)])
            for parent in module.parents
            if parent.module is not None
        ]
        terms = sorted((node.path, _hash(data)) for node, data in module.term_texts.items())
        whole = [_hash(module.source.text.encode()), parents, terms]
        done[id(module)] = _hash(json.dumps(whole).encode())
    return done[id(modules[-1])]


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _spelled(value: Any) -> str:
    """A param's value, whole."""
    if isinstance(value, tuple):
        return json.dumps([_spelled(item) for item in value])
    return spell(value) if isinstance(value, Window) else repr(value)
