"""Functions about writing: how long a text is, and how loud."""

import re
import string
from fractions import Fraction
from typing import Final

from playbook.builtins.declare import Number, example, function
from playbook.text import graphemes
from playbook.text.late import by_properties, late
from playbook.text.parts.addresses import urls

_WORD: Final = late(by_properties, r"[\p{L}\p{M}\p{N}_]++(?:['’\-.,][\p{L}\p{M}\p{N}_]++)*+")
_PLAIN_SIGNS: Final = bytes(
    ord("a" if chr(code).isalnum() or code == ord("_") else "-" if chr(code) in "'-.," else " ")
    for code in range(128)
).ljust(256)
"""For a text of ASCII alone: what is part of a word, what joins two parts, and what does neither."""
_SENTENCE_END: Final = late(by_properties, r"[.!?…。！？]++(?=\s|[\"'”’)\]])|[。！？]++|[\n\r\u2028\u2029]++")
_PLAIN_SENTENCE_END: Final = late(re.compile, r"[.!?]++(?=[\t-\r \"')\]])|[\n\r]++")
"""The same, in a text of ASCII alone."""
_LINE_END: Final = late(by_properties, r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BEYOND_ASCII: Final = late(re.compile, r"[^\x00-\x7F]++")
_PLAIN_UPPER: Final = string.ascii_uppercase.encode()
_PLAIN_LOWER: Final = string.ascii_lowercase.encode()
_UPPER: Final = late(by_properties, r"[\p{Lu}\p{Lt}]++")
_LOWER: Final = late(by_properties, r"\p{Ll}++")


def _may_be_as_long(text: str, least: Number) -> bool:
    """No text has more characters than code points."""
    return len(text) >= least


def _may_be_as_loud(text: str, least: Number) -> bool:
    """The share at most, as if all that is not ASCII were capitals, without the fraction."""
    words = _without_addresses(text)
    plain = words.encode("ascii", "ignore")
    small = len(plain.translate(None, _PLAIN_LOWER))
    capitals = len(words) - len(plain.translate(None, _PLAIN_UPPER))
    return capitals * least.denominator >= least.numerator * (capitals + len(plain) - small)


@function(
    example("Hello", gives=5),
    example("Grüße 👩‍👩‍👧‍👦", gives=7),
    example("", gives=0),
    may_reach=_may_be_as_long,
)
def length(text: str) -> Number:
    """How many characters *text* has, as people count them.

    A letter with its accents is one, and so is a joined emoji.

    How a platform counts is another matter: for that there is the field `counted_length`.
    """
    return graphemes.count(text)


@function(
    example("We don't sell, ever.", gives=4),
    example("Read https://acme.example/a/b", gives=2),
    example("🎉", gives=0),
)
def word_count(text: str) -> Number:
    """How many words *text* has.

    An address counts as one. Scripts that put no spaces between words count by the run.
    """
    return _words(text)


@function(
    example("One\nTwo", gives=2),
    example("One\n\nTwo\n", gives=2),
    example("", gives=0),
)
def line_count(text: str) -> Number:
    """How many lines of *text* have something on them.

    Lines as written: how a screen breaks them is not known.
    """
    return sum(1 for line in _LINE_END.split(text) if line.strip())


@function(
    example("BUY NOW", gives=1),
    example("Buy now", gives=Fraction(1, 6)),
    example("GO to https://ACME.example", gives=Fraction(1, 2)),
    example("2026 🎉", gives=0),
    may_reach=_may_be_as_loud,
)
def share_of_capitals(text: str) -> Number:
    """The share of capitals among the letters of *text*, from 0 to 1.

    Only letters that can be capitals count; where there are none, it is 0. Addresses are left out.
    """
    words = _without_addresses(text)
    plain = words.encode("ascii", "ignore")
    capitals = len(plain) - len(plain.translate(None, _PLAIN_UPPER))
    small = len(plain) - len(plain.translate(None, _PLAIN_LOWER))
    if len(plain) < len(words):
        rest = "".join(_BEYOND_ASCII.findall(words))
        capitals += sum(map(len, _UPPER.findall(rest)))
        small += sum(map(len, _LOWER.findall(rest)))
    return Fraction(capitals, capitals + small) if capitals or small else 0


@function(
    example("The bridge is open. Come and see it!", gives=4),
    example("Open now", gives=2),
    example("", gives=0),
)
def words_per_sentence(text: str) -> Number:
    """How many words the sentences of *text* have on average; 0 where there are none.

    The end of a line ends a sentence too.
    """
    sentences = (_PLAIN_SENTENCE_END if text.isascii() else _SENTENCE_END).split(text)
    counts = [count for sentence in sentences if (count := _words(sentence))]
    return Fraction(sum(counts), len(counts)) if counts else 0


def _words(text: str) -> int:
    words = _without_addresses(text)
    return len(urls(text)) + (_plain_words(words) if words.isascii() else len(_WORD.findall(words)))


def _plain_words(text: str) -> int:
    """What `_WORD` finds in a text of ASCII alone. Two joining signs part what they stand between."""
    pieces = text.encode().translate(_PLAIN_SIGNS).replace(b"--", b"  ").split()
    return len(pieces) - pieces.count(b"-")


def _without_addresses(text: str) -> str:
    addresses = urls(text)
    if not addresses:
        return text
    pieces, place = [], 0
    for start, end in addresses:
        pieces.append(text[place:start])
        place = end
    return " ".join([*pieces, text[place:]])
