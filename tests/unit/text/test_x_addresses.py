"""What counts as a link on X, where X's own cases say nothing; and that no text takes long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.platforms.x_addresses import x_addresses


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in x_addresses(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("See acme.com, bit.ly/x. Or www.acme.co.uk!", ["acme.com", "bit.ly/x", "www.acme.co.uk"]),
        (
            "https://acme.example/a?b=c#d HTTPS://ACME.COM",
            ["https://acme.example/a?b=c#d", "HTTPS://ACME.COM"],
        ),
        ("(https://acme.com/a_(b)) https://acme.com/((", ["https://acme.com/a_(b)", "https://acme.com/"]),
        ("https://acme.com/a?b=c.", ["https://acme.com/a?b=c"]),
        ("https://acme.com/a.?b", ["https://acme.com/a"]),
        ("https://acme.com?", ["https://acme.com"]),
        ("https://acme.com:8080/x", ["https://acme.com:8080/x"]),
        ("it.so foo.museum Node.js end.So", ["it.so", "foo.museum", "end.So"]),
        ("https://acme.intranet acme.intranet", []),
        ("https://a.com/https://b.com", ["https://a.com/https://b.com"]),
        ("ana@acme.com #acme.com $acme.com a_acme.com -acme.com", []),
        ("acme.com.invalid", ["acme.com"]),
        (
            "confidence.‰ https://acme.com, at 9 p.m. https://acme.com",
            ["https://acme.com", "https://acme.com"],
        ),
        ("acme.みんな acme.日本.com", ["acme.みんな"]),
        ("xn--80ak6aa92e.com acme.xn--p1ai", ["xn--80ak6aa92e.com", "acme.xn--p1ai"]),
        ("x://acme.com ://acme.com", []),
        ("https://" + "x" * 64 + ".com", []),
        ("https://acme.com/" + "x" * 5000, []),
        ("https://t.co/" + "x" * 41 + "?a=https://acme.com", []),
    ],
)
def test_addresses(text: str, addresses: list[str]) -> None:
    assert found(text) == addresses


PARTS = [
    *(
        "http://",
        "https://",
        "a",
        "acme",
        ".com",
        ".so",
        ".みんな",
        "日本",
        "é",
        "-",
        "_",
        ".",
        "/",
        "(",
        ")",
        "?q=1",
    ),
    *(
        "https://a.com/",
        "https://t.co/" + "x" * 41 + "?",
        "a.com?",
        "a.com/(",
        "&",
        ":80",
        "@",
        "#",
        "t.co/x",
        " ",
        "xn--",
        "\u202a",
        "\n",
    ),
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    ends = 0
    for start, end in x_addresses(text):
        assert ends <= start < end <= len(text)
        ends = end


@pytest.mark.parametrize("part", PARTS)
def test_a_hundred_thousand_characters_take_no_time_worth_mentioning(part: str) -> None:
    """With anything quadratic in it this would not be over in a minute."""
    x_addresses((part * 100_000)[:100_000])
