"""The tree builder's methods for expressions; see `build` for how it works and what it must not do."""

import datetime
from typing import Literal

from playbook.syntax import literals, tree
from playbook.syntax.build import Builder, Children, is_sign, parts
from playbook.syntax.token import Token


class ExpressionBuilder(Builder):
    """Expressions, windows, patterns."""

    def hole(self, children: Children) -> tree.Expr:
        expression: tree.Expr = children[0]
        return expression

    # -------------------------------------------------------------------------------------------- and, or, not, where

    def disjunction(self, children: Children) -> tree.Or:
        operands = tuple(parts(children))
        return self.grown(tree.Or(self.span(children), operands), *operands)

    def conjunction(self, children: Children) -> tree.And:
        operands = tuple(parts(children))
        return self.grown(tree.And(self.span(children), operands), *operands)

    conjunction_shut = conjunction

    def negate(self, children: Children) -> tree.Not:
        return self.grown(tree.Not(self.span(children), children[1]), children[1])

    def quantifier(self, children: Children) -> tree.Quantifier:
        return self._quantifier(children, None, children[1], None)

    def quantifier_where(self, children: Children) -> tree.Quantifier:
        return self._quantifier(children, None, children[1], children[3])

    def quantifier_named(self, children: Children) -> tree.Quantifier:
        return self._quantifier(children, self.snake(children[1]).name, children[3], children[5])

    def _quantifier(
        self, children: Children, variable: str | None, items: tree.Expr, where: tree.Expr | None
    ) -> tree.Quantifier:
        kind: Literal["any", "no"] = "any" if is_sign(children[0], "ANY") else "no"
        made = tree.Quantifier(self.span(children), kind, variable, items, where)
        return self.grown(made, items, *filter(None, [where]))

    # ---------------------------------------------------------------------------------------------------- comparisons

    def order(self, children: Children) -> tree.Compare:
        left, sign, right = children
        return self.grown(tree.Compare(self.span(children), sign.value, left, right), left, right)

    def equal(self, children: Children) -> tree.Compare:
        return self._compare(children, "is")

    def unequal(self, children: Children) -> tree.Compare:
        return self._compare(children, "is not")

    def before(self, children: Children) -> tree.Compare:
        return self._compare(children, "is before")

    def after(self, children: Children) -> tree.Compare:
        return self._compare(children, "is after")

    def _compare(
        self, children: Children, operator: Literal["is", "is not", "is before", "is after"]
    ) -> tree.Compare:
        left, right = children[0], children[-1]
        return self.grown(tree.Compare(self.span(children), operator, left, right), left, right)

    def missing(self, children: Children) -> tree.Missing:
        return self.grown(tree.Missing(self.span(children), False, children[0]), children[0])

    def present(self, children: Children) -> tree.Missing:
        return self.grown(tree.Missing(self.span(children), True, children[0]), children[0])

    def member(self, children: Children) -> tree.In:
        return self._in(children, negated=False)

    def no_member(self, children: Children) -> tree.In:
        return self._in(children, negated=True)

    def _in(self, children: Children, *, negated: bool) -> tree.In:
        item, items = children[0], children[-1]
        return self.grown(tree.In(self.span(children), negated, item, items), item, items)

    def within(self, children: Children) -> tree.Within:
        return self._within(children, negated=False)

    def outside(self, children: Children) -> tree.Within:
        return self._within(children, negated=True)

    def _within(self, children: Children, *, negated: bool) -> tree.Within:
        time, window = children[0], children[-1]
        return self.grown(tree.Within(self.span(children), negated, time, window), time, window)

    def near(self, children: Children) -> tree.Near:
        time, distance, of = parts(children)
        return self.grown(tree.Near(self.span(children), time, distance, of), time, distance, of)

    def mentions(self, children: Children) -> tree.Mentions:
        text, quantity, what = self._three(children)
        return self.grown(tree.Mentions(self.span(children), text, quantity, what), text, what)

    def contains(self, children: Children) -> tree.Contains:
        text, quantity, what = self._three(children)
        return self.grown(tree.Contains(self.span(children), text, quantity, what), text, what)

    def include(self, children: Children) -> tree.Include:
        items, quantity, what = self._three(children)
        return self.grown(tree.Include(self.span(children), items, quantity, what), items, what)

    def _three(self, children: Children) -> tuple[tree.Expr, tree.Quantity, tree.Expr]:
        quantity: tree.Quantity = None
        if len(children) == 4:
            quantity = "any" if children[2].value == "any" else "all"
        return children[0], quantity, children[-1]

    def quantity(self, children: Children) -> Token:
        word: Token = children[0]
        return word

    def matches(self, children: Children) -> tree.Matches:
        return self.grown(tree.Matches(self.span(children), children[0], children[2]), children[0])

    def starts_with(self, children: Children) -> tree.Affix:
        return self._affix(children, "start")

    def ends_with(self, children: Children) -> tree.Affix:
        return self._affix(children, "end")

    def _affix(self, children: Children, edge: Literal["start", "end"]) -> tree.Affix:
        text, piece = children[0], children[-1]
        return self.grown(tree.Affix(self.span(children), edge, text, piece), text, piece)

    # ----------------------------------------------------------------------------------------- sums, groups, literals

    def arithmetic(self, children: Children) -> tree.Arithmetic:
        left, sign, right = children
        return self.grown(tree.Arithmetic(self.span(children), sign.value, left, right), left, right)

    def window_join(self, children: Children) -> tree.WindowJoin:
        left, word, right = children
        return self.grown(tree.WindowJoin(self.span(children), word.value, left, right), left, right)

    def minus(self, children: Children) -> tree.Negate:
        return self.grown(tree.Negate(self.span(children), children[1]), children[1])

    def group(self, children: Children) -> tree.Group:
        return self.grown(tree.Group(self.span(children), children[1]), children[1])

    def list_of(self, children: Children) -> tree.ListLiteral:
        items = tuple(parts(children))
        return self.grown(tree.ListLiteral(self.span(children), items), *items)

    def call(self, children: Children) -> tree.Call:
        function, *arguments = parts(children)
        return self.grown(tree.Call(self.span(children), function, tuple(arguments)), *arguments)

    def count(self, children: Children) -> tree.Count:
        return self._count(children, None, children[2], None)

    def count_where(self, children: Children) -> tree.Count:
        return self._count(children, None, children[2], children[4])

    def count_named(self, children: Children) -> tree.Count:
        return self._count(children, self.snake(children[2]).name, children[4], children[6])

    def _count(
        self, children: Children, variable: str | None, items: tree.Expr, where: tree.Expr | None
    ) -> tree.Count:
        made = tree.Count(self.span(children), variable, items, where)
        return self.grown(made, items, *filter(None, [where]))

    def posts(self, children: Children) -> tree.Posts:
        _, relation, who, _, _, last = children
        return self.grown(tree.Posts(self.span(children), relation.value, who.value, last), last)

    def number(self, children: Children) -> tree.NumberLiteral:
        span = self.span(children)
        return tree.NumberLiteral(span, literals.number_value(children[0].value, span, self.report))

    def percent(self, children: Children) -> tree.NumberLiteral:
        span = self.span(children)
        return tree.NumberLiteral(
            span, literals.number_value(children[0].value, span, self.report), percent=True
        )

    def duration(self, children: Children) -> tree.DurationLiteral:
        number, unit = children
        span = self.span(children)
        amount = literals.number_value(number.value, self.token_span(number), self.report)
        value = literals.duration_value(span, amount, unit.value, self.report)
        return tree.DurationLiteral(span, amount, unit.value, value)

    def boolean(self, children: Children) -> tree.BooleanLiteral:
        return tree.BooleanLiteral(self.span(children), is_sign(children[0], "TRUE"))

    def date(self, children: Children) -> tree.DateLiteral:
        span = self.span(children)
        return tree.DateLiteral(span, literals.date_value(children[0].value, span, self.report))

    def time(self, children: Children) -> tree.TimeLiteral:
        span = self.span(children)
        return tree.TimeLiteral(span, literals.time_value(children[0].value, span, self.report))

    def pattern(self, children: Children) -> tree.PatternLiteral:
        span = self.span(children)
        return tree.PatternLiteral(span, *literals.pattern_parts(children[0].value, span, self.report))

    # -------------------------------------------------------------------------------------------------------- windows

    def days_named(self, children: Children) -> tree.WeeklyWindow:
        days = {"WEEKDAYS": range(5), "WEEKENDS": range(5, 7), "DAILY": range(7)}[children[0].type]
        return tree.WeeklyWindow(self.span(children), tuple(days), None, None)

    def days_listed(self, children: Children) -> tree.WeeklyWindow:
        days = tuple(literals.DAYS.index(child.value) for child in children if is_sign(child, "DAY"))
        return tree.WeeklyWindow(self.span(children), days, None, None)

    def days_range(self, children: Children) -> tree.WeeklyWindow:
        first, last = literals.DAYS.index(children[0].value), literals.DAYS.index(children[2].value)
        days = tuple((first + step) % 7 for step in range((last - first) % 7 + 1))
        return tree.WeeklyWindow(self.span(children), days, None, None)

    def whole_days(self, children: Children) -> tree.WeeklyWindow:
        window: tree.WeeklyWindow = children[0]
        return window

    def hours(self, children: Children) -> tree.WeeklyWindow:
        days, start, _, end = children
        return tree.WeeklyWindow(
            self.span(children), days.days, self._clock(start), self._clock(end, end=True)
        )

    def dates(self, children: Children) -> tree.DateWindow:
        first, _, last = children
        return tree.DateWindow(self.span(children), self._day(first), None, self._day(last), None)

    def dates_with_clocks(self, children: Children) -> tree.DateWindow:
        at = next(index for index, child in enumerate(children) if is_sign(child, "TO"))
        start = self._clock(children[1]) if at == 2 else None
        end = self._clock(children[-1], end=True) if len(children) - at == 3 else None
        return tree.DateWindow(
            self.span(children), self._day(children[0]), start, self._day(children[at + 1]), end
        )

    def holidays(self, children: Children) -> tree.HolidayWindow:
        name = self.text_literal(children[2])
        return tree.HolidayWindow(self.span(children), name.value, name.span)

    def _clock(self, token: Token, *, end: bool = False) -> int:
        return literals.clock_value(token.value, self.token_span(token), self.report, end=end)

    def _day(self, token: Token) -> datetime.date:
        return literals.date_value(token.value, self.token_span(token), self.report)
