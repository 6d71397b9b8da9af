"""Text to tree: reads a policy, builds its tree bottom-up, and reports every mistake of the file in one go.

`reader` makes branches of it and goes on after mistakes, `build` and its siblings make ours; neither recurses,
however deep the text. Nothing here raises on what an author wrote, and nothing here knows what names mean.
"""

from collections.abc import Callable
from itertools import islice
from typing import Any

from playbook import limits
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.frozen import frozen
from playbook.source import Source, Span
from playbook.syntax import tree
from playbook.syntax.build import TooHighError
from playbook.syntax.build_declarations import TreeBuilder
from playbook.syntax.clause_problems import StrayRecord
from playbook.syntax.machine import Branch
from playbook.syntax.message_problems import UnclosedHole
from playbook.syntax.quote_problems import QuoteInText
from playbook.syntax.reader import Reader
from playbook.syntax.size_problems import FileTooLarge, TooManyMistakes
from playbook.syntax.text_problems import CONTROL, ControlCharacter


@frozen
class Parsed:
    """The tree, and what was wrong. `policy` is None where there is no header that could be read."""

    policy: tree.Policy | None
    diagnostics: tuple[Diagnostic, ...]


def parse(source: Source) -> Parsed:
    """The tree of *source*, with all syntax errors in the order of their places. Never raises."""
    text = source.text
    size = len(text) if len(text) > limits.MAX_SOURCE_BYTES else len(text.encode("utf-8", "surrogatepass"))
    if size > limits.MAX_SOURCE_BYTES:
        return Parsed(None, (FileTooLarge(Span(source, 0, 0), size),))
    return _Parse(source).policy()


class _Parse:
    """One file on its way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.builder = TreeBuilder(source, self._hole)

    def policy(self) -> Parsed:
        """The tree and what was wrong."""
        text = self.source.text
        for found in islice(CONTROL.finditer(text), limits.MAX_DIAGNOSTICS + 1):
            self.builder.report(ControlCharacter(Span(self.source, *found.span()), found[0][0]))
        reader = Reader(self.source, text, None, self.builder.report)
        reader.at = 1 if text.startswith("\ufeff") else 0
        found_tree = reader.read()
        self.builder.damaged = reader.damaged
        policy = None
        if found_tree is not None:
            self.builder.broken += [
                tree.Ident(self.builder.token_span(name), name.value) for name in reader.lost if name.value
            ]
            policy = self._whole(found_tree)
        for record in self.builder.records:
            self.builder.report(StrayRecord(record.span))
        return Parsed(policy, self._problems(reader))

    def _problems(self, reader: Reader) -> tuple[Diagnostic, ...]:
        """In the order of their places, and not more than anybody wants to read."""
        quotes = {one.span.start for one in self.builder.problems if isinstance(one, QuoteInText)}
        problems = [
            one
            for one in self.builder.problems
            if not (
                isinstance(one, UnclosedHole) and one.span.end in quotes
            )  # the quote is what cuts it short
        ]
        problems = sorted(problems, key=lambda problem: (problem.span.start, problem.span.end))
        if len(problems) <= limits.MAX_DIAGNOSTICS and not reader.gave_up:
            return tuple(problems)
        kept = problems[: limits.MAX_DIAGNOSTICS]
        end = kept[-1].span.end
        return (*kept, TooManyMistakes(Span(self.source, end, end)))

    def _whole(self, found: Branch) -> tree.Policy | None:
        header, *declarations = found.children
        built = [self._declaration(declaration) for declaration in declarations]
        head = self._build(header)
        return None if head is None or not head[0].name else self.builder.policy([head, *built])

    def _declaration(self, found: Any) -> Any:
        made = self._build(found)
        name = getattr(made, "name", None)
        if isinstance(name, tree.Ident) and not name.name:
            return None  # reported already
        if first_offset(found) not in self.builder.damaged or isinstance(made, tree.Extends):
            return made
        if isinstance(made, tree.Param | tree.Let | tree.Ask | tree.Example):
            self.builder.broken.append(made.name)
        return None

    def _hole(self, text: str, place: Callable[[int], int]) -> tree.Expr | None:
        found = Reader(self.source, text, place, self.builder.report, start="hole").read()
        expression: tree.Expr | None = None if found is None else self._build(found)
        return expression

    def _build(self, root: Any) -> Any:
        """What the builder makes of *root*, parts before wholes; None where it nests too deep."""
        order, waiting = [], [root]
        while waiting:
            order.append(found := waiting.pop())
            waiting += [child for child in found.children if type(child) is Branch]
        builder = self.builder
        try:
            for found in reversed(order):
                children = [child.made if type(child) is Branch else child for child in found.children]
                found.made = getattr(builder, found.name)(children)
        except TooHighError:
            return None
        return root.made


def first_offset(found: Any) -> int:
    """Where a declaration begins: its first child is its keyword."""
    offset: int = found.children[0].start
    return offset
