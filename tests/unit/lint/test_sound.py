"""What the logic says is so: claims about random conditions are held against random posts and the reference."""

import random
from collections.abc import Callable
from typing import Any

import pytest

import playbook
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.reference.rules import states

Lint = Callable[..., tuple[Diagnostic, ...]]

ATOMS = (
    "count(hashtags) {order} {number}",
    "count(media where kind is photo) {order} {number}",
    "any media",
    "no media where kind is {kind}",
    "any media where kind is {kind} and alt_text is missing",
    "any media where kind is in [photo, {kind}]",
    "action is {action}",
    "action is not {action}",
    "action is in [{action}, reply]",
    "target.action is not {action}",
    "target.action is {action}",
    "campaign is {word}",
    'campaign is not in [{word}, "a"]',
    "text mentions {word}",
    'text mentions any of [{word}, "b"]',
    'tags include all of [{word}, "c"]',
    "archived",
    "archived is false",
    "publish_at is within {window}",
    "publish_at is outside {window}",
    "publish_at is before 2027-01-0{day}T12:00Z",
    "2027-01-0{day} is before publish_at",
    "some_let",
    "text mentions wide",
    "text mentions narrow",
)
WINDOWS = (
    "weekdays 09:00 to 17:00",
    "sat, sun",
    "daily 22:00 to 06:00",
    "2027-01-02 to 2027-01-05",
    "(weekdays except 2027-01-04 to 2027-01-06)",
    "(mon plus tue 10:00 to 12:00 except daily 11:00 to 24:00)",
    "mon to sun",
)
WORDS = ("a", "b", "c")
ACTIONS = ("post", "reply", "like")
KINDS = ("photo", "video", "gif")


def condition(dice: random.Random, depth: int = 2) -> str:
    """A condition, in parentheses where it needs any."""
    if depth == 0 or dice.random() < 0.4:
        return dice.choice(ATOMS).format(
            order=dice.choice(("<", "<=", ">", ">=", "is", "is not")),
            number=dice.randint(0, 3),
            kind=dice.choice(KINDS),
            action=dice.choice(ACTIONS),
            word=f'"{dice.choice(WORDS)}"',
            window=dice.choice(WINDOWS),
            day=dice.randint(1, 8),
        )
    if dice.random() < 0.2:
        return f"not ({condition(dice, depth - 1)})"
    word = dice.choice((" and ", " or "))
    return word.join(f"({condition(dice, depth - 1)})" for _ in range(dice.randint(2, 3)))


def policy(dice: random.Random) -> str:
    text = (
        'policy tried timezone "Europe/London"\n'
        'ask archived "Is it archived?"\n'
        f"let some_let = {condition(dice, 1)}\n"
        'topic narrow words "c"\ntopic wide words "b", narrow\n'
    )
    for name in ("one", "two"):
        text += f"rule {name} when {condition(dice)}\n"
        if dice.random() < 0.4:
            text += f"  unless {condition(dice, 1)}\n"
        if dice.random() < 0.4:
            text += f"  require {condition(dice, 1)}\n"
        text += f'  {dice.choice(("warn", "deny", "delay until " + dice.choice(WINDOWS)))} "{name}"\n'
    return text


def post(dice: random.Random) -> dict[str, Any]:
    """A post of which all is known."""
    return {
        "text": " ".join(dice.sample((*WORDS, "#x", "#y", "#z"), dice.randint(0, 4))),
        "action": dice.choice(ACTIONS),
        "target": dice.choice(({"action": dice.choice(ACTIONS)}, None)),
        "campaign": dice.choice((*WORDS, None)),
        "tags": dice.sample(WORDS, dice.randint(0, 3)),
        "media": [
            {"kind": dice.choice(KINDS), "alt_text": dice.choice((None, "There."))}
            for _ in range(dice.randint(0, 3))
        ],
        "answers": {"archived": dice.random() < 0.5},
        "publish_at": f"2027-01-0{dice.randint(1, 9)}T{dice.randint(0, 23):02}:30:00Z",
    }


def fired(given: dict[str, Any], policy: playbook.Policy) -> set[str]:
    """The rules that fire, by the reference evaluator."""
    found = states(policy.linked, playbook.Post.model_validate(given))
    return {rule.name for rule, state in zip(policy.linked.rules, found.rules, strict=True) if state is True}


CLAIMS = ("never-fires", "always-fires", "swallowing-unless", "covered-rule", "never-open", "always-open")


@pytest.mark.parametrize("seed", range(60))
def test_claims_are_true(seed: int, linted: Lint) -> None:
    dice = random.Random(seed)  # noqa: S311
    text = policy(dice)
    try:
        tried = playbook.compile(text)
    except playbook.PolicyError:
        return  # a `missing` that lets a post through, say
    claims = linted(text, *CLAIMS)
    if not claims:
        return
    for _ in range(100):
        found = fired(post(dice), tried)
        for claim in claims:
            facts = vars(claim)
            rule = facts.get("rule")
            if claim.slug in ("never-fires", "swallowing-unless"):
                assert rule not in found, text
            elif claim.slug == "always-fires" and "delay" not in text:
                assert rule in found, text
            elif claim.slug == "covered-rule" and rule in found:
                assert facts["by"] in found, text


@pytest.mark.parametrize("seed", range(40))
def test_idle_parts_make_no_difference(seed: int, linted: Lint) -> None:
    """Taking out what is said to be idle leaves every decision as it was."""
    dice = random.Random(1_000 + seed)  # noqa: S311
    text = policy(dice)
    try:
        before = playbook.compile(text)
    except playbook.PolicyError:
        return
    slugs = ("idle-part", "idle-unless", "count-for-any", "comparison-with-true")
    idle = [one for one in linted(text, *slugs) if one.edits()]
    drafts = [post(dice) for _ in range(60)]
    decided = [fired(draft, before) for draft in drafts] if idle else []
    for claim in idle:
        edit = claim.edits()[0]
        shorter = text[: edit.span.start] + edit.text + text[edit.span.end :]
        after = playbook.compile(shorter)
        for draft, wanted in zip(drafts, decided, strict=True):
            got = fired(draft, after)
            assert got == wanted, f"{text}\n{claim.message()}: {claim.span.text}\n{shorter}"


def test_the_claims_are_made(linted: Lint) -> None:
    """The tests above look at something."""
    made: set[str] = set()
    for seed in (*range(60), *range(1_000, 1_040)):
        text = policy(random.Random(seed))  # noqa: S311
        if not any(one.severity is Severity.ERROR for one in playbook.check(text)):
            made |= {one.slug for one in linted(text, "all")}
    assert {"never-fires", "covered-rule", "idle-part", "idle-unless"} <= made
