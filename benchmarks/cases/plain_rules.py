"""Plain rules by their number, as data: conditions that every rule language can say, each in its own words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator: TypeAlias = Literal["is", "is not", "<", ">"]
Value: TypeAlias = str | int | bool


@dataclass(frozen=True)
class Part:
    """A comparison of one field with one value."""

    path: str
    """In the words of Playbook."""
    name: str
    """In a flat set of facts."""
    operator: Operator
    value: Value


Condition: TypeAlias = tuple[Part, ...]
"""Parts that have to hold together."""

FIELDS = (
    ("campaign", "campaign"),
    ("language", "language"),
    ("account.handle", "handle"),
    ("account.organisation", "organisation"),
    ("author.id", "author"),
)
"""What the rules compare that look like a table: one value each."""


def alike(number: int) -> Condition:
    """A rule that compares a field with a value of its own."""
    path, name = FIELDS[number % len(FIELDS)]
    return (Part(path, name, "is", f"value-{number}"),)


def repeated(number: int) -> Condition:
    """A rule of two cheap parts, out of a few dozen for each of them: the same tests come again and again."""
    return _mixed(number, (number % 31, number % 997, number % 23, number % 17))


def different(number: int) -> Condition:
    """A rule of two cheap parts, one of which is in no other rule."""
    return _mixed(number, (number,) * 4)


def _mixed(number: int, beyond: tuple[int, ...]) -> Condition:
    first = (
        Part("count(mentions)", "mentions", ">", beyond[0] + 9),
        Part("account.followers", "followers", "<", beyond[1] + 3),
        Part("audience.minimum_age", "minimum_age", ">", beyond[2] + 18),
        Part("count(hashtags)", "hashtags", ">", beyond[3] + 9),
    )
    second = (
        Part("sponsored", "sponsored", "is", False),
        Part("platform", "platform", "is not", "linkedin"),
        Part("made_by_machine", "made_by_machine", "is", False),
        Part("account.kind", "kind", "is", "professional"),
        Part("action", "action", "is", "post"),
        Part("purpose", "purpose", "is not", "expression"),
        Part("author.id", "author", "is not", f"person-{number % 13}"),
    )
    return first[number % len(first)], second[number % len(second)]


def spelled(condition: Condition) -> str:
    """A condition in Playbook's words."""
    return " and ".join(_part(part) for part in condition)


def _part(part: Part) -> str:
    if isinstance(part.value, bool):
        return part.path if part.value else f"not {part.path}"
    texts = part.name in {"campaign", "language", "handle", "organisation", "author"}
    return f"{part.path} {part.operator} " + (f'"{part.value}"' if texts else str(part.value))


def policy_text(condition: Callable[[int], Condition], count: int) -> str:
    """A policy of so many rules."""
    rules = (
        f'rule plain-{number}\n  when {spelled(condition(number))}\n  warn "Rule {number}."\n'
        for number in range(count)
    )
    return "policy plain\n" + "\n".join(rules)
