"""Twelve realistic rules, with 20, 1,000 and 10,000 forbidden terms: the main case, against hand-written functions."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import playbook
from benchmarks.cases.twelve.handwritten import Judge, Rules, collector, judge, matcher
from benchmarks.cases.twelve.posts import HASHTAGS, failing
from benchmarks.cases.twelve.rules import policy_with
from benchmarks.posts import HOSTS, SPOKEN
from benchmarks.settings import DisagreementError, Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate, for_each
from benchmarks.words import terms
from playbook.civil.zones import load_zone
from playbook.model.decision import Decision, without_findings
from playbook.model.post import Post

TITLE = "Twelve realistic rules"
LENGTH = (200, 280)
"""Characters of a text."""
PARTS_AT = 1_000
"""Terms with which the parts are measured."""
REACH = 1.15
"""What a decision is to cost at most, as a multiple of that made by hand."""


READERS: tuple[tuple[str, str, Callable[[Decision], object]], ...] = (
    (
        "its findings read",
        "which rules, their verdicts and messages",
        lambda decision: [(one.rule, one.verdict, one.message) for one in decision.findings],
    ),
    ("its instant read", "when it may go out", lambda decision: decision.earliest),
    (
        "its reasons read",
        "what made the rules fire, and where in the text",
        lambda decision: [(one.because, one.spans) for one in decision.findings],
    ),
    ("all of it as plain values", "", lambda decision: decision.model_dump(mode="json")),
)
"""What may be asked of a decision, and is worked out only then."""


@dataclass(frozen=True)
class Contest:
    """The same rules, in several ways."""

    policy: playbook.Policy
    slow: playbook.Policy
    """The same, with the matcher in Python alone."""
    rules: Rules
    judge: Judge


def load_policy(count: int) -> playbook.Policy:
    """The policy with so many forbidden terms."""
    return policy_with(terms(count))


def python_only() -> AbstractContextManager[object]:
    """What is loaded within looks for terms in Python alone, as where there is no wheel of the compiled matcher."""
    return patch("playbook.text.terms.scan.automaton_installed", lambda: False)


def contest(count: int) -> Contest:
    """All three with so many forbidden terms."""
    policy = load_policy(count)
    with python_only():
        slow = load_policy(count)
    rules = collector(terms(count), HASHTAGS, HOSTS, SPOKEN)
    return Contest(policy, slow, rules, judge(rules, policy.used))


def sets_of_posts(contest: Contest, settings: Settings, count: int = 0) -> dict[str, list[str]]:
    """The posts to judge, as JSON: such as pass, and such as fail two rules; *count* of each, or what is usual."""
    wanted = count or settings.posts
    drawn = settings.draw(wanted * 4, LENGTH)
    passing = [fields for fields in drawn if not contest.rules(Post.model_validate(fields))]
    if not passing:
        raise DisagreementError("none of these posts passes the twelve rules")
    # What is found by chance of a word stays out of both.
    return {
        "pass": [json.dumps(fields) for fields in passing[:wanted]],
        "fail two": [json.dumps(fields) for fields in failing(passing[:wanted])],
    }


def same(contest: Contest, posts: Sequence[str]) -> None:
    """Raises DisagreementError where the policy and the functions do not say the same."""
    for line in posts:
        post = Post.model_validate_json(line)
        mine, theirs, rules = (
            said(playbook.evaluate(post, contest.policy)),
            said(contest.judge(post)),
            contest.rules(post),
        )
        if mine != theirs or sorted(rule for rule, _, _ in mine[1]) != sorted(rules):
            raise DisagreementError(f"the policy says {mine}, the function {theirs} and {rules}, on {line}")


def said(decision: Decision) -> tuple[Any, ...]:
    """What a decision says, without what explains it."""
    findings = [(finding.rule, finding.verdict, finding.state) for finding in decision.findings]
    return decision.verdict, findings, decision.earliest, decision.applies, decision.policies


def fresh(posts: Sequence[str]) -> Callable[[], list[Post]]:
    """Makes the posts anew: nothing that was worked out for them before is still there."""
    return lambda: [Post.model_validate_json(line) for line in posts]


def judging(policy: playbook.Policy) -> Callable[[Sequence[Post]], None]:
    """Judges posts one by one."""
    return for_each(lambda post: playbook.evaluate(post, policy))


def run(settings: Settings) -> Iterator[Table]:
    """A table for each number of terms and each kind of post; and one of the parts of a decision."""
    for count in settings.sizes:
        found = contest(count)
        sets = sets_of_posts(found, settings)
        for kind, posts in sets.items():
            same(found, posts)
            yield timed(
                "twelve",
                f"{count:,} terms, posts that {kind}",
                list(_candidates(found, posts, fails=kind != "pass")),
                settings.rounds,
                facts={"terms": count, "posts": kind},
            )
        if count == PARTS_AT:
            yield _parts(found, sets["pass"], settings.rounds)


def _parts(found: Contest, posts: Sequence[str], rounds: int) -> Table:
    """Where the time of a decision goes, by doing its parts alone."""
    make, count = fresh(posts), len(posts)
    mentioned, zone, used = (
        matcher(terms(PARTS_AT)).mentioned,
        load_zone("Europe/London"),
        (found.policy.used,),
    )
    parts = {
        "a decision": lambda post: playbook.evaluate(post, found.policy),
        "of that: which rules fire": found.policy.program.run,
        "of that: words in the text": lambda post: mentioned(post.text),
        "of that: the clock in London": lambda post: post.publish_at.astimezone(zone),
        "the decision, once it is known": lambda post: without_findings(
            used, applies=True, earliest=post.publish_at
        ),
    }
    candidates = [Candidate(name, for_each(part), make, count) for name, part in parts.items()]
    title = f"Where it goes: {PARTS_AT:,} terms, posts that pass"
    return timed("twelve", title, candidates, rounds, facts={"parts": PARTS_AT})


def _candidates(found: Contest, posts: Sequence[str], *, fails: bool) -> Iterator[Candidate]:
    make, count = fresh(posts), len(posts)
    yield Candidate("by hand, same decision", for_each(found.judge), make, count)
    yield Candidate("by hand, names of rules only", for_each(found.rules), make, count)
    yield Candidate("playbook", judging(found.policy), make, count, reach=REACH)
    yield Candidate("playbook, matcher in Python alone", judging(found.slow), make, count, reach=REACH * 2.5)
    if fails:
        firing = for_each(found.policy.program.run)
        yield Candidate("of that: which rules fire", firing, make, count)
        for name, note, read in READERS:
            yield Candidate(f"playbook, {name}", _reading(found.policy, read), make, count, note=note)


def _reading(policy: playbook.Policy, read: Callable[[Decision], object]) -> Callable[[Sequence[Post]], None]:
    return for_each(lambda post: read(playbook.evaluate(post, policy)))
