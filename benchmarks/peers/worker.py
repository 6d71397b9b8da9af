"""One peer on one job, in a process of its own: `python -m benchmarks.peers.worker PEER JOB.json` prints what it found
as JSON. First it holds the peer's answers against those expected, then it times.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.cases.plain_rules import Condition, Part, different
from benchmarks.cases.twelve.handwritten import collector
from benchmarks.cases.twelve.posts import HASHTAGS
from benchmarks.peers import Constants, Engine, Peer, peer
from benchmarks.peers.facts import plain_facts
from benchmarks.posts import HOSTS, SPOKEN
from benchmarks.timing import Candidate, for_each, race
from playbook.model.post import Post
from playbook.text.normal import key

Rules: TypeAlias = Callable[[Post], Sequence[str]]

MOST_WRONG = 0.01
"""The share of posts that may come out differently; past that there is nothing to compare."""
ROUND = 1.0
"""Seconds that a round should take at most; slower engines are given fewer posts."""


def main(name: str, job: dict[str, Any]) -> dict[str, Any]:
    """What came of it."""
    module = peer(name)
    about = {"package": f"{module.PACKAGE} {version(module.PACKAGE)}", "cannot": module.CANNOT}
    try:
        return about | _judged(module, job)
    except Exception as error:  # whatever an engine raises is what is to be told of it
        return about | {"problem": f"failed: {type(error).__name__}: {str(error)[:200]}"}


def _judged(module: Peer, job: dict[str, Any]) -> dict[str, Any]:
    start = time.perf_counter()
    engine, expected = _built(module, job)
    about: dict[str, Any] = {"load": (time.perf_counter() - start) * 1e3}
    wrong = _wrong(engine, expected, job["check"])
    about |= {"wrong": len(wrong), "of": len(job["check"])}
    if len(wrong) > MOST_WRONG * len(job["check"]):
        return about | {
            "problem": f"answers differently on {len(wrong)} of {len(job['check'])} posts, such as {wrong[0]}"
        }
    return about | _times(engine, expected, job["posts"], job["rounds"])


def _built(module: Peer, job: dict[str, Any]) -> tuple[Engine, Rules]:
    if job["rules"] == "twelve":
        folded = [tuple(map(key, texts)) for texts in (job["terms"], HASHTAGS, HOSTS, SPOKEN)]
        return module.twelve(Constants(*folded)), collector(job["terms"], HASHTAGS, HOSTS, SPOKEN)
    conditions = [different(number) for number in range(job["rules"])]
    return module.plain(conditions), lambda post: by_hand(conditions, post)


def by_hand(conditions: Sequence[Condition], post: Post) -> list[str]:
    """The plain rules that fire."""
    facts = plain_facts(post)
    return [
        f"plain-{number}"
        for number, condition in enumerate(conditions)
        if all(_holds(part, facts[part.name]) for part in condition)
    ]


def _holds(part: Part, value: Any) -> bool:
    if part.operator == "is":
        return bool(value == part.value)
    if part.operator == "is not":
        return bool(value != part.value)
    return bool(value < part.value if part.operator == "<" else value > part.value)


def _wrong(engine: Engine, expected: Rules, posts: Sequence[str]) -> list[str]:
    wrong = []
    for line in posts:
        post = Post.model_validate_json(line)
        theirs, ours = sorted(set(engine.fired(engine.convert(post)))), sorted(expected(post))
        if theirs != ours:
            wrong.append(f"{theirs} for {ours} on {post.text!r}")
    return wrong


def _times(engine: Engine, expected: Rules, posts: Sequence[str], rounds: int) -> dict[str, Any]:
    def whole(post: Post) -> object:
        return engine.fired(engine.convert(post))

    fewer = posts[: _how_many(whole, posts)]

    def fresh() -> list[Post]:
        return [Post.model_validate_json(line) for line in fewer]

    def converted() -> list[Any]:
        return [engine.convert(post) for post in fresh()]

    candidates = [
        Candidate("by hand", for_each(expected), fresh, len(fewer)),
        Candidate("whole", for_each(whole), fresh, len(fewer)),
        Candidate("only judging", for_each(engine.fired), converted, len(fewer)),
    ]
    samples = race(candidates, rounds)
    return {
        "posts": len(fewer),
        "samples": {one.name: sample.rounds for one, sample in zip(candidates, samples, strict=True)},
    }


def _how_many(whole: Callable[[Post], object], posts: Sequence[str]) -> int:
    few = [Post.model_validate_json(line) for line in posts[:3]]
    start = time.perf_counter()
    for post in few:
        whole(post)
    each = (time.perf_counter() - start) / len(few)
    return max(3, min(len(posts), int(ROUND / each)))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))))
