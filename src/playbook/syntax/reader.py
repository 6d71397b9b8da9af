"""Drives Lark's parser tables over a text, token by token, and goes on after a mistake.

A mistake that is easily understood is mended on the spot (see `repair`). After any other the reader forgets the
clause, or the declaration, that it is in, and looks for the word that begins the next one. It forgets by
cutting the parser's stacks back to where they were before that clause began. Every mistake costs a walk to the
next such word and no more, so the whole stays linear in the text. Builds nothing: see `parser`.
"""

import re
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source, Span
from playbook.syntax.clauses import VERDICTS, WORDS
from playbook.syntax.landmarks import NAMED, first_on_line, next_landmark
from playbook.syntax.machine import Branch
from playbook.syntax.place import lexeme
from playbook.syntax.plain import CLOSING, MOST_STATES, PlainReader
from playbook.syntax.size_problems import NestedTooDeep, TooManyDeclarations, TooManyParts
from playbook.syntax.tables import END
from playbook.syntax.token import Token

_HEADER = re.compile(r"(?:policy|extends|timezone|version)(?!\w)")
"""What belongs to the header, and so is no part of a declaration before it."""

_VERDICTS = frozenset(word.upper() for word in VERDICTS)

_WHOLE = frozenset({"use", "param", "let", "ask", "change", "drop", "example"})
"""The declarations without clauses: what stands on a line of its own after one is no part of it."""

_MOST_TRIES = 4
"""So often may one place be mended before the reader moves on."""


class Reader(PlainReader):
    """One text on its way to branches, whatever is wrong with it. Use once."""

    def __init__(
        self,
        source: Source,
        text: str,
        place: Callable[[int], int] | None,
        report: Callable[[Diagnostic], None],
        start: str = "policy",
    ) -> None:
        super().__init__(text, place, start)
        self.source, self._report, self._start = source, report, start
        self.damaged: set[int] = set()
        """Where the declarations begin of which a part could not be read."""
        self.lost: list[Token] = []
        """The names of declarations of which nothing is left."""
        self.headless = False
        """Whether a header had to be made up."""
        self.gave_up = False
        """Whether there were so many mistakes that the rest was not read."""
        self._queue: deque[Token] = deque()
        self._reports = 0
        self._failed = (-1, -1)
        self._mended = (-1, 0)
        self._over = False

    # ------------------------------------------------------------------------------------------------------- the loop

    def read(self) -> Branch | None:
        """The tree of the whole text, or None where nothing could be made of it."""
        while True:
            if not self._queue and not self._over:
                self.advance()
            token = self._next()
            if token is not None:
                try:
                    if (tree := self._take(token)) is not None:
                        return tree
                    continue
                except _MisfitError:
                    self.at = token.start
                    self._queue.clear()
                except _TooMuchError as much:
                    self.report(much.problem)
                    if not self._go_on(clauses=self._clauses <= limits.MAX_CLAUSES):
                        return None
                    continue
            if not self._mend():
                from playbook.syntax.mistakes import explain  # noqa: PLC0415  (nobody waits for it who made none)

                if not self.taken or self.taken[-1].start != self.taken[-1].end:
                    self.report(
                        explain(self)
                    )  # else what stands before was made up, and that is reported already
                if not self._go_on():
                    return None

    def _next(self) -> Token | None:
        """The next token, or None where nothing that stands there fits."""
        if self._queue:
            return self._queue.popleft()
        self.at = len(self.text) if self._over else self._lexer.skip(self.text, self.at)
        if self.at >= len(self.text):
            return Token(END, "", self.at, self.at)
        token = self._lexer.match(self.text, self.at, self._machine.row.accepted)
        from playbook.syntax.repair import misread  # noqa: PLC0415  (most policies have nothing odd about them)

        return None if token is not None and misread(self, token) else token

    def _take(self, token: Token) -> Branch | None:
        machine = self._machine
        if not machine.takes(token.type):
            raise _MisfitError
        self._check_size(token)
        if token.type == END:
            return machine.end()
        machine.take(self._placed(token))
        self.at = max(self.at, token.end)
        self.taken.append(token)
        self._note(token, machine.rows[machine.states[-2]].begins)
        if self._declarations > limits.MAX_DECLARATIONS:
            self.report(TooManyDeclarations(self.span(token.start, token.end)))
            self._over = True
        return None

    def _check_size(self, token: Token) -> None:
        """Raises _TooMuchError where *token* would make something larger than anybody can read."""
        span = self.span(token.start, token.end)
        brackets = len(self.open) if token.type in CLOSING else 0
        if brackets >= limits.MAX_NESTING or self._machine.depth > MOST_STATES:
            raise _TooMuchError(NestedTooDeep(span))
        if self._joined > limits.MAX_OPERANDS:
            raise _TooMuchError(TooManyParts(span, "parts of one clause", limits.MAX_OPERANDS))
        if self._clauses > limits.MAX_CLAUSES:
            raise _TooMuchError(TooManyParts(span, "clauses of one declaration", limits.MAX_CLAUSES))

    # ---------------------------------------------------------------------------------------- for repair and mistakes

    @property
    def inside(self) -> str | None:
        """The word that begins the present declaration; `policy` in the header."""
        if self._item:
            word: Token = self._machine.values[self._item[0] - 1]
            return word.value
        return "policy" if self.taken else None

    @property
    def keywords(self) -> dict[str, str]:
        """Every word that means something somewhere, with its terminal."""
        return self._lexer.keywords

    def takes(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds would be taken here."""
        return any(self._machine.takes(kind) for kind in kinds)

    def takes_after(self, kinds: Sequence[str], then: str) -> bool:
        """Whether after tokens of these kinds one of the kind *then* would be taken."""
        return self._machine.takes(*kinds, then)

    def value_start(self) -> int | None:
        """The offset at which the value begins that ends here; None where none does, or in a message."""
        first = self._machine.value_start() if self.place is None else None
        return None if first is None else first.start

    def span(self, start: int, end: int) -> Span:
        """The place in the source of a part of the text."""
        if self.place is None:
            return Span(self.source, start, end)
        return Span(self.source, self.place(start), self.place(end))

    def lose(self, name: str) -> None:
        """Remember that something called *name* could not be read, so that nobody misses it."""
        self.lost.append(Token("NAME", name, self.at, self.at + len(name)))

    def spoil(self) -> None:
        """Remember that a part of the present declaration could not be read, so that nobody misses its clauses."""
        if self._item:
            self.damaged.add(self._item[1])

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
        from playbook.syntax.repair import repair  # noqa: PLC0415  (nobody waits for it who made no mistake)

        mended = repair(self) if tries <= _MOST_TRIES else None
        if mended is None:
            return False
        self._queue.extend(mended.tokens)
        self.at = mended.at
        return True

    def _go_on(self, *, clauses: bool = True) -> bool:
        """Forget what cannot be read, and find the place to go on at. False where there is none.

        Without *clauses*, only the beginning of a declaration will do.
        """
        if self._start != "policy":
            return False
        self._queue.clear()
        self.open.clear()
        self._joined = self._clauses = 0
        complete = self.takes("RULE") and first_on_line(self.text, self.at)
        if self._item and not (complete and (self.inside in _WHOLE or _HEADER.match(self.text, self.at))):
            self.damaged.add(self._item[1])
        twice = self._failed == (self.at, self._machine.depth)
        self._failed = (self.at, self._machine.depth)
        begin = lexeme(self.text, self.at).end if twice else self.at
        depths = [self._machine.depth, *filter(None, [self._clause, self._item and self._item[0]])]
        kinds = {self.keywords[word] for word in WORDS} if clauses else set()
        fitting = {kind for kind in kinds if any(self._fits(kind, depth) for depth in depths[:2])}
        return (
            self._resume(begin, fitting, depths)
            or self._resume(begin, set(), depths)
            or self._make_up_header()
        )

    def _fits(self, kind: str, depth: int) -> bool:
        """Whether *kind* would be taken with the stacks cut to *depth*, and not as a name."""
        if kind in _VERDICTS and self._machine.takes("KEBAB", depth=depth):
            return False
        return self._machine.takes(kind, depth=depth)

    def _resume(self, begin: int, clauses: set[str], depths: list[int]) -> bool:
        """Go on at the next declaration, or clause of these kinds, at the first of the *depths* that takes it."""
        found = None if self._over else next_landmark(self.text, begin, clauses)
        at, kind = found or (len(self.text), END)
        refused = at == self.at  # as things stand
        for depth in depths[refused:]:
            if self._fits(kind, depth):
                self._cut(depth)
                self.at = at
                return True
        return False

    def _cut(self, depth: int) -> None:
        if self._item and depth <= self._item[0]:
            self._lose(self._machine.values[self._item[0] - 1 :])
            self._item = self._clause = None
        self._machine.cut(depth)

    def _lose(self, values: list[Any]) -> None:
        """Keep the name of a declaration that is forgotten."""
        if len(values) > 1 and values[0].type in NAMED:
            name = values[1].children[0] if isinstance(values[1], Branch) else values[1]
            if isinstance(name, Token) and name.type in {"NAME", "KEBAB"}:
                self.lost.append(name)

    def _make_up_header(self) -> bool:
        """Where the header cannot be read, go on as if there were one, for the sake of what follows."""
        if self.headless:
            return False
        self.headless = True
        self._machine.cut(1)
        for made in ("POLICY", "NAME"):
            self._machine.take(self._placed(Token(made, "", self.at, self.at)))
        found = next_landmark(self.text, self.at, set())
        self.at = found[0] if found else len(self.text)
        return True


class _MisfitError(Exception):
    """A token does not fit."""


class _TooMuchError(Exception):
    """Something is too large; the reader drops the clause."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem)
        self.problem = problem
