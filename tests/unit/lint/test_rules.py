"""Every lint rule: its place, its name, its page and the examples on it."""

import inspect
import pkgutil
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook.lint.rules
from playbook._resources import folder
from playbook.diagnostics.diagnostic import CATALOGUE, Diagnostic, Severity
from playbook.lint import allowance_problems
from playbook.lint.rule import LintRule
from playbook.lint.rules import RULES

Lint = Callable[..., tuple[Diagnostic, ...]]

EXAMPLE = re.compile(r"## (Example|Write instead)\n```playbook\n(.*?)```", re.DOTALL)
WITHOUT_EXAMPLE = {
    "ending-drop": "it takes a day to judge by",
    "expired-allowance": "it takes a day to judge by",
}
KINDS = [
    *(rule.kind for rule in RULES),
    *(one for one in CATALOGUE.values() if one.__module__ == allowance_problems.__name__),
]


def page(kind: type[Diagnostic]) -> dict[str, str]:
    return dict(EXAMPLE.findall(inspect.getdoc(kind) or ""))


def test_all_rules_of_the_folder_are_listed() -> None:
    inside = {one.name for one in pkgutil.iter_modules(playbook.lint.rules.__path__)}
    assert [rule.slug.replace("-", "_") for rule in RULES] == [
        rule.look.__module__.rpartition(".")[2] for rule in RULES
    ]
    assert {rule.slug.replace("-", "_") for rule in RULES} == inside


def test_rules_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert len(RULES) >= 30


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_is_named_after_what_it_finds(rule: LintRule) -> None:
    assert rule.code.startswith("PB7")
    assert rule.kind.severity is Severity.WARNING
    assert rule.kind.__name__ == "".join(word.capitalize() for word in rule.slug.split("-"))
    assert rule.look.__name__ == rule.slug.replace("-", "_")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_bad_example_shows_it_and_nothing_else(kind: type[Diagnostic], linted: Lint) -> None:
    if kind.slug in WITHOUT_EXAMPLE:
        assert not page(kind)
        return
    is_default = not any(rule.slug == kind.slug and not rule.default for rule in RULES)
    found = linted(page(kind)["Example"]) if is_default else linted(page(kind)["Example"], kind.slug)
    others = {"unused-topic"} if kind.slug == "bad-allowance" else set()
    assert {one.slug for one in found} - others == {kind.slug}
    for one in found:
        assert one.message()[0].islower() or one.message()[0] == "`"
        assert not one.message().endswith(".")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_good_example_is_clean(kind: type[Diagnostic], linted: Lint) -> None:
    if kind.slug not in WITHOUT_EXAMPLE:
        assert linted(page(kind)["Write instead"]) == ()
        assert kind.slug not in {one.slug for one in linted(page(kind)["Write instead"], "all")}


@pytest.mark.parametrize("pack", sorted(folder("policies").glob("*.playbook")), ids=lambda path: path.stem)
def test_calm_on_the_packs(pack: Path, linted: Lint) -> None:
    found = linted(pack.read_text(encoding="utf-8"), folder=pack.parent)
    assert [(one.slug, one.span.text) for one in found] == []


def test_a_rule_may_be_covered_by_one_that_is_inherited(linted: Lint, tmp_path: Path) -> None:
    (tmp_path / "house.playbook").write_text(
        "policy house for account.kind is professional\n"
        'rule tags when count(hashtags) > 3 deny "Fewer."\n'
        'rule paid when sponsored advise "Say so."\n',
        encoding="utf-8",
    )
    branch = 'policy branch extends "house.playbook"\n'
    many = 'rule many when account.kind is professional and count(hashtags) > 5 warn "So many."\n'
    anywhere = 'rule anywhere when count(hashtags) > 5 warn "So many."\n'
    stricter = 'rule stricter when account.kind is professional and sponsored deny "No."\n'
    changed = 'change rule tags to advise because "we like tags"\n'
    dropped = 'drop rule tags because "we like tags"\n'

    def found(text: str) -> list[str]:
        return [one.span.text for one in linted(text, "covered-rule", folder=tmp_path)]

    assert found(branch + many + anywhere + stricter) == ["many"]
    assert found(branch + many + changed) == []
    assert found(branch + many + dropped) == []
