"""Playbook: judge your own draft by your own posting rules, before it is published.

The names are looked up when they are first used (PEP 562), so that importing the package costs next to nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
    from playbook.errors import PlaybookError, PolicyError, PostError, UsageError, WorkerError
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
    "WorkerError",
    "check",
    "check_file",
    "compile",
    "content_digest",
    "derived",
    "evaluate",
    "evaluate_many",
    "load",
]

_HOMES = {
    "playbook.api": (
        "AnyPolicy", "AnyPost", "check", "check_file", "compile", "evaluate", "evaluate_many", "load",
    ),
    "playbook.engine.policy": ("Policy",),
    "playbook.errors": ("PlaybookError", "PolicyError", "PostError", "UsageError", "WorkerError"),
    "playbook.model.content": ("content_digest",),
    "playbook.model.decision": ("Decision", "Finding", "Need"),
    "playbook.model.history": ("History",),
    "playbook.model.post": ("Post",),
    "playbook.model.schema": ("Fact", "derived"),
    "playbook.model.verdict": ("Verdict",),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}


class _Face(ModuleType):
    """This module. `check` and `compile` are functions here, and packages below: the function has the name."""

    def __setattr__(self, name: str, value: Any) -> None:
        # The import system binds a package in its parent once it is loaded, whoever asked for it.
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
