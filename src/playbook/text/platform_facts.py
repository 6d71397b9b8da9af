"""The table behind `text.platforms`: numbers, and where and when they were read. Data only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

Metric = Literal["weighted", "graphemes", "graphemes without servers", "bytes", "utf16"]
"""What is counted. `weighted` is X's own way; `graphemes` are characters as people count them. Where a
platform does not say,
`utf16`: the code units of UTF-16, which are what `length` gives in JavaScript, and never fewer than people count."""

CAUTIOUS_FOLD: Final = 110
"""Characters before "more" where no number is known: the smallest of those that are."""

READ: Final = date(2026, 11, 22)
"""When the numbers were read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformFacts:
    """What one platform accepts of any account, paid or not. None: no such limit, or none that is known."""

    limit: int
    """Length of a text, in `metric`."""
    metric: Metric
    limit_beside_media: int | None = None
    """Length of a text that stands beside media, where that is another."""
    url_length: int | None = None
    """What an address counts, whatever its length; None: it counts in full."""
    urls_need_scheme: bool = False
    """Whether only addresses with `http://` or `https://` count `url_length`."""
    warning_counts: bool = False
    """Whether a content warning counts as part of the text."""
    warning_hides: bool = False
    """Whether a content warning hides the text until the reader asks for it."""
    fold: int | None
    """Characters that show before "more", the smallest number that was reported; None: all that is within the
    limit shows.
    """
    alt_text_limit: int | None = None
    """Length of an alt text, in characters."""
    hashtag_limit: int | None = None
    """Hashtags of one post."""
    media_limit: int | None = None
    """Media of one post."""
    read: date = READ
    """When the numbers were read."""
    sources: tuple[str, ...]
    """Where."""


_TWITTER_TEXT = "https://github.com/twitter/twitter-text/blob/master/config/v3.json"
_ATPROTO = "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json"
_MASTODON = "https://docs.joinmastodon.org/user/posting/"
_MASTODON_API = "https://docs.joinmastodon.org/entities/Instance/"
_POSTIZ = "https://github.com/gitroomhq/postiz-app"
_FOLDS = "https://posttruncate.com/en/platform-limits/"

FACTS: Final[Mapping[str, PlatformFacts]] = MappingProxyType(
    {
        # Paid accounts may write 25,000; of these the timeline shows 280.
        "x": PlatformFacts(
            limit=280,
            metric="weighted",
            url_length=23,
            fold=280,
            alt_text_limit=1000,
            media_limit=4,
            sources=(_TWITTER_TEXT, "https://thetechportal.com/2023/02/09/twitter-blue-us-longer-tweets/"),
        ),
        # 3000 bytes of UTF-8 besides; 300 characters reach that only where each is ten bytes long.
        "bluesky": PlatformFacts(
            limit=300, metric="graphemes", fold=None, hashtag_limit=8, media_limit=4, sources=(_ATPROTO,)
        ),
        # Servers differ: an app that knows its server's limit gives it in `length_limit`.
        "mastodon": PlatformFacts(
            limit=500,
            metric="graphemes without servers",
            url_length=23,
            urls_need_scheme=True,
            warning_counts=True,
            warning_hides=True,
            fold=None,
            alt_text_limit=1500,
            media_limit=4,
            sources=(_MASTODON, _MASTODON_API),
        ),
        # Reports differ on the unit. Texts of under 500 characters and over 500 bytes were refused, so bytes are safe.
        "threads": PlatformFacts(
            limit=500,
            metric="bytes",
            fold=250,
            hashtag_limit=1,
            media_limit=20,
            sources=("https://github.com/gitroomhq/postiz-app/pull/1946", _FOLDS),
        ),
        # 30 hashtags until the end of 2025; five since, account by account.
        "instagram": PlatformFacts(
            limit=2200,
            metric="utf16",
            fold=125,
            alt_text_limit=1000,
            hashtag_limit=5,
            media_limit=20,
            sources=(_POSTIZ, _FOLDS, "https://socialk.it/en/tools/social-media-character-limits"),
        ),
        "facebook": PlatformFacts(limit=63_206, metric="utf16", fold=110, sources=(_POSTIZ, _FOLDS)),
        "linkedin": PlatformFacts(
            limit=3000,
            metric="utf16",
            fold=140,
            alt_text_limit=4086,
            media_limit=20,
            sources=(_POSTIZ, "https://help.publer.com", _FOLDS),
        ),
        "tiktok": PlatformFacts(
            limit=2200,
            metric="utf16",
            fold=150,
            sources=(_POSTIZ, "https://toolshake.xyz/tool/caption-character-counter/"),
        ),
        # Of the description; a title is not part of a post here.
        "youtube": PlatformFacts(
            limit=5000,
            metric="utf16",
            fold=157,
            sources=(_POSTIZ, "https://toolsdeck.app/guide/social-media-character-limits"),
        ),
        "pinterest": PlatformFacts(
            limit=500, metric="utf16", fold=CAUTIOUS_FOLD, alt_text_limit=500, sources=(_POSTIZ,)
        ),
        "reddit": PlatformFacts(limit=40_000, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
        "telegram": PlatformFacts(
            limit=4096,
            metric="utf16",
            limit_beside_media=1024,
            fold=CAUTIOUS_FOLD,
            sources=("https://github.com/gitroomhq/postiz-app/issues/1947",),
        ),
        "discord": PlatformFacts(limit=2000, metric="utf16", fold=None, sources=(_POSTIZ,)),
        "tumblr": PlatformFacts(limit=32_768, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
        "google_business": PlatformFacts(limit=1500, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
        "farcaster": PlatformFacts(limit=800, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
    }
)
