"""The tree builder's methods for examples and tests; see `build` for how it works."""

from playbook.syntax import tree
from playbook.syntax.build import Builder, Children, Clause, parts
from playbook.syntax.clause_problems import MissingExpectation, RowLength


class TestBuilder(Builder):
    """Examples, tests, and what they assign."""

    def example(self, children: Children) -> tree.Example:
        name, *assignments = parts(children)
        return tree.Example(self.span(children), name, tuple(assignments))

    def test(self, children: Children) -> tree.Test | None:
        if self.span_of(children[0]).start in self.damaged:
            return None
        clauses = [child for child in children if isinstance(child, Clause)]
        given = tuple(part for clause in clauses if clause.kind == "given" for part in clause.value)
        expect = tuple(clause.value for clause in clauses if clause.kind == "expect")
        if not expect:
            head = self.span_of(children[0]).to(self.span_of(children[1]))
            self.report(MissingExpectation(head, self._end(children)))
        each = self.single(clauses).get("each")
        return tree.Test(self.span(children), self.text_literal(children[1]).value, given, expect, each)

    def given(self, children: Children) -> Clause:
        return self.clause(children, "given", tuple(parts(children)))

    def given_example(self, children: Children) -> tree.Ident:
        return self.snake(children[0])

    def assignment(self, children: Children) -> tree.Assignment:
        target, _, value = children
        self._assigned(value)
        return tree.Assignment(self.span(children), target, value)

    def record(self, children: Children) -> tree.RecordLiteral:
        assignments = tuple(parts(children))
        made = tree.RecordLiteral(self.span(children), assignments)
        self.records.add(made)
        return self.grown(made, *(assignment.value for assignment in assignments))

    def history(self, children: Children) -> Clause:
        entries = tuple(parts(children))
        self.records.difference_update(entries)
        return self.clause(children, "given", (tree.History(self.span(children), entries),))

    def _assigned(self, value: tree.Expr) -> None:
        """Records are fine as a value, and in a list that is one."""
        values = value.items if isinstance(value, tree.ListLiteral) else (value,)
        self.records.difference_update(item for item in values if isinstance(item, tree.RecordLiteral))

    def each(self, children: Children) -> Clause:
        columns = tuple(part for part in parts(children) if isinstance(part, tree.Name))
        rows = tuple(part for part in parts(children) if isinstance(part, tree.Row))
        for row in rows:
            if len(row.values) != len(columns):
                self.report(RowLength(row.span, len(row.values), len(columns)))
        fitting = tuple(row for row in rows if len(row.values) == len(columns))
        return self.clause(children, "each", tree.Each(self.span(children), columns, fitting))

    def row(self, children: Children) -> tree.Row:
        values = tuple(parts(children))
        for value in values:
            self._assigned(value)
        return tree.Row(self.span(children), values)

    def expect_verdict(self, children: Children) -> Clause:
        rules = tuple(parts(children))
        return self.clause(
            children, "expect", tree.ExpectVerdict(self.span(children), children[1].value, rules)
        )

    def expect_no(self, children: Children) -> Clause:
        return self.clause(children, "expect", tree.ExpectNo(self.span(children), children[2]))

    def expect_needs(self, children: Children) -> Clause:
        return self.clause(children, "expect", tree.ExpectNeeds(self.span(children), children[2]))
