"""The cases of a policy file: each test is one, or one for each row of its table."""

from collections.abc import Iterable, Iterator, Mapping

from playbook.frozen import frozen
from playbook.source import Span
from playbook.syntax import tree
from playbook.syntax.print_expressions import print_expr

MOST_OF_ROW = 60
"""Characters of a row that its name shows."""


@frozen
class Case:
    """One post to judge, and what is expected of it."""

    test: tree.Test
    row: tree.Row | None = None
    number: int | None = None
    """Which row it is, from 1."""

    @property
    def title(self) -> str:
        """The test's title; with a table, the row too: `too late [row 2: publish_at = 2026-11-23T20:00Z]`."""
        if self.row is None or self.test.each is None:
            return self.test.title
        columns = self.test.each.columns
        cells = ", ".join(
            f"{column.dotted} = {print_expr(value)}"
            for column, value in zip(columns, self.row.values, strict=False)
        )
        shown = cells if len(cells) <= MOST_OF_ROW else f"{cells[: MOST_OF_ROW - 1]}…"
        return f"{self.test.title} [row {self.number}: {shown}]"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.test.span if self.row is None else self.row.span

    def assignments(self, examples: Mapping[str, tree.Example]) -> Iterator[tree.Assignment]:
        """All that it gives, in the order in which later ones win."""
        for one in self.test.given:
            if isinstance(one, tree.Ident) and one.name in examples:
                yield from examples[one.name].assignments
            elif isinstance(one, tree.Assignment):
                yield one
        if self.row is not None and self.test.each is not None:
            for column, value in zip(self.test.each.columns, self.row.values, strict=False):
                yield tree.Assignment(value.span, column, value)


def cases_of(declarations: Iterable[tree.Declaration]) -> Iterator[Case]:
    """Every case, in the order written."""
    for test in declarations:
        if isinstance(test, tree.Test):
            if test.each is None:
                yield Case(test)
            else:
                yield from (Case(test, row, number) for number, row in enumerate(test.each.rows, 1))
