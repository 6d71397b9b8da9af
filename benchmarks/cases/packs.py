"""The packs that come with Playbook, on posts of about 250 characters: the whole way and its parts."""

import json
from collections.abc import Iterator
from typing import Any

import playbook
from benchmarks.cases.twelve import LENGTH, fresh
from benchmarks.posts import PostFields
from benchmarks.settings import Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate, for_each
from playbook.model.post import Post
from playbook.model.verdict import Verdict

TITLE = "The packs"
LIMIT = 20.0
"""Microseconds from a `Post` to its decision by the professional pack, as set out."""
SHARE = 0.98
"""Where fewer of the posts pass, those that do not are worth a table."""


def run(settings: Settings) -> Iterator[Table]:
    """For each pack: posts that it lets pass, and posts as they come."""
    for name in ("professional", "personal"):
        policy = playbook.load(name)
        drawn = [json.dumps(as_apps_do(fields, name)) for fields in settings.draw(settings.posts * 2, LENGTH)]
        passing = [line for line in drawn if _passes(line, policy)][: settings.posts]
        yield _table(policy, "posts that pass", passing, settings)
        if sum(_passes(line, policy) for line in drawn) < SHARE * len(drawn):
            yield _table(policy, "posts as they come", drawn[: settings.posts], settings)


def as_apps_do(fields: PostFields, pack: str) -> dict[str, Any]:
    """What is in the text is not said again: links, hashtags and mentions are found there."""
    kept = {name: value for name, value in fields.items() if name not in ("links", "hashtags", "mentions")}
    kept["account"] = kept["account"] | {"kind": pack}
    return kept


def _passes(line: str, policy: playbook.Policy) -> bool:
    decision = playbook.evaluate(Post.model_validate_json(line), policy)
    return decision.verdict is Verdict.ALLOW and not decision.findings


def _table(policy: playbook.Policy, kind: str, posts: list[str], settings: Settings) -> Table:
    make, count, name = fresh(posts), len(posts), policy.name
    limit = LIMIT if name == "professional" else None
    mappings = [json.loads(line) for line in posts]
    judge = for_each(lambda post: playbook.evaluate(post, policy))
    candidates = [
        Candidate("from a Post to its decision", judge, make, count, limit=limit),
        Candidate("of that: which rules fire", for_each(policy.program.run), make, count),
        Candidate(
            "before that: from JSON to a Post", for_each(Post.model_validate_json), lambda: posts, count
        ),
        Candidate("or: from a mapping to a Post", for_each(Post.model_validate), lambda: mappings, count),
        Candidate(
            "after that: the decision as JSON",
            for_each(lambda decision: decision.model_dump_json()),
            lambda: [playbook.evaluate(post, policy) for post in make()],
            count,
        ),
    ]
    return timed(
        "packs", f"The pack {name}, {kind}", candidates, settings.rounds, facts={"pack": name, "posts": kind}
    )
