"""Posts for the tests of the packs: what an app that knows a great deal would hand in."""

from typing import Any

PACKS = ("personal", "professional")


def personal(text: str, **more: Any) -> dict[str, Any]:
    """A post from somebody's own account, of which nothing else is known."""
    return {"account": {"kind": "personal"}, "text": text, **more}


def bare(text: str, **more: Any) -> dict[str, Any]:
    """A post from an organisation's account, of which nothing else is known."""
    return {"account": {"kind": "professional", "handle": "acme"}, "text": text, **more}


def full(text: str, **more: Any) -> dict[str, Any]:
    """The same with every fact that the professional pack asks for, all as it should be."""
    return {
        "account": {"kind": "professional", "handle": "acme", "timezone": "Europe/London"},
        "author": {
            "id": "ana",
            "name": "Ana Ruiz",
            "roles": ["editor"],
            "accounts": ["ana_r"],
            "trainings": [{"course": "social media", "at": "2026-06-01T10:00Z", "score": 1}],
        },
        "audience": {"visibility": "public", "minimum_age": 0},
        "platform": "x",
        "purpose": "news",
        "sponsored": False,
        "publish_at": "2026-11-23T10:00Z",
        "text": text,
        **more,
    }
