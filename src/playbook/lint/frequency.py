"""How common words are, by the `wordfreq` library: an extra, imported only here. It reads lists of its own folder.

wordfreq 3.1.1 (2023) is finished: its lists stop in 2021, and stay as they are, which is what a linter wants.
"""

from functools import cache

from playbook.lint.subject import Frequency


@cache
def frequency() -> Frequency | None:
    """The Zipf frequency of a word in a language, 0 for one that is not listed; None where the library is not
    installed.
    """
    try:
        from wordfreq import zipf_frequency  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415  (an extra)
    except ImportError:
        return None

    def known(word: str, language: str) -> float:
        return float(zipf_frequency(word, language))

    return known
