"""Reads a text as long as nothing about it is odd: the one loop that every word of every policy goes through.

It knows the plain shapes of words, texts, numbers and signs, and takes those that fit. At whatever else comes it
stops, with everything as it was before, so that somebody can take a closer look: see `reader`. That it takes what
the closer look would take, and as the same, is held by tests.
"""

import re
from collections import deque
from collections.abc import Callable
from functools import cache

from playbook import limits
from playbook.frozen import unguarded
from playbook.syntax.clauses import VERDICTS, WORDS
from playbook.syntax.grammar import grammar
from playbook.syntax.landmarks import NAMED, RESERVED
from playbook.syntax.machine import Machine
from playbook.syntax.token import Token

CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
JOINING = frozenset({"COMMA", "DAY_COMMA", "AND", "OR", "PLUS", "MINUS", "STAR", "SLASH", "JOIN", "EXCEPT"})
"""Terminals between the parts of a chain or list."""

MOST_STATES = 1_000
"""So deep may the parser's stack become, far beyond what brackets within the limit need: for `not not not …`."""

_BRACKETS = frozenset({*CLOSING, *CLOSING.values()})
_SIGNS = {
    ",": "COMMA", ":": "COLON", "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", "{": "LBRACE", "}": "RBRACE",
    "+": "PLUS", "*": "STAR",
}  # fmt: skip
_UNITS = frozenset(
    f"{unit}{ending}" for unit in ("minute", "hour", "day", "week", "month", "year") for ending in ("", "s")
)
_ODD = frozenset(
    {
        *("count", "posts", "holidays"),
        *("null", "nil", "undefined", "none", "one", "the", "an", "every", "each", "everyday", "eachday"),
    }
)
"""Words that are something else before a bracket or another word, or that people write for other ones."""

_DATED = frozenset(
    ("jan feb mar apr may jun jul aug sep oct nov dec " + "mon tue wed thu fri sat sun").split()
)
"""What names of months and days begin with."""

_LOOKED_AT = frozenset({"EXTENDS", "USE", "RULE", "POLICY", "WATCH", "TOPIC", "EXAMPLE"})
"""Terminals behind which a name is often the first of several words, or of a file's name."""

_SEVERAL = frozenset({"FROM", "LIST"})
"""Terminals beside which a name may be the first of several words: a term without quotes, `text list`."""

_ALONE = re.compile(r'[ \t]*+(?:["\r\n,=]|\Z)')
"""What stands behind a word that is not the first of several."""

_WORD, _SIGN, _PATH, _KEBAB = 1, 2, 3, 4
_OTHERS = ("STRING", "EQUAL", "TIME", "DATE", "CLOCK", "PERCENT", "ORDER", "DOC")
_KINDS = ("", "", "", "PATH", "KEBAB", "NUMBER", "PATTERN", "COUNT", *_OTHERS)
"""The terminals of the shapes, by their number; none for those that need a look at the word."""


@cache
def _shapes() -> re.Pattern[str]:
    """White space and comments, and then one of the plain shapes."""
    lexer = grammar().lexer
    patterns = {name: pattern.pattern for name, pattern in lexer.patterns.items()}
    behind = "|".join(sorted({*RESERVED, *VERDICTS, "and", "or", "of"}))
    ends = rf"(?=[ \t]*+[)\],}}]|[ ](?:{'|'.join(_UNITS)})(?!\w)|\s++(?:{behind})\s|\s*+(?:\"\"\"|\Z))"
    shapes = (
        r"(?!count\()[^\W\d]\w*+(?![.-])",
        r"[][(){},:+*]",
        rf"{patterns['PATH']}(?![.-])",
        rf"{patterns['KEBAB']}(?![.-])",
        rf"[0-9]++(?![\w.:%/-]){ends}",
        rf"{patterns['PATTERN']}(?=[\s,)\]#\"]|\Z)",
        r"count(?=\()",
        *(patterns[name] for name in _OTHERS),
    )
    return re.compile(lexer.skipped + f"(?:{'|'.join(f'({shape})' for shape in shapes)})")


@unguarded
class _Words:
    """What words are in one state; "" where that takes a closer look."""

    known: dict[str, str]
    """The terminals of those that mean something somewhere."""
    other: str
    """That of any other."""
    several: bool
    """Whether a name may be the first of several words."""


class PlainReader:
    """One text on its way to branches. `advance` takes what is plain."""

    def __init__(self, text: str, place: Callable[[int], int] | None, start: str) -> None:
        self.text, self.place = text, place
        self._lexer = grammar().lexer
        self._machine = Machine(grammar().tables, start)
        self.at = 0
        """The offset in `text` where the next token is looked for."""
        self.taken: deque[Token] = deque(maxlen=4)
        """The last few tokens, the latest last."""
        self.open: list[Token] = []
        """The brackets that are open."""
        self._declarations = 0
        self._joined = self._clauses = 0
        """So many parts the present clause has, and so many clauses the present declaration."""
        self._item: tuple[int, int] | None = None
        """How deep the stack is below the present declaration, and the offset where that begins."""
        self._clause: int | None = None
        """How deep it is below the present clause."""

    def advance(self) -> None:
        """Take tokens up to the first that is not plain, or does not fit, or would be one too many."""
        machine, text, taken = self._machine, self.text, self.taken
        rows, states, values = machine.rows, machine.states, machine.values
        match, alone, plain = _shapes().match, _ALONE.match, _plain_words()
        at, previous = self.at, taken[-1].type if taken else ""
        while (found := match(text, at)) is not None:
            shape = found.lastindex or 0
            word = found[shape]
            state = states[-1]
            if shape == _WORD:
                words = plain.get(state) or _look_up(state)
                kind = words.known.get(word)
                if kind is None:
                    kind = words.other
                    if (word[:3] in _DATED and word.isalpha()) or not word.islower():
                        break
                if kind == "NAME":
                    if (words.several or previous in _LOOKED_AT) and not alone(text, found.end()):
                        break
                    if previous in NAMED and word in WORDS:
                        break
                elif kind == "AND" and previous == "DAY":
                    break
            elif shape == _SIGN:
                kind = _SIGNS[word]
                if kind == "COMMA" and "DAY_COMMA" in rows[state].accepted:
                    break
            else:
                kind = _KINDS[shape]
                if (shape == _PATH and (not word.islower() or word.partition(".")[0] in _ODD)) or (
                    shape == _KEBAB and previous in _LOOKED_AT and not alone(text, found.end())
                ):
                    break
            action = rows[state].actions.get(kind)
            steps = () if isinstance(action, int) else machine.steps(kind)
            if steps is None or self._is_large(kind):
                break
            machine.close(steps)
            state = states[-1]
            token = Token(kind, word, found.start(shape), found.end())
            states.append(rows[state].goes[kind])
            values.append(token if self.place is None else self._placed(token))
            taken.append(token)
            at, previous = token.end, kind
            begins = rows[state].begins
            if begins or kind in _NOTED:
                self._note(token, begins)
        self.at = at

    def _placed(self, token: Token) -> Token:
        """*token* at its place in the source."""
        if self.place is None:
            return token
        return Token(token.type, token.value, self.place(token.start), self.place(token.end))

    def _is_large(self, kind: str) -> bool:
        """Whether a token of this kind would make something larger than anybody can read."""
        return (
            self._joined > limits.MAX_OPERANDS
            or self._clauses > limits.MAX_CLAUSES
            or self._declarations >= limits.MAX_DECLARATIONS
            or len(self._machine.states) > MOST_STATES
            or (kind in CLOSING and len(self.open) >= limits.MAX_NESTING)
        )

    def _note(self, token: Token, begins: str) -> None:
        """Remember what *token* begins, opens or closes, now that it is taken."""
        kind = token.type
        if kind in CLOSING:
            self.open.append(token)
        elif kind in _BRACKETS and self.open:
            self.open.pop()
        if kind in JOINING:
            self._joined += 1
        elif begins:
            self._joined = 0
            self._clauses = self._clauses + 1 if begins == "clause" else 0
        if begins == "declaration":
            self._item, self._clause = (self._machine.depth - 1, token.start), None
            self._declarations += 1
        elif begins == "clause":
            self._clause = self._machine.depth - 1


_NOTED = frozenset({*_BRACKETS, *JOINING})


@cache
def _plain_words() -> dict[int, _Words]:
    """By state, as far as anybody asked. See `_look_up`."""
    return {}


@cache
def _may_be_names() -> frozenset[str]:
    """The keywords that may be names where they mean nothing."""
    lexer = grammar().lexer
    shape = lexer.patterns["NAME"].fullmatch
    return frozenset(word for word in lexer.keywords if shape(word) and word[:3] not in _DATED)


def _look_up(state: int) -> _Words:
    """What words are in this state."""
    lexer, accepted = grammar().lexer, grammar().tables.rows[state].accepted
    name = "NAME" if "NAME" in accepted else ""
    known = dict.fromkeys(_ODD, "")
    known |= dict.fromkeys(_UNITS, "UNIT" if "UNIT" in accepted and not name else "")
    for word, kind in lexer.keywords.items():
        if word in VERDICTS:
            known[word] = kind if kind in accepted and "KEBAB" not in accepted else ""
        elif kind in accepted:
            known[word] = kind
        else:
            known[word] = name if word in _may_be_names() else ""
    found = _plain_words()[state] = _Words(known, name, not accepted.isdisjoint(_SEVERAL))
    return found
