"""Policies and posts that belong together, as the properties want them."""

from dataclasses import dataclass

from hypothesis import reject
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from playbook.engine.decide import decide
from playbook.engine.policy import Policy
from playbook.errors import PolicyError
from playbook.model.decision import Decision
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from properties.strategies.policies import Kind, Written, written_policies
from properties.strategies.posts import partial_posts


@dataclass(frozen=True)
class Case:
    """One or two policies, as written and compiled, and a post."""

    written: tuple[Written, ...]
    policies: tuple[Policy, ...]
    post: Post

    @property
    def asks(self) -> tuple[tuple[str, object], ...]:
        return tuple(ask for one in self.written for ask in one.asks)

    def decision(self, post: Post | None = None) -> Decision:
        return decide(self.post if post is None else post, self.policies)


@st.composite
def accepted(draw: DrawFn, kind: Kind = Kind()) -> tuple[Written, Policy]:  # noqa: B008  it cannot change
    """A policy that `check` accepts."""
    written = draw(written_policies(kind))
    try:
        return written, written.policy()
    except PolicyError:
        return reject()


@st.composite
def cases(draw: DrawFn, kind: Kind = Kind(), *, several: bool = True, fill: int | None = None) -> Case:  # noqa: B008
    """A policy (now and then two) and a post. *fill*: how much of the post is known, in percent."""
    found = [draw(accepted(kind))]
    if several and draw(st.integers(0, 3)) == 3:
        other = Kind(files=1, wild=kind.wild, times=kind.times, missing=kind.missing, calling=kind.calling, root="b")
        found.append(draw(accepted(other)))
    asks = tuple(ask for written, _ in found for ask in written.asks)
    post = draw(partial_posts(asks, fill=fill))
    return Case(tuple(written for written, _ in found), tuple(policy for _, policy in found), post)


def held_back(known: Verdict) -> Verdict:
    """What a decision has to be at least while it is open whether it comes to *known*."""
    return min(Verdict.REVIEW, known)
