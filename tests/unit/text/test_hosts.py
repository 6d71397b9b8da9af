"""The host of a link is the one that a browser would go to, however it is dressed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.parts.hosts import MAX_HOST, host_of, site_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://a.example/x", "a.example"),
        ("HTTP://WWW.A.Example:8080?x#y", "www.a.example"),
        ("a.example/x", "a.example"),
        ("//a.example", "a.example"),
        ("https://good.example@bad.example/", "bad.example"),
        ("https://good.example:pw@bad.example", "bad.example"),
        ("https://bad.example\\@good.example", "bad.example"),
        ("https:\\\\bad.example", "bad.example"),
        ("https:///bad.example", "bad.example"),
        ("https://bad.example#@good.example", "bad.example"),
        ("https://bad%2Eexample", "bad.example"),
        ("https://bad。example", "bad.example"),
        ("https://ｂａｄ.example", "bad.example"),
        ("https://bad.example.", "bad.example"),
        ("https://xn--mnchen-3ya.example", "münchen.example"),
        ("https://MÜNCHEN.example", "münchen.example"),
        ("https://xn--\u0301.example", "xn--\u0301.example"),
        ("http://localhost:3000", "localhost"),
        ("http://[2001:db8::1]:80/", "[2001:db8::1]"),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "mailto:ana@a.example",
        "ftp://a.example",
        "javascript:alert(1)",
        "word",
        "a b.example",
        "/",
        "..",
        "https://" + "a." * MAX_HOST + "example",
    ],
)
def test_no_hosts(url: str) -> None:
    assert host_of(url) is None


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("www.a.example", "a.example"),
        ("a.example", "a.example"),
        ("www.example", "www.example"),
        ("WWW.A.example.", "a.example"),
        ("go.usa.gov", "go.usa.gov"),
    ],
)
def test_sites(host: str, site: str) -> None:
    assert site_of(host) == site


@given(st.text(max_size=80))
def test_any_text_has_a_host_or_none(url: str) -> None:
    host = host_of(url)
    assert host is None or (0 < len(host) <= MAX_HOST and site_of(host))
