"""Playbook: judge your own draft by your own posting rules, before it is published."""

from playbook.api import (
    AnyPolicy,
    AnyPost,
    check,
    check_file,
    compile,  # noqa: A004  the name that re and others use for it
    evaluate,
    evaluate_many,
    load,
)
from playbook.engine.policy import Policy
from playbook.errors import PlaybookError, PolicyError, PostError, UsageError
from playbook.model.content import content_digest
from playbook.model.decision import Decision, Finding, Need
from playbook.model.history import History
from playbook.model.post import Post
from playbook.model.schema import Fact, derived
from playbook.model.verdict import Verdict

__all__ = [
    "AnyPolicy",
    "AnyPost",
    "Decision",
    "Fact",
    "Finding",
    "History",
    "Need",
    "PlaybookError",
    "Policy",
    "PolicyError",
    "Post",
    "PostError",
    "UsageError",
    "Verdict",
    "check",
    "check_file",
    "compile",
    "content_digest",
    "derived",
    "evaluate",
    "evaluate_many",
    "load",
]
