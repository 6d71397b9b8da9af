"""Keys and tokens of services. What is found here is put together by the tests: nobody's key stands in these files."""

import base64
import json
import random
import string
import zlib
from collections.abc import Callable

import pytest

from playbook.text.leaks.keys import SHAPES, access_keys, ends_in_crc

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
BASE64 = BASE62 + "-_"


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in access_keys(text)]


def drawn(length: int, signs: str = BASE62) -> str:
    return "".join(random.Random(length).choices(signs, k=length))  # noqa: S311  the same in every run


def with_crc(prefix: str) -> str:
    body = drawn(30)
    number, checksum = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, digit = divmod(number, 62)
        checksum = BASE62[digit] + checksum
    return prefix + body + checksum


def web_token(header: object) -> str:
    parts = (json.dumps(header), json.dumps({"sub": "somebody"}))
    written = [base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts]
    return ".".join([*written, drawn(43, BASE64)])


KEYS: dict[str, Callable[[], str]] = {
    "Amazon Web Services, access key id": lambda: "AKIA" + drawn(16, string.ascii_uppercase + "234567"),
    "GitHub, token": lambda: with_crc("ghp_"),
    "GitHub, fine-grained token": lambda: f"github_pat_{drawn(22)}_{drawn(59)}",
    "GitLab, access token": lambda: "glpat-" + drawn(20, BASE64),
    "Slack, token": lambda: f"xoxb-{drawn(12, string.digits)}-{drawn(13, string.digits)}-{drawn(24)}",
    "Slack, app token": lambda: (
        f"xapp-1-A{drawn(10, string.digits)}-{drawn(13, string.digits)}-{drawn(64, 'abcdef0123')}"
    ),
    "Slack, webhook": lambda: (
        f"hooks.slack.com/services/T{drawn(8, BASE62)}/B{drawn(10, BASE62)}/{drawn(24)}"
    ),
    "Stripe, secret or restricted key": lambda: "sk_live_" + drawn(24),
    "Google, API key": lambda: "AIza" + drawn(35),
    "Google, OAuth client secret": lambda: "GOCSPX-" + drawn(28),
    "OpenAI, API key": lambda: f"sk-proj-{drawn(74)}T3BlbkFJ{drawn(73)}",
    "Anthropic, API key": lambda: f"sk-ant-api03-{drawn(93)}AA",
    "npm, access token": lambda: with_crc("npm_"),
    "PyPI, API token": lambda: (
        "pypi-" + base64.b64encode(b"\x02\x01\x08pypi.org").decode().rstrip("=") + drawn(150)
    ),
    "private key": lambda: "-----BEGIN RSA PRIVATE KEY-----",
    "JSON web token": lambda: web_token({"alg": "HS256", "typ": "JWT"}),
}


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.service)
def test_every_kind_is_found(shape: object) -> None:
    key = KEYS[getattr(shape, "service", "")]()
    for text in (key, f"Oops: {key}", f"token={key}, sorry", f'"{key}"', f"https://a.example/?key={key}"):
        assert found(text) == [key], text
    assert found("x" + key) == ([] if not key.startswith("-") else [key])


def test_all_kinds_are_tried_and_say_where_they_come_from() -> None:
    assert [shape.service for shape in SHAPES] == list(KEYS)
    assert all(shape.source.startswith("https://") for shape in SHAPES)
    assert all(KEYS[shape.service]().startswith(shape.begins) for shape in SHAPES)


def test_more_than_one() -> None:
    one, other = with_crc("gho_"), KEYS["Stripe, secret or restricted key"]()
    assert found(f"{one} {other}\n{one}") == [one, other, one]


def test_the_checksum_of_a_published_dummy() -> None:
    # From secretlint's notes on the format (github.com/secretlint/secretlint/issues/200), marked there as a dummy.
    assert ends_in_crc("npm_" + "qkJaB6MffYVzZXWqmcoF49yrUxP3wf" + "0LsakP")


def test_a_wrong_checksum_is_no_token() -> None:
    token = with_crc("ghp_")
    assert found(token[:-1] + ("a" if token[-1] != "a" else "b")) == []
    assert found("npm_" + drawn(36)) == []


@pytest.mark.parametrize("header", [{"typ": "JWT"}, ["alg"], "alg", {"alg": 1}])
def test_no_web_token_without_an_algorithm(header: object) -> None:
    token = web_token(header)
    assert found(token if token.startswith("eyJ") else f"eyJ{token}") == []


@pytest.mark.parametrize(
    "text",
    [
        "ghp_" + "x" * 36,
        "sk_live_" + "0" * 24,
        "AKIA" + "X" * 16,
        "AKIA1234567890ABCDEF is not of the alphabet",
        "pk_live_" + drawn(24),
        "git rev-parse HEAD gives " + drawn(40, "0123456789abcdef"),
        "id 123e4567-e89b-12d3-a456-426614174000",
        "-----BEGIN PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----",
        "data:image/png;base64," + drawn(120),
        "npm_config_registry_is_a_setting_of_npm_itself",
        "https://www.acme.example/a-rather-long-address-with-many-words/and/20261123/42",
        "#ThisIsAVeryLongHashtagThatNobodyShouldEverWrite",
        "eyJ and ghp_ and sk- and xoxb- are how they begin, says the long-winded documentation",
        "sk-learn-compatible-estimators-for-time-series",
        "begin private key ceremony at nine",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


def test_the_dashes_of_a_private_key_may_be_typographic() -> None:
    assert found("—–BEGIN EC PRIVATE KEY—– MHc…") == ["—–BEGIN EC PRIVATE KEY—–"]
