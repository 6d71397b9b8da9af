"""Which rules run: by name, by code, by the beginning of a code."""

import pytest

from playbook.errors import UsageError
from playbook.lint.choose import chosen
from playbook.lint.rules import RULES


def slugs(select: list[str], ignore: list[str]) -> set[str]:
    return {rule.slug for rule in chosen(select, ignore)}


def test_default_and_all() -> None:
    assert slugs([], []) == {rule.slug for rule in RULES if rule.default} == slugs(["default"], [])
    assert slugs(["all"], []) == slugs(["PB7"], []) == {rule.slug for rule in RULES}
    assert slugs(["default,no-see"], []) - slugs([], []) == {"no-see"}


def test_names_and_codes() -> None:
    assert slugs(["never-fires", "PB702, unused-let"], []) == {"never-fires", "always-fires", "unused-let"}
    assert slugs(["PB71"], ["PB711", "unused-ask"]) == {"unused-let", "unused-param", "unused-example"}
    assert slugs([], ["all"]) == set()


@pytest.mark.parametrize("name", ["nevr-fires", "", "pb701", "PB8", "x" * 10_000])
def test_unknown(name: str) -> None:
    with pytest.raises(UsageError, match="there is no lint rule `"):
        chosen([name], [])
    with pytest.raises(UsageError):
        chosen([], [name])
