"""Finds the words at which reading can go on after a mistake: those that begin a declaration or a clause.

Works on the bare text, without the parser, which knows nothing any more at that point. Words that can be names
as well only count where they look like a beginning: first on their line, or before what has to follow them.
"""

import re
from collections.abc import Iterator, Set

from playbook.text.late import late

DECLARATIONS = {
    "use": "USE",
    "param": "PARAM",
    "let": "LET",
    "ask": "ASK",
    "topic": "TOPIC",
    "rule": "RULE",
    "watch": "WATCH",
    "change": "CHANGE",
    "drop": "DROP",
    "example": "EXAMPLE",
    "test": "TEST",
}
"""The words that begin a declaration, with their terminals."""

CLAUSES = frozenset({"when", "unless", "require", "otherwise", "given", "expect"})
"""The words that begin a clause wherever they stand."""

NAMED = frozenset({"POLICY", "PARAM", "LET", "ASK", "TOPIC", "RULE", "WATCH", "EXAMPLE"})
"""The terminals that a name has to follow."""

RESERVED = frozenset({"policy", "because", *DECLARATIONS, *CLAUSES})
"""The words that begin something wherever they stand, and are never names. The grammar's `NAME` says the same."""

_FOLLOWS = {
    "use": r'\s+(?:"|[^\W\d])',
    "test": r'\s*"',
    "change": r"\s+rule(?!\w)",
    "drop": r"\s+rule(?!\w)",
    "fix": r'\s*(?:"|add(?!\w)|replace(?!\w))',
    "see": r'\s*"',
} | dict.fromkeys(("allow", "advise", "warn", "delay", "review", "deny"), r'\s*(?:"|by(?!\w)|until(?!\w))')
_FOLLOW = {word: late(re.compile, pattern) for word, pattern in _FOLLOWS.items()}
_NAMED = late(
    re.compile,
    r"\s+(?!(?:is|mentions|contains|include|matches|starts|ends|and|or|plus|except)(?![\w-]))[^\W\d]",
)
_LEXEME = late(
    re.compile,
    r"""\#[^\n\r]*+
      | \"\"\"[^"]*+(?:"{1,2}+(?!")[^"]*+)*+\"\"\"
      | "[^"\\\n\r]*+(?:\\[^\n\r][^"\\\n\r]*+)*+"
      | (?P<word>[^\W\d]\w*+(?:[.-]\w++)*+)
      | [^\w\s"#]++ | [\s\d]++ | .
    """,
    re.VERBOSE | re.DOTALL,
)


def words(text: str, at: int) -> Iterator[re.Match[str]]:
    """Every word from *at* on that stands in no text and no comment."""
    for found in _LEXEME.finditer(text, at):
        if found["word"] is not None:
            yield found


def next_landmark(text: str, at: int, clauses: Set[str]) -> tuple[int, str] | None:
    """Where, from *at* on, the next declaration or one of these clauses (terminals) begins, and its terminal."""
    before = ""
    for found in words(text, at):
        word, upper = found["word"], found["word"].upper()
        if word in DECLARATIONS:
            if before not in {"change", "drop"} and _is_declaration(text, found):
                return found.start(), DECLARATIONS[word]
        elif upper in clauses and word.islower() and _is_clause(text, found):
            return found.start(), upper
        before = word
    return None


def first_on_line(text: str, at: int) -> bool:
    """Whether nothing but white space stands before *at* on its line."""
    line = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return not text[line:at].strip()


def looks_like_declaration(text: str, at: int, word: str) -> bool:
    """Whether after *word*, at *at*, there follows what has to follow where it begins a declaration."""
    return bool(_FOLLOW.get(word, _NAMED).match(text, at + len(word)))


def _is_declaration(text: str, found: re.Match[str]) -> bool:
    at = found.start()
    return first_on_line(text, at) or looks_like_declaration(text, at, found["word"])


def _is_clause(text: str, found: re.Match[str]) -> bool:
    if found["word"] in CLAUSES:
        return True
    follow = _FOLLOW.get(found["word"])
    return first_on_line(text, found.start()) or bool(follow and follow.match(text, found.end()))
