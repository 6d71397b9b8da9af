"""Whatever a text is made of, the work grows with its length and no faster: calls are counted, for one text and for
twice as much of it.
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import pytest

from playbook.builtins import writing
from playbook.text import graphemes
from playbook.text.leaks.addresses import email_addresses
from playbook.text.leaks.identity import national_ids
from playbook.text.leaks.keys import access_keys
from playbook.text.leaks.numbers import bank_accounts, card_numbers, telephones
from playbook.text.normal import fold, folded_text, nearly_folded
from playbook.text.parts import tokens
from playbook.text.parts.addresses import urls
from playbook.text.parts.faces import typed_faces
from playbook.text.platforms.lengths import fold_at, length
from playbook.text.platforms.x_addresses import x_addresses
from playbook.text.terms.automaton import Automaton
from playbook.text.terms.keyed import Keyed

_TERMS = ("a", "as", "acme", "a b", "1 1", "x", "co", "é", "日", ":-", "#a", "t", "e\u0301", "the a")


def _looked_for(engine: Callable[..., Any]) -> Callable[[str], Any]:
    found = engine({term: [number] for number, term in enumerate(_TERMS)})
    return lambda text: (found.users(nearly_folded(text)), list(found.find(folded_text(text))))


READERS: dict[str, Callable[[str], Any]] = {
    "addresses": urls,
    "addresses on X": x_addresses,
    "hashtags": tokens.hashtags,
    "mentions": tokens.mentions,
    "cashtags": tokens.cashtags,
    "emoji": tokens.emoji,
    "characters": graphemes.count,
    "length on X": partial(length, platform="x"),
    "length on Mastodon": partial(length, platform="mastodon"),
    "length on Bluesky": partial(length, platform="bluesky"),
    "fold on X": partial(fold_at, platform="x"),
    "words": writing.word_count.implementation,
    "words per sentence": writing.words_per_sentence.implementation,
    "capitals": writing.share_of_capitals.implementation,
    "lines": writing.line_count.implementation,
    "e-mail addresses": email_addresses,
    "faces": typed_faces,
    "national ids": national_ids,
    "bank accounts": bank_accounts,
    "card numbers": card_numbers,
    "telephones": telephones,
    "keys": access_keys,
    "folding": partial(fold, case=True),
    "folding as written": partial(fold, case=False),
    "places": lambda text: fold(text).original(len(text) // 3, len(text) // 2),
    "terms": _looked_for(Automaton),
    "terms, by their words": _looked_for(Keyed),
}
"""All that is worked out from a text."""

PIECES = [
    *(
        "a.",
        "@",
        "@a",
        "#",
        "#a",
        "$A",
        "$A$",
        "http://",
        "https://a.com/",
        "https://a.example/(",
        "a.com?",
        "a.com:80",
    ),
    *(
        "https://t.co/" + "x" * 41 + "?",
        "://",
        "http",
        "-",
        ".com",
        "a.b@",
        "a@b.",
        "é.",
        "日.",
        "a.é",
        "(",
        "'s",
        "_",
    ),
    *(
        "1 ",
        "1-",
        "+1 ",
        "0 12 ",
        "(020) ",
        "DE89 ",
        "4111 ",
        "1.1.1-1 ",
        "12345678",
        "AB12",
        "A" * 6 + "1",
        "1/",
    ),
    *(
        "sk-",
        "eyJ",
        "eyJa.",
        "ghp_",
        "xoxb-1",
        "-----BEGIN ",
        "T3BlbkFJ",
        "glpat-",
        ":-",
        ":(",
        ";",
        "¯\\_(",
        "!)",
        "? ",
    ),
    *(
        "🇩",
        "👨\u200d",
        "\u0301",
        "e\u0301",
        "\ufe0f",
        "क\u094d",
        "\u0600",
        "\r",
        "\n",
        "\u200b",
        "x" * 64 + ".",
    ),
]
SIZE = 1_500


def calls(read: Callable[[str], Any], text: str) -> int:
    """How many functions are called, Python's own included, while *text* is read."""
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = read(text)
        if isinstance(found, Iterable):
            list(found)
    finally:
        sys.setprofile(before)
    return counted


def grows(read: Callable[[str], Any], piece: str) -> bool:
    """Whether the work grows faster than the text."""
    text = (piece * SIZE)[:SIZE]
    # Once to warm up: expressions are compiled, and single characters looked up, when they are first met.
    calls(read, text + " !")
    once, twice = calls(read, text + "!"), calls(read, text + text + "!")
    return twice > 2.2 * once + 200


def test_what_grows_is_noticed() -> None:
    def by_the_square(text: str) -> int:
        return sum(len(text[place:].strip()) for place in range(len(text)) for _ in range(place // 100))

    assert grows(by_the_square, "a")
    assert not grows(str.split, "a")


@pytest.mark.parametrize("reader", READERS)
def test_twice_the_text_is_at_most_twice_the_work(reader: str) -> None:
    assert [piece for piece in PIECES if grows(READERS[reader], piece)] == []
