"""Hashtags, mentions, cashtags, addresses, emoji: what is one, what is none, and that no text takes long."""

from collections.abc import Callable
from typing import Any

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.parts.addresses import BARE, SCHEME, _candidates, urls
from playbook.text.parts.tokens import (
    _HASHTAG,
    _MENTION,
    _PLAIN_HASHTAG,
    _PLAIN_MENTION,
    EMOJI,
    _search_hashtags,
    _search_mentions,
    cashtags,
    emoji,
    hashtags,
    mentions,
    no_emoji_before,
)


def addresses(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in urls(text))


def faces(text: str) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in emoji(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#Rivers and #rivers2 and #2rivers", ["Rivers", "rivers2", "2rivers"]),
        ("(#a) #b, #c! #d-e", ["a", "b", "c", "d"]),
        ("＃全角 #日本語 #café #cafe\u0301 #हिन्दी", ["全角", "日本語", "café", "cafe\u0301", "हिन्दी"]),
        ("🎉#party ❤️#love", ["party", "love"]),
        ("#a#b a#b &#39; /#x #1 #_ ##", ["a"]),
        ("#️⃣ is a key", []),
        ("https://a.example/#frag a.co/#frag", []),
        ("#snake_case_1", ["snake_case_1"]),
    ],
)
def test_hashtags(text: str, found: list[str]) -> None:
    assert list(hashtags(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@ana and @ben_2, @cho!", ["ana", "ben_2", "cho"]),
        (".@ana (@ben) “@cho” の@dan", ["ana", "ben", "cho", "dan"]),
        ("＠ana RT@ben rt:@cho", ["ana", "ben", "cho"]),
        ("@ana@social.example @b@c.d.example.", ["ana@social.example", "b@c.d.example"]),
        ("@targos.dev @my-name.bsky.social @ana.", ["targos.dev", "my-name.bsky.social", "ana"]),
        ("@ana-based @ana... @ana.Then we went @a--b", ["ana", "ana", "ana", "a"]),
        ("ana@acme.example ana.lee+x@acme.example é@x", []),
        ("@@ana @@", []),
        ("@ana@ @ana@@b", []),
        ("@aliceìnheiro", []),
        ("https://medium.com/@ana/x", []),
        ("@ana's @ana/list @123", ["ana", "ana", "123"]),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    assert list(mentions(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("$ACME ($BRK.A) $acme_x, $A.", ["ACME", "BRK.A", "acme_x", "A"]),
        ("$5 $TOOLONGX US$ A$B $A1 $$A", []),
        ("$TEST_ $OK$NG $BRK.ABC", ["TEST", "OK", "BRK"]),
    ],
)
def test_cashtags(text: str, found: list[str]) -> None:
    assert list(cashtags(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/x?y=1#z http://B.EXAMPLE", ["https://a.example/x?y=1#z", "http://B.EXAMPLE"]),
        ("See https://a.example. Or (https://b.example)!", ["https://a.example", "https://b.example"]),
        ("(https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("https://a.example/x's, <https://b.example/y>", ["https://a.example/x", "https://b.example/y"]),
        ("https://a.example/(((", ["https://a.example/((("]),
        ("https://user:pw@a.example:8080/x", ["https://user:pw@a.example:8080/x"]),
        (
            "https://münchen.example https://例え.テスト/x",
            ["https://münchen.example", "https://例え.テスト/x"],
        ),
        ("詳しくはhttps://a.comまで、bit.ly/xも", ["https://a.com", "bit.ly/x"]),
        ("https://a.com/b日本", ["https://a.com/b"]),
        ("bit.ly/x www.acme.org acme.co.uk/y.", ["bit.ly/x", "www.acme.org", "acme.co.uk/y"]),
        ("t.me/acme youtu.be/x www.in.is", ["t.me/acme", "youtu.be/x", "www.in.is"]),
        ("Node.js v23.7.0 e.g. i.e. 9.am end.So end.it README.md ASP.NET v1.0.dev", []),
        ("net.SocketAddress.parse() fs.open(x) foo.io()", []),
        ("ana@acme.com ana.lee@acme.org first.co@x.com name.al+x@y.com", []),
        ("@acme.com #acme.com $acme.com", []),
        ("the end.https://a.example/x", ["https://a.example/x"]),
        ("https:// http://. https://...", []),
        ("xhttps://a.example", []),
        ("https://" + "x" * 64 + ".com", []),
        ("https://" + "x" * 70 + "@a.example", ["https://" + "x" * 70 + "@a.example"]),
    ],
)
def test_addresses(text: str, found: list[str]) -> None:
    assert list(addresses(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("👍 👍🏽 ✌🏿️", ["👍", "👍🏽", "✌🏿"]),
        ("👨‍👩‍👧‍👦🏳️‍🌈❤‍🔥", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "❤‍🔥"]),
        ("🇩🇪🇫🇷🇮", ["🇩🇪", "🇫🇷"]),
        ("1️⃣ #️⃣ 1 # 1️", ["1️⃣", "#️⃣"]),
        ("❤️ ☎️ ❤ ☎ © ™ ©️", ["❤️", "☎️", "©️"]),
        ("👍︎ text", []),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿"]),
    ],
)
def test_emoji(text: str, found: list[str]) -> None:
    assert list(faces(text)) == found


FINDERS: list[Callable[[str], tuple[Any, ...]]] = [hashtags, mentions, cashtags, urls, emoji]

PIECES = [
    *("http://a/日xyz!", "éhttp://", "#a日", "@a.é"),
    *("#", "#a", "#1", "#_", "@", "@a", "@a.", "@a-", "@a@", "$A", "RT@", "a.", "a-", "-", ".", "(", ")", "'s", "é"),
    *("http://", "https://日", "www.", "日.com", "https://a.b/(", "x.co/)"),
    *("🇩", "👨\u200d", "\u0301", "\ufe0f", "\u200d", "0\ufe0f", "💩"),
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_a_hundred_thousand_characters_take_no_time_worth_mentioning(piece: str) -> None:
    """With anything quadratic in it this would not be over in a minute."""
    text = (piece * 100_000)[:100_000]
    for finder in FINDERS:
        finder(text)
        finder(f"{text}é")


@given(st.text(alphabet="aZ1 .@#$/:-_()日é\u0301\u200d\ufe0f🇩👍🏽\n", max_size=60))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    for finder in (urls, emoji):
        ends = 0
        for start, end in finder(text):
            assert ends <= start < end <= len(text)
            ends = end


ANYWHERE = regex.compile(f"{SCHEME} | {BARE}", regex.VERBOSE | regex.VERSION1)
PARTS = [
    *("http://", "HTTPS://", "http\u017f://", "http", "://", "www.", ".com", "a", "a.b", "bit.ly", "x" * 63, "-"),
    *(".", "/", "/x", "?", "(", ")", ":80", "@", "#", "$", "_", "é", "日", " ", "\n", "\u0301", "\u200e", "'s"),
]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_addresses_are_looked_for_where_a_search_at_every_place_finds_them(text: str) -> None:
    assert [one.span() for one in _candidates(text)] == [one.span() for one in ANYWHERE.finditer(text)]
    assert urls(text) == () or any(True for _ in ANYWHERE.finditer(text))


@pytest.mark.parametrize("length", [*range(225, 265), 3_000])
@pytest.mark.parametrize("after", ["", "é", "日", " é", "/é", "(", "://é", "?é", "'s é", "\u0301", ".", ".é"])
def test_long_addresses_beside_what_is_not_ascii(length: int, after: str) -> None:
    for before in ("", "é", "日 ", "aé "):
        for begins in ("https://a.example/", "b.example/", "b.example?"):
            text = before + begins + "x" * (length - len(begins)) + after
            assert [one.span() for one in _candidates(text)] == [
                one.span() for one in ANYWHERE.finditer(text)
            ]
        text = f"{before}#{'x' * length}{after} @{'y' * length}{after}"
        for search, any_text in ((_search_hashtags, _HASHTAG), (_search_mentions, _MENTION)):
            assert [one.span() for one in search(text)] == [one.span() for one in any_text.finditer(text)]


@given(st.lists(st.sampled_from([part for part in PARTS if part.isascii()]), max_size=10).map("".join))
def test_addresses_in_ascii_have_patterns_of_their_own(text: str) -> None:
    assert text.isascii()
    assert [one.span() for one in _candidates(text)] == [one.span() for one in ANYWHERE.finditer(text)]
    for found, same in zip(_candidates(text), _candidates(f"{text} é"), strict=True):
        assert found.groupdict() == same.groupdict()


TAGGED = [
    *("#", "##", "#a", "#1", "#1a", "#_", "#_a", "a", "B", "1", "_", "-", ".", "/", "&", "!", "$", "%", "*", " "),
    *("@", "@a", "@_b", "@a.b", "@a@b.c", "@a@", "rt@a", "RT@", "://", ":", "'s", "(", "\n", "\x7f", "@a--b", "@a.B"),
]  # fmt: skip


@given(st.lists(st.sampled_from([*TAGGED, *"é日＃＠\u0301\ufe0f\u20e3", "é.b"]), max_size=10).map("".join))
def test_hashtags_and_mentions_are_those_of_a_search_at_every_place(text: str) -> None:
    for search, any_text in ((_search_hashtags, _HASHTAG), (_search_mentions, _MENTION)):
        assert [(one.span(), one.groupdict()) for one in search(text)] == [
            (one.span(), one.groupdict()) for one in any_text.finditer(text)
        ]


@given(st.lists(st.sampled_from(TAGGED), max_size=8).map("".join))
def test_hashtags_and_mentions_in_ascii_have_patterns_of_their_own(text: str) -> None:
    for plain, any_text in ((_PLAIN_HASHTAG, _HASHTAG), (_PLAIN_MENTION, _MENTION)):
        assert [(one.span(), one.groupdict()) for one in plain.finditer(text)] == [
            (one.span(), one.groupdict()) for one in any_text.finditer(text)
        ]
    assert hashtags(text) == hashtags(f"{text} é")
    assert mentions(text) == mentions(f"{text} é")


def test_no_emoji_is_passed_over() -> None:
    shapes = regex.compile(EMOJI, regex.VERBOSE | regex.VERSION1)
    for code in range(0x110000):
        sign = chr(code)
        if not 0xD800 <= code < 0xE000 and shapes.match(sign):
            assert no_emoji_before(sign) == 0, hex(code)
    for sequence in ("1\ufe0f\u20e3", "#\u20e3", "❤\ufe0f", "©\ufe0f", "❤\u200d🔥", "🇩🇪", "☝🏽"):
        assert shapes.match(sequence)
        assert faces(f"an a1 {sequence}, {sequence}") == (sequence, sequence)


@given(st.text(alphabet="a1#é©❤☝\ufe0f\u20e3\u200d🔥🇩🏽日", max_size=30))
def test_emoji_are_those_of_a_search_at_every_place(text: str) -> None:
    shapes = regex.compile(EMOJI, regex.VERBOSE | regex.VERSION1)
    assert emoji(text) == tuple(found.span() for found in shapes.finditer(text))


@given(st.text(max_size=60))
def test_any_text_is_fine(text: str) -> None:
    for finder in FINDERS:
        assert isinstance(finder(text), tuple)
