"""Baselines: what is known by them, what is new, what is gone."""

from collections import Counter
from collections.abc import Callable

import pytest

from playbook.check.module import Module
from playbook.errors import UsageError
from playbook.lint import baseline
from playbook.lint.run import lint

TEXT = 'policy acme\ntopic idle words "x", "x"\nrule ads when sponsored warn "Say so."\n'


def findings(text: str, module: Callable[[str], Module]) -> list[baseline.Finding]:
    made = module(text)
    return list(baseline.findings(lint(made), made.tree, "acme.playbook"))


def test_round_trip(module: Callable[[str], Module]) -> None:
    found = findings(TEXT, module)
    known = baseline.read(baseline.write(found), "b.json")
    assert len(found) == 2
    assert baseline.new(found, known) == ([], 0)


def test_lines_may_move(module: Callable[[str], Module]) -> None:
    known = baseline.read(baseline.write(findings(TEXT, module)), "b.json")
    assert baseline.new(findings(TEXT.replace("\n", "\n\n# more\n"), module), known) == ([], 0)


def test_what_is_new_and_what_is_gone(module: Callable[[str], Module]) -> None:
    known = baseline.read(baseline.write(findings(TEXT, module)), "b.json")
    fresh, gone = baseline.new(findings(TEXT.replace('"x", "x"', '"x", "y", "Y"'), module), known)
    assert ([one.slug for one in fresh], gone) == (["duplicate-term"], 1)


def test_the_same_twice_is_new_the_second_time(module: Callable[[str], Module]) -> None:
    known = baseline.read(baseline.write(findings(TEXT, module)), "b.json")
    fresh, gone = baseline.new(findings(TEXT.replace('"x", "x"', '"x", "x", "x"'), module), known)
    assert ([one.slug for one in fresh], gone) == (["duplicate-term"], 0)


def test_one_entry_a_line_in_a_stable_order(module: Callable[[str], Module]) -> None:
    found = findings(TEXT, module)
    assert baseline.write(found) == baseline.write(reversed(found))
    assert len(baseline.write(found).splitlines()) == 2 + len(found)
    assert baseline.read(baseline.write([]), "b.json") == Counter()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        '{"version": 2, "findings": []}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"file": 1, "code": "a", "in": "b", "message": "c", "count": 1}]}',
    ],
)
def test_what_is_no_baseline(text: str) -> None:
    with pytest.raises(UsageError, match=r"b\.json: this"):
        baseline.read(text, "b.json")
