"""Policies about when a post may go out, whose edges all lie on the quarters of an hour or just after: so that they
can be found by trying every quarter.
"""

from datetime import datetime, timedelta

from properties.strategies.choices import Choices
from properties.strategies.expressions import quoted
from properties.strategies.policies import Declaration, File, Written
from properties.strategies.words import START, spelled

from playbook.model.post import Post

ZONES = ("UTC", "Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")
HOURS = (0, 3, 30, 54, 80, 200, 1500, -1, -40)
INSTANTS = tuple(START + timedelta(hours=hours) for hours in HOURS)
"""Clocks go back in London 37 hours after the start."""
DATES = ("2026-10-23", "2026-10-25", "2026-10-26", "2026-11-01", "2027-03-28")
DURATIONS = ("1 day", "15 minutes", "6 hours", "2 days", "0 minutes")
WINDOWS = (
    "(daily 09:00 to 17:00)",
    "(weekdays)",
    "(sat, sun 22:00 to 06:00)",
    "(daily 01:15 to 01:45)",
    "(mon 00:00 to 24:00)",
    "(2026-10-25 to 2026-11-03)",
    "(2026-10-24 18:00 to 2026-10-26 09:00)",
    '(daily except holidays of "GB")',
    "(weekdays except 2026-10-26 to 2026-10-27)",
    "((daily 06:00 to 07:00) plus (sun))",
    "(2027-12-20 to 2027-12-24)",
    "window_param",
    "window_let",
)


class _Writer:
    def __init__(self, choices: Choices) -> None:
        self.choices = choices

    def instant(self) -> str:
        kind = self.choices.number(0, 4)
        if kind == 0:
            return self.choices.one(("embargoed_until", "proposed_at", "event.starts_at"))
        if kind == 1:
            return f"({spelled(self.choices.one(INSTANTS))} + {self.choices.one(DURATIONS)})"
        return spelled(self.choices.one(INSTANTS))

    def moving(self) -> str:
        kind = self.choices.number(0, 5)
        if kind == 0:
            return f"(publish_at {self.choices.one(('+', '-'))} {self.choices.one(DURATIONS)})"
        return self.choices.one(("publish_at", "publish_at", "publish_at", "now", "later"))

    def condition(self, depth: int) -> str:
        choices = self.choices
        kind = choices.number(0, 12 if depth > 0 else 9)
        match kind:
            case 0 | 1:
                return f"{self.moving()} {choices.one(('is within', 'is outside'))} {choices.one(WINDOWS)}"
            case 2:
                word = choices.one(("is before", "is after", "<=", ">=", "is", "is not"))
                return f"{self.moving()} {word} {self.instant()}"
            case 3:
                word = choices.one(("is before", "is after", "<=", ">=", "is", "is not"))
                return f"{self.moving()} {word} {choices.one(DATES)}"
            case 4:
                return f"{self.moving()} is within {choices.one(DURATIONS)} of {self.instant()}"
            case 5:
                order = choices.one(("<", "<=", ">", ">=", "is", "is not"))
                return f"publish_at - {self.instant()} {order} {choices.one(DURATIONS)}"
            case 6:
                return f"{self.moving()} {choices.one(('is in', 'is not in'))} [{self.instant()}, {self.instant()}]"
            case 7:
                order = choices.one(("is after", "is before", "<=", ">="))
                return f"(any account.events where starts_at {order} post.publish_at)"
            case 8:
                near = f"starts_at is within {choices.one(DURATIONS)} of post.publish_at"
                return f"count(account.events where {near}) {choices.one(('>', '<'))} 1"
            case 9:
                return choices.one(("sponsored", "author.on_duty", "busy"))
            case 10:
                return f"not ({self.condition(depth - 1)})"
        word = choices.one((" and ", " or "))
        return word.join(f"({self.condition(depth - 1)})" for _ in range(2))

    def verdict(self) -> str:
        choices = self.choices
        match choices.number(0, 6):
            case 0 | 1 | 2:
                return f"delay until {choices.one(WINDOWS)}"
            case 3:
                return f"delay until {self.instant()}"
            case 4:
                return f"delay until {choices.one(DATES)}"
        return choices.one(("deny", "review", "delay", "warn"))

    def rule(self, name: str, verdict: str) -> Declaration:
        clauses = []
        if self.choices.chance(65) or not verdict.startswith("delay until"):
            clauses.append(f"when {self.condition(1)}")
        if self.choices.chance(20):
            clauses.append(f"unless {self.condition(0)}")
        if self.choices.chance(15):
            clauses.append(f"require {self.condition(0)}")
        return Declaration(f"rule {name}", (*clauses, verdict))

    def written(self) -> Written:
        choices = self.choices
        zone = choices.one(("account.timezone", *map(quoted, ZONES)))
        names = [f"rule-{number}" for number in range(choices.number(1, 3))]
        rules = [self.rule(name, self.verdict()) for name in names]
        header = [f"timezone {zone}"]
        if choices.chance(20):
            header.append(f"for {self.condition(1)}")
        if choices.chance(25):
            rules.append(self.rule("allowing", "allow"))
            header.append(f"otherwise {self.verdict()}")
        shared = (
            Declaration(f"param window_param: window = {choices.one(WINDOWS[:9])}"),
            Declaration("let window_let = window_param plus (sat)"),
            Declaration("let later = publish_at + 6 hours"),
            Declaration(f"let busy = {self.condition(0).replace('busy', 'sponsored')}"),
        )
        above = File("top", tuple(header), (*shared, *rules))
        if not choices.chance(30):
            return Written((above,))
        drops = tuple(
            Declaration(f'drop rule {name} until {choices.one(DATES)} because "later"')
            for name in names
            if choices.chance(50)
        )
        return Written((File("heir", (f"timezone {zone}", 'extends "top.playbook"'), drops), above))


def timed_policy(choices: Choices) -> Written:
    """A policy of one or two files in which nearly everything hangs on the time."""
    return _Writer(choices).written()


def timed_post(choices: Choices) -> Post:
    """A post that says when it is to go out, with some other times."""
    start = START + timedelta(minutes=15 * choices.number(0, 8 * 96))
    facts: dict[str, object] = {"publish_at": start}
    for name in ("embargoed_until", "proposed_at"):
        if choices.chance(70):
            facts[name] = choices.one(INSTANTS)
    if choices.chance(80):
        facts["event"] = {"starts_at": choices.one(INSTANTS)}
    if choices.chance(80):
        facts["sponsored"] = choices.chance(50)
    account: dict[str, object] = {}
    if choices.chance(80):
        account["timezone"] = choices.one(ZONES)
    if choices.chance(80):
        account["events"] = [_event(choices) for _ in range(choices.number(0, 2))]
    author = {"on_duty": choices.chance(50)} if choices.chance(80) else {}
    return Post.model_validate({**facts, "account": account, "author": author})


def _event(choices: Choices) -> dict[str, datetime]:
    return {"starts_at": choices.one(INSTANTS)} if choices.chance(85) else {}
