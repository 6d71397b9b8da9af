"""Policies in several files, for the tests of this folder."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.engine.decide import decide, reference
from playbook.model.post import Post

Files = Callable[..., playbook.Policy]
Said = Callable[..., dict[str, str]]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Writes policies into files, by name, and loads the one named `heir` with the params given."""

    def load(texts: dict[str, str], **params: Any) -> playbook.Policy:
        for name, text in texts.items():
            header = "" if text.startswith("policy") else f"policy {name} "
            (tmp_path / f"{name}.playbook").write_text(header + text, encoding="utf-8")
        return playbook.load(tmp_path / "heir.playbook", **params)

    return load


@pytest.fixture(scope="session")
def said() -> Said:
    """What a policy finds in the post that the facts make: state and verdict by rule. Both evaluators have to agree."""

    def say(policy: playbook.Policy, /, **facts: Any) -> dict[str, str]:
        post = Post.model_validate(facts)
        decision = playbook.evaluate(post, policy)
        assert decide(post, [policy], reference) == decision, "the two evaluators differ"
        return {
            found.rule: f"{found.verdict}" if found.state == "fired" else f"{found.verdict}?"
            for found in decision.findings
        }

    return say
