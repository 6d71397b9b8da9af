"""Addresses in a text: `https://…`, `http://…`, and hosts that end as hosts do. Beside `tokens`, which has what else
stands in a text; what X takes for one is in `platforms.x_addresses`.

Every pattern is possessive and guarded on its left, and is tried only where an address may begin, so that the time is
linear in the text, whatever the text is. Each is written twice, see `in_ascii`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from playbook.text.late import late, spaced_by_properties
from playbook.text.parts.domains import PLAIN_ENDINGS, WORDLIKE_ENDINGS
from playbook.text.parts.in_ascii import quicker

_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""Scripts whose words touch what stands beside them."""

_SPACED: Final = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]"
"""A letter, mark or digit that makes one word with what stands beside it."""

_STRANGE: Final = rf"{_UNSPACED}\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20\uFF5B-\uFF65"
"""What ends an address: in a text without spaces the next word follows at once."""


def _with_scheme(spaced: str, controls: str, strange: str) -> str:
    """An address with `https://` or `http://`, as far as it may reach."""
    out = rf"\s<>\"“”«»{controls}"
    label = rf"[^{out}{strange}/?\#.]"
    return rf"""
        (?<! {spaced} | [_@\#$] ) (?i:https?+)://
          (?P<authority> {label}++ (?: \.++ {label}++ )++ \.*+ | [^{out}/?\#]++ )
          (?P<path> [/?\#] [^{out}{strange}]*+ )?+
    """


def _without_scheme(spaced: str, controls: str, strange: str) -> str:
    """Words joined by dots, which may be a host, and what follows as in an address."""
    return rf"""
        (?<! {spaced} | [_@/.\#$%&+-] )
          (?P<bare> [A-Za-z0-9] [A-Za-z0-9-]{{0,62}}+ (?: \. [A-Za-z0-9] [A-Za-z0-9-]{{0,62}}+ )++ )
          (?! {spaced} | [_@(+-] | :// ) (?: : [0-9]{{1,5}}+ )?+
          (?P<path> [/?\#] [^\s<>\"“”«»{controls}{strange}]*+ )?+
    """


_ANY: Final = (_SPACED, r"\p{Cc}\p{Bidi_Control}", _STRANGE)
_ASCII: Final = ("[A-Za-z0-9]", r"\x00-\x1F\x7F", "")

SCHEME: Final = _with_scheme(*_ANY)
BARE: Final = _without_scheme(*_ANY)

_SCHEME: Final = late(spaced_by_properties, SCHEME)
_BARE: Final = late(spaced_by_properties, BARE)
_PLAIN_SCHEME: Final = late(re.compile, _with_scheme(*_ASCII), re.VERBOSE)
_PLAIN_BARE: Final = late(re.compile, _without_scheme(*_ASCII), re.VERBOSE)

_match_scheme: Final = quicker(_PLAIN_SCHEME, _SCHEME)
_match_bare: Final = quicker(_PLAIN_BARE, _BARE)

_DOTTED: Final = re.compile(r"\.[A-Za-z0-9]")
_ANCHOR: Final = re.compile(r"\.[A-Za-z0-9][A-Za-z0-9.-]*+")
"""What every host without `://` before it has in it, with all of the same host that follows."""

_HOST_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789-.ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_TRAILING: Final = ".,:;!?'’‘*_~…|"
_LAST: Final = f"{_TRAILING}{''.join(_CLOSING)}"
"""What has to be looked at where it ends an address."""


def urls(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the addresses in *text*: `https://…` and `http://…`, and hosts that end as hosts do (`bit.ly/x`)."""
    return _last_addresses(text) if may_hold_links(text) else ()


def may_hold_links(text: str) -> bool:
    """A glance: False only of a text in which there are none."""
    return "://" in text or _DOTTED.search(text) is not None


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
    for at, end in _anchors(text):
        if at < place:
            run = max(run, end)
            continue
        if at == end:
            start, match = at - (4 if text[max(0, at - 4) : at].casefold() == "http" else 5), _match_scheme
        else:
            start, match = run + len(text[run:at].rstrip(_HOST_SIGNS)), _match_bare
            run = end
        found = match(text, start) if start >= place else None
        if found is not None:
            yield found
            place = found.end()


def _anchors(text: str) -> list[tuple[int, int]]:
    """Where an address has what it needs, from left to right: a dot, with all that the same host may have behind it; or
    a `://`, told by an end that is its beginning.
    """
    anchors = [dotted.span() for dotted in _ANCHOR.finditer(text)]
    at = text.find("://")
    if at >= 0:
        while at >= 0:
            anchors.append((at, at))
            at = text.find("://", at + 3)
        anchors.sort()
    return anchors


_MAX_LABEL: Final = 63
"""Characters between two dots of a host, as the network sees them (RFC 1035, section 2.3.4)."""


def _may_be_host(authority: str) -> bool:
    if (
        len(authority) <= _MAX_LABEL
        and authority[:1].isalnum()
        and authority.isascii()
        and "@" not in authority
    ):
        return True
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
