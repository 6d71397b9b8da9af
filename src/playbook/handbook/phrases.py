"""Conditions in English: a total function over the tree, each form in the affirmative and in the negative.

What the params settle by themselves is left out (see `constants`): a rule about a list that is empty here says so
once, instead of being read with every rule.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import assert_never

from playbook.check.refs import AskRef, ItemRef, LetRef, Ref
from playbook.civil.window import Dates, Difference, HolidayDays, Union, Weekly
from playbook.handbook.clause import ALSO, Leaf, Said, all_of, any_of
from playbook.handbook.constants import OPEN
from playbook.handbook.english import listed, with_article
from playbook.handbook.fields import Phrase, phrase_of, thing
from playbook.handbook.functions import saying
from playbook.handbook.lists import AMOUNTS, Lists
from playbook.handbook.patterns import pattern_in_words
from playbook.handbook.things import Things
from playbook.handbook.values import number_in_words
from playbook.handbook.windows import is_never
from playbook.reference.expression import bare
from playbook.syntax import tree
from playbook.syntax.printer import print_expr
from playbook.syntax.same import outline
from playbook.types import DATE, NUMBER, TIME

_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "is before": "is after", "is after": "is before"}

_OPPOSITE = {"<": ">=", ">=": "<", ">": "<=", "<=": ">", "is": ""}

_TIMES = {
    "<": "before",
    "is before": "before",
    "<=": "no later than",
    ">": "after",
    "is after": "after",
    ">=": "no earlier than",
    "is": "at",
}


class Phrases:
    """The conditions of one policy."""

    def __init__(self, things: Things) -> None:
        self.things = things
        self.scope, self.constants = things.scope, things.constants
        self.lists = Lists(things, self.condition)

    @contextmanager
    def sentence(self) -> Iterator[None]:
        """A new sentence: the post has to be named again."""
        self.scope.named = False
        yield

    def condition(self, expr: tree.Expr, negated: bool = False) -> Said:
        """That *expr* holds; or that it does not."""
        before = self.scope.named
        said = self._condition(expr, negated)
        if isinstance(said, bool):  # nothing is said after all, so nothing was named
            self.scope.named = before
        return said

    def _condition(self, expr: tree.Expr, negated: bool) -> Said:
        value = self.constants.value(expr)
        if isinstance(value, bool):
            return value is not negated
        match expr:
            case tree.Group():
                return self.condition(expr.inner, negated)
            case tree.Not():
                return self.condition(expr.operand, not negated)
            case tree.And():
                if negated:
                    return any_of(self.condition(part, negated) for part in expr.parts)
                return all_of(self._merged(expr.parts))
            case tree.Or():
                parts = (self.condition(part, negated) for part in expr.parts)
                return all_of(parts) if negated else any_of(parts)
            case tree.Name():
                return self._name(expr, negated)
            case tree.Quantifier():
                return self.lists.quantifier(expr, (expr.kind == "no") is not negated)
            case tree.Compare():
                return self._compare(expr, negated)
            case tree.In():
                return self._in(expr, expr.negated is not negated)
            case tree.Missing():
                return Leaf(self._missing(expr, expr.negated is not negated))
            case tree.Mentions():
                return self._of_text(expr, "mentions", negated)
            case tree.Contains():
                return self._of_text(expr, "contains", negated)
            case tree.Include():
                return self._include(expr, negated)
            case tree.Matches():
                return Leaf(self._matches(expr, negated))
            case tree.Affix():
                return Leaf(self._affix(expr, negated))
            case tree.Within():
                return self._within(expr, expr.negated is not negated)
            case tree.Near():
                return Leaf(self._near(expr, negated))
            case tree.Call():
                return Leaf(self._call(expr, negated))
            case (
                tree.TextLiteral()
                | tree.NumberLiteral()
                | tree.BooleanLiteral()
                | tree.DurationLiteral()
                | tree.DateLiteral()
                | tree.TimeLiteral()
                | tree.ListLiteral()
                | tree.RecordLiteral()
                | tree.Count()
                | tree.Negate()
                | tree.Arithmetic()
                | tree.WindowJoin()
                | tree.WeeklyWindow()
                | tree.DateWindow()
                | tree.HolidayWindow()
                | tree.Posts()
            ):
                # No condition: the checker lets none of them stand where one is wanted.
                return Leaf(f"{self.things.marks.code(print_expr(expr))} is {'not ' if negated else ''}so")
            case _:
                assert_never(expr)

    def _merged(self, parts: tuple[tree.Expr, ...]) -> Iterator[Said]:
        """Each of them; what is asked of the same text in a row is one clause: `it mentions X, and also Y`."""
        at = 0
        while at < len(parts):
            run = [bare(parts[at])]
            while at + len(run) < len(parts) and _alike(run[0], bare(parts[at + len(run)])):
                run.append(bare(parts[at + len(run)]))
            at += len(run)
            yield self._mentions_all(run) if len(run) > 1 else self.condition(run[0])

    def _mentions_all(self, run: list[tree.Expr]) -> Said:
        first, *others = (one for one in run if isinstance(one, tree.Mentions))
        if any(self.constants.value(one.what) == () for one in (first, *others)):
            return all_of(self.condition(one) for one in run)
        further = "".join(f"{ALSO}{self.things.choices(one.what, 'or')}" for one in others)
        said = self.condition(first)
        return Leaf(said.words + further) if isinstance(said, Leaf) else said

    # -------------------------------------------------------------------------------------------------- yes and no

    def _name(self, name: tree.Name, negated: bool) -> Said:
        ref = self.things.tables.refs[name]
        if isinstance(ref.base, AskRef):
            question = self.things.marks.quoted(ref.base.ask.question.value)
            return Leaf(f"the answer to {question} is {'no' if negated else 'yes'}")
        if isinstance(ref.base, LetRef) and not ref.fields:
            let = ref.base.let
            if not self.things.is_large(let):
                return self.condition(let.value, negated)
            return Leaf(f"{self.things.let(let)} is {'not ' if negated else ''}so")
        if ref.fields:
            phrase = phrase_of(ref.fields[-1], self.things.marks)
            template = phrase.no if negated else phrase.yes
            if template:
                return Leaf(self.things.owner(ref).say(template))
        found = self.things.noun(name)
        return Leaf(found.say("{s} {is} not so" if negated else "{s} {is} so"))

    def _call(self, call: tree.Call, negated: bool) -> str:
        given = [self.things.noun(argument).words for argument in call.arguments]
        said = saying(self.things.tables.functions[call].name, given, negated)
        if said is not None:
            return said
        return self.things.noun(call).say("{s} {is} not so" if negated else "{s} {is} so")

    # ------------------------------------------------------------------------------------------------------- lists

    def _include(self, expr: tree.Include, negated: bool) -> Said:
        if self.constants.value(expr.what) == () and expr.quantity == "any":
            return negated
        word = "and" if expr.quantity == "all" else "or"
        inner = bare(expr.items)
        ref = self.things.tables.refs.get(inner) if isinstance(inner, tree.Name) else None
        phrase = phrase_of(ref.fields[-1], self.things.marks) if ref is not None and ref.fields else None
        what = self._included(expr.what, word, phrase)
        if ref is not None and phrase is not None and phrase.includes:
            return Leaf(self.things.owner(ref).say(phrase.lacks if negated else phrase.includes, x=what))
        whole = self.things.noun(inner)
        return Leaf(whole.say("{s} {does} not include {x}" if negated else "{s} {includes} {x}", x=what))

    def _included(self, expr: tree.Expr, word: str, phrase: Phrase | None) -> str:
        inner = bare(expr)
        items = inner.items if isinstance(inner, tree.ListLiteral) else (inner,)
        values = [self.constants.value(item) for item in items]
        if phrase is not None and phrase.article and all(isinstance(value, str) for value in values):
            return listed([thing(value, self.things.marks.quoted(value), phrase) for value in values], word)
        return self.things.choices(inner, word, phrase)

    # -------------------------------------------------------------------------------------------------- comparisons

    def _compare(self, expr: tree.Compare, negated: bool) -> Said:
        left, right, operator = bare(expr.left), bare(expr.right), expr.operator
        if self.constants.value(left) is not OPEN and operator in _FLIPPED:
            left, right, operator = right, left, _FLIPPED[operator]  # type: ignore[assignment]
        if operator in ("is", "is not"):
            return self._equal(left, right, (operator == "is not") is not negated)
        return Leaf(self._ordered(left, right, operator, negated))

    def _equal(self, left: tree.Expr, right: tree.Expr, negated: bool) -> Said:
        value = self.constants.value(right)
        if isinstance(value, bool):
            return self.condition(left, value is negated)
        if isinstance(left, tree.Count) and not negated:
            return Leaf(self._ordered(left, right, "is", negated))
        ref = self.things.tables.refs.get(left) if isinstance(left, tree.Name) else None
        if ref is not None and ref.fields:
            phrase = phrase_of(ref.fields[-1], self.things.marks)
            if phrase.equals:
                what = self.things.noun(right).words if value is OPEN else self.things.item(value, phrase)
                return Leaf(self.things.owner(ref).say(phrase.differs if negated else phrase.equals, x=what))
        subject, what = self.things.noun(left), self.things.noun(right).words
        return Leaf(subject.say("{s} {is} not {x}" if negated else "{s} {is} {x}", x=what))

    def _ordered(self, left: tree.Expr, right: tree.Expr, operator: str, negated: bool) -> str:
        kind = self.things.tables.types.get(left)
        if kind in (TIME, DATE):
            return self._timed(left, right, operator, negated)
        value = self.constants.value(right)
        ref = self.things.tables.refs.get(left) if isinstance(left, tree.Name) else None
        if ref is not None and ref.fields:
            ordered = phrase_of(ref.fields[-1], self.things.marks).ordered
            template = ordered.get(_OPPOSITE[operator] if negated else operator)
            if template is not None:
                return self.things.owner(ref).say(template, x=self.things.noun(right).words)
        counted = self.lists.counted(left, operator, value, negated) if kind == NUMBER else None
        if counted is not None:
            return counted
        percent = isinstance(value, Fraction) and 0 < value < 1
        what = number_in_words(value, percent=True) if percent else self.things.noun(right).words
        template = "{s} {is} not {how} {x}" if negated else "{s} {is} {how} {x}"
        return self.things.noun(left).say(template, how=AMOUNTS[operator], x=what)

    def _timed(self, left: tree.Expr, right: tree.Expr, operator: str, negated: bool) -> str:
        what = self.things.noun(right).words
        how = _TIMES[operator]
        if isinstance(right, tree.Arithmetic):  # "after 2 days after" trips the tongue
            how = {"after": "later than", "before": "earlier than"}.get(how, how)
        if self._is_publication(left):
            template = "{s} {does} not go out {how} {x}" if negated else "{s} {goes} out {how} {x}"
            return self.scope.post().say(template, how=how, x=what)
        template = "{s} {is} not {how} {x}" if negated else "{s} {is} {how} {x}"
        return self.things.noun(left).say(template, how=how, x=what)

    def _is_publication(self, expr: tree.Expr) -> bool:
        inner = bare(expr)
        ref = self.things.tables.refs.get(inner) if isinstance(inner, tree.Name) else None
        return ref is not None and [one.name for one in ref.fields] == ["publish_at"] and not _is_item(ref)

    def _in(self, expr: tree.In, negated: bool) -> Said:
        if self.constants.value(expr.items) == ():
            return negated
        inner = bare(expr.item)
        ref = self.things.tables.refs.get(inner) if isinstance(inner, tree.Name) else None
        phrase = phrase_of(ref.fields[-1], self.things.marks) if ref is not None and ref.fields else None
        what = self.things.choices(expr.items, "or", phrase)
        if ref is not None and phrase is not None and phrase.equals:
            template = phrase.differs if negated else phrase.equals
            if negated and " or " in what and template.endswith(" not {x}"):
                template = template.replace(" not {x}", " neither {x}")
                what = " nor ".join(what.rsplit(" or ", 1))
            return Leaf(self.things.owner(ref).say(template, x=what))
        subject = self.things.noun(inner)
        return Leaf(subject.say("{s} {is} not {x}" if negated else "{s} {is} {x}", x=what))

    def _missing(self, expr: tree.Missing, negated: bool) -> str:
        inner = bare(expr.operand)
        ref = self.things.tables.refs.get(inner) if isinstance(inner, tree.Name) else None
        if ref is not None and isinstance(ref.base, AskRef):
            question = self.things.marks.quoted(ref.base.ask.question.value)
            return f"somebody has answered {question}" if negated else f"nobody has answered {question}"
        if ref is not None and ref.fields:
            phrase = phrase_of(ref.fields[-1], self.things.marks)
            template = phrase.present if negated else phrase.missing
            if template:
                return self.things.owner(ref).say(template)
            if phrase.many and phrase.several:
                what = with_article(phrase.one) if negated else f"no {phrase.several}"
                return self.things.owner(ref).say("{s} {has} {x}", x=what)
        return self.things.noun(inner).say("{s} {is} noted" if negated else "{s} {is} not noted")

    # -------------------------------------------------------------------------------------------------------- text

    def _of_text(self, expr: tree.Mentions | tree.Contains, verb: str, negated: bool) -> Said:
        if self.constants.value(expr.what) == () and expr.quantity == "any":
            return negated
        what = self.things.choices(expr.what, "and" if expr.quantity == "all" else "or")
        subject = self.things.noun(expr.text)
        bare_verb = verb.removesuffix("s")
        return Leaf(
            subject.say(
                f"{{s}} {{does}} not {bare_verb} {{x}}" if negated else f"{{s}} {{{verb}}} {{x}}", x=what
            )
        )

    def _matches(self, expr: tree.Matches, negated: bool) -> str:
        subject = self.things.noun(expr.text)
        run = pattern_in_words(expr.pattern, self.things.marks)
        if run is not None:
            return subject.say("{s} {does} not have {x}" if negated else "{s} {has} {x}", x=run)
        shown = self.things.marks.code(expr.pattern.pattern)
        template = "{s} {has} nothing of the form {x}" if negated else "{s} {has} something of the form {x}"
        return subject.say(template, x=shown)

    def _affix(self, expr: tree.Affix, negated: bool) -> str:
        verb, bare_verb = ("begins", "begin") if expr.edge == "start" else ("ends", "end")
        template = f"{{s}} {{does}} not {bare_verb} with {{x}}" if negated else f"{{s}} {{{verb}}} with {{x}}"
        return self.things.noun(expr.text).say(template, x=self.things.noun(expr.piece).words)

    # -------------------------------------------------------------------------------------------------------- time

    def _within(self, expr: tree.Within, negated: bool) -> Said:
        value = self.constants.value(expr.window)
        if isinstance(value, Weekly | Dates | HolidayDays | Union | Difference) and is_never(value):
            return negated
        when = self.things.window_at(expr.window)
        if self._is_publication(expr.time):
            template = "{s} {goes} out outside {x}" if negated else "{s} {goes} out {x}"
            what = self.things.window(expr.window) if negated else when
            return Leaf(self.scope.post().say(template, x=what))
        subject = self.things.noun(expr.time)
        return Leaf(
            subject.say(
                "{s} {is} outside {x}" if negated else "{s} {is} {x}",
                x=self.things.window(expr.window) if negated else when,
            )
        )

    def _near(self, expr: tree.Near, negated: bool) -> str:
        distance, of = self.things.noun(expr.distance).words, self.things.noun(expr.of).words
        what = f"within {distance} of {of}"
        if self._is_publication(expr.time):
            return self.scope.post().say(
                "{s} {does} not go out {x}" if negated else "{s} {goes} out {x}", x=what
            )
        return self.things.noun(expr.time).say("{s} {is} not {x}" if negated else "{s} {is} {x}", x=what)


def _is_item(ref: Ref) -> bool:
    return isinstance(ref.base, ItemRef)


def _alike(first: tree.Expr, second: tree.Expr) -> bool:
    """Whether both say what the same text mentions."""
    if not isinstance(first, tree.Mentions) or not isinstance(second, tree.Mentions):
        return False
    return "all" not in (first.quantity, second.quantity) and outline(first.text) == outline(second.text)
