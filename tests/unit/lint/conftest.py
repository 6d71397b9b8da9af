"""Lints policies for the tests of this folder: texts, on a fixed day, with a word list of three words."""

import inspect
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from playbook.check.module import Module
from playbook.check.unsupported import NotSupportedYet
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.lint.rules import RULES
from playbook.lint.run import lint
from playbook.model.post import Post
from playbook.packs import load_graph
from playbook.source import Source

TODAY = date(2026, 11, 22)
WORDS = {"people": 6.2, "wine": 4.9, "war": 5.7}

Lint = Callable[..., tuple[Diagnostic, ...]]


def checked(text: str, folder: Path | None = None) -> Module:
    """The module of *text*, which has to be free of errors."""
    graph = load_graph(Source("policy", text), Post, folder)
    bad = [one for one in graph.errors if not isinstance(one, NotSupportedYet)]
    assert not bad, [one.message() for one in bad]
    assert graph.root is not None
    return graph.root


@pytest.fixture(scope="session")
def module() -> Callable[..., Module]:
    return checked


@pytest.fixture(scope="session")
def linted() -> Lint:
    """What is said about a text; *slugs* are the rules to run (the default ones unless given; `all`)."""

    def run(
        text: str, *slugs: str, folder: Path | None = None, today: date | None = TODAY
    ) -> tuple[Diagnostic, ...]:
        rules = [rule for rule in RULES if rule.slug in slugs or "all" in slugs] if slugs else None
        return lint(
            checked(text, folder),
            rules=rules,
            today=today,
            frequency=lambda word, language: WORDS.get(word, 0.0),
        )

    return run


@pytest.fixture(scope="session")
def example() -> Callable[[type[Diagnostic]], str]:
    """The bad example on the page of a kind."""

    def find(kind: type[Diagnostic]) -> str:
        found = re.search(r"## Example\n```playbook\n(.*?)```", inspect.getdoc(kind) or "", re.DOTALL)
        assert found is not None
        return found[1]

    return find
