"""Many plain rules on posts that pass: how the cost grows with the number of rules, from 12 to 10,000."""

import json
from collections.abc import Callable, Iterator

import playbook
from benchmarks.cases.plain_rules import FIELDS, Condition, alike, different, policy_text, repeated
from benchmarks.cases.twelve import fresh, judging, load_policy
from benchmarks.settings import DisagreementError, Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate, for_each
from playbook.model.post import Post
from playbook.model.verdict import Verdict
from playbook.text.normal import key

TITLE = "Many plain rules"
SIZES = (12, 100, 1_000, 10_000)
QUICK_SIZES = (12, 100)
FEWER_POSTS = 5
"""One post in so many: the larger policies take long enough on few."""

KINDS: dict[str, tuple[Callable[[int], Condition], float]] = {
    "one field against a value": (alike, 2.0),
    "two cheap parts, often the same": (repeated, 5.0),
    "two cheap parts, all different": (different, 5.0),
}
"""The condition by number, and what 1,000 were set out to cost at most, as a multiple of 12."""


def posts_that_pass(settings: Settings) -> list[str]:
    """Posts with all that the rules ask for, as JSON."""
    drawn = settings.draw(settings.posts // FEWER_POSTS, (200, 280))
    for fields in drawn:
        fields["account"]["followers"] = 20_000
        fields["made_by_machine"] = False
        fields["tags"] = ["reminder"]
    return [json.dumps(fields) for fields in drawn]


def run(settings: Settings) -> Iterator[Table]:
    """A table for each kind of rule; the first row is the smallest policy."""
    posts = posts_that_pass(settings)
    for kind, (condition, most) in KINDS.items():
        candidates = []
        for size in QUICK_SIZES if settings.quick else SIZES:
            policy = playbook.compile(policy_text(condition, size))
            _passes(policy, posts)
            reach = most if size == 1_000 else None
            candidates.append(
                Candidate(f"{size:,} rules", judging(policy), fresh(posts), len(posts), reach=reach)
            )
        candidates.append(
            Candidate("twelve realistic rules", judging(load_policy(20)), fresh(posts), len(posts))
        )
        if condition is alike:
            candidates.append(
                Candidate("1,000 by hand, by dispatch", for_each(_by_hand(1_000)), fresh(posts), len(posts))
            )
        yield timed(
            "plain",
            f"Rules of {kind}",
            candidates,
            settings.rounds,
            facts={"kind": kind},
        )


def _passes(policy: playbook.Policy, posts: list[str]) -> None:
    for line in posts:
        decision = playbook.evaluate(Post.model_validate_json(line), policy)
        if decision.verdict is not Verdict.ALLOW or decision.findings:
            raise DisagreementError(f"this was to pass: {line}: {decision.findings}")


def _by_hand(count: int) -> Callable[[Post], list[int]]:
    """The rules that compare, as somebody writes them who knows that they are a table."""
    tables: list[dict[str, int]] = [{} for _ in FIELDS]
    for number in range(count):
        tables[number % len(FIELDS)][key(f"value-{number}")] = number
    campaigns, languages, handles, organisations, authors = tables

    def fired(post: Post) -> list[int]:
        found = (
            campaigns.get(key(post.campaign or "")),
            languages.get(key(post.language or "")),
            handles.get(key(post.account.handle or "")),
            organisations.get(key(post.account.organisation or "")),
            authors.get(key(post.author.id or "")),
        )
        return [number for number in found if number is not None]

    return fired
