"""From the address of a link to the host that a browser would go to. Resolves nothing and follows nothing."""

import unicodedata
from functools import lru_cache
from urllib.parse import unquote

MAX_HOST = 253
"""Characters of a host name (RFC 1035, section 2.3.4, as commonly counted without the final dot)."""

_DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})
"""What browsers take for a dot in a host (UTS #46, section 2.3)."""


def host_of(url: str) -> str | None:
    """The host in *url*, in lower case, NFKC, its `xn--` labels spelled out; None where there is none.

    User names and ports are no part of it, a back slash counts as a slash and `%2e` as a dot, all as in a
    browser (WHATWG URL standard): `https://good.example@bad.example` leads to `bad.example`.
    """
    rest = url.strip().replace("\\", "/")
    scheme, colon, after = rest.partition(":")
    if colon and "." not in scheme and not after.startswith("/") and not after[:1].isdigit():
        return None
    if colon and after.startswith("/"):
        if scheme.casefold() not in ("http", "https"):
            return None
        rest = after.lstrip("/")
    elif rest.startswith("/"):
        rest = rest.lstrip("/")
    authority = rest
    for end in "/?#":
        authority = authority.partition(end)[0]
    host = authority.rpartition("@")[2]
    return None if len(host) > 3 * MAX_HOST else _plain(host)


@lru_cache(maxsize=1024)
def _plain(host: str) -> str | None:
    host = unquote(host).translate(_DOTS)
    end = "]" if host.startswith("[") else ":"
    host = host.partition(end)[0] + ("]" if end == "]" else "")
    host = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", host).casefold()).strip(".")
    host = ".".join(_spelled_out(label) for label in host.split("."))
    dotted = "." in host or ":" in host or host == "localhost"
    if not dotted or len(host) > MAX_HOST:
        return None
    return None if any(sign.isspace() or sign in "<>\"'`{}|^/\\?#@%" for sign in host) else host


def _spelled_out(label: str) -> str:
    if not label.startswith("xn--") or len(label) > 63:
        return label
    try:
        return unicodedata.normalize("NFKC", label[4:].encode("ascii").decode("punycode")).casefold()
    except (UnicodeError, ValueError):
        return label


def site_of(host: str) -> str:
    """*host* without `www.`: what people call the site."""
    plain = host.casefold().strip(".")
    return plain.removeprefix("www.") if plain.count(".") > 1 else plain
