"""What X makes a link of, which counts 23 there whatever its length. For counting alone: what a post's `links` are is
the same on every platform, see `tokens`.

After twitter-text (https://github.com/twitter/twitter-text, conformance cases as of November 2026). Its own expressions
take time by the square and more on hostile texts; here every sign is looked at a fixed number of times. A domain is
told by its last part, which has to be a top-level one; without `https://` the rest of it has to be in Latin letters.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from playbook.text.late import late
from playbook.text.platforms.top_level import ASCII_TOP_LEVEL, OTHER_TOP_LEVEL

_LATIN: Final = (
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb"
    "\u0300-\u036f\u1e00-\u1eff"
)
_OUTSIDE: Final = (
    r"\s!-,/:-@\[-^`{-~"  # spaces, and signs but for hyphen, dot and underscore
    "\u0085\u180e\u200e\u200f\u202a-\u202e\u2061-\u2069\ufffe\ufeff\uffff\x00-\x1f\x7f"
)
_DOMAIN: Final = late(re.compile, rf"[^{_OUTSIDE}]+")
_LABEL: Final = late(re.compile, rf"[^{_OUTSIDE}.]{{1,24}}")
"""More than any top-level domain has."""
_LATIN_DOMAIN: Final = late(re.compile, rf"[A-Za-z0-9{_LATIN}.-]+")
_DOTTED: Final = late(re.compile, rf"\.[^{_OUTSIDE}._-]")
_ANCHOR: Final = late(re.compile, rf"://|\.(?=[^{_OUTSIDE}._-])")
_LATIN_END: Final = late(re.compile, rf"[A-Za-z0-9{_LATIN}.-]")
_BEFORE_ANY: Final = late(re.compile, r"[A-Za-z0-9@＠$#＃\ufffe\ufeff\uffff]")
_BEFORE_BARE: Final = late(re.compile, r"[A-Za-z0-9@＠$#＃\ufffe\ufeff\uffff_./-]")

_PATH_SIGN: Final = rf"A-Za-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\u2013_~@|&{_LATIN}-"
_TAIL: Final = late(
    re.compile,
    rf"(?::[0-9]++)?+(?P<path>/(?:[{_PATH_SIGN}]++|\([{_PATH_SIGN}]*+(?:\([{_PATH_SIGN}]++\)[{_PATH_SIGN}]*+)?+\))*+)?+",
)
_QUERY: Final = late(re.compile, r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]_.,~|-]*+")
_PATH_ENDS: Final = late(re.compile, rf"[A-Za-z\u0400-\u04ff0-9=_#/+{_LATIN})-]")
_QUERY_ENDS: Final = late(re.compile, r"[A-Za-z0-9_&=#/-]")
_OWN: Final = late(re.compile, r"https?://t\.co/(?P<slug>[A-Za-z0-9]++)", re.IGNORECASE)
_LONGEST_SLUG: Final = 40
_LONGEST_ADDRESS: Final = 4096
_LONGEST_LABEL: Final = 63
_LONGEST_TOP_LEVEL: Final = max(map(len, OTHER_TOP_LEVEL))


def x_addresses(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of what X makes a link of, in order."""
    return () if "://" not in text and _DOTTED.search(text) is None else _last_addresses(text)


@lru_cache(maxsize=8)
def _last_addresses(text: str) -> tuple[tuple[int, int], ...]:
    """Those of the last few texts, since length and fold ask in turn."""
    return tuple(_addresses(text))


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    place = seen = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < max(place, seen):
            continue
        if anchor.group() == "://":
            start = _scheme(text, anchor.start())
            end = (
                None
                if start < place or _stands(_BEFORE_ANY, text, start)
                else _end(text, start, anchor.end())
            )
        else:
            start, seen = _latin_run(text, max(place, seen), anchor.start())
            end = None if _stands(_BEFORE_BARE, text, start) else _end(text, start, start)
        if end is not None:
            if _is_short_enough(text, start, end):
                yield start, end
            place = end


def _stands(signs: "re.Pattern[str]", text: str, start: int) -> bool:
    """Whether one of *signs* stands before *start*."""
    return start > 0 and signs.match(text, start - 1) is not None


def _scheme(text: str, colon: int) -> int:
    """Where the `http` or `https` before the *colon* begins; -1 if there is none."""
    for length in (4, 5):
        if colon >= length and text[colon - length : colon].lower() in {"http", "https"}:
            return colon - length
    return -1


def _latin_run(text: str, first: int, dot: int) -> tuple[int, int]:
    """The run of Latin letters, digits, hyphens and dots around the *dot*, no further back than *first*."""
    start = dot
    while start > first and _LATIN_END.match(text, start - 1):
        start -= 1
    found = _LATIN_DOMAIN.match(text, start)
    return start, found.end() if found else dot


def _end(text: str, start: int, host: int) -> int | None:
    """Where the address ends that begins at *start* and has its domain at *host*; None if it is none."""
    bare = start == host
    found = (_LATIN_DOMAIN if bare else _DOMAIN).match(text, host)
    if found is None:
        return None
    run = found.group()
    if bare and run.endswith(".") and (last := _LABEL.match(text, found.end())) is not None:
        run += last.group()  # which may be in another script
    # With what stands behind it: `john.doe.gov@…` is no domain.
    end = _domain_end(run + text[host + len(run) : host + len(run) + 1])
    if end is None:
        return None
    own = None if bare else _OWN.match(text, start)
    return _tail_end(text, host + end) if own is None else _query_end(text, own.end())


def _is_short_enough(text: str, start: int, end: int) -> bool:
    """Whether an address is one for X: not too long, and X's own (`t.co`) not longer than X makes them."""
    own = _OWN.match(text, start)
    return end - start <= _LONGEST_ADDRESS and (own is None or len(own["slug"]) <= _LONGEST_SLUG)


def _domain_end(run: str) -> int | None:
    """How much of *run* is a domain: the most of its parts of which the last begins with a top-level domain."""
    labels = run.split(".")
    good = 0
    while good < len(labels) and _may_be_label(labels[good]):
        good += 1
    for last in range(min(good, len(labels) - 1), 0, -1):
        length = None if "_" in labels[last - 1] else _top_level(labels[last])
        if length is not None:
            return sum(map(len, labels[:last])) + last + length
    return None


def _may_be_label(label: str) -> bool:
    if not label or label[0] in "_-" or label[-1] in "_-":
        return False
    if label.isascii():
        return len(label) <= _LONGEST_LABEL
    if len(label) > _LONGEST_LABEL or label[:4].lower() == "xn--":
        return False
    return len(label.encode("punycode")) + len("xn--") <= _LONGEST_LABEL


_ALPHANUMERIC: Final = late(re.compile, r"[A-Za-z0-9]++(?![@+-])")
_JOINED: Final = late(re.compile, r"[A-Za-z0-9@+-]")
_PUNYCODE: Final = late(re.compile, r"xn--[A-Za-z0-9-]++", re.IGNORECASE)


def _top_level(label: str) -> int | None:
    """How many signs at the start of *label* are a top-level domain; None if none are."""
    if (spelled := _PUNYCODE.match(label)) is not None:
        return spelled.end()
    if (plain := _ALPHANUMERIC.match(label)) is not None:
        return plain.end() if plain.group().lower() in ASCII_TOP_LEVEL else None
    for length in range(min(len(label), _LONGEST_TOP_LEVEL), 0, -1):
        if label[:length].lower() in OTHER_TOP_LEVEL and not _JOINED.match(label, length):
            return length
    return None


def _tail_end(text: str, domain: int) -> int:
    """Where port, path and query end that follow the *domain*."""
    tail = _TAIL.match(text, domain)
    if tail is None:
        return domain
    end = tail.end()
    if tail["path"] is not None:
        end = _back_to(_PATH_ENDS, text, tail.start("path") + 1, end)
    return _query_end(text, end) if end == tail.end() else end


def _query_end(text: str, end: int) -> int:
    """Where the query ends that begins at *end*; *end* if none does."""
    query = _QUERY.match(text, end)
    if query is None:
        return end
    last = _back_to(_QUERY_ENDS, text, end + 1, query.end())
    return last if last > end + 1 else end


def _back_to(signs: "re.Pattern[str]", text: str, start: int, end: int) -> int:
    """*end*, before what is none of *signs*; no further back than *start*."""
    while end > start and not signs.match(text, end - 1):
        end -= 1
    return end
