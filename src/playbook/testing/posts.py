"""Puts the post of a test together from its examples and assignments."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from playbook.check.module import Module
from playbook.model.content import content_digest
from playbook.model.post import Post
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate
from playbook.reference.linked import Tables
from playbook.syntax import tree

SOMEBODY = "(the author)"
"""The author of a test's post, where the test gives approvals but no author: approvers are other people, unless it
says so.
"""


@dataclass
class Given:
    """What a test gives: the post's data, params to set, the time."""

    post: dict[str, Any] = field(default_factory=dict)
    params: dict[str, Any] = field(default_factory=dict)
    now: datetime | None = None


def given(assignments: Iterable[tree.Assignment], module: Module) -> Given:
    """All that *assignments* give, in the order written: what comes later wins."""
    made = Given()
    for assignment in assignments:
        _assign(assignment, module, made)
    return made


def _assign(assignment: tree.Assignment, module: Module, made: Given) -> None:
    parts = assignment.target.parts
    named = module.names.get(parts[0]) if len(parts) == 1 else None
    if isinstance(named, tree.Param):
        made.params[parts[0]] = _evaluated(assignment.value, module)
        return
    value = plain(assignment.value, module)
    if isinstance(named, tree.Ask):
        answers = made.post.setdefault("answers", {})
        if value is None:
            answers.pop(parts[0], None)
        else:
            answers[parts[0]] = value
    elif parts == ("now",):
        made.now = value
    else:
        _put(made.post, parts[1:] if parts[0] == "post" and len(parts) > 1 else parts, value)


def _put(record: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    for name in path[:-1]:
        inner = record.get(name)
        if not isinstance(inner, dict):
            inner = record[name] = {}
        record = inner
    record[path[-1]] = value


def plain(expr: tree.Expr, module: Module) -> Any:
    """The value of an assignment as data for a post. `unknown` is None."""
    match expr:
        case tree.Group():
            return plain(expr.inner, module)
        case tree.Name() if expr.parts == ("unknown",):
            return None
        case tree.ListLiteral():
            return [plain(item, module) for item in expr.items]
        case tree.RecordLiteral():
            record: dict[str, Any] = {}
            for assignment in expr.assignments:
                _put(record, assignment.target.parts, plain(assignment.value, module))
            return record
    value = _evaluated(expr, module)
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return list(value) if isinstance(value, tuple) else value


def _evaluated(expr: tree.Expr, module: Module) -> Any:
    tables = Tables(module.refs, module.types, module.patterns, module.functions, {})
    nothing: Any = None
    return evaluate(expr, Environment(tables, {}, nothing))


def post_of(made: Given, post_type: type[Post]) -> Post:
    """The post. Raises pydantic's ValidationError where it is none.

    An approval that does not say for what content it was given, or when, was given for this post just before it goes
    out.
    """
    data = dict(made.post)
    approvals = data.get("approvals")
    if not approvals:
        return post_type.model_validate(data)
    author = data.get("author")
    if author is None or (isinstance(author, dict) and "id" not in author):
        data["author"] = {**(author or {}), "id": SOMEBODY}
    digest = content_digest(post_type.model_validate({**data, "approvals": ()}))
    at = data.get("publish_at") or made.now
    filled = {"content": digest} if at is None else {"content": digest, "at": at}
    data["approvals"] = [{**filled, **approval} for approval in approvals]
    return post_type.model_validate(data)
