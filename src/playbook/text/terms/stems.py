"""Words cut down to their stems, so that `election` is found in "elections": by Snowball, one stemmer a language.

Works on folded text (`normal`). A stem is no word, only what the forms of one word have in common; the algorithms
are rules of thumb for suffixes (Snowball 3.1, snowballstem.org, read 2026-11), and now and then bring two words
together, or leave two forms of one apart ("ran", "run"). What is looked for and what is looked at are cut down in the
same way, so a term is always found as it stands.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import Any, Final

from playbook.limits import MAX_STEMMED_WORD
from playbook.text.late import by_properties, late

AS_WRITTEN: Final = ""
"""In place of a stemmer's name: the language has none, and words are taken as they stand."""

STEMMERS: Final[Mapping[str, str]] = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""The languages with a stemmer, by their codes (ISO 639-1, as BCP 47 wants them), and the stemmer's name."""

_LONGER_CODES: Final[Mapping[str, str]] = {
    "ara": "ar", "cat": "ca", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "eng": "en", "epo": "eo",
    "spa": "es", "est": "et", "eus": "eu", "fas": "fa", "fin": "fi", "fra": "fr", "gle": "ga", "hin": "hi",
    "hun": "hu", "hye": "hy", "ind": "id", "ita": "it", "lit": "lt", "nob": "nb", "nep": "ne", "nld": "nl",
    "nno": "nn", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "srp": "sr", "sot": "st",
    "swe": "sv", "tam": "ta", "tur": "tr", "yid": "yi",
}  # fmt: skip
"""ISO 639-3, which people write as well."""

ALL: Final = tuple(sorted(set(STEMMERS.values())))
"""The names of all stemmers."""

WORD: Final = late(by_properties, r"[\p{L}\p{M}\p{Nd}\p{Nl}]+")
"""What is cut down: a run of letters, digits and combining marks, as `words.is_word` has it."""

KEEP_INITIAL: Final = frozenset(ALL) - {
    "arabic", "dutch", "esperanto", "indonesian", "irish", "lithuanian", "persian", "serbian", "sesotho", "tamil",
    "yiddish",
}  # fmt: skip
"""Stemmers that cut at the end only, so that a stem begins with the letter that its word begins with, or with that
letter's voiceless sister.
"""

_OTHER_SCRIPTS: Final = frozenset(
    {"arabic", "armenian", "greek", "hindi", "nepali", "persian", "russian", "tamil", "yiddish"}
)
"""Stemmers that leave words in Latin letters as they are. All others leave all but those (and Serbian) alone."""

_LOCK = Lock()  # a stemmer keeps the word that it works on


def stemmer_of(language: str) -> str:
    """The name of the stemmer for a language tag such as `pt-BR`, of which only the language counts; `AS_WRITTEN`
    where there is none for it.
    """
    code = language.strip().lower().replace("_", "-").partition("-")[0]
    return STEMMERS.get(_LONGER_CODES.get(code, code), AS_WRITTEN)


def stemmers_for(word: str) -> frozenset[str]:
    """The stemmers that may change *word*, by its letters."""
    return _LATIN if word[0] < "\u0370" else _NOT_LATIN


_LATIN = frozenset(ALL) - _OTHER_SCRIPTS
_NOT_LATIN = _OTHER_SCRIPTS | {"serbian"}


@lru_cache(maxsize=131_072)
def stem(word: str, stemmer: str) -> str:
    """The stem of a folded word. Very long words stay as they are: stemmers may take time that grows faster."""
    if len(word) > MAX_STEMMED_WORD:
        return word
    with _LOCK:
        found: str = _stemmer(stemmer).stemWord(word)
    return found or word


@lru_cache(maxsize=len(ALL))
def _stemmer(name: str) -> Any:
    # Always the one in Python: PyStemmer may lie beside it in another version, and say something else.
    module = import_module(f"snowballstemmer.{name}_stemmer")
    return getattr(module, f"{name.title()}Stemmer")()
