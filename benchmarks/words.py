"""Words to write posts with, and terms to look for, drawn by a seed from the word frequencies of the `lint` extra."""

import random
from functools import cache
from itertools import accumulate, islice

from wordfreq import get_frequency_dict

LANGUAGES = ("en", "es", "de", "fr", "pl", "ru", "tr")


@cache
def vocabulary(language: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The commonest words of a language, and their frequencies added up, as `random.choices` wants them."""
    found = _frequencies(language)
    words = _commonest(language, 60_000 if language == "en" else 5_000)
    return tuple(words), tuple(accumulate(found[word] for word in words))


def _frequencies(language: str) -> dict[str, float]:
    found: dict[str, float] = get_frequency_dict(language, "large" if language == "en" else "small")
    return found


def _commonest(language: str, count: int) -> list[str]:
    """Of so many words that are common in a language those that are letters throughout, the commonest first."""
    return [word for word in islice(_frequencies(language), count) if word.isalpha()]


@cache
def terms(count: int) -> tuple[str, ...]:
    """So many terms; of 20, 1,000 and 10,000 the smaller list is the beginning of the larger. Some are common enough
    to be found, the others are rare; 18 of 100 are phrases of two words, and some are not ASCII.
    """
    chosen = random.Random(11)
    english = [word for word in _commonest("en", 200_000) if len(word) > 3]
    foreign = [word for word in _commonest("fr", 40_000) if not word.isascii() and len(word) > 3]
    bands = (english[6_000:8_000], english[24_000:60_000], english[40_000:])
    found: dict[str, None] = {}
    while len(found) < count:
        band = bands[0 if len(found) < 20 else 1 if len(found) < 1_000 else 2]
        kind = chosen.random()
        if kind < 0.18:
            found[f"{chosen.choice(band)} {chosen.choice(band)}"] = None
        else:
            found[chosen.choice(foreign if kind > 0.97 else band)] = None
    return tuple(found)
