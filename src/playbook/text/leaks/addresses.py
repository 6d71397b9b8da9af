"""Addresses of people on the net: e-mail."""

import re
from collections.abc import Iterator

from playbook.text.finding import Place, on_folded
from playbook.text.late import late

_LOCAL = late(re.compile, r"[^\W_]|[.!#$%&'*+/=?^_`{|}~-]")
_DOMAIN = late(
    re.compile, r"@((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_](?:[\w-]{0,61}[^\W_]))(?![\w-])"
)


def _has_at_sign(text: str) -> bool:
    return "@" in text or "\uff20" in text


@on_folded(_has_at_sign)
def email_addresses(text: str) -> Iterator[Place]:
    """Where e-mail addresses stand: up to 64 characters, `@`, and a domain of two labels or more (RFC 5321, 4.5.3.1;
    RFC 6531 for letters beyond ASCII).

    Not found: quoted names, domains given as numbers, addresses in disguise ("me at acme dot example").
    """
    for domain in _DOMAIN.finditer(text):
        start = _local_start(text, domain.start())
        if start is not None:
            yield start, domain.end()


def _local_start(text: str, at_sign: int) -> int | None:
    """Where the name before the *at_sign* begins; None if there is none, or a longer one than there can be."""
    start = at_sign
    while start > 0 and at_sign - start <= 64 and _LOCAL.match(text[start - 1]):
        start -= 1
    # Signs that rather belong to what stands before: quotes, emphasis, a slash.
    while start < at_sign and not text[start].isalnum() and text[start] not in "_+":
        start += 1
    return start if 0 < at_sign - start <= 64 and text[at_sign - 1] != "." else None
