"""Whether a `review` has the approvals it asks for. Only what is known to count counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from math import ceil
from typing import Any

from pydantic import BaseModel

from playbook.model.content import content_digest
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.syntax import tree
from playbook.text.normal import key


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who has to say yes, how many of them, and how many have."""

    role: bool
    """`by` is one role; else people."""
    by: tuple[str, ...]
    needed: int
    given: int

    @property
    def satisfied(self) -> bool:
        return self.given >= self.needed


def wanted(approvers: tree.Approvers | None, env: Environment) -> Wanted:
    """What a `review by …` asks for, and what of it is there.

    An approval counts when it is by a person known not to be the author, with the role (or on the list), for the
    content that the post has now, at or before `publish_at`. Where the author is on the list, one person fewer is
    there to be asked.
    """
    who = None if approvers is None or approvers.who is None else evaluate(approvers.who, env)
    author = _author(env.post)
    valid = list(_valid(env.post, author))
    given = {key(approval.by) for approval in valid}
    if isinstance(who, str):
        with_role = {key(approval.by) for approval in valid if _has_role(approval, who)}
        return Wanted(True, (who,), _needed(approvers, None), len(with_role))
    if isinstance(who, tuple):
        people = {key(person): person for person in who if isinstance(person, str)}
        if author is not None:
            people.pop(key(author), None)
        by = tuple(sorted(people.values()))
        return Wanted(
            False, by, _needed(approvers, len(people)), sum(1 for person in people if person in given)
        )
    if who is None:
        return Wanted(False, (), _needed(approvers, None), len(given))
    return Wanted(False, (), max(1, _needed(approvers, None)), 0)


def _needed(approvers: tree.Approvers | None, people: int | None) -> int:
    if approvers is None:
        return 1
    if approvers.quota == "count" or people is None:
        return max(1, ceil(approvers.amount))
    share = Fraction(1) if approvers.quota == "all" else approvers.amount
    return max(1, ceil(share * people))


def _author(post: BaseModel) -> str | None:
    author = getattr(post, "author", None)
    name = getattr(author, "id", None)
    return name if isinstance(name, str) else None


def _has_role(approval: Any, role: str) -> bool:
    return isinstance(approval.role, str) and key(approval.role) == key(role)


def _valid(post: BaseModel, author: str | None) -> Iterable[Any]:
    """The approvals that count, whoever gave them. Without a known author nobody is known not to be the author."""
    approvals = getattr(post, "approvals", None)
    instant = getattr(post, "publish_at", None)
    if (
        author is None
        or not isinstance(approvals, tuple)
        or not approvals
        or not isinstance(instant, datetime)
    ):
        return
    content = content_digest(post)
    for approval in approvals:
        if not isinstance(approval.by, str) or key(approval.by) == key(author):
            continue
        if approval.content == content and isinstance(approval.at, datetime) and approval.at <= instant:
            yield approval


def approved(approvers: tree.Approvers | None, env: Environment) -> bool:
    """Whether all the approvals that a `review` asks for are known to be there."""
    return wanted(approvers, env).satisfied
