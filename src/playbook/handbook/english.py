"""The small change of English: lists, articles, capitals, names as words. It knows words, and nothing of policies."""

import re
from collections.abc import Sequence

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_SOUNDS_LIKE_YOU = re.compile(r"(?:uni(?!n|m)|use|usu|eu|one\b|once)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|honour|heir)", re.IGNORECASE)
_MAY_BE_NO_THING = re.compile(
    r"(?:[^s]s|ity|ness|ance|ware|ing|hood|tion|ism|olence|idence|alcohol|blood|tobacco|sex|text|money|food|gore)$"
)
_AGENT = re.compile(r"(?:[^n]er|or|ist|lead|head|chief|person|man|woman|director|counsel|principal)$")


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; nothing for none."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def capital(words: str) -> str:
    """*words* as the beginning of a sentence."""
    return words[:1].upper() + words[1:] if words[:1].islower() else words


def uncapitalised(words: str) -> str:
    """A title within a sentence: without its capital, unless that belongs to the word (`AI`, `I`)."""
    return (
        words[:1].lower() + words[1:]
        if re.match(r"[A-Z](?:[a-z]|\s(?!\w+ing))", words[:3]) and not (words.startswith("I "))
        else words
    )


def sentence(words: str) -> str:
    """*words* with a capital and a full stop, unless they end one themselves."""
    made = capital(words.strip())
    return made if re.search(r"[.!?…:][\"”)*]*$", made) else f"{made}."


def is_thing(word: str) -> bool:
    """Whether *word* is surely something of which there may be one: `badge`, not `nudity`, `weapons` or `painting`."""
    letters = word.replace(" ", "").replace("-", "")
    if not (letters.isascii() and letters.isalpha() and letters.islower()):
        return False
    return _MAY_BE_NO_THING.search(word) is None


def with_article(word: str) -> str:
    """`a badge`, `an hour`, `a uniform`."""
    vowel = (word[0].lower() in "aeiou" and not _SOUNDS_LIKE_YOU.match(word)) or _SILENT_H.match(word)
    return f"{'an' if vowel else 'a'} {word}"


def is_agent(role: str) -> bool:
    """Whether a role is what a person is (`editor`, `crisis lead`), rather than where they belong (`legal`)."""
    return _AGENT.search(role.lower()) is not None


def plural(noun: str) -> str:
    """The plural of a regular noun."""
    if noun.endswith(("man", "woman")):
        return f"{noun[:-2]}en"
    if noun.endswith("person"):
        return f"{noun[:-6]}people"
    if re.search(r"(?:s|x|z|ch|sh)$", noun):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search(r"[^aeiou]y$", noun) else f"{noun}s"


def number_word(number: int) -> str:
    """Up to ten in letters, more in digits."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def name_in_words(name: str) -> str:
    """`office_hours`, `busy-day`: the words of a name."""
    return re.sub(r"[_-]+", " ", name).strip()
