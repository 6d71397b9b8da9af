"""Keys and tokens that open accounts of well-known services: only those with a shape that nothing else has.

Each shape names the page that says so, read in November 2026. All of them begin in a way of their own and are bounded
in length, or hold letters, digits, `-` and `_` alone and begin only where no such sign stands before, so that the time
is linear in the text.
"""

import json
import re
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from playbook.text.finding import Place, on_pieces
from playbook.text.late import late

_Check = Callable[[str], bool]


class KeyShape(NamedTuple):
    """One kind of key: whose it is, how it begins, its shape as a pattern, where that is said, and what else holds."""

    service: str
    begins: tuple[str, ...]
    shape: str
    source: str
    check: _Check | None = None

    @property
    def checksum(self) -> bool:
        """Whether the key carries a checksum that is held against it."""
        return self.check is ends_in_crc


_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def ends_in_crc(token: str) -> bool:
    """Whether the last six characters are the CRC-32 of what is between them and the prefix, in base 62."""
    body, checksum = token.partition("_")[2][:-6], token[-6:]
    rest, written = zlib.crc32(body.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        written = _BASE62[digit] + written
    return written == checksum


def _names_an_algorithm(token: str) -> bool:
    """Whether the first part of a JSON web token is a header: an object that says how the token is signed."""
    head = token.partition(".")[0]
    try:
        header = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(header, dict) and isinstance(header.get("alg"), str)


def _is_mixed(token: str) -> bool:
    """Whether its end is drawn by lot, and no row of the same sign that stands for a key (`ghp_xxxxxxxx…`)."""
    return len(set(token[-16:])) > 4


_GITHUB = "https://github.blog/2021-04-05-behind-githubs-new-authentication-token-formats/"
_LISTED = "https://openrouter.ai/docs/guides/features/guardrails/secret-formats"
_SCANNED = (
    "https://docs.github.com/en/code-security/reference/secret-security/supported-secret-scanning-patterns"
)

_BEGIN_PRIVATE = "-----BEGIN"

SHAPES: tuple[KeyShape, ...] = (
    KeyShape(
        "Amazon Web Services, access key id",
        ("AKIA", "ASIA"),
        r"A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9])",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
        _is_mixed,
    ),
    KeyShape(
        "GitHub, token",
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        r"gh[oprsu]_[A-Za-z0-9]{36}(?![A-Za-z0-9])",
        _GITHUB,
        ends_in_crc,
    ),
    KeyShape(
        "GitHub, fine-grained token",
        ("github_pat_",),
        r"github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}(?![A-Za-z0-9])",
        "https://gist.github.com/magnetikonline/073afe7909ffdd6f10ef06a00bc3bc88",
        _is_mixed,
    ),
    KeyShape(
        "GitLab, access token",
        ("glpat-",),
        r"glpat-[A-Za-z0-9_-]{20,300}(?:\.[0-9a-z]{2}\.?[0-9a-z]{7,9})?",
        "https://gitlab.com/gitlab-org/gitlab/-/issues/342327",
        _is_mixed,
    ),
    KeyShape(
        "Slack, token",
        ("xoxb-", "xoxp-", "xoxa-", "xoxe-", "xoxo-", "xoxr-", "xoxs-"),
        r"xox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{20,255}",
        _LISTED,
        _is_mixed,
    ),
    KeyShape(
        "Slack, app token",
        ("xapp-",),
        r"xapp-[0-9]-[A-Z0-9]{6,20}-[0-9]{6,20}-[a-f0-9]{40,80}",
        _LISTED,
        _is_mixed,
    ),
    KeyShape(
        "Slack, webhook",
        ("hooks.slack.com/services/",),
        r"hooks\.slack\.com/services/T[A-Za-z0-9_]{8,12}/B[A-Za-z0-9_]{8,12}/[A-Za-z0-9_]{24}",
        "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/",
        _is_mixed,
    ),
    KeyShape(
        "Stripe, secret or restricted key",
        ("sk_live_", "sk_test_", "rk_live_", "rk_test_"),
        r"[rs]k_(?:live|test)_[A-Za-z0-9]{24,247}",
        _LISTED,
        _is_mixed,
    ),
    KeyShape("Google, API key", ("AIza",), r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])", _LISTED, _is_mixed),
    KeyShape(
        "Google, OAuth client secret",
        ("GOCSPX-",),
        r"GOCSPX-[A-Za-z0-9_-]{28}(?![A-Za-z0-9_-])",
        _LISTED,
        _is_mixed,
    ),
    KeyShape(
        "OpenAI, API key",
        ("sk-proj-", "sk-svcacct-", "sk-admin-", "sk-"),
        r"sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,200}?T3BlbkFJ[A-Za-z0-9_-]{20,200}",
        _LISTED,
        _is_mixed,
    ),
    KeyShape(
        "Anthropic, API key",
        ("sk-ant-api", "sk-ant-admin"),
        r"sk-ant-(?:api|admin)[0-9]{2}-[A-Za-z0-9_-]{80,110}AA(?![A-Za-z0-9_-])",
        _LISTED,
    ),
    KeyShape(
        "npm, access token",
        ("npm_",),
        r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])",
        "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
        ends_in_crc,
    ),
    KeyShape(
        "PyPI, API token",
        ("pypi-AgE",),
        r"pypi-AgE(?:IcHlwaS5vcmc|NdGVzdC5weXBpLm9yZw)[A-Za-z0-9_-]{50,400}",
        "https://pypi.org/help/#apitoken",
    ),
    KeyShape(
        "private key",
        (_BEGIN_PRIVATE,),
        # Where people write, two hyphens may have become a dash.
        r"[-–—]{1,5}BEGIN (?:[A-Z0-9]{2,9} ){0,2}PRIVATE KEY(?: BLOCK)?[-–—]{1,5}",
        "https://www.rfc-editor.org/rfc/rfc7468",
    ),
    KeyShape(
        "JSON web token",
        ("eyJ",),
        r"eyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{4,6000}\.[A-Za-z0-9_-]{20,2000}",
        "https://www.rfc-editor.org/rfc/rfc7519",
        _names_an_algorithm,
    ),
)
"""All kinds of keys that are looked for."""

_SHORTEST_KEY = 20
"""Characters of the shortest key; the first line of a private key has gaps, and is told by its words."""

_BEGINS = late(
    re.compile,
    r"[-–—]{1,5}(?=BEGIN )|(?<![A-Za-z0-9_-])"
    r"(?:A[KS]IA|gh[oprsu]_|github_|glpat-|xox|xapp-|hooks\.|[rs]k[_-]|AIza|GOCSPX-|npm_|pypi-|eyJ)",
)


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], _Check | None], ...]:
    return tuple((re.compile(one.shape), one.check) for one in SHAPES)


@on_pieces(
    [begin.lower() for shape in SHAPES for begin in shape.begins if begin != _BEGIN_PRIVATE] + ["private ke"]
)
def access_keys(text: str) -> Iterator[Place]:
    """Where keys and tokens stand that open an account of a well-known service: Amazon Web Services (access key ids),
    GitHub (with its checksum), GitLab, Slack (webhooks too), Stripe, Google, OpenAI, Anthropic, npm (with its
    checksum), PyPI, JSON web tokens, and the first line of a private key.

    Not found: passwords, keys without a prefix of their own (such as the secret half of an Amazon key), keys of other
    services, keys that were taken apart or written in another way, and keys that are meant to be seen (`pk_live_…`).
    Whether a key works is not known.
    """
    if "PRIVATE KEY" not in text and max(map(len, text.split()), default=0) < _SHORTEST_KEY:
        return
    place = 0
    for start in _BEGINS.finditer(text):
        end = _key_end(text, start.start()) if start.start() >= place else None
        if end is not None:
            yield start.start(), end
            place = end


def _key_end(text: str, start: int) -> int | None:
    """Where the key that begins at *start* ends; None if none does."""
    for shape, check in _compiled():
        found = shape.match(text, start)
        if found is not None and (check is None or check(found.group())):
            return found.end()
    return None
