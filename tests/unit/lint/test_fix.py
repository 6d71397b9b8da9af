"""Mending: which edits are applied, and that the outcome checks and says nothing more."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from playbook.check.module import Module
from playbook.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Severity
from playbook.lint.choose import chosen
from playbook.lint.fix import mend
from playbook.lint.rules import RULES
from playbook.lint.run import lint
from playbook.model.post import Post
from playbook.packs import load_graph
from playbook.source import Source, Span


def read(text: str) -> Module | None:
    graph = load_graph(Source("policy", text), Post)
    return None if graph.errors else graph.root


def look(module: Module) -> tuple[Diagnostic, ...]:
    return lint(module)


def test_safe_edits_only() -> None:
    text = (
        'policy acme\ntopic t words "x", "X"\ntopic u words "y"\nrule r when text mentions t warn "Say so."\n'
    )
    mended = mend(text, read, look)
    assert mended.text == text.replace(', "X"', "")
    assert [one.slug for one in mended.done] == ["duplicate-term"]
    mended = mend(text, read, look, unsafe=True)
    assert mended.text == text.replace(', "X"', "").replace('topic u words "y"\n', "")


def test_one_edit_makes_room_for_the_next() -> None:
    text = 'policy acme\ntopic t words "x"\nlet l = text mentions t\nrule ads when sponsored warn "Say so."\n'
    mended = mend(text, read, look, unsafe=True)
    assert mended.text == 'policy acme\nrule ads when sponsored warn "Say so."\n'
    assert {one.slug for one in mended.done} == {"unused-topic", "unused-let"}


def test_line_ends_stay() -> None:
    text = 'policy acme\r\ntopic t\r\n  words "x",\r\n    "X"\r\nrule r when text mentions t warn "x"\r\n'
    assert mend(text, read, look).text == text.replace(',\r\n    "X"', "")


def test_a_comment_is_never_taken_along() -> None:
    text = 'policy acme\ntopic t words "x",  # the first\n  "X"\nrule r when text mentions t warn "x"\n'
    assert mend(text, read, look).text == text


class Harmful(Diagnostic):
    """An edit that breaks the policy."""

    code, slug, severity = "PB799", "harmful", Severity.WARNING

    def message(self) -> str:
        return "no"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, "???", Applicability.SAFE),)


def test_an_edit_that_breaks_the_policy_is_undone() -> None:
    text = 'policy acme\ntopic t words "x", "X"\nrule r when text mentions t warn "x"\n'

    def both(module: Module) -> Iterator[Diagnostic]:
        yield Harmful(module.tree.declarations[1].span)
        yield from lint(module)

    mended = mend(text, read, both)
    assert mended.text == text.replace(', "X"', "")
    assert [one.slug for one in mended.done] == ["duplicate-term"]


def test_what_a_file_above_holds_is_left_alone() -> None:
    text = 'policy acme\nrule r when sponsored warn "x"\n'
    elsewhere = Harmful(Span(Source("other", "policy other"), 0, 6))

    class Far(Harmful):
        def edits(self) -> tuple[Edit, ...]:
            return (Edit(elsewhere.span, "", Applicability.SAFE),)

    far = Far(Span(Source("policy", text), 0, 6))
    assert mend(text, read, lambda module: [far]).done == ()


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.slug != "ending-drop"], ids=lambda rule: rule.slug
)
def test_mended_examples_no_longer_say_it(rule: Any, example: Callable[[type[Diagnostic]], str]) -> None:
    """Where the bad example of a rule has an edit that may be applied, applying it is enough."""
    text = example(rule.kind)
    rules = chosen([rule.slug], [])
    module = read(text)
    assert module is not None
    found = lint(module, rules=rules)
    fitting = [
        one for one in found if one.edits() and one.edits()[0].applicability is not Applicability.PLACEHOLDER
    ]
    mended = mend(text, read, lambda module: lint(module, rules=rules), unsafe=True)
    assert len(mended.done) >= len(fitting)
    after = read(mended.text)
    assert after is not None
    assert len(lint(after, rules=rules)) == len(found) - len(fitting)
