"""Whether a `review` has the approvals it asks for. Only what is known to count counts."""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction
from math import ceil

from pydantic import BaseModel

from playbook.frozen import frozen
from playbook.model.content import content_digest
from playbook.reference.environment import Environment, fact, instant_of
from playbook.reference.expression import evaluate
from playbook.syntax import tree
from playbook.text.normal import key


@frozen
class Wanted:
    """Who has to say yes, how many of them, and how many have."""

    role: bool
    """`by` is one role; else the people who may, and have not."""
    by: tuple[str, ...]
    needed: int
    given: int
    anybody: bool = False
    """Nobody is named: whoever is not the author."""

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
    given = {approval.by for approval in valid}
    if isinstance(who, str):
        with_role = {approval.by for approval in valid if approval.role == key(who)}
        return Wanted(True, (who,), _needed(approvers, None), len(with_role))
    if isinstance(who, tuple):
        people = {key(person): person for person in who if isinstance(person, str)}
        if author is not None:
            people.pop(key(author), None)
        by = tuple(sorted(name for person, name in people.items() if person not in given))
        return Wanted(False, by, _needed(approvers, len(people)), len(people) - len(by))
    if who is None:
        return Wanted(False, (), _needed(approvers, None), len(given), anybody=True)
    return Wanted(False, (), max(1, _needed(approvers, None)), 0)


def _needed(approvers: tree.Approvers | None, people: int | None) -> int:
    if approvers is None:
        return 1
    if approvers.quota == "count" or people is None:
        return max(1, ceil(approvers.amount))
    share = Fraction(1) if approvers.quota == "all" else approvers.amount
    return max(1, ceil(share * people))


def _author(post: BaseModel) -> str | None:
    name = fact(fact(post, "author"), "id")
    return name if isinstance(name, str) else None


@frozen
class _Given:
    """An approval that counts."""

    by: str
    role: str | None


def _valid(post: BaseModel, author: str | None) -> Iterable[_Given]:
    """The approvals that count, whoever gave them. Without a known author nobody is known not to be the author."""
    approvals, instant = fact(post, "approvals"), instant_of(post)
    if (
        author is None
        or not isinstance(approvals, tuple)
        or not approvals
        or not isinstance(instant, datetime)
    ):
        return
    content = _content(post)
    for approval in approvals:
        by, role, at = fact(approval, "by"), fact(approval, "role"), fact(approval, "at")
        if not isinstance(by, str) or key(by) == key(author) or content is None:
            continue
        if fact(approval, "content") == content and isinstance(at, datetime) and at <= instant:
            yield _Given(key(by), key(role) if isinstance(role, str) else None)


def _content(post: BaseModel) -> str | None:
    """What an approval has to be for; None where the post is not of the shape that it should be."""
    try:
        return content_digest(post)
    except Exception:  # somebody went round validation: then nobody knows what was approved
        return None


def approved(approvers: tree.Approvers | None, env: Environment) -> bool:
    """Whether all the approvals that a `review` asks for are known to be there."""
    return wanted(approvers, env).satisfied
