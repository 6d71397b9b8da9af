"""What happens to a post that a rule catches, in words: `it is not published`, `somebody from legal reads it first`."""

from fractions import Fraction
from typing import Any, assert_never

from playbook.handbook.english import capital, is_agent, listed, number_word, plural, with_article
from playbook.handbook.things import Things
from playbook.handbook.values import number_in_words
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.types import WINDOW

LABELS = {
    "allow": "Fine because of it",
    "advise": "With a tip",
    "warn": "With a warning",
    "delay": "Has to wait",
    "review": "Read by somebody first",
    "deny": "Not published",
}
"""What stands before an example of a post that a rule catches."""


def outcome(verdict: tree.Verdict, things: Things, subject: str = "it") -> str:
    """What happens to *subject*; without a capital and a full stop."""
    match verdict.name:
        case "allow":
            return f"{subject} may go out"
        case "advise":
            return f"{subject} is published, with a tip for its author"
        case "warn":
            return f"{subject} is published once its author has seen a warning"
        case "delay":
            return f"{subject} waits{_until(verdict.until, things)}"
        case "review":
            return _review(verdict.approvers, things, subject)
        case "deny":
            return f"{subject} is not published"
        case _:
            assert_never(verdict.name)


def _until(until: tree.Expr | None, things: Things) -> str:
    if until is None:
        return ""
    if things.tables.types.get(until) != WINDOW:
        return f" until {things.noun(until).words}"
    inner = bare(until)
    if isinstance(inner, tree.Name | tree.WindowJoin):
        return f" for {things.window(inner)}"
    return f", and goes out only {things.window_at(inner)}"


def _review(approvers: tree.Approvers | None, things: Things, subject: str) -> str:
    if approvers is None or approvers.who is None:
        number = 1 if approvers is None else approvers.amount
        return f"{_people(number)} other than the author {_reads(number, subject)}"
    value = things.constants.value(approvers.who)
    if isinstance(value, tuple):
        return _list(approvers, things, value, subject)
    role = value if isinstance(value, str) else None
    if role is None:
        return f"somebody with the role of {things.noun(approvers.who).words} {_reads(1, subject)}"
    return f"{_with_role(role, int(approvers.amount), things)} {_reads(approvers.amount, subject)}"


def _with_role(role: str, number: int, things: Things) -> str:
    words = things.marks.text(role)
    if is_agent(role):
        return with_article(words) if number == 1 else f"{number_word(number)} {plural(words)}"
    return f"{_people(number)} from {words}"


def _list(approvers: tree.Approvers, things: Things, people: tuple[Any, ...], subject: str) -> str:
    names = [things.marks.text(str(person)) for person in people]
    match approvers.quota:
        case "all":
            return f"{listed(names)} {_reads(len(names), subject)}"
        case "share":
            share = number_in_words(approvers.amount, percent=True)
            return f"at least {share} of {listed(names)} {_reads(2, subject)}"
        case "count":
            if approvers.amount == 1:
                return f"{listed(names, 'or')} {_reads(1, subject)}"
            return f"{number_word(int(approvers.amount))} of {listed(names)} {_reads(2, subject)}"
        case _:
            assert_never(approvers.quota)


def _people(number: int | Fraction) -> str:
    return "somebody" if number == 1 else f"{number_word(int(number))} people"


def _reads(number: int | Fraction, subject: str) -> str:
    return f"{'reads' if number == 1 else 'read'} {subject} first"


def short(verdict: tree.Verdict, things: Things) -> str:
    """The outcome as a sentence of its own, for a list of changes."""
    return capital(outcome(verdict, things))
