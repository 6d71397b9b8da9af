"""Fills the holes of a message. A hole never changes a verdict: what is not known prints as `(unknown)`."""

from playbook.engine.words import in_words
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.interval import Interval
from playbook.syntax import tree
from playbook.values import ABSENT, UNKNOWN


def fill(message: tree.Message | None, env: Environment) -> str | None:
    """The message in words; None where there is none."""
    if message is None:
        return None
    return "".join(
        part if isinstance(part, str) else in_words(evaluate(part, env), env.zone) for part in message.parts
    )


def fill_whole(message: tree.Message, env: Environment) -> str | None:
    """The message for a text that somebody publishes: nothing is cut, and there is none where a hole is not known."""
    filled: list[str] = []
    for part in message.parts:
        value = part if isinstance(part, str) else evaluate(part, env)
        if value is UNKNOWN or value is ABSENT or isinstance(value, Interval):
            return None
        filled.append(str(value) if isinstance(value, str) else in_words(value, env.zone))
    return "".join(filled)
