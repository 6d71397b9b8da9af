"""Innocent words with something inside them, innocent sentences, words in every disguise: what is seen, what not."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from playbook.text.normal import fold
from playbook.text.terms.matcher import Matcher, TopicSpec

CASES = Path(__file__).parents[2] / "cases" / "text"
POSTS = Path(__file__).parents[4] / "shared" / "data" / "corporate_posts.jsonl"

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = dict(zip("aceopxyijshdqvkmtbn", "асеорхуіјѕһԁԛѵкмтвп", strict=True))
GREEK = dict(zip("aivopuktxyn", "αινορυκτχγη", strict=True))
LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7", "l": "1"}
SIGNS = {"a": "@", "s": "$", "i": "!"}


def lines(name: str) -> list[str]:
    """The lines of a file of cases, without the first, which says what they are."""
    return list(filter(None, (CASES / name).read_text(encoding="utf-8").splitlines()[1:]))


def styled(base: int) -> Callable[[str], str]:
    """Letters of another block of Unicode, which begins with `a` at *base*."""
    return lambda word: "".join(chr(base + LATIN.index(char)) if char in LATIN else char for char in word)


def named(pattern: str) -> Callable[[str], str]:
    """Letters with another name; those that have none stay."""

    def change(char: str) -> str:
        try:
            return unicodedata.lookup(pattern.format(char.upper()))
        except KeyError:
            return char

    return lambda word: "".join(map(change, word))


def swapped(table: dict[str, str]) -> Callable[[str], str]:
    return lambda word: "".join(table.get(char, char) for char in word)


def parted(sign: str) -> Callable[[str], str]:
    """A sign between all letters of a word, and twice as much space between words where it is a space."""
    return lambda phrase: ("  " if sign.isspace() else " ").join(
        sign.join(word) for word in phrase.split(" ")
    )


def repeated(letters: str, times: int) -> Callable[[str], str]:
    return lambda word: "".join(char * times if char in letters else char for char in word)


DISGUISES: dict[str, Callable[[str], str]] = {
    "cyrillic": swapped(CYRILLIC),
    "cyrillic vowels": swapped({char: CYRILLIC[char] for char in "aeoiy"}),
    "greek": swapped(GREEK),
    "leet": swapped(LEET),
    "leet vowels": swapped({char: LEET[char] for char in "aeio"}),
    "leet signs": swapped(SIGNS),
    "leet in capitals": lambda word: swapped(LEET)(word).upper(),
    "capital i for l": lambda word: word.replace("l", "I"),
    "spaced": parted(" "),
    "wide": parted("   "),
    "dotted": parted("."),
    "dotted and spaced": parted(". "),
    "with dashes": parted("-"),
    "underscored": parted("_"),
    "starred": parted("*"),
    "bulleted": parted("·"),
    "piped": parted("|"),
    "down the page": parted("\n"),
    "cut by stars": lambda word: word[:2] + "*" + word[2:],
    "cut twice": lambda word: "-".join((word[:1], word[1:3], word[3:])),
    "vowels stretched": repeated("aeiou", 4),
    "all stretched": repeated(LATIN, 3),
    "all doubled": repeated(LATIN, 2),
    "last letter stretched": lambda word: word + word[-1] * 5,
    "bold": styled(0x1D41A),
    "fraktur": styled(0x1D586),
    "sans": styled(0x1D5BA),
    "monospace": styled(0x1D68A),
    "full width": styled(0xFF41),
    "circled": styled(0x24D0),
    "negative circled": named("NEGATIVE CIRCLED LATIN CAPITAL LETTER {}"),
    "squared": named("SQUARED LATIN CAPITAL LETTER {}"),
    "parenthesized": styled(0x249C),
    "small capitals": named("LATIN LETTER SMALL CAPITAL {}"),
    "raised": named("MODIFIER LETTER SMALL {}"),
    "regional": lambda word: " ".join(map(styled(0x1F1E6), word)),
    "struck through": lambda word: "".join(char + "\u0336" for char in word),
    "many marks": lambda word: "".join(char + "\u0316\u0347\u0353" for char in word),
    "zero width": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "leet and spaced": lambda word: parted(" ")(swapped(LEET)(word)),
    "cyrillic and stretched": lambda word: repeated("аеоaeiou", 3)(swapped(CYRILLIC)(word)),
    "circled and dotted": lambda word: parted(".")(styled(0x24D0)(word)),
    "bold and starred": lambda word: parted("*")(styled(0x1D41A)(word)),
    "as a hashtag": lambda phrase: "#" + phrase.title().replace(" ", ""),
}


def disguises() -> Iterator[tuple[str, str, str]]:
    """Every term in every disguise that changes it: the term, the name of the disguise, what comes out."""
    for term, (name, disguise) in product(lines("disguised_terms.txt"), DISGUISES.items()):
        changed = disguise(term)
        if changed != term and not (name in ("cut by stars", "cut twice") and len(term) < 5):
            yield term, name, changed


@pytest.fixture(scope="module")
def disguised() -> dict[str, Matcher]:
    return {
        term: Matcher([TopicSpec(words=(term,), disguised=True)]) for term in lines("disguised_terms.txt")
    }


@pytest.fixture(scope="module")
def all_disguised() -> Matcher:
    return Matcher([TopicSpec(words=tuple(lines("disguised_terms.txt")), disguised=True)])


def test_nineteen_of_twenty_disguises_are_seen_through(disguised: dict[str, Matcher]) -> None:
    tried = list(disguises())
    missed = [
        f"{term} {name}: {text}"
        for term, name, text in tried
        if not disguised[term].mentioned(f"Get {text} today, friends.")
    ]
    assert len(tried) > 2_000
    assert len(missed) <= 0.05 * len(tried), "\n".join(missed)


def test_a_disguise_is_told_at_its_place(disguised: dict[str, Matcher]) -> None:
    wrong = []
    for term, name, text in disguises():
        before = "Kauft\u0308 — 🎉 "
        places = disguised[term].places(f"{before}{text} now", 0)
        whole = text.removeprefix("#")
        start = len(before) + len(text) - len(whole)
        if places and (start, start + len(whole)) not in places:
            wrong.append(f"{term} {name}: {text} {places}")
    assert not wrong, "\n".join(wrong)


def test_hardly_an_innocent_sentence_is_taken_for_a_disguise(all_disguised: Matcher) -> None:
    sentences = [*lines("innocent_sentences.txt"), *_made()]
    slips = [
        f"{text}: {[text[start:end] for start, end in all_disguised.places(text, 0)]}"
        for text in sentences
        if all_disguised.mentioned(text)
    ]
    assert len(sentences) > 500
    assert len(slips) <= 0.005 * len(sentences), "\n".join(slips)


def _made() -> Iterator[str]:
    """Sentences put together, with what is in posts besides words."""
    things = (
        "Row 5",
        "Lot 77",
        "Type 2B",
        "Size 8.5",
        "Unit A1",
        "Bus 4X",
        "Class 5C",
        "No. 1001",
        "Set 3-0-1",
    )
    extras = (
        "at 10:30",
        "for $5.50",
        "in 2h 15m",
        "(see p. 5)",
        "#News1",
        "@user_55",
        "x2",
        "100%",
        "5€",
        "- a.k.a. B2B",
    )
    for thing, extra in product(things, extras):
        yield f"{thing} is ready {extra}, I hope."
    names = ("J. P. Sousa", "A. A. Milne", "E. E. Cummings", "O'Neil", "Ng", "Li-Wei", "Å. Öberg", "Zoë B.")
    places = (
        "L.A.",
        "D.C.",
        "U.A.E.",
        "St. Ives",
        "Pen-y-bont",
        "Châlons-en-Champagne",
        "Stoke-on-Trent",
        "Port-au-Prince",
    )
    for name, place in product(names, places):
        yield f"{name} came from {place} to say hi!!"
    units = (
        "km",
        "kg",
        "ml",
        "kWh",
        "pm",
        "th",
        "nd",
        "s",
        "x",
        "GB",
        "min",
        "mph",
        "k",
        "m",
        "bn",
        "C",
        "F",
        "am",
    )
    for number, unit in product(("1", "10", "100", "1,000", "3.5", "55", "2020", "404", "5051"), units):
        yield f"About {number}{unit} more, then we are done."


def test_no_innocent_word_is_taken_for_what_is_inside_it() -> None:
    pairs = [line.split(": ") for line in lines("innocent_words.txt")]
    terms = tuple({term for term, _ in pairs})
    innocent = [word for _, words in pairs for word in words.split()]
    assert len(innocent) > 400
    for spec in (TopicSpec(words=terms), TopicSpec(exactly=terms), TopicSpec(words=terms, disguised=True)):
        matcher = Matcher([spec])
        slips = [
            word
            for word in innocent
            for text in (
                f"The {word} is here.",
                word.upper(),
                f"#{word}!",
                f"«{word}»",
                f"{word}s' {word}-like",
            )
            if matcher.mentioned(text)
        ]
        assert not slips


def test_every_innocent_word_has_its_term_inside() -> None:
    for term, words in (line.split(": ") for line in lines("innocent_words.txt")):
        for word in words.split():
            assert term in fold(word).text
            assert term != fold(word).text


@pytest.mark.skipif(not POSTS.is_file(), reason="the posts are not here")
def test_hardly_a_real_post_is_taken_for_a_disguise(all_disguised: Matcher) -> None:
    plain = Matcher([TopicSpec(words=tuple(lines("disguised_terms.txt")))])
    texts = [json.loads(line)["text"] for line in POSTS.read_text(encoding="utf-8").splitlines()]
    slips = [text for text in texts if all_disguised.mentioned(text) != plain.mentioned(text)]
    assert len(slips) <= 0.005 * len(texts), "\n".join(slips)
