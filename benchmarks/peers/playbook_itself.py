"""Playbook, in the same race: the whole decision, where the others only say which rules fired."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import playbook
from benchmarks.cases.plain_rules import Condition, spelled
from benchmarks.cases.twelve.rules import policy_with
from benchmarks.peers import Constants, Engine
from playbook.model.decision import Decision

PACKAGE = "playbook-policy"
CANNOT = "nothing; and what is not known is asked for, where the others take it for false or fail"


def twelve(constants: Constants) -> Engine:
    """The policy of `cases/twelve`."""
    return _engine(policy_with(constants.terms))


def plain(conditions: Sequence[Condition]) -> Engine:
    """A policy of plain rules."""
    rules = (
        f'rule plain-{number}\n  when {spelled(condition)}\n  warn "Rule {number}."\n'
        for number, condition in enumerate(conditions)
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plain.playbook")
        path.write_text("policy plain\n" + "\n".join(rules), encoding="utf-8")
        return _engine(playbook.load(path))


def _engine(policy: playbook.Policy) -> Engine:
    def fired(decision: Decision) -> list[str]:
        return [finding.rule for finding in decision.findings]

    return Engine(lambda post: post, lambda post: fired(playbook.evaluate(post, policy)))
