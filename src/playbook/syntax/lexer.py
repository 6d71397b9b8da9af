"""Text to tokens, one at a time, since what a word is depends on what the parser can take next (a contextual lexer).

A word is read whole first, and then it is asked whether it is a keyword that fits, so that `is` is not found at the
beginning of `island`. The terminals are those of the grammar; this knows none of its own, and it makes nothing of a
text that does not fit: see `mistakes`.
"""

import re

from playbook.frozen import frozen
from playbook.syntax.tables import Tables
from playbook.syntax.token import Token

_WORD = re.compile(r"[^\W\d]\w*+")


@frozen
class _Choice:
    """What one parser state can take, by text, and by expression in the order to try."""

    keywords: dict[str, str]
    signs: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    others: tuple[tuple[str, re.Pattern[str]], ...]


class PolicyLexer:
    """The lexer of a grammar. Immutable after its first use but for a cache of choices; safe to share."""

    def __init__(self, tables: Tables) -> None:
        texts = {term.name: term.text for term in tables.terminals if term.text is not None}
        self.keywords = {text: name for name, text in texts.items() if _WORD.fullmatch(text)}
        """Every word that means something somewhere, with the name of its terminal."""
        self.names = {name: text for text, name in self.keywords.items()}
        self._signs = sorted(
            ((text, name) for name, text in texts.items() if name not in self.names),
            key=lambda sign: -len(sign[0]),
        )
        patterns = [term for term in tables.terminals if term.text is None]
        patterns.sort(key=lambda term: (-term.priority, term.name))
        self.patterns = {term.name: re.compile(term.pattern) for term in patterns}
        """The terminals that are more than one text, in the order in which they are tried."""
        self.skipped = f"(?:{'|'.join(tables.ignored)})*+"
        """The expression for what stands between tokens."""
        self._skip = re.compile(self.skipped)
        self._choices: dict[frozenset[str], _Choice] = {}

    def skip(self, text: str, at: int) -> int:
        """Where the next token begins: past white space and comments."""
        found = self._skip.match(text, at)
        return found.end() if found else at

    def match(self, text: str, at: int, accepts: frozenset[str]) -> Token | None:
        """The token that begins exactly at *at*, among those that are accepted."""
        choice = self._choices.get(accepts) or self._choose(accepts)
        word = _WORD.match(text, at)
        if word is None:
            for name, pattern in choice.others:
                if found := pattern.match(text, at):
                    return Token(name, found[0], at, found.end())
            for sign, name in choice.signs:
                if text.startswith(sign, at):
                    return Token(name, sign, at, at + len(sign))
            return None
        kind, end = choice.keywords.get(word[0]), word.end()
        for name, pattern in choice.words:
            if (found := pattern.match(text, at)) and not (kind and found.end() <= end):
                return Token(name, found[0], at, found.end())
        return Token(kind, word[0], at, end) if kind else None

    def _choose(self, accepts: frozenset[str]) -> _Choice:
        patterns = [(name, pattern) for name, pattern in self.patterns.items() if name in accepts]
        made = _Choice(
            keywords={text: name for text, name in self.keywords.items() if name in accepts},
            signs=tuple((text, name) for text, name in self._signs if name in accepts),
            words=tuple(pair for pair in patterns if _may_begin_word(pair[1])),
            others=tuple(pair for pair in patterns if not _may_begin_word(pair[1])),
        )
        self._choices[accepts] = made
        return made


def _may_begin_word(pattern: re.Pattern[str]) -> bool:
    """Whether a terminal can begin with a letter: all but those whose expression begins with a digit or a sign."""
    return not pattern.pattern.startswith(("[0-9]", "[<>]", '"', "\\/", ",", "="))
