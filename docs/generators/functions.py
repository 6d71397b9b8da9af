"""The page of functions: those of the language with their examples, and the topics that every policy knows."""

from collections.abc import Iterable, Mapping
from typing import Any

from generators.markdown import code, codes, page, prose, table
from playbook.builtins import FUNCTIONS
from playbook.builtins.declare import Function, spell
from playbook.builtins.topics import TOPICS, BuiltinTopic
from playbook.values import ABSENT, UNKNOWN

INTRODUCTION = """
They are there where an operator does not read well. An argument that is unknown makes the result unknown, one that is
absent makes it absent. Where a function fails, its result is unknown, and the finding names the function.
"""

TOPICS_INTRODUCTION = """
## Topics of the language

They stand wherever a topic of your own may: `text mentions phone_numbers`, or among the words of another topic. More on
keys, cards, accounts and identity numbers is in [what must not leak](leaks.md).
"""


def make() -> str:
    """The page."""
    functions = [_function(one) for _, one in sorted(FUNCTIONS.items())]
    topics = [_topic(one) for _, one in sorted(TOPICS.items())]
    parts = [INTRODUCTION, "## Functions", *functions, TOPICS_INTRODUCTION, *topics]
    return page("Functions and topics of the language", "src/playbook/builtins/", *parts)


def _function(function: Function) -> str:
    arguments = ", ".join(
        f"{one.name}: {one.type}{'' if one.required else ' (may be left out)'}" for one in function.parameters
    )
    parts = [
        f"### {function.name}",
        f"```text\n{function.name}({arguments}) gives {function.returns}\n```",
        prose(function.doc),
    ]
    if function.reads:
        parts.append(f"It reads {codes(function.reads)} of the post.")
    with_posts = any(one.post for one in function.examples)
    rows = [
        [code(one.spelled(function.name)), _gives(one.gives), *([_given(one.post)] if with_posts else [])]
        for one in function.examples
    ]
    headings = ("call", "gives", "for a post with") if with_posts else ("call", "gives")
    return "\n\n".join([*parts, table(headings, rows)])


def _gives(value: Any) -> str:
    if value is UNKNOWN or value is ABSENT:
        return value.value
    return code(spell(value))


def _given(post: Mapping[str, Any]) -> str:
    return ", ".join(code(f"{name} = {_spelled(value)}") for name, value in post.items())


def _spelled(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name} = {_spelled(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_spelled, value)) + "]"
    return spell(value)


def _topic(topic: BuiltinTopic) -> str:
    found = _quoted("Mentions it", (text for text, finds in topic.examples if finds))
    passed = _quoted("Does not", (text for text, finds in topic.examples if not finds))
    return "\n\n".join([f"### {topic.name}", prose(topic.doc), "\n".join(filter(None, (found, passed)))])


def _quoted(label: str, texts: Iterable[str]) -> str:
    shown = ", ".join(code(spell(text)) for text in texts)
    return f"- {label}: {shown}" if shown else ""
