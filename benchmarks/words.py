"""Words to write posts with, and terms to look for, drawn by a seed from the word frequencies of the `lint` extra."""

import random
from functools import cache
from itertools import accumulate

from wordfreq import top_n_list, word_frequency

LANGUAGES = ("en", "es", "de", "fr", "pl", "ru", "tr")


@cache
def vocabulary(language: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The commonest words of a language, and their frequencies added up, as `random.choices` wants them."""
    words = tuple(
        word for word in top_n_list(language, 60_000 if language == "en" else 5_000) if word.isalpha()
    )
    return words, tuple(accumulate(word_frequency(word, language) for word in words))


@cache
def terms(count: int) -> tuple[str, ...]:
    """So many terms; of 20, 1,000 and 10,000 the smaller list is the beginning of the larger. Some are common enough
    to be found, the others are rare; 18 of 100 are phrases of two words, and some are not ASCII.
    """
    chosen = random.Random(11)
    english = [word for word in top_n_list("en", 200_000) if word.isalpha() and len(word) > 3]
    foreign = [word for word in top_n_list("fr", 40_000) if not word.isascii() and len(word) > 3]
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
