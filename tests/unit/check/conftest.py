"""Checks policies for the tests of this folder: texts, and files that take one another in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.check import check_module
from playbook.check.module import Module, Parent
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.model.post import Post
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse

CheckText = Callable[..., Module]
Codes = Callable[..., list[str]]


class Files:
    """Policies by name, each checked once, so that a file reached by two paths is one module."""

    def __init__(self, texts: dict[str, str], folder: Path | None) -> None:
        self.texts, self.folder = texts, folder
        self.modules: dict[str, Module | None] = {}
        self.syntax: dict[str, tuple[Diagnostic, ...]] = {}

    def module(self, name: str) -> Module | None:
        """The module of the file *name*; None where there is none, or it has no header."""
        if name not in self.modules:
            text = self.texts.get(name)
            self.modules[name] = None if text is None else self._checked(name, text)
        return self.modules[name]

    def _checked(self, name: str, text: str) -> Module | None:
        source = Source(name, text)
        parsed = parse(source)
        self.syntax[name] = parsed.diagnostics
        if parsed.policy is None:
            return None
        clauses = (
            *parsed.policy.extends,
            *(one for one in parsed.policy.declarations if isinstance(one, tree.Extends)),
        )
        parents = tuple(Parent(clause, self.module(clause.target.name)) for clause in clauses)
        return check_module(source, parsed.policy, parents, self.folder, Post)

    def problems(self, name: str) -> tuple[Diagnostic, ...]:
        """What is wrong with the file *name*, syntax included, by place."""
        module = self.module(name)
        found = [*self.syntax.get(name, ()), *(() if module is None else module.diagnostics)]
        return tuple(sorted(found, key=lambda one: (one.span.start, one.span.end, one.code)))


@pytest.fixture(scope="session")
def files() -> type[Files]:
    return Files


@pytest.fixture(scope="session")
def check_text() -> CheckText:
    """The checked module of one text; other files, which it may take in, by name."""

    def check(text: str, *, folder: Path | None = None, **others: str) -> Module:
        made = Files({"policy": text, **others}, folder)
        module = made.module("policy")
        assert module is not None, made.syntax["policy"]
        return module

    return check


@pytest.fixture(scope="session")
def codes() -> Codes:
    """The codes of all that is wrong with a text, syntax included, by place."""

    def check(text: str, *, folder: Path | None = None, **others: str) -> list[str]:
        return [one.code for one in Files({"policy": text, **others}, folder).problems("policy")]

    return check
