"""The matcher alone, against plain ways of looking for many words: by the number of terms, and the length of texts."""

import re
from collections.abc import Callable, Iterator, Sequence

import regex

from benchmarks.cases.twelve import python_only
from benchmarks.settings import DisagreementError, Settings
from benchmarks.table import Table, timed
from benchmarks.timing import Candidate, for_each
from benchmarks.words import terms
from playbook.text.terms.matcher import Matcher, TopicSpec

TITLE = "Looking for words"
LENGTHS = (50, 250, 1_000, 5_000, 20_000)
QUICK_LENGTHS = (50, 250)
LENGTHS_AT = 1_000
"""Terms that are looked for in texts of each length."""

Found = Callable[[str], object]


def run(settings: Settings) -> Iterator[Table]:
    """Over the number of terms, in texts of about 250 characters; then over the length."""
    texts = [fields["text"] for fields in settings.draw(settings.posts, (200, 280))]
    for count in settings.sizes:
        yield _table(
            f"{count:,} terms, texts of 200 to 280 characters", texts, count, settings, facts={"terms": count}
        )
    if settings.file is not None:
        return  # its texts have the lengths that they have
    for length in QUICK_LENGTHS if settings.quick else LENGTHS:
        some = [
            fields["text"]
            for fields in settings.draw(max(60, 100_000 // length), (length, length + length // 8))
        ]
        title = f"{LENGTHS_AT:,} terms, texts of {length:,} characters"
        yield _table(title, some, LENGTHS_AT, settings, plain=False, facts={"length": length})


def engines(count: int, *, plain: bool = True) -> dict[str, Found]:
    """What looks for so many terms, by name; each gives something true where one of them is in a text."""
    wanted = terms(count)
    found: dict[str, Found] = {"playbook": Matcher([TopicSpec(words=wanted)]).mentioned}
    with python_only():
        found["playbook, in Python alone"] = Matcher([TopicSpec(words=wanted)]).mentioned
    if plain:
        found["re, one alternative a term"] = _alternation(wanted)
        found["regex, a named list"] = _named_list(wanted)
    return found


def _table(
    title: str,
    texts: Sequence[str],
    count: int,
    settings: Settings,
    *,
    plain: bool = True,
    facts: dict[str, str | int],
) -> Table:
    found = engines(count, plain=plain)
    notes = _alike(found, texts)
    afresh = [text.encode() for text in texts]
    candidates = [
        Candidate(name, for_each(search), lambda: [text.decode() for text in afresh], len(texts), notes[name])
        for name, search in found.items()
    ]
    return timed("matcher", title, candidates, settings.rounds, facts=facts)


def _alike(found: dict[str, Found], texts: Sequence[str]) -> dict[str, str]:
    """How far each engine agrees with the matcher. Raises DisagreementError past 5 texts of 100."""
    mine = [bool(found["playbook"](text)) for text in texts]
    notes = {}
    for name, search in found.items():
        wrong = sum(bool(search(text)) != expected for text, expected in zip(texts, mine, strict=True))
        if wrong > len(texts) * 0.05:
            raise DisagreementError(f"{name}: {wrong} of {len(texts)} texts answered differently")
        share = f"finds something in {sum(mine) / len(mine):.1%} of texts" if name == "playbook" else ""
        notes[name] = f"{wrong} texts answered differently" if wrong else share
    return notes


def _alternation(wanted: Sequence[str]) -> Found:
    inner = "|".join(re.escape(term) for term in wanted)
    return re.compile(rf"(?<!\w)(?:{inner})(?!\w)", re.IGNORECASE).search


def _named_list(wanted: Sequence[str]) -> Found:
    pattern = regex.compile(r"(?<!\w)\L<terms>(?!\w)", terms=[term.casefold() for term in wanted])
    return lambda text: pattern.search(text.casefold())
