"""Asks both evaluators whether a condition holds for a post: the tables of the tests beside this file are made of
such answers.
"""

from collections.abc import Callable
from typing import Any

import pytest

import playbook
from playbook.engine.decide import compiled, reference
from playbook.model.post import Post

Holds = Callable[..., bool | None]


@pytest.fixture
def holds() -> Holds:
    """Whether a condition holds for a post: true, false, or None for unknown."""
    return _holds


def _holds(condition: str, declarations: str = "", zone: str = '"UTC"', **facts: Any) -> bool | None:
    """Both evaluators have to say the same."""
    policy = playbook.compile(f"policy p timezone {zone}\n{declarations}\nrule r when {condition} deny")
    post = Post.model_validate(facts)
    answers = set()
    for run in (reference, compiled):
        outcome = run(policy, post)
        answers.add(True if outcome.fired else None if outcome.undetermined else False)
    assert len(answers) == 1, f"the evaluators differ on: {condition}"
    return answers.pop()
