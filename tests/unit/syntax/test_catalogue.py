"""Every kind of mistake that is found while reading: its page, its examples."""

import importlib
import inspect
import pkgutil
import re

import pytest

from playbook.diagnostics.diagnostic import CATALOGUE, Diagnostic
from playbook.source import Source
from playbook.syntax.parser import parse
from playbook.syntax.place import Place
from playbook.syntax.reader import Reader
from playbook.syntax.repair import REPAIRS, repair

for _module in pkgutil.iter_modules(importlib.import_module("playbook.syntax").__path__):
    importlib.import_module(f"playbook.syntax.{_module.name}")

KINDS = sorted(
    (kind for kind in CATALOGUE.values() if kind.__module__.startswith("playbook.syntax.")),
    key=lambda kind: kind.code,
)
WITHOUT_EXAMPLE = {
    "PB001": "it takes a megabyte",
    "PB002": "it takes hundreds of brackets",
    "PB003": "it takes ten thousand parts",
    "PB004": "it takes ten thousand declarations",
    "PB005": "it takes a hundred mistakes",
    "PB006": "it takes nothing",
    "PB015": "nobody could see it",
    "PB016": "nobody could see it",
    "PB021": "it takes thousands of characters",
    "PB023": "it takes hundreds of digits",
}
EXAMPLE = re.compile(r"## (Example|Write instead)\n```playbook\n(.*?)```", re.DOTALL)


def page(kind: type[Diagnostic]) -> dict[str, str]:
    return dict(EXAMPLE.findall(inspect.getdoc(kind) or ""))


def codes(text: str) -> set[str]:
    return {problem.code for problem in parse(Source("<text>", text)).diagnostics}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_examples_show_that_mistake_and_no_other(kind: type[Diagnostic]) -> None:
    if kind.code in WITHOUT_EXAMPLE:
        assert not page(kind)
        return
    assert codes(page(kind)["Example"]) == {kind.code}
    assert codes(page(kind)["Write instead"]) == set()


def test_codes_are_of_the_family_of_syntax() -> None:
    assert {kind.code[:3] for kind in KINDS} == {"PB0"}
    assert set(WITHOUT_EXAMPLE) <= {kind.code for kind in KINDS}


def test_messages_are_written_in_one_style() -> None:
    for kind in KINDS:
        example = page(kind).get("Example")
        for problem in parse(Source("<text>", example)).diagnostics if example else ():
            assert re.match(r"[a-z`0-9]", problem.message())
            assert not problem.message().endswith(".")
            assert not re.search(r"\b[A-Z]{3,}\b", problem.message().replace("UTC", ""))


def test_safe_edits_mend_what_they_are_about() -> None:
    for kind in KINDS:
        example = page(kind).get("Example", "")
        problems = parse(Source("<text>", example)).diagnostics
        edits = [edit for problem in problems for edit in problem.edits()[:1] if edit.applicability == "safe"]
        if not edits or len(edits) < len(problems):
            continue
        for edit in sorted(edits, key=lambda edit: -edit.span.start):
            example = example[: edit.span.start] + edit.text + example[edit.span.end :]
        assert codes(example) == set(), kind.code


def test_repairs_leave_alone_what_they_do_not_know() -> None:
    reported: list[Diagnostic] = []
    place: Place = Reader(Source("<text>", "policy acme rule"), "policy acme rule", None, reported.append)
    place.at = 7
    assert len(REPAIRS) == len(set(REPAIRS))
    assert repair(place) is None
    assert reported == []
