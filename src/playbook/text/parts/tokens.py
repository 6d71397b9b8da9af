"""What stands in a text besides words and addresses: hashtags, mentions, cashtags, emoji. Finds them, each in one pass;
judges nothing.

Every pattern is possessive and guarded on its left, so that no text makes it go back, or start again inside
what it has read: the time is linear in the text, whatever the text is. Where platforms differ, what most of
them would make a link of is taken.

Hashtags and mentions have two patterns, see `in_ascii`.
"""

import re
from typing import Final, TypeAlias

from playbook.text.late import late, spaced_by_properties
from playbook.text.parts.addresses import urls
from playbook.text.parts.in_ascii import quicker_search

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where things stand, in order."""


class _Outside:
    """Tells whether places, asked for in rising order, lie outside all the spans."""

    def __init__(self, spans: Spans) -> None:
        self._spans = spans
        self._next = 0

    def __call__(self, place: int) -> bool:
        while self._next < len(self._spans) and self._spans[self._next][1] <= place:
            self._next += 1
        return self._next >= len(self._spans) or place < self._spans[self._next][0]


def _outside_addresses(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Those of *spans* that begin outside all addresses in *text*."""
    if spans and (addresses := urls(text)):
        outside = _Outside(addresses)
        return tuple([span for span in spans if outside(span[0])])
    return tuple(spans)


# ------------------------------------------------------------------------------------ hashtags, mentions, cashtags


def may_hold_hashtags(text: str) -> bool:
    """A glance: False only of a text in which there are none."""
    return "#" in text or "＃" in text


def may_hold_mentions(text: str) -> bool:
    """A glance: False only of a text in which there are none."""
    return "@" in text or "＠" in text


def may_hold_cashtags(text: str) -> bool:
    """A glance: False only of a text in which there are none."""
    return "$" in text


_HASHTAG: Final = late(
    spaced_by_properties,
    r"""
    [#＃] (?<! (?: [\p{L}\p{N}_&/] | [\p{M}--[\uFE0E\uFE0F]] ) [#＃] ) (?! \uFE0F | \u20E3 )
    (?= [\p{N}_]*+ [\p{L}\p{M}] )
    (?P<tag> [\p{L}\p{M}\p{N}_\u200C\u200D\u00B7\u3003\u30FB\u05F3\u05F4\u0F0B\u0F0C\uA67E\u05BE\uFF5E\u301C]++ )
    (?! :// )
    """,
)


_PLAIN_HASHTAG: Final = late(
    re.compile, r"#(?<![A-Za-z0-9_&/]#)(?=[0-9_]*+[A-Za-z])(?P<tag>[A-Za-z0-9_]++)(?!://)"
)


_search_hashtags: Final = quicker_search(re.compile("[#＃]"), _PLAIN_HASHTAG, _HASHTAG)


def hashtags(text: str) -> tuple[str, ...]:
    """The hashtags in *text*, in order, without `#`. A number alone is none (`#1`), nor is what follows a
    letter or stands in an address.
    """
    return tuple([text[start + 1 : end] for start, end in hashtag_places(text)])


def hashtag_places(text: str) -> Spans:
    """Where they stand, `#` included."""
    if not may_hold_hashtags(text):
        return ()
    return _outside_addresses(text, [found.span() for found in _search_hashtags(text)])


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
_PLAIN_MENTION: Final = late(
    re.compile,
    r"""
    @ (?: (?<! [A-Za-z0-9_!\#$%&*@] @ ) | (?<= (?<! [A-Za-z0-9_] ) [Rr][Tt] @ ) )
    (?P<name> [A-Za-z0-9_]++ (?: [.-]++ [A-Za-z0-9_]++ )*+ )
    (?: @ (?P<server> [A-Za-z0-9] [A-Za-z0-9-]*+ (?: \. [A-Za-z0-9] [A-Za-z0-9-]*+ )++ ) )?+
    (?! [@A-Za-z] | :// )
    """,
    re.VERBOSE,
)
_search_mentions: Final = quicker_search(re.compile("[@＠]"), _PLAIN_MENTION, _MENTION)
_SENTENCE: Final = late(re.compile, r"[.-]{2}|\.(?=[A-Z])")
"""Where a handle ends although signs follow that a handle may have: `@ana.Then we …`."""


def mentions(text: str) -> tuple[str, ...]:
    """The handles that *text* mentions, in order, without `@`: `ana`, `ana@social.example`,
    `ana.bsky.social`. No e-mail addresses.
    """
    return tuple([text[start + 1 : end] for start, end in mention_places(text)])


def mention_places(text: str) -> Spans:
    """Where they stand, `@` included."""
    if not may_hold_mentions(text):
        return ()
    found = [(one.start(), one.start() + 1 + _handle_length(one)) for one in _search_mentions(text)]
    return _outside_addresses(text, found)


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
    return tuple([text[start + 1 : end] for start, end in cashtag_places(text)])


def cashtag_places(text: str) -> Spans:
    """Where they stand, `$` included."""
    if not may_hold_cashtags(text):
        return ()
    return _outside_addresses(text, [found.span() for found in _CASHTAG.finditer(text)])


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


def emoji(text: str) -> Spans:
    """The spans of the emoji in *text*; one that takes several code points is one."""
    if text.isascii():
        return ()
    spans, place = [], 0
    for part in _PART_OF_EMOJI.finditer(text):
        at = part.start()
        # An emoji begins with such a part, or with the sign before it.
        for start in range(max(place, at - 1), at + 1):
            found = _EMOJI.match(text, start)
            if found is not None:
                spans.append(found.span())
                place = found.end()
                break
    return tuple(spans)


# What every emoji has one of, on the safe side: a sign that is one by itself, asks for one, or joins two.
_PART_OF_EMOJI: Final = late(re.compile, "[\u200d\u20e3\u2300-\u2bff\ufe0f\U0001f000-\U0001ffff]")


def may_hold_emoji(text: str) -> bool:
    """A glance: False only of a text in which there are none."""
    return not text.isascii()


def no_emoji_before(text: str) -> int | None:
    """A place in *text* from which to look for emoji, since there are none before; None: there are none at all."""
    part = None if text.isascii() else _PART_OF_EMOJI.search(text)
    # An emoji begins with such a part, or with the sign before it.
    return None if part is None else max(0, part.start() - 1)
