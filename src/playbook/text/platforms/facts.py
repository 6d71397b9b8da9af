"""The table behind `platforms.lengths`: numbers, and where and when they were read. Data only."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from playbook.frozen import frozen

Metric = Literal["weighted", "graphemes", "graphemes without servers", "bytes", "utf16"]
"""What is counted."""

METRICS: Final[Mapping[Metric, str]] = MappingProxyType(
    {
        "weighted": "X's own way: most letters are 1, emoji and most signs outside of alphabets are 2, in NFC",
        "graphemes": "characters as people count them",
        "graphemes without servers": "characters as people count them; of `@ana@social.example` only `@ana`",
        "bytes": "bytes of UTF-8",
        "utf16": "code units of UTF-16, which are what `length` gives in JavaScript, and never fewer than people count",
    }
)
"""What each of them means. Where a platform does not say how it counts, `utf16` stands for it."""

UrlRule = Literal["general", "x"]
"""By which rule an address is told where it counts another length: that of most platforms, or X's own."""

CAUTIOUS_FOLD: Final = 110
"""Characters before "more" where no number is known: the smallest of those that are."""

READ: Final = date(2026, 11, 22)
"""When the numbers were read."""


@frozen
class PlatformFacts:
    """What one platform accepts of any account, paid or not. None: no such limit, or none that is known."""

    limit: int
    """Length of a text, in `metric`."""
    metric: Metric
    fold: int | None
    """Characters that show before "more", the smallest number that was reported; None: all that is within the
    limit shows.
    """
    sources: tuple[str, ...]
    """Where the numbers were read."""
    byte_limit: int | None = None
    """Bytes of UTF-8 that a text may have besides. A text with more of them counts in proportion: over `limit` too."""
    limit_beside_media: int | None = None
    """Length of a text that stands beside media, where that is another."""
    url_length: int | None = None
    """What an address counts, whatever its length; None: it counts in full."""
    url_rule: UrlRule = "general"
    """What an address is that counts so."""
    urls_need_scheme: bool = False
    """Whether only addresses with `http://` or `https://` count `url_length`."""
    warning_counts: bool = False
    """Whether a content warning counts as part of the text."""
    warning_hides: bool = False
    """Whether a content warning hides the text until the reader asks for it."""
    alt_text_limit: int | None = None
    """Length of an alt text, in characters."""
    hashtag_limit: int | None = None
    """Hashtags of one post."""
    media_limit: int | None = None
    """Media of one post."""
    note: str = ""
    """What the numbers leave out, as a sentence for the reference."""
    read: date = READ
    """When the numbers were read."""


_TWITTER_TEXT = "https://github.com/twitter/twitter-text/blob/master/config/v3.json"
_ATPROTO = "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json"
_BSKY_IMAGES = "https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/embed/images.json"
_MASTODON = "https://docs.joinmastodon.org/user/posting/"
_MASTODON_API = "https://docs.joinmastodon.org/entities/Instance/"
_POSTIZ = "https://github.com/gitroomhq/postiz-app"
_FOLDS = "https://posttruncate.com/en/platform-limits/"
_UPLOAD_POST = "https://docs.upload-post.com/resources/character-limits/"
_ORSHOT = "https://orshot.com/docs/publish/social-posting-guidelines"

FACTS: Final[Mapping[str, PlatformFacts]] = MappingProxyType(
    {
        "x": PlatformFacts(
            limit=280,
            metric="weighted",
            url_length=23,
            url_rule="x",
            fold=280,
            alt_text_limit=1000,
            media_limit=4,
            note="Paid accounts may write 25,000; of these the timeline shows 280.",
            sources=(
                _TWITTER_TEXT,
                "https://thetechportal.com/2023/02/09/twitter-blue-us-longer-tweets/",
                _ORSHOT,
            ),
        ),
        "bluesky": PlatformFacts(
            limit=300,
            metric="graphemes",
            byte_limit=3000,
            fold=None,
            media_limit=4,
            note="Addresses count in full, though the app shows them shortened.",
            sources=(_ATPROTO, _BSKY_IMAGES),
        ),
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
            note="Servers differ: an app that knows its server's numbers gives them in the post.",
            sources=(_MASTODON, _MASTODON_API),
        ),
        "threads": PlatformFacts(
            limit=500,
            metric="bytes",
            fold=250,
            hashtag_limit=1,
            media_limit=20,
            note="Emoji count as their bytes. Texts of under 500 characters and over 500 bytes were refused, so all is "
            "counted in bytes here. At most five different links, since December 2025.",
            sources=(
                "https://developers.facebook.com/documentation/threads/posts",
                "https://www.ayrshare.com/apis/post/social-networks/threads",
                "https://github.com/gitroomhq/postiz-app/pull/1946",
                _FOLDS,
            ),
        ),
        "instagram": PlatformFacts(
            limit=2200,
            metric="utf16",
            fold=125,
            alt_text_limit=1000,
            hashtag_limit=5,
            media_limit=20,
            note="30 hashtags until the end of 2025; five since, account by account.",
            sources=(
                _POSTIZ,
                _UPLOAD_POST,
                _FOLDS,
                "https://socialk.it/en/tools/social-media-character-limits",
            ),
        ),
        "facebook": PlatformFacts(
            limit=63_206,
            metric="utf16",
            fold=110,
            note="What other apps post may be limited to less by these apps.",
            sources=(_POSTIZ, _UPLOAD_POST, _FOLDS),
        ),
        "linkedin": PlatformFacts(
            limit=3000,
            metric="utf16",
            fold=140,
            alt_text_limit=4086,
            media_limit=20,
            note="An alt text could have 300 characters until 2025.",
            sources=(_POSTIZ, _UPLOAD_POST, "https://help.publer.com", _FOLDS),
        ),
        "tiktok": PlatformFacts(
            limit=2200,
            metric="utf16",
            fold=150,
            media_limit=35,
            note="Of a video that another app posts; below photos, and in TikTok's own app, it may be 4,000.",
            sources=(
                "https://developers.tiktok.com/doc/content-posting-api-reference-photo-post",
                "https://docs.zernio.com/platforms/tiktok",
                _UPLOAD_POST,
                "https://toolshake.xyz/tool/caption-character-counter/",
            ),
        ),
        "youtube": PlatformFacts(
            limit=5000,
            metric="bytes",
            fold=157,
            note="Of a video's description; its title is not part of a post here.",
            sources=(
                "https://developers.google.com/youtube/v3/docs/videos",
                "https://toolsdeck.app/guide/social-media-character-limits",
            ),
        ),
        "pinterest": PlatformFacts(
            limit=500,
            metric="utf16",
            fold=CAUTIOUS_FOLD,
            alt_text_limit=500,
            note="Of a pin's description; its title is not part of a post here.",
            sources=(_POSTIZ, _UPLOAD_POST),
        ),
        "reddit": PlatformFacts(
            limit=40_000,
            metric="utf16",
            fold=CAUTIOUS_FOLD,
            note="Of a post's body; its title is not part of a post here.",
            sources=(_POSTIZ, _ORSHOT),
        ),
        "telegram": PlatformFacts(
            limit=4096,
            metric="utf16",
            limit_beside_media=1024,
            fold=CAUTIOUS_FOLD,
            media_limit=10,
            sources=(
                "https://core.telegram.org/bots/api#sendmediagroup",
                "https://hexdocs.pm/telega/0.14.0/telega/media_group.html",
                "https://github.com/gitroomhq/postiz-app/issues/1947",
            ),
        ),
        "discord": PlatformFacts(limit=2000, metric="utf16", fold=None, sources=(_POSTIZ,)),
        "tumblr": PlatformFacts(limit=32_768, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
        "google_business": PlatformFacts(
            limit=1500, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ, _ORSHOT)
        ),
        "farcaster": PlatformFacts(limit=800, metric="utf16", fold=CAUTIOUS_FOLD, sources=(_POSTIZ,)),
    }
)
"""By the name that `Post.platform` has for it."""
