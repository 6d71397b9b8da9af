"""Whose language a text is taken to be in, in both evaluators, and what is asked for where that is not known."""

from typing import Any

import pytest

import playbook
from playbook.compile.program import outcome
from playbook.model.post import Post
from playbook.reference.rules import states

POLICY = """policy p
topic votes stems "vote"
topic more words votes, "ballot"
let said = target.text
let them = media
rule own when text mentions votes deny
rule theirs when target.text mentions more deny
rule named when said mentions votes deny
rule pictures when any media where alt_text mentions votes deny
rule their-pictures when any picture in target.media where picture.alt_text mentions votes deny
rule kept when any them where captions mentions votes deny
rule far when target.target.text mentions votes deny
rule mixed when text mentions any of [votes, author.name] deny
rule both when text mentions all of [votes, more] deny
rule not-so when text mentions "ballot" unless text mentions votes deny
rule tagged when any hashtags where it mentions votes deny
"""


def judged(**facts: Any) -> tuple[set[str], set[str], set[str]]:
    """The rules that fired, those that are undetermined, and what is needed."""
    policy, post = playbook.compile(POLICY), Post(**{"author": {"name": "Ann"}, "hashtags": [], **facts})
    found = policy.program.run(post)
    assert found == outcome(states(policy.linked, post))
    names = [rule.name for rule in policy.linked.rules]
    decision = playbook.evaluate(post, policy)
    return (
        {names[index] for index in found.fired},
        {names[index] for index in found.undetermined},
        {need.field for need in decision.needs},
    )


def test_the_posts_own_texts() -> None:
    quiet = {"target": {"text": ""}}
    assert judged(text="voting", language="en", **quiet)[0] == {"own", "mixed", "both"}
    assert judged(text="voting", language="ja", **quiet)[0] == set()
    fired, open_, needs = judged(text="voting", **quiet)
    assert (fired, open_, needs) == (set(), {"own", "mixed", "both"}, {"language"})
    assert judged(text="vote", **quiet)[1:] == (set(), set())
    assert judged(text="a ballot for voting", language="en", **quiet)[0] == {"own", "mixed", "both"}
    assert "not-so" in judged(text="a ballot for voting", **quiet)[1]
    assert judged(text="voting", hashtags=["voting"], language="en", **quiet)[0] == {
        "own",
        "mixed",
        "both",
        "tagged",
    }


def test_the_targets_texts_are_in_the_targets_language() -> None:
    target = {"text": "voting", "media": [{"alt_text": "votes"}]}
    reply: dict[str, Any] = {"action": "reply", "text": "", "language": "en"}
    fired, open_, needs = judged(target=target, **reply)
    assert fired == set()
    assert open_ >= {"theirs", "named", "their-pictures"}
    assert "target.language" in needs
    assert "language" not in needs
    assert judged(target={**target, "language": "en-GB"}, **reply)[0] == {"theirs", "named", "their-pictures"}
    further = {"text": "", "language": "ja", "action": "reply", "target": {"text": "votes", "language": "en"}}
    assert judged(target=further, **reply)[0] == {"far"}


def test_pictures_are_in_the_posts_language() -> None:
    media = [{"alt_text": "votes", "captions": "voted"}]
    assert judged(media=media, text="", language="en", target={"text": ""})[0] == {"pictures", "kept"}
    fired, open_, needs = judged(media=media, text="", target={"text": ""})
    assert (fired, open_, needs) == (set(), {"pictures", "kept"}, {"language"})


def test_the_words_that_are_shown_are_those_of_the_post() -> None:
    policy = playbook.compile(POLICY)
    decision = playbook.evaluate(
        Post(text="Is Voting fun?", language="en", author={"name": "A"}, target={"text": ""}), policy
    )
    own = next(one for one in decision.findings if one.rule == "own")
    assert [(span.start, span.end, span.text) for span in own.spans] == [(3, 9, "Voting")]


@pytest.mark.parametrize("rule", ["own", "theirs"])
def test_a_policy_says_that_it_reads_the_language(rule: str) -> None:
    text = "\n".join(
        line for line in POLICY.splitlines() if not line.startswith("rule ") or f"rule {rule} " in line
    )
    wanted = {"own": "language", "theirs": "target.language"}
    assert wanted[rule] in playbook.compile(text).reads
