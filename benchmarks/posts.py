"""Writes posts by a seed: texts of words as frequent as in real ones, and the facts that an app would hand in. What is
written here says nothing; its lengths, letters, links and tags are spread as in posts that people publish.
"""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from benchmarks.words import LANGUAGES, vocabulary

PostFields: TypeAlias = dict[str, Any]

HOSTS = tuple(
    f"{name}.example"
    for name in ("blog", "news", "help", "shop", "www", "events", "jobs", "learn", "docs", "go")
) + tuple(f"site{number}.example" for number in range(40))
"""Where links lead."""
SPOKEN = ("en", "de", "fr", "es")
"""The languages that the policy of twelve rules speaks."""
EMOJI = ("🎉", "🚀", "👏", "❤️", "🙌", "🌍", "👩‍🔬", "🔥", "✅", "😀")

SHARE_OF_FOREIGN = 0.12
SHARE_OF_EMOJI = 0.10
SHARE_OF_TYPOGRAPHIC = 0.06
SHARE_OF_LINKS = 0.45
SHARE_OF_TAGS = 0.40
SHARE_OF_MENTIONS = 0.30
SHARE_OF_MEDIA = 0.35


def draw(count: int, seed: int = 1, length: tuple[int, int] | None = None) -> Iterator[PostFields]:
    """So many posts as plain values, on which no rule of `cases/twelve` fires but by chance of a word. *length*: the
    characters of a text, from and to; without it they are spread over what platforms allow.
    """
    chosen = random.Random(seed)
    for number in range(count):
        yield _post(chosen, number, length or _length(chosen))


def from_file(path: Path) -> Iterator[PostFields]:
    """The posts of a JSON lines file with the facts of drawn ones around them: of each line only `text` is taken."""
    chosen = random.Random(1)
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield facts(chosen, number, json.loads(line)["text"], "en")


def _length(chosen: random.Random) -> tuple[int, int]:
    """Half of the posts have less than 150 characters; the longest some thousands."""
    middle = min(3_000, max(20, int(chosen.lognormvariate(5.0, 0.7))))
    return middle, middle + 20


def _post(chosen: random.Random, number: int, length: tuple[int, int]) -> PostFields:
    language = chosen.choice(LANGUAGES[1:]) if chosen.random() < SHARE_OF_FOREIGN else "en"
    return facts(chosen, number, text(chosen, language, length), language if language in SPOKEN else "en")


def text(chosen: random.Random, language: str, length: tuple[int, int]) -> str:
    """A text of *length* characters, from and to."""
    ending = _ending(chosen, room=length[0] // 2)
    wanted = chosen.randint(*length) - len(ending)
    words, weights = vocabulary(language)
    said: list[str] = []
    size = 0
    while size < wanted:
        sentence = chosen.choices(words, cum_weights=weights, k=chosen.randint(5, 14))
        sentence[0] = sentence[0].capitalize()
        if chosen.random() < 0.2:
            sentence[chosen.randrange(len(sentence))] += ","
        sentence[-1] += chosen.choice(".....!?")
        said.extend(sentence)
        size = sum(map(len, said)) + len(said)
    body = " ".join(said)[:wanted].rstrip()
    if chosen.random() < SHARE_OF_TYPOGRAPHIC:
        body = body.replace(" ", " it’s ", 1)[:wanted]
    return body + ending


def _ending(chosen: random.Random, room: int) -> str:
    parts: list[str] = []
    if chosen.random() < SHARE_OF_EMOJI:
        parts.append(chosen.choice(EMOJI))
    if chosen.random() < SHARE_OF_MENTIONS:
        parts.extend(f"@{_name(chosen)}" for _ in range(chosen.randint(1, 2)))
    if chosen.random() < SHARE_OF_TAGS:
        parts.extend(f"#{_name(chosen).title()}" for _ in range(chosen.randint(1, 3)))
    if chosen.random() < SHARE_OF_LINKS:
        parts.append(f"https://{chosen.choice(HOSTS)}/{_name(chosen)}")
    ending = "".join(f" {part}" for part in parts)
    return ending if len(ending) <= room else ""


def _name(chosen: random.Random) -> str:
    words, weights = vocabulary("en")
    return (
        "".join(word for word in chosen.choices(words, cum_weights=weights, k=3) if word.isascii())[:20]
        or "acme"
    )


def facts(chosen: random.Random, number: int, words: str, language: str) -> PostFields:
    """What an app knows of a post with the text *words*."""
    tokens = words.split()
    media = (
        [_picture(chosen) for _ in range(chosen.randint(1, 3))] if chosen.random() < SHARE_OF_MEDIA else []
    )
    addresses = [token for token in tokens if token.startswith(("http://", "https://"))]
    return {
        "text": words,
        "action": "post",
        "platform": chosen.choice(["x", "bluesky", "mastodon", "linkedin", "facebook"]),
        "account": {
            "kind": "professional",
            "handle": "acme",
            "organisation": "Acme",
            "timezone": "Europe/London",
        },
        "author": {
            "id": f"person-{number % 97}",
            "roles": chosen.choice(
                [["editor", "linkedin"], ["editor", "linkedin", "press"], ["linkedin", "duty officer"]]
            ),
            "accounts": [f"own_{number % 97}"],
            "trainings": [{"course": "social media", "at": "2026-06-01T10:00:00Z", "score": 1}],
        },
        "audience": {"visibility": "public", "minimum_age": 0},
        "purpose": chosen.choice(["news", "product", "event", "cause"]),
        "sponsored": False,
        "language": language,
        "media": media,
        "links": [{"url": address, "host": address.split("/")[2]} for address in addresses],
        "hashtags": [token[1:] for token in tokens if token.startswith("#")],
        "mentions": [token[1:] for token in tokens if token.startswith("@")],
        "publish_at": _working_hour(chosen),
    }


def _picture(chosen: random.Random) -> dict[str, Any]:
    kind = chosen.choice(["photo", "photo", "video"])
    shown = (
        {"alt_text": "A person waters plants in front of a house."}
        if kind == "photo"
        else {"captions": "Hello!"}
    )
    return {"kind": kind, "rights": "own", "shows": ["plants"], "made_by_machine": False, **shown}


def _working_hour(chosen: random.Random) -> str:
    """A time on a weekday when it is between nine and five in London, in November."""
    day = chosen.choice([2, 3, 4, 5, 6, 9, 10, 11, 12, 13])
    return f"2026-11-{day:02d}T{chosen.randint(9, 16):02d}:{chosen.randint(0, 59):02d}:00+00:00"
