"""The twelve rules as a programmer would write them by hand: the yardstick. The same matcher, the same kind of post; no
questions asked, so nothing in a post may be unknown.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playbook.civil.zones import load_zone
from playbook.model.decision import Decision, Finding, Location, PolicyUsed, without_findings
from playbook.model.kinds import AccountKind, MediaKind, Platform, Visibility
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from playbook.text import graphemes
from playbook.text.normal import key
from playbook.text.terms.matcher import Matcher, TopicSpec

FORBIDDEN, DISCLOSURES, LEGAL = range(3)
_DAY = timedelta(days=1)

MESSAGES = {
    "alt-text": (Verdict.WARN, "Describe every picture."),
    "banned-hashtags": (Verdict.DENY, "That hashtag is not for us."),
    "few-mentions": (Verdict.WARN, "Five mentions are plenty."),
    "forbidden-words": (Verdict.DENY, "Say it in other words."),
    "known-hosts": (Verdict.REVIEW, "It links to a site that we do not know."),
    "legal-matters": (Verdict.REVIEW, "It speaks of a legal matter."),
    "linkedin-role": (Verdict.DENY, "The people who post there are named."),
    "office-hours": (Verdict.DELAY, "Nobody is there to answer."),
    "our-languages": (Verdict.REVIEW, "None of us reads that language."),
    "paid-posts": (Verdict.DENY, "A paid post says so."),
    "too-long": (Verdict.WARN, "At most 280 characters."),
    "trained": (Verdict.DENY, "Take the course first."),
}

Rules = Callable[[Post], list[str]]
Judge = Callable[[Post], Decision]


def collector(
    terms: Sequence[str], hashtags: Sequence[str], hosts: Sequence[str], languages: Sequence[str]
) -> Rules:
    """A function that gives the names of the rules that fire on a post, and nothing else."""
    mentioned = matcher(terms).mentioned
    banned, known = frozenset(map(key, hashtags)), frozenset(map(key, hosts))
    spoken = frozenset(map(key, languages))
    zone = _zone()

    def fired(post: Post) -> list[str]:
        found: list[str] = []
        topics = mentioned(post.text)
        for media in post.media:
            if media.kind is MediaKind.PHOTO and not media.alt_text:
                found.append("alt-text")
                break
        for tag in post.hashtags or ():
            if key(tag) in banned:
                found.append("banned-hashtags")
                break
        if len(post.mentions or ()) > 5:
            found.append("few-mentions")
        if FORBIDDEN in topics:
            found.append("forbidden-words")
        for link in post.links or ():
            if key(link.host or "") not in known:
                found.append("known-hosts")
                break
        if LEGAL in topics and post.audience.visibility is Visibility.PUBLIC:
            found.append("legal-matters")
        if post.platform is Platform.LINKEDIN:
            for role in post.author.roles or ():
                if key(role) == "linkedin":
                    break
            else:
                found.append("linkedin-role")
        at = post.publish_at.astimezone(zone)  # type: ignore[union-attr]
        if at.weekday() > 4 or not 9 <= at.hour < 17:
            found.append("office-hours")
        if key(post.language or "") not in spoken:
            found.append("our-languages")
        if post.sponsored and DISCLOSURES not in topics:
            found.append("paid-posts")
        if len(post.text) > 280 and graphemes.count(post.text) > 280:
            found.append("too-long")
        if post.account.kind is AccountKind.PROFESSIONAL:
            for training in post.author.trainings or ():
                if key(training.course or "") == "social media":
                    break
            else:
                found.append("trained")
        return found

    return fired


def judge(rules: Rules, used: PolicyUsed) -> Judge:
    """A function that makes of a post the decision that the policy makes of it, but for what explains its findings. A
    decision without findings comes about in the quickest way that we know, the same as in the engine.
    """
    zone, policies = _zone(), (used,)
    place = Location(file="twelve.playbook", line=1, column=1)
    findings = {
        rule: Finding(
            policy=used.name, rule=rule, verdict=verdict, state="fired", own_verdict=verdict, message=message,
            location=place,
        )
        for rule, (verdict, message) in MESSAGES.items()
    }  # fmt: skip

    def decide(post: Post) -> Decision:
        fired = rules(post)
        if not fired:
            return without_findings(policies, applies=True, earliest=post.publish_at)
        found = sorted(
            (findings[rule] for rule in fired), key=lambda one: (-one.verdict.strictness, one.rule)
        )
        at = post.publish_at
        return Decision(
            verdict=found[0].verdict,
            findings=tuple(found),
            earliest=_next_opening(at, zone) if at is not None and "office-hours" in fired else at,
            policies=policies,
            applies=True,
        )

    return decide


def _next_opening(at: datetime, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    opening = local.replace(hour=9, minute=0, second=0, microsecond=0)
    while opening < local or opening.weekday() > 4:
        opening += _DAY
    return opening.astimezone(UTC)


def matcher(terms: Sequence[str]) -> Matcher:
    disclosures = ("#ad", "#sponsored", "paid partnership")
    legal = ("class action", "court order", "lawsuit", "litigation", "settlement agreement")
    return Matcher([TopicSpec(words=tuple(terms)), TopicSpec(words=disclosures), TopicSpec(words=legal)])


def _zone() -> ZoneInfo:
    zone = load_zone("Europe/London")
    assert zone is not None
    return zone
