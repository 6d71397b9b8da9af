"""What all parts of the tree builder share: spans from children, and a place for diagnostics.

Lark calls the builder bottom-up, while it parses: the method named like the rule or alternative, with a list of all its
children: tokens, and whatever the methods of its parts returned. There is no recursion, however deep the text. A method
never raises on what the author wrote: it reports, and returns a node that stands for what was probably meant.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeAlias, TypeVar

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import unguarded
from playbook.source import Source, Span
from playbook.syntax import literals, tree
from playbook.syntax.clause_problems import RepeatedClause
from playbook.syntax.literal_problems import BadEscape
from playbook.syntax.name_problems import SnakeForKebab, StrangeName, plain
from playbook.syntax.size_problems import NestedTooDeep
from playbook.syntax.token import Token

_Node = TypeVar("_Node", bound=tree.Node)

Children: TypeAlias = list[Any]
"""Tokens and built parts, in the order written."""


@unguarded
class Clause(tree.Node):
    """A clause on its way to the declaration that it belongs to. `head` is the word that it begins with."""

    kind: str
    value: Any
    head: Span


MANY = frozenset(
    {
        "see",
        "tags",
        "require",
        "extends",
        "fix",
        "given",
        "expect",
        "words",
        "exactly",
        "stems",
        "except",
        "patterns",
    }
)
"""The kinds of clauses that may stand in one declaration more than once."""


class TooHighError(Exception):
    """Raised when an expression nests too deep, so that the parser drops what it is reading. It is reported already."""


class Builder:
    """The source, and what was wrong in it so far."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.damaged: set[int] = set()
        """Where the declarations begin of which a part could not be read."""
        self.broken: list[tree.Ident] = []
        """Their names."""
        self.records: set[tree.RecordLiteral] = set()
        """The records that nothing assigns, as far as is known by now."""
        self.heights: dict[tree.Node, int] = {}
        """How many expressions stand within one another, for those that have any."""

    def report(self, problem: Diagnostic) -> None:
        self.problems.append(problem)

    def token_span(self, token: Token) -> Span:
        return Span(self.source, token.start, token.end)

    def span_of(self, child: Any) -> Span:
        return self.token_span(child) if isinstance(child, Token) else child.span

    def span(self, children: Children) -> Span:
        """From the first child to the last."""
        first, last = children[0], children[-1]
        return Span(
            self.source,
            first.start if type(first) is Token else first.span.start,
            last.end if type(last) is Token else last.span.end,
        )

    def _end(self, children: Children) -> Span:
        """The place behind the last child."""
        last = self.span_of(children[-1]).end
        return Span(self.source, last, last)

    def clause(self, children: Children, kind: str, value: Any) -> Clause:
        return Clause(self.span(children), kind, value, self.span_of(children[0]))

    def single(self, clauses: Iterable[Clause]) -> dict[str, Any]:
        """What the clauses say that may stand only once; a second one is reported, and the first one counts."""
        first: dict[str, Clause] = {}
        before: Clause | None = None
        for clause in clauses:
            if clause.kind in first and clause.kind not in MANY:
                known = first[clause.kind]
                self.report(RepeatedClause(clause.head, clause.kind, known.head, before is known))
            if clause.kind not in MANY:
                first.setdefault(clause.kind, clause)
            before = clause
        return {kind: clause.value for kind, clause in first.items()}

    # ---------------------------------------------------------------------------------------------------------- words

    def text_literal(self, token: Token) -> tree.TextLiteral:
        span, written = self.token_span(token), token.value
        if "\\" not in written and len(written) <= limits.MAX_TEXT_LITERAL:
            return tree.TextLiteral(span, written[1:-1])
        return tree.TextLiteral(span, literals.unescape(written, span, self.report).value)

    def _path_literal(self, token: Token) -> str:
        """A path, where a backslash can only be meant for a slash."""

        def report(problem: Diagnostic) -> None:
            if isinstance(problem, BadEscape):
                problem = BadEscape(problem.span, problem.char, path=True)
            self.report(problem)

        span = self.token_span(token)
        path = literals.unescape(token.value, span, report).value
        return path if "\\" not in token.value else _BACKSLASH.sub("/", token.value[1:-1])

    def text(self, children: Children) -> tree.TextLiteral:
        return self.text_literal(children[0])

    def path(self, children: Children) -> tree.Name:
        token: Token = children[0]
        if "." not in token.value:
            span = self.token_span(token)
            return tree.Name(span, (self._plain(token.value, span),), (span,))
        at, words, spans = token.start, [], []
        for word in token.value.split("."):
            spans.append(Span(self.source, at, at + len(word)))
            at += len(word) + 1
            words.append(self._plain(word, spans[-1]))
        return tree.Name(self.token_span(token), tuple(words), tuple(spans))

    def _plain(self, word: str, span: Span) -> str:
        """The name that is meant by *word*. What is made of it is no mistake of its own: see `Name`."""
        if not word or _SNAKE.fullmatch(word):
            return word
        self.report(StrangeName(span))
        return plain(word, "_") or word

    def snake(self, token: Token) -> tree.Ident:
        """The name of a topic, param, let, ask, example or variable."""
        span = self.token_span(token)
        return tree.Ident(span, self._plain(token.value, span))

    def name(self, children: Children) -> tree.Ident:
        return self.snake(children[0])

    def rule_name(self, children: Children) -> tree.Ident:
        """The name of a rule, policy, pack or tag."""
        token: Token = children[0]
        span = self.token_span(token)
        if not token.value or _KEBAB.fullmatch(token.value):
            return tree.Ident(span, token.value)
        snake = _SNAKE.fullmatch(token.value.replace("-", "_"))
        self.report(SnakeForKebab(span) if snake else StrangeName(span, kebab=True))
        return tree.Ident(span, plain(token.value, "-") or token.value)

    # --------------------------------------------------------------------------------------------------------- limits

    def grown(self, node: _Node, *inner: tree.Node) -> _Node:
        """*node*, after a look at how high the tree has become: later stages may walk it by recursion."""
        heights, height = self.heights, 0
        for part in inner:
            if heights.get(part, 0) > height:
                height = heights[part]
        height += 1
        heights[node] = height
        if height > limits.MAX_TREE_HEIGHT:
            self.report(NestedTooDeep(node.span))
            raise TooHighError
        return node


_BACKSLASH = re.compile(r"\\+")
_SNAKE = re.compile(r"[a-z_][a-z0-9_]*")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def is_sign(child: Any, *kinds: str) -> bool:
    """Whether *child* is a token of one of these kinds."""
    return isinstance(child, Token) and child.type in kinds


def parts(children: Children) -> Children:
    """The children that were built, without keywords and signs."""
    return [child for child in children if not isinstance(child, Token)]
