"""Text to tokens, one at a time, since what a word is depends on what the parser can take next (a contextual lexer).

Lark's own contextual lexer builds one alternation of regular expressions per parser state, in which the keyword
`is` matches the beginning of `island`. This one reads a whole word first and then asks whether it is a keyword
that fits. Its terminals are those of the grammar; it knows none of its own, and it makes nothing of a text that
does not fit: see `mistakes`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lark.common import LexerConf
from lark.lexer import Lexer, LexerState, PatternStr, Token

_WORD = re.compile(r"[^\W\d]\w*+")


@dataclass(frozen=True, slots=True)
class _Choice:
    """What one parser state can take, by text, and by expression in the order to try."""

    keywords: dict[str, str]
    signs: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, re.Pattern[str]], ...]
    others: tuple[tuple[str, re.Pattern[str]], ...]


class PolicyLexer(Lexer):
    """The lexer that Lark is given. Immutable after its first use but for a cache of choices; safe to share."""

    __future_interface__ = 2  # Lark's word for "takes the lexer and the parser state"

    def __init__(self, conf: LexerConf) -> None:
        ignored = frozenset(conf.ignore)
        texts = {
            term.name: term.pattern.value for term in conf.terminals if isinstance(term.pattern, PatternStr)
        }
        self.keywords = {text: name for name, text in texts.items() if _WORD.fullmatch(text)}
        """Every word that means something somewhere, with the name of its terminal."""
        self.names = {name: text for text, name in self.keywords.items()}
        self._signs = sorted(
            ((text, name) for name, text in texts.items() if name not in self.names),
            key=lambda sign: -len(sign[0]),
        )
        patterns = [term for term in conf.terminals if term.name not in texts and term.name not in ignored]
        patterns.sort(key=lambda term: (-term.priority, term.name))
        self.patterns = {term.name: re.compile(term.pattern.to_regexp()) for term in patterns}
        """The terminals that are more than one text, in the order in which they are tried."""
        skipped = "|".join(term.pattern.to_regexp() for term in conf.terminals if term.name in ignored)
        self._skip = re.compile(f"(?:{skipped})*+")
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
                    return Token(name, found[0], at, end_pos=found.end())
            for sign, name in choice.signs:
                if text.startswith(sign, at):
                    return Token(name, sign, at, end_pos=at + len(sign))
            return None
        kind, end = choice.keywords.get(word[0]), word.end()
        for name, pattern in choice.words:
            if (found := pattern.match(text, at)) and not (kind and found.end() <= end):
                return Token(name, found[0], at, end_pos=found.end())
        return Token(kind, word[0], at, end_pos=end) if kind else None

    def lex(self, lexer_state: LexerState, parser_state: Any) -> Iterator[Token]:
        """All tokens of a text without mistakes; ValueError at the first that does not fit. The reader uses `match`."""
        text, at = lexer_state.text.text, lexer_state.text.start
        while (at := self.skip(text, at)) < len(text):
            token = self.match(text, at, frozenset(parser_state.parse_conf.states[parser_state.position]))
            if token is None:
                raise ValueError(f"no token at {at}")
            yield token
            at = token.end_pos or at

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
