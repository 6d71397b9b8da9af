"""The answer: a verdict, and everything that a person or a program needs to act on it. Frozen, and true to itself
through JSON. What explains it may be worked out only when it is read.
"""

from datetime import datetime
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from playbook.model.instant import Instant
from playbook.model.on_demand import OnDemand, not_read
from playbook.model.verdict import Verdict


class Part(BaseModel):
    """What all parts of a decision share."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Location(Part):
    """Where something stands in a policy."""

    file: str
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""


class Words(Part):
    """Words of the post that a finding is about."""

    field: str
    """Where they stand: `text`, `media[0].alt_text`."""
    start: int
    """Offset in that text, in code points."""
    end: int
    """Half-open."""
    text: str


class Reason(Part):
    """A part of the condition that made the rule fire, or that could not be decided."""

    condition: str
    """In the policy's own words."""
    holds: bool | None
    """Whether it held; None where it is not known."""
    values: tuple[tuple[str, str], ...] = ()
    """What it was about, as (expression, value in words) pairs."""


class Need(Part):
    """A fact that is not known, and without which the answer is not final."""

    field: str
    """What to fill in: `account.kind`, `media[0].consent`, `answers.own_words`."""
    question: str


class ApprovalWanted(Part):
    """A yes that is still wanted."""

    by: tuple[str, ...]
    """The role (one name), or the people who may say it, and have not; never the author, where that is known."""
    role: bool
    """Whether `by` names a role rather than people."""
    anybody: bool = False
    """Whether it is for anybody but the author to say. Where it is not and `by` is empty, nobody is known who could."""
    count: int
    """How many more people."""
    rule: str
    policy: str


class TextEdit(Part):
    """A change to a text of the post that a program can apply: replace code points start to end of `field` by
    `text`.
    """

    field: str
    start: int
    end: int
    text: str


class FixOffer(Part):
    """What to do about a finding. Where there is an edit, the rule no longer fires with it, and the decision is not
    stricter.
    """

    words: str
    edit: TextEdit | None = None


class Finding(OnDemand):
    """One rule that has something to say about the post."""

    policy: str
    rule: str
    verdict: Verdict
    """What it counts as."""
    state: Literal["fired", "undetermined"]
    own_verdict: Verdict
    """What the rule says where it fires; `verdict` is the milder of it and `review` while it is undetermined."""
    title: str | None = None
    message: str | None = None
    fix: FixOffer | None = None
    see: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    spans: tuple[Words, ...] = ()
    because: tuple[Reason, ...] = ()
    needs: tuple[Need, ...] = ()
    problems: tuple[str, ...] = ()
    """Functions and derived fields that failed, with the kind of error."""
    location: Location


class PolicyUsed(Part):
    """Which policy judged; `digest` changes with anything that can change its answers."""

    name: str
    version: str | None
    digest: str


class Decision(OnDemand):
    """The answer to one post. The verdict is there at once; what explains it is worked out when it is first read, and
    until then the decision holds on to the post and the policies.
    """

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    """Strictest first, then by policy and rule."""
    needs: tuple[Need, ...] = ()
    approvals: tuple[ApprovalWanted, ...] = ()
    """Those that fired `review` findings still want."""
    earliest: Instant | None = None
    """The least instant, from `publish_at` on, at which no rule that reads the time holds it back; None where that is
    not known.
    """
    policies: tuple[PolicyUsed, ...]
    applies: bool | None
    """Whether any policy was about this post; None while that is not known."""


_GIVEN: Final = {"verdict", "earliest", "policies", "applies"}


def without_findings(
    policies: tuple[PolicyUsed, ...], *, applies: bool | None, earliest: datetime | None
) -> Decision:
    """`Decision(verdict=Verdict.ALLOW, …)` with these three, which are known to be of the right kind."""
    return not_read(
        Decision,
        {
            "verdict": Verdict.ALLOW,
            "findings": (),
            "needs": (),
            "approvals": (),
            "earliest": earliest,
            "policies": policies,
            "applies": applies,
        },
        None,
        _GIVEN,
    )
