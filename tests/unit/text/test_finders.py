"""Finders: what they find, what they leave alone, and that no text keeps them busy."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.text.finding import Finder, apart
from playbook.text.leaks.addresses import email_addresses
from playbook.text.leaks.check_digits import passes_luhn
from playbook.text.leaks.identity import FORMATS, national_ids
from playbook.text.leaks.identity_format import IdFormat
from playbook.text.leaks.keys import access_keys
from playbook.text.leaks.numbers import ACCOUNTS, bank_accounts, card_numbers, telephones
from playbook.text.normal import fold
from playbook.text.parts.faces import _FACE, typed_faces

FOLDING = (email_addresses, typed_faces, national_ids, bank_accounts, card_numbers, telephones)
FINDERS = (*FOLDING, access_keys)


def found(finder: Finder, text: str) -> list[str]:
    return [text[start:end] for start, end in finder(text)]


@pytest.mark.parametrize(
    ("text", "faces"),
    [
        (
            ":) :-) :( ;-) :D :-P :'( =) 8-) xD",
            [":)", ":-)", ":(", ";-)", ":D", ":-P", ":'(", "=)", "8-)", "xD"],
        ),
        ("Thanks!:) Bye", [":)"]),
        ("thanks:-)", [":-)"]),
        ("great :)))", [":)))"]),
        ("(not amused :/ )", [":/"]),
        ("hm :|, ok >:( no", [":|", ">:("]),
        ("^_^ -_- o_O T_T \\o/ >_<", ["^_^", "-_-", "o_O", "T_T", "\\o/", ">_<"]),
        ("(: and (-:", ["(:", "(-:"]),
        ("so :‑) much", [":‑)"]),
        ("你好:-)。", [":-)"]),
    ],
)
def test_faces(text: str, faces: list[str]) -> None:
    assert found(typed_faces, text) == faces


@pytest.mark.parametrize(
    "text",
    [
        "Open 9-5, 10:30",
        "http://acme.example/:)",
        "see (here:)",
        "(as follows:)",
        "1:0 ;100 8) 3:)",
        "a:b :-a :(b :)c",
        "{'a':1}",
        "ratio 3:(4)",
        "std::vector<int>::P",
        "**Note:** text",
        "ID:D4 x=D1 :Dog",
        "list; Done =Die",
        "D: drive",
        "up ^^ <3 days",
        "a=b :=c",
        "(:see",
    ],
)
def test_no_faces(text: str) -> None:
    assert found(typed_faces, text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(212) 555-0123", ["(212) 555-0123"]),
        ("(212)555-0123", ["(212)555-0123"]),
        ("212-555-0123, 212.555.0123; 212 555 0123", ["212-555-0123", "212.555.0123", "212 555 0123"]),
        ("1-800-555-0199!", ["1-800-555-0199"]),
        ("+12125550123", ["+12125550123"]),
        ("+1 (212) 555-0123", ["+1 (212) 555-0123"]),
        ("+44 (0)20 7946 0018", ["+44 (0)20 7946 0018"]),
        ("+49-30-901820", ["+49-30-901820"]),
        ("020 7946 0018", ["020 7946 0018"]),
        ("0171/1234567", ["0171/1234567"]),
        ("(030) 901820", ["(030) 901820"]),
        ("(030) 9018 2000", ["(030) 9018 2000"]),
        ("0049 30 901820", ["0049 30 901820"]),
        ("call 212‑555‑0123", ["212‑555‑0123"]),
        ("call 212\u00a0555\u00a00123", ["212\u00a0555\u00a00123"]),
        ("２１２-５５５-０１２３", ["２１２-５５５-０１２３"]),
    ],
)
def test_telephones(text: str, numbers: list[str]) -> None:
    assert found(telephones, text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "2125550123",
        "555-0123",
        "2026-11-23 and 23.11.2026 and 01-02-2026",
        "09:00-17:00",
        "+1 000 000 readers",
        "+1 21255",
        "112-555-0123 and 911-555-0123",
        "212-155-0123",
        "4111 1111 1111 1111",
        "ISBN 0-306-40615-2",
        "v0.10.20.30.40",
        "$0 12 34 56 7",
        "212-555-01234",
        "item-212-555-0123",
        "123-45-6789",
    ],
)
def test_no_telephones(text: str) -> None:
    assert found(telephones, text) == []


@pytest.mark.parametrize(
    "number",
    [
        "123-45-6789",
        "123 45 6789",
        "AB 12 34 56 C",
        "AB123456C",
        "130-692-544",
        "12345678Z",
        "12345678-Z",
        "X1234567L",
        "Y1234567X",
        "1 84 12 76 451 089 46",
        "184127645108946",
        "2 55 08 2B 036 025 10",
        "RSSMRA85T10A562S",
        "111.444.777-35",
        "2341 2341 2346",
        "2341-2341-2346",
        "11010519491231002X",
        "811218-9876",
        "811278-9873",
        "131052-308T",
        "131052A308T",
    ],
)
def test_national_ids(number: str) -> None:
    assert found(national_ids, f"No. {number}.") == [number]
    assert found(national_ids, f"x{number}") == []
    assert found(national_ids, f"{number}7") == []


@pytest.mark.parametrize(
    "text",
    [
        "000-12-3456 666-12-3456 900-12-3456 123-00-4567 123-45-0000",
        "123456789",
        "QQ 12 34 56 A and GB 12 34 56 A and AB 12 34 56 E",
        "130-692-545 and 830-692-544",
        "12345678A and X1234567A",
        "1 84 12 76 451 089 47",
        "RSSMRA85T10A562T",
        "111.444.777-36 and 111.111.111-11",
        "2341 2341 2347 and 1341 2341 2346",
        "110105194912310021 and 11010519491331002X",
        "811218-9875 and 811318-9876",
        "131052-308U and 311152-3080",
    ],
)
def test_no_national_ids(text: str) -> None:
    assert found(national_ids, text) == []


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: f"{one.country}, {one.name}")
def test_every_national_id_is_found_and_checked(one: IdFormat) -> None:
    assert found(national_ids, f"It is {one.example}, I think.") == [one.example]
    assert one.source.startswith("http")
    assert one.rule
    if "no check digit" not in one.rule:
        assert sum(_passes(one, other) for other in _with_another_digit(one.example)) <= 2


def _with_another_digit(example: str) -> Iterator[str]:
    """The number with its last digit but one replaced by each other."""
    place = [at for at, char in enumerate(example) if char.isdigit()][-2]
    for digit in "0123456789":
        if digit != example[place]:
            yield example[:place] + digit + example[place + 1 :]


def _passes(one: IdFormat, number: str) -> bool:
    match = re.fullmatch(one.shape, number)
    return match is not None and one.check(match)


def test_korean_numbers_of_today_have_no_check_digit() -> None:
    assert found(national_ids, "201001-3000000 and 200930-3000000") == ["201001-3000000"]


def test_italian_codes_may_have_letters_for_digits() -> None:
    # "omocodia": where two people would share a code, digits become letters, and the check letter follows.
    assert found(national_ids, "RSSMRA85T10A56NH") == ["RSSMRA85T10A56NH"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("ana@acme.example", ["ana@acme.example"]),
        ("<ana.ruiz+x@mail.acme.example>,", ["ana.ruiz+x@mail.acme.example"]),
        ("mailto:ana@acme.example.", ["ana@acme.example"]),
        ("'ana@acme.example'", ["ana@acme.example"]),
        ("o'neil@acme.example", ["o'neil@acme.example"]),
        ("josé@españa.example", ["josé@españa.example"]),
        ("ＡＮＡ＠acme.example", ["ＡＮＡ＠acme.example"]),
        ("a@b.co c@d.co", ["a@b.co", "c@d.co"]),
        ("x" * 64 + "@acme.example", ["x" * 64 + "@acme.example"]),
        ("x" * 65 + "@acme.example", []),
        ("@acme.example", []),
        ("hi @acme", []),
        ("me@home", []),
        ("me@1.2", []),
        ("a.@acme.example", []),
        ("me at acme.example", []),
    ],
)
def test_email_addresses(text: str, addresses: list[str]) -> None:
    assert found(email_addresses, text) == addresses


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("4111-1111-1111-1111 12/27 123", ["4111-1111-1111-1111"]),
        ("4111111111111111", ["4111111111111111"]),
        ("2 4111 1111 1111 1111 3", ["4111 1111 1111 1111"]),
        ("5555555555554444, 2223003122003222", ["5555555555554444", "2223003122003222"]),
        ("3782 822463 10005", ["3782 822463 10005"]),
        ("30569309025904", ["30569309025904"]),
        ("6011111111111117", ["6011111111111117"]),
        ("3530111333300000", ["3530111333300000"]),
        ("4222222222222", ["4222222222222"]),
        ("4111 1111 1111 1112", []),
        ("41 11 11 11 11 11 11 11", []),
        ("status/4111111111111111", []),
        ("#4111111111111111", []),
        ("4111111111111111a", []),
        ("9999999999999995", []),
        ("12.4111111111111111", []),
    ],
)
def test_card_numbers(text: str, cards: list[str]) -> None:
    assert found(card_numbers, text) == cards


@pytest.mark.parametrize(
    ("text", "accounts"),
    [
        ("GB82 WEST 1234 5698 7654 32", ["GB82 WEST 1234 5698 7654 32"]),
        ("IBAN:DE89370400440532013000.", ["DE89370400440532013000"]),
        ("FR14 2004 1010 0505 0001 3M02 606 or", ["FR14 2004 1010 0505 0001 3M02 606"]),
        ("no93 8601 1117 947", ["no93 8601 1117 947"]),
        ("NO93-8601-1117-947", ["NO93-8601-1117-947"]),
        ("GB82 WEST 1234 5698 7654 33", []),
        ("GB82 WEST 1234 5698 7654 321", []),
        ("XX82 WEST 1234 5698 7654 32", []),
        ("GB82 WEST", []),
        ("GB82  WEST 1234 5698 7654 32", ["GB82  WEST 1234 5698 7654 32"]),
        ("GB82 - WEST 1234 5698 7654 32", []),
    ],
)
def test_bank_accounts(text: str, accounts: list[str]) -> None:
    assert found(bank_accounts, text) == accounts


def test_account_lengths_are_possible() -> None:
    assert all(len(country) == 2 and 15 <= length <= 34 for country, length in ACCOUNTS.items())


def test_luhn() -> None:
    assert passes_luhn("79927398713")
    assert not any(passes_luhn(f"7992739871{digit}") for digit in "012456789")


def test_overlapping_places_are_told_once() -> None:
    assert list(apart([(3, 5), (0, 2), (1, 4), (0, 3), (3, 4)])) == [(0, 3), (3, 5)]


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "0",
        "1-",
        "(",
        ":-",
        "@",
        "a@",
        "a.",
        "+1 ",
        "0 12 ",
        "DE89 ",
        "4111 ",
        "¯\\_(",
        "a@b.",
        "ABCDEF",
        "a@b-",
        "0\u0301",
        "1.1.1-1 ",
        "eyJa.",
        "sk-",
        "-",
        "xoxb-1",
        "gh",
    ],
)
def test_hostile_texts(finder: Finder, piece: str) -> None:
    assert all(0 <= start < end <= len(piece) * 20_000 for start, end in finder(piece * 20_000))


NUMBERS = [
    "1",
    "12",
    "4111 ",
    "1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "+44",
    "(0)20",
    "555-0123",
    "(212) ",
]
SIGNS = [
    *" -./@(:;=)^<>'_xXDB8oOTué",
    "-_-",
    "¯",
    "acme.",
    "٣",
    "𝟙",
    "０",
    "＠",
    "：",
    "\u200b",
    "\u00a0",
    "AB123456C",
]


@pytest.mark.parametrize("finder", FOLDING)
@given(st.lists(st.sampled_from(NUMBERS + SIGNS), max_size=12).map("".join))
def test_a_glance_at_the_text_never_misses_anything(finder: Finder, text: str) -> None:
    folded = fold(text, case=False)
    thorough = finder.__wrapped__  # type: ignore[attr-defined]
    assert list(finder(text)) == [folded.original(*place) for place in thorough(folded.text)]


@given(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join))
def test_faces_are_looked_for_where_a_search_at_every_place_finds_them(text: str) -> None:
    folded = fold(text, case=False)
    faces = [folded.original(*match.span()) for match in _FACE.finditer(folded.text)]
    assert list(typed_faces(text)) == faces


POSTS = Path(__file__).parents[4] / "shared" / "data" / "corporate_posts.jsonl"


@pytest.mark.skipif(not POSTS.exists(), reason="the posts are not here")
def test_companies_are_not_accused_of_what_they_did_not_do() -> None:
    texts = [json.loads(line)["text"] for line in POSTS.read_text(encoding="utf-8").splitlines()]
    for finder, most in (
        (national_ids, 0),
        (card_numbers, 0),
        (bank_accounts, 0),
        (telephones, 2),
        (typed_faces, 2),
        (access_keys, 0),
    ):
        assert sum(bool(found(finder, text)) for text in texts) <= most
