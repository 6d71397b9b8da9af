"""On posts that companies really published, the professional pack is calm. Skipped where the posts are not at hand."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from packs.facts import bare, full, personal

import playbook
from playbook.model.decision import Decision

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
COMPANIES, NODE = DATA / "corporate_posts.jsonl", DATA / "nodejs_bluesky.jsonl"

pytestmark = pytest.mark.skipif(not COMPANIES.exists(), reason="the real posts are not there")

EVERY = 4
"""One post in so many: the corpus holds runs of posts that are nearly alike, and the suite has to stay quick."""


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _shares(decisions: list[Decision]) -> dict[str, float]:
    counts = Counter(str(decision.verdict) for decision in decisions)
    return {verdict: count / len(decisions) for verdict, count in counts.items()}


def test_company_posts_with_all_facts() -> None:
    posts = [full(row["text"]) for row in _rows(COMPANIES)[::EVERY]]
    decisions = list(playbook.evaluate_many(posts, "professional"))
    shares = _shares(decisions)
    assert shares.get("deny", 0) < 0.01
    assert shares.get("review", 0) < 0.08
    assert shares.get("delay", 0) == 0
    assert shares["allow"] > 0.75
    assert not any(finding.problems for decision in decisions for finding in decision.findings)


def test_company_posts_with_nothing_but_the_text() -> None:
    """They are asked about, and what is asked is the same for all, but for a word on whom they mention."""
    posts = [bare(row["text"]) for row in _rows(COMPANIES)[::EVERY]]
    decisions = list(playbook.evaluate_many(posts, "professional"))
    assert _shares(decisions) == {"review": 1.0}
    open_rules = Counter(
        finding.rule
        for decision in decisions
        for finding in decision.findings
        if finding.state == "undetermined"
    )
    usual = {"trained-author", "official-purposes", "disclose-payment", "answering-hours"}
    assert {rule for rule in open_rules if open_rules[rule] == len(posts)} == usual
    assert sum(open_rules.values()) / len(posts) < 4.6


def test_node_posts() -> None:
    rows = _rows(NODE)
    asked = {"target": {"text": "When is it out?"}}
    posts = [
        full(
            row["text"],
            action=row["action"],
            platform="bluesky",
            **(asked if row["action"] == "reply" else {}),
        )
        for row in rows
    ]
    decisions = list(playbook.evaluate_many(posts, "professional"))
    assert [
        (row["text"], d.findings) for row, d in zip(rows, decisions, strict=True) if d.verdict > "warn"
    ] == []


def test_the_personal_pack_is_quiet_on_all_of_them() -> None:
    """Strange food for it, which is the point: it has no say in what people post about."""
    posts = [personal(row["text"]) for row in _rows(COMPANIES)[::EVERY]]
    shares = _shares(list(playbook.evaluate_many(posts, "personal")))
    assert shares["allow"] > 0.97
    assert shares.get("deny", 0) == 0
