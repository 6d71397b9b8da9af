"""Windows in generated code hold what `civil.window` says they hold, by the clocks of any zone."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import playbook
from playbook.civil.window import contains
from playbook.civil.zones import load_zone
from playbook.compile.program import Outcome
from playbook.model.post import Post
from playbook.reference.environment import Environment
from playbook.reference.expression import evaluate

WINDOWS = (
    "weekdays 09:00 to 17:30",
    "fri to mon 22:00 to 06:00",
    "mon, wed, sun",
    "daily 13:00 to 12:59",
    "sun 18:00 to 24:00",
    "2026-10-25 01:30 to 2026-10-25 02:30",
    "2026-03-29 to 2026-03-29",
    'weekdays except holidays of "GB"',
    "(daily 08:00 to 12:00) plus (sat, sun 01:00 to 02:00) except 2026-10-20 to 2026-10-26",
)
ZONES = ("Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns")
STARTS = (datetime(2026, 3, 27, 23, 30, tzinfo=UTC), datetime(2026, 10, 23, 0, 0, tzinfo=UTC))


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("zone", ZONES)
def test_they_hold_the_same_instants(window: str, zone: str) -> None:
    clock = load_zone(zone)
    assert clock is not None
    fixed = playbook.compile(f'policy p timezone "{zone}" rule r when publish_at is within ({window}) warn')
    named = playbook.compile(f"policy p timezone account.timezone rule r delay until {window}")
    rule = fixed.linked.rules[0].rule
    expr = rule.when
    assert expr is not None
    meant = evaluate(expr.window, Environment(fixed.linked.tables, {}, Post()))  # type: ignore[union-attr]
    for start in STARTS:
        for step in range(4 * 24 * 4):
            instant = start + step * timedelta(minutes=15)
            post = Post.model_validate({"publish_at": instant, "account": {"timezone": zone}})
            held = contains(meant, instant, clock)
            assert fired(fixed.program._function(post)) is held, instant
            assert fired(named.program._function(post)) is not held, instant


def fired(outcome: Outcome) -> bool:
    assert outcome.undetermined == ()
    return outcome.fired == (0,)


def test_without_a_zone_or_an_instant_nobody_knows() -> None:
    policy = playbook.compile("policy p timezone account.timezone rule r when now is within weekdays warn")
    zone = {"timezone": "Europe/London"}
    at = "2026-11-23T10:00Z"
    posts: tuple[dict[str, Any], ...] = (
        {},
        {"account": zone},
        {"publish_at": at},
        {"publish_at": at, "account": {"timezone": "Mars"}},
    )
    for facts in posts:
        assert policy.program._function(Post.model_validate(facts)).undetermined == (0,)
    assert fired(policy.program._function(Post.model_validate({"publish_at": at, "account": zone})))
