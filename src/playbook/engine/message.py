"""Fills the holes of a message. A hole never changes a verdict: what is not known prints as `(unknown)`."""

from playbook.engine.words import in_words
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.syntax import tree


def fill(message: tree.Message | None, env: Environment) -> str | None:
    """The message in words; None where there is none."""
    if message is None:
        return None
    return "".join(
        part if isinstance(part, str) else in_words(evaluate(part, env), env.zone) for part in message.parts
    )
