"""How long a text is on each platform, and what of it shows. X's own cases are in `test_x_conformance`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.platforms.lengths import PLATFORMS, SMALLEST_FOLD, fold_at, length

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "platform", "expected"),
    [
        ("Hello", "x", 5),
        ("日本", "x", 4),
        (FAMILY + "é", "x", 3),
        ("e\u0301", "x", 1),
        ("Look: https://acme.example/a/very/long/address/that/goes/on and bit.ly/x", "x", 6 + 23 + 5 + 23),
        (FAMILY + "é", "bluesky", 2),
        ("https://acme.example/x", "bluesky", 22),
        # Bluesky takes 300 characters and 3,000 bytes; a family is one character and 25 bytes.
        (FAMILY * 120, "bluesky", 120),
        (FAMILY * 121, "bluesky", 303),
        (FAMILY * 300, "bluesky", 750),
        ("日" * 300, "bluesky", 300),
        ("日本", "youtube", 6),
        ("Hi @ana@social.example!", "mastodon", 8),
        ("ana@social.example", "mastodon", 18),
        ("bit.ly/x https://bit.ly/x", "mastodon", 9 + 23),
        ("é“", "threads", 5),
        ("a🎉", "instagram", 3),
        ("a🎉é", "somewhere else", 3),
        ("", "x", 0),
        # X counts as a link what has a top-level domain; elsewhere `https://` is enough.
        ("https://acme.intranet/x", "x", 23),
        ("https://acme.intranet/a/long/one", "x", 32),
        ("https://acme.intranet/a/long/one", "mastodon", 23),
    ],
)
def test_lengths(text: str, platform: str, expected: int) -> None:
    assert length(text, platform) == expected


@pytest.mark.parametrize(
    ("text", "platform", "expected"),
    [
        ("x" * 300, "x", 280),
        ("日" * 300, "x", 140),
        ("x" * 256 + " https://acme.example/a/very/long/address", "x", 256 + 41),
        ("x" * 257 + " https://acme.example/a/very/long/address", "x", 280),
        ("x" * 3000, "bluesky", 3000),
        ("x" * 3000, "linkedin", 140),
        (FAMILY * 200, "instagram", 125 * len(FAMILY)),
        ("x" * 100, "instagram", 100),
        ("x" * 300, "somewhere else", 110),
    ],
)
def test_folds(text: str, platform: str, expected: int) -> None:
    assert fold_at(text, platform) == expected


@given(st.text(alphabet="ab 日🎉\u0301\u200d👩🏽./@:https\n", max_size=400))
def test_a_fold_never_shows_less_than_the_smallest(text: str) -> None:
    for platform in [*PLATFORMS, "somewhere else"]:
        end = fold_at(text, platform)
        assert min(SMALLEST_FOLD, len(text)) <= end <= len(text)


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_number_has_a_day_and_a_source(name: str) -> None:
    facts = PLATFORMS[name]
    assert facts.sources
    assert all(source.startswith("https://") for source in facts.sources)
    assert facts.read.year >= 2026
    assert facts.fold is None or facts.fold >= SMALLEST_FOLD


@pytest.mark.parametrize("piece", ["🇩", "\u0301", "👨\u200d", "https://日", "@a@b.c ", "日", "a.co "])
def test_a_hundred_thousand_characters_take_no_time_worth_mentioning(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    for platform in ("x", "mastodon", "bluesky"):
        assert length(text, platform) > 0
        assert fold_at(text, platform) > 0
