"""Asks both evaluators whether a condition holds for a post: the tables of the tests beside this file are made of such answers."""

from typing import Any

import playbook
from playbook.engine.decide import compiled, reference
from playbook.engine.policy import Policy
from playbook.model.post import Post

YES, NO, OPEN = "holds", "does not hold", "unknown"


def answer(condition: str, declarations: str = "", zone: str = '"UTC"', **facts: Any) -> str:
    """Whether *condition* holds for a post with *facts*. Both evaluators have to say the same."""
    policy = asking(condition, declarations, zone)
    post = Post.model_validate(facts)
    answers = set()
    for run in (reference, compiled):
        outcome = run(policy, post)
        answers.add(YES if outcome.fired else OPEN if outcome.undetermined else NO)
    assert len(answers) == 1, f"the evaluators differ on: {condition}"
    return answers.pop()


def asking(condition: str, declarations: str = "", zone: str = '"UTC"') -> Policy:
    """A policy with one rule, which fires where *condition* holds."""
    return playbook.compile(f"policy p timezone {zone}\n{declarations}\nrule r when {condition} deny")
