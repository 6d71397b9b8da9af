"""Judges posts for the tests of this folder: by both evaluators, which have to agree on the whole decision."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest

import playbook
from playbook.builtins import FUNCTIONS
from playbook.engine.decide import decide, reference
from playbook.engine.policy import Policy
from playbook.model.content import content_digest
from playbook.model.decision import Decision, Finding
from playbook.model.post import Post

Judge = Callable[..., Decision]
HEADER = 'policy p timezone "UTC"\n'


def whole(text: str) -> str:
    """*text* as a policy: a header is put before rules that have none."""
    return text if text.lstrip().startswith("policy") else HEADER + text


def _judge(policy: str | Policy | Sequence[str | Policy], /, **post: Any) -> Decision:
    several = [policy] if isinstance(policy, str | Policy) else policy
    policies = [playbook.compile(whole(one)) if isinstance(one, str) else one for one in several]
    draft = Post.model_validate(post)
    decision = playbook.evaluate(draft, policies)
    assert decide(draft, policies, reference) == decision, "the two evaluators differ"
    return decision


def _finding(policy: str | Policy, /, **post: Any) -> Finding:
    findings = _judge(policy, **post).findings
    assert len(findings) == 1, findings
    return findings[0]


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The decision of a policy (its text, or rules alone; or several policies) on the post that the facts make."""
    return _judge


@pytest.fixture(scope="session")
def finding() -> Callable[..., Finding]:
    """The same, where there is to be one finding: that one."""
    return _finding


@contextmanager
def _failing(name: str, gives: Any = None) -> Iterator[None]:
    function = FUNCTIONS[name]
    right = function.implementation

    def fail(*_: Any) -> Any:
        if gives is None:
            raise ZeroDivisionError("secret")
        return gives

    object.__setattr__(function, "implementation", fail)  # it is frozen, and shared by all policies
    try:
        yield
    finally:
        object.__setattr__(function, "implementation", right)


@pytest.fixture(scope="session")
def failing() -> Callable[..., AbstractContextManager[None]]:
    """Makes the function of that name raise, or give what it should not, while the `with` lasts."""
    return _failing


def _approved(*approvals: dict[str, Any], **facts: Any) -> dict[str, Any]:
    draft = {"author": {"id": "ana"}, "publish_at": "2026-11-23T10:00Z", **facts}
    digest = content_digest(Post.model_validate(draft))
    given = [{"at": "2026-11-22T10:00Z", "content": digest, **approval} for approval in approvals]
    return {**draft, "approvals": given}


@pytest.fixture(scope="session")
def approved() -> Callable[..., dict[str, Any]]:
    """Facts of a post by Ana with these approvals, given in time and for its content, unless they say otherwise."""
    return _approved
