"""The few words, names and instants that policies and posts are made of: few, so that conditions hold as often as
they do not.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

WORDS: Final = (
    "alpha",
    "Beta",
    "gamma ray",
    "d\u00e9lta",
    "#ad",
    "AI",
    "",
    " ",
    "j'ai",
    "e\u0301clair",
    "alpha beta",
    "STRASSE",
)
"""Texts and terms of topics alike, the awkward ones among them: empty, blank, accents in two normal forms."""

TERMS: Final = tuple(word for word in WORDS if word.strip())
"""Those that can be looked for."""

PEOPLE: Final = ("ann", "Bob", "cy")
ROLES: Final = ("editor", "legal", "Alpha")
PATTERNS: Final = ("/alpha/i", "/b[a-z]+/", "/^#/", r"/\w+ ray/", "/(a|b)c?$/i", r"/\bai\b/i", "/\\d{2,}/")

TEXTS: Final = (
    "",
    "alpha",
    "Alpha beta!",
    "say gamma ray, not Beta. https://acme.example/x",
    "#ad d\u00e9lta and de\u0301lta",
    "alphas, Betas & gamma rays, j'ais strassen",
    "a.l.p.h.a, B3ta and g\u0430mma raaaay, #AlphaBeta",
    "AI j\u2019ai strasse 42",
    "stra\u00dfe @bob $ACME \U0001f389",
    "alpha\u200bbeta  gamma\u00a0ray",
    " ",
)
"""Texts of posts, with what the matcher has to see through."""

ZONES: Final = (
    "UTC",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
)

START: Final = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
"""A Friday. London sets its clocks back two days later, New York nine days later."""

MINUTES: Final = (
    0,
    1,
    15,
    90,
    600,
    1440,
    2 * 1440 + 720,
    4 * 1440,
    10 * 1440,
    40 * 1440,
    66 * 1440,
    -1,
    -600,
    -30 * 1440,
)

INSTANTS: Final = tuple(START + timedelta(minutes=minutes) for minutes in MINUTES)
"""What times of posts and in policies are drawn from, so that they are equal, near and far often enough."""

DATES: Final = ("2026-10-23", "2026-10-24", "2026-10-26", "2026-11-01", "2026-12-25", "2027-03-01")
CLOCKS: Final = ("00:00", "01:30", "02:15", "09:00", "12:00", "17:30", "23:45")
DAYS: Final = (
    "daily",
    "weekdays",
    "weekends",
    "mon",
    "fri",
    "sun",
    "sat, sun",
    "mon to thu",
    "fri to mon",
    "fri, mon",
)


def spelled(instant: datetime) -> str:
    """An instant as a policy writes it."""
    return instant.isoformat(timespec="minutes").replace("+00:00", "Z")
