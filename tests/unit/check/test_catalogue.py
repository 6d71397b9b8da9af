"""Every kind of mistake that the checker knows: its page, its examples, its wording."""

import importlib
import inspect
import pkgutil
import re

import pytest

from playbook.diagnostics.diagnostic import CATALOGUE, Diagnostic

for _module in pkgutil.iter_modules(importlib.import_module("playbook.check").__path__):
    importlib.import_module(f"playbook.check.{_module.name}")

KINDS = sorted(
    (kind for kind in CATALOGUE.values() if kind.__module__.startswith("playbook.check.")),
    key=lambda kind: kind.code,
)
WITHOUT_EXAMPLE = {
    "PB108": "it takes another policy",
    "PB109": "it takes another policy",
    "PB121": "it takes another policy",
    "PB122": "it takes another policy",
    "PB307": "it takes another policy",
    "PB308": "it takes another policy",
    "PB310": "it takes hundreds of declarations",
    "PB311": "it takes another policy",
    "PB412": "it takes a folder",
    "PB413": "it takes a file of megabytes",
    "PB414": "it takes a broken file",
    "PB416": "it takes a file",
    "PB504": "it takes a phrase of hundreds of characters",
    "PB505": "it takes dozens of terms",
    "PB603": "it takes other policies",
    "PB606": "it takes an installation without the extra",
}
EXAMPLE = re.compile(r"## (Example|Write instead)\n```playbook\n(.*?)```", re.DOTALL)


def page(kind: type[Diagnostic]) -> dict[str, str]:
    """The examples on the page of *kind*, by heading."""
    return dict(EXAMPLE.findall(inspect.getdoc(kind) or ""))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_bad_example_shows_that_mistake_and_no_other(kind: type[Diagnostic], codes: object) -> None:
    if kind.code in WITHOUT_EXAMPLE:
        assert not page(kind)
        return
    assert callable(codes)
    assert codes(page(kind)["Example"]) == [kind.code]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_good_example_is_clean(kind: type[Diagnostic], codes: object) -> None:
    assert callable(codes)
    assert kind.code in WITHOUT_EXAMPLE or codes(page(kind)["Write instead"]) == []


def test_no_kind_is_left_without_example_for_nothing() -> None:
    assert set(WITHOUT_EXAMPLE) <= {kind.code for kind in KINDS}


def test_codes_are_of_the_families_that_the_checker_owns() -> None:
    assert {kind.code[:3] for kind in KINDS} == {"PB1", "PB2", "PB3", "PB4", "PB5", "PB6"}
