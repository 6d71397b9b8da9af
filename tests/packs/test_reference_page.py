"""The page on the packs names every rule and param as the packs have it."""

import re
from pathlib import Path

import pytest
from packs.facts import PACKS

from playbook.packs.find import pack_path
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import parse
from playbook.syntax.printer import print_expr

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "packs.md"


def _tree(name: str) -> tree.Policy:
    path = pack_path(name)
    assert path is not None
    policy = parse(Source(str(path), path.read_text(encoding="utf-8"))).policy
    assert policy is not None
    return policy


def _rows(name: str) -> list[list[str]]:
    """The cells of all tables in the section about a pack."""
    text = PAGE.read_text(encoding="utf-8")
    section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in section.splitlines()
        if line.startswith("| `")
    ]


def _verdict(rule: tree.Rule) -> str:
    approvers = rule.verdict.approvers
    if approvers is None or approvers.who is None:
        return rule.verdict.name
    return f"{rule.verdict.name} by `{print_expr(approvers.who)}`"


@pytest.mark.parametrize("name", PACKS)
def test_rules(name: str) -> None:
    policy = _tree(name)
    rules = [one for one in policy.declarations if isinstance(one, tree.Rule)]
    shown = [
        (row[0].strip("`"), row[1])
        for row in _rows(name)
        if re.match(r"allow|advise|warn|delay|review|deny", row[1])
    ]
    assert shown == [(rule.name.name, _verdict(rule)) for rule in rules]


@pytest.mark.parametrize("name", PACKS)
def test_params(name: str) -> None:
    params = [one for one in _tree(name).declarations if isinstance(one, tree.Param)]
    types = {"text", "number", "boolean", "duration", "window", "list of text"}
    shown = {row[0].strip("`"): row[1] for row in _rows(name) if row[1] in types}
    assert shown == {
        one.name.name: f"list of {one.type.name}" if one.type.list_of else one.type.name for one in params
    }
