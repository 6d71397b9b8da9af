"""Drives Lark's parser tables over a text, token by token, and goes on after a mistake.

A mistake that is easily understood is mended on the spot (see `repair`). After any other the reader forgets the clause, or
the declaration, that it is in, and looks for the word that begins the next one. It forgets by cutting the parser's stacks
back to where they were before that clause began. Every mistake costs a walk to the next such word and no more, so the whole
stays linear in the text. Builds nothing: see `parser`.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from lark import Token, Tree

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source, Span
from playbook.syntax.clauses import WORDS
from playbook.syntax.grammar import END, grammar
from playbook.syntax.landmarks import first_on_line, next_landmark
from playbook.syntax.mistakes import explain
from playbook.syntax.repair import misread, repair
from playbook.syntax.size_problems import NestedTooDeep, TooManyDeclarations

CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE"}
NAMED = frozenset({"PARAM", "LET", "ASK", "TOPIC", "RULE", "WATCH", "EXAMPLE"})
"""The declarations that others can name."""

_MOST_STATES = 1_000
"""So deep may the parser's stack become, far beyond what brackets within the limit need: for `not not not …`."""

_WHOLE = frozenset({"use", "param", "let", "ask", "change", "drop", "example"})
"""The declarations without clauses: what stands on a line of its own after one is no part of it."""

_MOST_TRIES = 4
"""So often may one place be mended before the reader moves on."""

_CLAUSES = ("WHEN", "TIMEZONE", "WORDS", "GIVEN")
"""Terminals that begin a clause of a rule, the header, a topic, a test: where one can be taken, any of its kind can."""


class Reader:
    """One text on its way to a Lark tree. Use once."""

    def __init__(
        self,
        source: Source,
        text: str,
        place: Callable[[int], int],
        report: Callable[[Diagnostic], None],
        start: str = "policy",
    ) -> None:
        self.source, self.text, self.place, self._report, self._start = source, text, place, report, start
        self.grammar = grammar()
        self.at = 0
        """The offset in `text` where the next token is looked for."""
        self.taken: deque[Token] = deque(maxlen=4)
        """The last few tokens, the latest last."""
        self.open: list[Token] = []
        """The brackets that are open."""
        self.damaged: set[int] = set()
        """Where the declarations begin of which a part could not be read."""
        self.lost: list[Token] = []
        """The names of declarations of which nothing is left."""
        self.headless = False
        """Whether a header had to be made up."""
        self.gave_up = False
        """Whether there were so many mistakes that the rest was not read."""
        self._parser = self.grammar.start(start)
        self._queue: deque[Token] = deque()
        self._reports = self._declarations = 0
        self._item: tuple[int, int] | None = None
        """How deep the stack is below the present declaration, and the offset where that begins."""
        self._clause: int | None = None
        """How deep it is below the present clause."""
        self._failed = (-1, -1)
        self._mended = (-1, 0)
        self._over = False

    # ------------------------------------------------------------------------------------------------------- the loop

    def read(self) -> Tree[Any] | None:
        """The tree of the whole text, or None where nothing could be made of it."""
        while True:
            token = self._next()
            if token is not None:
                try:
                    if (tree := self._take(token)) is not None:
                        return tree
                    continue
                except _MisfitError:
                    self.at = start_of(token)
                    self._queue.clear()
                except _TooDeepError:
                    self.report(NestedTooDeep(self.span(start_of(token), token.end_pos or 0)))
                    if not self._go_on():
                        return None
                    continue
            if not self._mend():
                self.report(explain(self))
                if not self._go_on():
                    return None

    def _next(self) -> Token | None:
        """The next token, or None where nothing that stands there fits."""
        if self._queue:
            return self._queue.popleft()
        self.at = self.grammar.lexer.skip(self.text, self.at)
        if self.at >= len(self.text):
            return Token(END, "", self.at, end_pos=self.at)
        token = self.grammar.lexer.match(self.text, self.at, self.grammar.accepted(self.stack[-1]))
        return None if token is not None and misread(self, token) else token

    def _take(self, token: Token) -> Tree[Any] | None:
        if not self.grammar.takes(self.stack, token.type):
            raise _MisfitError
        if len(self.stack) > _MOST_STATES or (token.type in CLOSING and len(self.open) >= limits.MAX_NESTING):
            raise _TooDeepError
        start, end = start_of(token), token.end_pos or 0
        placed = Token(token.type, token.value, self.place(start), end_pos=self.place(end))
        result = self._parser.feed_token(placed)
        if isinstance(result, Tree):
            return result
        self.at = max(self.at, end)
        self.taken.append(token)
        self._note(token)
        return None

    def _note(self, token: Token) -> None:
        """Remember what *token* opens or closes, now that it is taken."""
        if token.type in CLOSING:
            self.open.append(token)
        elif token.type in CLOSING.values() and self.open:
            self.open.pop()
        below = self.stack[-2]
        if self.grammar.shifts(below, "TOPIC"):
            self._item, self._clause = (len(self.stack) - 1, start_of(token)), None
            self._declarations += 1
            if self._declarations > limits.MAX_DECLARATIONS:
                self.report(TooManyDeclarations(self.span(start_of(token), token.end_pos or 0)))
                self._over = True
        elif any(self.grammar.shifts(below, clause) for clause in _CLAUSES):
            self._clause = len(self.stack) - 1

    # ---------------------------------------------------------------------------------------- for repair and mistakes

    @property
    def stack(self) -> list[int]:
        """The states of the parser, the present one last."""
        states: list[int] = self._parser.parser_state.state_stack
        return states

    @property
    def values(self) -> list[Any]:
        """The tokens and trees that the parser holds, outermost first."""
        held: list[Any] = self._parser.parser_state.value_stack
        return held

    @property
    def inside(self) -> str | None:
        """The word that begins the present declaration; `policy` in the header."""
        if self._item:
            word: Token = self.values[self._item[0] - 1]
            return str(word)
        return "policy" if self.taken else None

    @property
    def keywords(self) -> dict[str, str]:
        """Every word that means something somewhere, with its terminal."""
        return self.grammar.lexer.keywords

    def takes(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds would be taken here."""
        return any(self.grammar.takes(self.stack, kind) for kind in kinds)

    def takes_after(self, kinds: Sequence[str], then: str) -> bool:
        """Whether after tokens of these kinds one of the kind *then* would be taken."""
        return self.grammar.takes(self.stack, *kinds, then)

    def span(self, start: int, end: int) -> Span:
        """The place in the source of a part of the text."""
        return Span(self.source, self.place(start), self.place(end))

    def report(self, problem: Diagnostic) -> None:
        """Pass on what is wrong; after a hundred, stop reading."""
        if self._over:
            return
        self._reports += 1
        self._report(problem)
        self.gave_up = self._over = self._reports >= limits.MAX_DIAGNOSTICS

    # ------------------------------------------------------------------------------------------------ after a mistake

    def _mend(self) -> bool:
        """Mend what is wrong here, if it is plain what was meant."""
        if self._over:
            return False
        tries = self._mended[1] + 1 if self._mended[0] == self.at else 1
        self._mended = (self.at, tries)
        mended = repair(self) if tries <= _MOST_TRIES else None
        if mended is None:
            return False
        self._queue.extend(mended.tokens)
        self.at = mended.at
        return True

    def _go_on(self) -> bool:
        """Forget what cannot be read, and find the place to go on at. False where there is none."""
        if self._start != "policy":
            return False
        self._queue.clear()
        self.open.clear()
        complete = self.takes("RULE") and first_on_line(self.text, self.at)
        if self._item and not (
            complete and (self.inside in _WHOLE or self.text.startswith("policy", self.at))
        ):
            self.damaged.add(self._item[1])
        depths = [len(self.stack), *filter(None, [self._clause, self._item and self._item[0]])]
        kinds = {self.keywords[word] for word in WORDS}
        clauses = {
            kind for kind in kinds for depth in depths[:2] if self.grammar.takes(self.stack[:depth], kind)
        }
        begin = self.at
        if self._failed == (self.at, len(self.stack)):
            begin = self._past_word(self.at)
        self._failed = (self.at, len(self.stack))
        found = None if self._over else next_landmark(self.text, begin, clauses)
        self.at, kind = found or (len(self.text), END)
        for depth in depths:
            if self.grammar.takes(self.stack[:depth], kind):
                self._cut(depth)
                return True
        return self._make_up_header(kind)

    def _cut(self, depth: int) -> None:
        if self._item and depth <= self._item[0]:
            self._lose(self.values[self._item[0] - 1 :])
            self._item = self._clause = None
        del self.stack[depth:], self.values[depth - 1 :]

    def _lose(self, values: list[Any]) -> None:
        """Keep the name of a declaration that is forgotten."""
        if len(values) > 1 and values[0].type in NAMED:
            name = values[1].children[0] if isinstance(values[1], Tree) else values[1]
            if isinstance(name, Token) and name.type in {"NAME", "KEBAB"}:
                self.lost.append(name)

    def _make_up_header(self, kind: str) -> bool:
        """Where the header cannot be read, go on as if there were one, for the sake of what follows."""
        self.headless = True
        del self.stack[1:], self.values[:]
        for made in ("POLICY", "NAME"):
            self._parser.feed_token(Token(made, "", self.place(self.at), end_pos=self.place(self.at)))
        return self.grammar.takes(self.stack, kind)

    def _past_word(self, at: int) -> int:
        while at < len(self.text) and (self.text[at].isalnum() or self.text[at] in "_-."):
            at += 1
        return max(at, min(self.at + 1, len(self.text)))


class _MisfitError(Exception):
    """A token does not fit. Known before Lark is asked, which would close what the token does not close."""


class _TooDeepError(Exception):
    """One bracket too many is open."""


def start_of(token: Token) -> int:
    """Where *token* begins. (Lark's own type allows for tokens without a place.)"""
    return token.start_pos or 0
