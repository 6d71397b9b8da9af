"""How long a text is as a platform counts, and how much of it shows before "more". Knows the text alone, not the post.

The numbers stand in `platforms.facts`, each with a day and a source. They move: where one matters, a
policy or an app states its own. Nothing is looked up at run time.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from playbook.text import graphemes
from playbook.text.late import by_properties, late, spaced_by_properties
from playbook.text.parts.addresses import urls
from playbook.text.parts.tokens import EMOJI, no_emoji_before
from playbook.text.platforms.facts import CAUTIOUS_FOLD, FACTS, Metric, PlatformFacts, UrlRule
from playbook.text.platforms.x_addresses import x_addresses

_ADDRESSES: Final[Mapping[UrlRule, Callable[[str], tuple[tuple[int, int], ...]]]] = {
    "general": urls,
    "x": x_addresses,
}

PLATFORMS: Final[Mapping[str, PlatformFacts]] = FACTS
"""What is known of each platform, by the name that `Post.platform` has for it."""

SMALLEST_FOLD: Final = min(
    [CAUTIOUS_FOLD, *(facts.fold for facts in PLATFORMS.values() if facts.fold is not None)]
)
"""Characters that show before "more" wherever the text is published."""


def length(text: str, platform: str) -> int:
    """How long *text* is as *platform* counts, in its own unit. For a platform that is not known: characters
    as people count them.
    """
    facts = PLATFORMS.get(platform)
    if facts is None:
        return graphemes.count(text)
    counted = _counted(text, facts)
    # No text of so few code points has too many bytes: most are done here.
    if facts.byte_limit is None or 4 * len(text) <= facts.byte_limit:
        return counted
    size = _bytes(text)
    return counted if size <= facts.byte_limit else max(counted, -(-size * facts.limit // facts.byte_limit))


def _counted(text: str, facts: PlatformFacts) -> int:
    count = _COUNTS[facts.metric]
    addresses = () if facts.url_length is None else _ADDRESSES[facts.url_rule](text)
    if not addresses or facts.url_length is None:
        return count(text)
    total = place = 0
    for start, end in addresses:
        if facts.urls_need_scheme and not text.startswith(("http:", "https:"), start):
            continue
        total += count(text[place:start]) + facts.url_length
        place = end
    return total + count(text[place:])


def fold_at(text: str, platform: str) -> int:
    """The offset in *text* up to which *platform* shows it before "more"; its end where all of it shows.

    Folds hang on screen, font and app, and hardly any platform publishes them: the numbers are the smallest that were
    reported, and CAUTIOUS_FOLD where none was.
    """
    facts = PLATFORMS.get(platform)
    fold = CAUTIOUS_FOLD if facts is None else facts.fold
    if fold is None:
        return len(text)
    if facts is not None and facts.metric == "weighted":
        return len(text) if length(text, platform) <= fold else _cut_weighted(text, fold)
    return graphemes.cut(text, fold)


_LONG_MARKS: Final = late(by_properties, r"\p{M}{31}")
_EMOJI: Final = late(spaced_by_properties, EMOJI)
_HEAVY: Final = late(re.compile, r"[^\u0000-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")
"""What weighs two on X; all else weighs one (twitter-text, config v3)."""


def _weighted(text: str) -> int:
    """X's own count: in NFC; an emoji is two however it is made, and so are most signs outside of alphabets."""
    if text.isascii():
        return len(text)
    # A pile of marks is not normalised: that would take time by the square of its height, and nobody writes one.
    if not _LONG_MARKS.search(text):
        text = unicodedata.normalize("NFC", text)
    return _weight(text)


def _weight(text: str) -> int:
    first = no_emoji_before(text)
    if first is None:
        return len(text) + len(_HEAVY.findall(text))
    rest, emoji = _EMOJI.subn("", text[first:])
    rest = text[:first] + rest
    return 2 * emoji + len(rest) + len(_HEAVY.findall(rest))


def _cut_weighted(text: str, fold: int) -> int:
    """The offset behind the first characters of weight *fold*. Addresses count in full here, so it never says
    too much.
    """
    if text[: fold + 1].isascii() and text[fold - 1 : fold + 1] != "\r\n":
        return min(fold, len(text))
    shown = 0
    for start, end in graphemes.clusters(text):
        shown += _weight(text[start:end])
        if shown > fold:
            # A code point weighs two at most, so this much shows even of a character that is a pile of marks.
            return max(start, min(end, fold // 2))
    return len(text)


_REMOTE: Final = late(by_properties, r"(?<![\w@/.])(@\w++)@\w[\w.-]*+")


def _without_servers(text: str) -> int:
    """Mastodon counts of `@ana@social.example` only what stands before the server."""
    return graphemes.count(_REMOTE.sub(r"\1", text) if "@" in text else text)


def _bytes(text: str) -> int:
    return len(text.encode())


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


_COUNTS: Final[Mapping[Metric, Callable[[str], int]]] = {
    "weighted": _weighted,
    "graphemes": graphemes.count,
    "graphemes without servers": _without_servers,
    "bytes": _bytes,
    "utf16": _utf16,
}
