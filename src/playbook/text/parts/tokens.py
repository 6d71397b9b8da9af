"""What stands in a text besides words: hashtags, mentions, cashtags, addresses, emoji. Finds them, each in
one pass; judges nothing.

Every pattern is possessive and guarded on its left, so that no text makes it go back, or start again inside
what it has read: the time is linear in the text, whatever the text is. Where platforms differ, what most of
them would make a link of is taken.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from playbook.text.late import late, spaced_by_properties
from playbook.text.parts.domains import PLAIN_ENDINGS, WORDLIKE_ENDINGS

_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts whose words touch what stands beside them."""

_SPACED: Final = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]"
"""A letter, mark or digit that makes one word with what stands beside it."""

# ------------------------------------------------------------------------------------------------------------ addresses

_STRANGE: Final = rf"{_UNSPACED}\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20\uFF5B-\uFF65"
"""What ends an address: in a text without spaces the next word follows at once."""

_OUT: Final = r"\s<>\"“”«»\p{Cc}\p{Bidi_Control}"
_BODY: Final = rf"[^{_OUT}{_STRANGE}]"
_LABEL: Final = rf"[^{_OUT}{_STRANGE}/?\#.]"

SCHEME: Final = rf"""
    (?<! {_SPACED} | [_@\#$] ) (?i:https?+)://
      (?P<authority> {_LABEL}++ (?: \.++ {_LABEL}++ )++ \.*+ | [^{_OUT}/?\#]++ ) (?P<rest> [/?\#] {_BODY}*+ )?+
"""
"""An address with `https://` or `http://`, as far as it may reach."""

BARE: Final = rf"""
    (?<! {_SPACED} | [_@/.\#$%&+-] )
      (?P<bare> [A-Za-z0-9] [A-Za-z0-9-]{{0,62}}+ (?: \. [A-Za-z0-9] [A-Za-z0-9-]{{0,62}}+ )++ )
      (?! {_SPACED} | [_@(+-] | :// ) (?: : [0-9]{{1,5}}+ )?+ (?P<path> [/?\#] {_BODY}*+ )?+
"""
"""Words joined by dots, which may be a host, and what follows as in an address."""

_SCHEME: Final = late(spaced_by_properties, SCHEME)
_BARE: Final = late(spaced_by_properties, BARE)

_DOTTED: Final = re.compile(r"\.[A-Za-z0-9]")
_ANCHOR: Final = re.compile(r"://|\.[A-Za-z0-9][A-Za-z0-9.-]*+")
"""What every address has in it. A dot takes with it all that the same host may have."""

_HOST_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789-.ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = ".,:;!?'’‘*_~…|"
_LAST: Final = f"{_TRAILING}{''.join(_CLOSING)}"
"""What has to be looked at where it ends an address."""


def urls(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the addresses in *text*: `https://…` and `http://…`, and hosts that end as hosts do (`bit.ly/x`)."""
    if "://" not in text and _DOTTED.search(text) is None:
        return ()
    return _last_addresses(text)


@lru_cache(maxsize=8)
def _last_addresses(text: str) -> tuple[tuple[int, int], ...]:
    """The last few texts: whatever is counted in a post, or found in it, asks for its addresses."""
    return tuple(_addresses(text))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    for found in _candidates(text):
        start, end = found.span()
        if "authority" in found.re.groupindex:
            end = _trimmed(text, found.start("authority"), end)
            if _may_be_host(text[found.start("authority") : min(end, found.end("authority"))]):
                yield start, end
        elif _is_host(found["bare"], found["path"]):
            yield start, end if found["path"] is None else _trimmed(text, found.start("path"), end)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """What looks like an address, from left to right. The same as a search for `SCHEME` or `BARE` at every place,
    but only tried where it may begin: a host begins a run of letters, digits, hyphens and dots, or it is none.
    """
    place = run = 0
    for anchor in _ANCHOR.finditer(text):
        at = anchor.start()
        if text[at] == ":":
            start, pattern = at - (4 if text[max(0, at - 4) : at].casefold() == "http" else 5), _SCHEME
        else:
            start, pattern = run + len(text[run:at].rstrip(_HOST_SIGNS)), _BARE
            run = anchor.end()
        found = pattern.match(text, start) if start >= place else None
        if found is not None:
            yield found
            place = found.end()


_MAX_LABEL: Final = 63
"""Characters between two dots of a host, as the network sees them (RFC 1035, section 2.3.4)."""


def _may_be_host(authority: str) -> bool:
    host = authority.rpartition("@")[2]
    return any(map(str.isalnum, host)) and all(map(_short_enough, host.split(".")))


def _short_enough(label: str) -> bool:
    if len(label) > _MAX_LABEL or label.isascii():
        return len(label) <= _MAX_LABEL
    return len(label.encode("punycode")) + len("xn--") <= _MAX_LABEL


def _trimmed(text: str, start: int, end: int) -> int:
    """*end*, before what ends the sentence rather than the address: full stops, and brackets that were opened
    outside.
    """
    if text[end - 1] not in _LAST and not text.endswith(("'s", "’s"), start, end):
        return end
    over = {
        close: text.count(close, start, end) - text.count(begin, start, end)
        for close, begin in _CLOSING.items()
    }
    while end > start:
        last = text[end - 1]
        if over.get(last, 0) > 0:
            over[last] -= 1
        elif text.endswith(("'s", "’s"), start, end):
            end -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end


def _is_host(bare: str, path: str | None) -> bool:
    """Whether words joined by dots are a host: `bit.ly`, and not `Node.js`, `v1.0.dev`, `ASP.NET` or `end.So`."""
    before, _, ending = bare.rpartition(".")
    if not any(sign.isalpha() for sign in before.rpartition(".")[2]):
        return False
    if ending in PLAIN_ENDINGS:
        return True
    sure = before.casefold().startswith("www.") or (
        path is not None and path.startswith("/") and len(path) > 1
    )
    return sure and (ending.lower() in WORDLIKE_ENDINGS or ending.lower() in PLAIN_ENDINGS)


class _Outside:
    """Tells whether places, asked for in rising order, lie outside all the spans."""

    def __init__(self, spans: tuple[tuple[int, int], ...]) -> None:
        self._spans = spans
        self._next = 0

    def __call__(self, place: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= place:
            self._next += 1
        return self._next >= len(self._spans) or place < self._spans[self._next][0]


# ------------------------------------------------------------------------------------ hashtags, mentions, cashtags

_HASHTAG: Final = late(
    spaced_by_properties,
    r"""
    [#＃] (?<! (?: [\p{L}\p{N}_&/] | [\p{M}--[\uFE0E\uFE0F]] ) [#＃] ) (?! \uFE0F | \u20E3 )
    (?= [\p{N}_]*+ [\p{L}\p{M}] )
    (?P<tag> [\p{L}\p{M}\p{N}_\u200C\u200D\u00B7\u3003\u30FB\u05F3\u05F4\u0F0B\u0F0C\uA67E\u05BE\uFF5E\u301C]++ )
    (?! :// )
    """,
)


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags in *text*, in order, without `#`. A number alone is none (`#1`), nor is what follows a
    letter or stands in an address.
    """
    return tuple(text[start + 1 : end] for start, end in hashtag_places(text))


def hashtag_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where they stand, `#` included."""
    if "#" not in text and "＃" not in text:
        return ()
    outside = _Outside(urls(text))
    return tuple(found.span() for found in _HASHTAG.finditer(text) if outside(found.start()))


_MENTION: Final = late(
    spaced_by_properties,
    r"""
    [@＠]
    (?: (?<! [\p{Latin}\p{M}0-9_!\#$%&*@＠] [@＠] ) | (?<= (?<! [\p{L}\p{N}_] ) [Rr][Tt] [@＠] ) )
    (?P<name> [A-Za-z0-9_]++ (?: [.-]++ [A-Za-z0-9_]++ )*+ )
    (?: @ (?P<server> [A-Za-z0-9] [A-Za-z0-9-]*+ (?: \. [A-Za-z0-9] [A-Za-z0-9-]*+ )++ ) )?+
    (?! [@＠] | [\p{Latin}\p{M}] | :// )
    """,
)
_SENTENCE: Final = re.compile(r"[.-]{2}|\.(?=[A-Z])")
"""Where a handle ends although signs follow that a handle may have: `@ana.Then we …`."""


def mentions(text: str) -> tuple[str, ...]:
    """The handles that *text* mentions, in order, without `@`: `ana`, `ana@social.example`,
    `ana.bsky.social`. No e-mail addresses.
    """
    return tuple(text[start + 1 : end] for start, end in mention_places(text))


def mention_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where they stand, `@` included."""
    if "@" not in text and "＠" not in text:
        return ()
    outside = _Outside(urls(text))
    return tuple(
        (found.start(), found.start() + 1 + _handle_length(found))
        for found in _MENTION.finditer(text)
        if outside(found.start())
    )


def _handle_length(found: re.Match[str]) -> int:
    name: str = found["name"]
    if found["server"] is not None:
        return len(name) + 1 + len(found["server"])
    cut = _SENTENCE.search(name)
    if cut is not None:
        name = name[: cut.start()]
    # Hyphens stand in domains only, and never in the last part of one: `@my-site.example`, but `@ana-based`.
    dot = name.rfind(".")
    hyphen = name.find("-", dot + 1)
    return len(name) if hyphen < 0 else hyphen


_CASHTAG: Final = late(
    spaced_by_properties,
    r"""
    \$ (?<! [^\s\u200E\u200F(\["'“‘,;:/] \$ )
    (?P<tag> [A-Za-z]{1,6}+ (?: [._] [A-Za-z]{1,2}+ (?! [\p{L}\p{M}\p{N}] ) )?+ )
    (?! [\p{L}\p{M}\p{N}] )
    """,
)


def cashtags(text: str) -> tuple[str, ...]:
    """The stock symbols in *text*, in order, without `$`."""
    return tuple(text[start + 1 : end] for start, end in cashtag_places(text))


def cashtag_places(text: str) -> tuple[tuple[int, int], ...]:
    """Where they stand, `$` included."""
    if "$" not in text:
        return ()
    outside = _Outside(urls(text))
    return tuple(found.span() for found in _CASHTAG.finditer(text) if outside(found.start()))


# ---------------------------------------------------------------------------------------------------------------- emoji

EMOJI: Final = r"""
    (?: \p{RI}\p{RI}
      | [0-9\#*] \uFE0F?+ \u20E3
      | (?! [0-9\#*] | \p{RI} )
        (?: \p{Emoji_Modifier_Base} \uFE0F?+ \p{Emoji_Modifier}
          | \p{Emoji} \uFE0F
          | \p{Emoji_Presentation} (?! \uFE0E )
          | \p{Extended_Pictographic} (?= \u200D \p{Extended_Pictographic} ) )
        [\U000E0020-\U000E007F]*+
        (?: \u200D [\p{Extended_Pictographic}\p{Emoji_Modifier}] \uFE0F?+ \p{Emoji_Modifier}?+ )*+ )
"""
"""One emoji, after ED-9 to ED-17a of UTS #51: flags, keycaps, skin tones, joined sequences. Not ©, ™ or ☎
unless U+FE0F asks for it.
"""

_EMOJI: Final = late(spaced_by_properties, EMOJI)


def emoji(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the emoji in *text*; one that takes several code points is one."""
    first = no_emoji_before(text)
    return () if first is None else tuple(found.span() for found in _EMOJI.finditer(text, first))


# What every emoji has one of, on the safe side: a sign that is one by itself, asks for one, or joins two.
_PART_OF_EMOJI: Final = re.compile("[\u200d\u20e3\u2300-\u2bff\ufe0f\U0001f000-\U0001ffff]")


def no_emoji_before(text: str) -> int | None:
    """A place in *text* from which to look for emoji, since there are none before; None: there are none at all."""
    part = None if text.isascii() else _PART_OF_EMOJI.search(text)
    # An emoji begins with such a part, or with the sign before it.
    return None if part is None else max(0, part.start() - 1)
