"""What a policy speaks of, as nouns: fields, params, lists, topics, amounts, times. Total over expressions.

Knows which post or element a name belongs to (`Scope`), and so whether to say *the text*, *the account's bio* or *whose
site*. Clauses are made in `phrases`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, assert_never

from playbook.check.refs import (
    AskRef,
    BrokenRef,
    ItemRef,
    LetRef,
    MemberRef,
    ParamRef,
    PostRef,
    Ref,
    TopicRef,
)
from playbook.civil.window import Dates, Difference, HolidayDays, Union, Weekly
from playbook.frozen import frozen
from playbook.handbook.anchors import let_anchor, param_anchor, topic_anchor
from playbook.handbook.constants import OPEN, Constants
from playbook.handbook.english import listed, name_in_words, uncapitalised
from playbook.handbook.fields import Phrase, member_in_words, phrase_of
from playbook.handbook.functions import NOUNS
from playbook.handbook.marks import Marks
from playbook.handbook.noun import IT, POST, Noun
from playbook.handbook.topics import BUILTIN_NOUNS
from playbook.handbook.values import (
    date_in_words,
    duration_in_words,
    instant_in_words,
    number_in_words,
)
from playbook.handbook.windows import is_never, window_in_words, window_on
from playbook.model.audience import Audience
from playbook.model.schema import Field
from playbook.reference.expression import bare
from playbook.reference.linked import LinkedPolicy
from playbook.syntax import tree
from playbook.syntax.printer import print_expr
from playbook.syntax.walk import walk
from playbook.types import DATE, TIME, ListOf, Record

MOST_NAMED = 3
"""Values of a param that a sentence names; a longer list is spoken of by its name, and stands further down the page."""

AUDIENCE = Record(Audience)

LARGEST_LET = 60
"""Parts of a named expression that is said in full where it is used; a larger one is spoken of by its name."""


@dataclass
class Scope:
    """What `the post` and `that` stand for just now."""

    items: dict[tree.Node, Noun] = field(default_factory=dict)
    """The element that each quantifier is at, as the clause at hand speaks of it."""
    named: bool = False
    """Whether the sentence has spoken of the post, so that `it` will do."""

    def post(self) -> Noun:
        if self.items or not self.named:
            self.named = True
            return POST
        return IT

    @contextmanager
    def at(self, binder: tree.Node, spoken: Noun, outside: Noun) -> Iterator[None]:
        """Within *binder*, whose elements are *spoken* of so; *outside* is what outer elements are now."""
        before = dict(self.items)
        self.items = {one: outside if noun is not IT else noun for one, noun in before.items()}
        self.items[binder] = spoken
        try:
            yield
        finally:
            self.items = before


class Things:
    """The nouns of one policy."""

    def __init__(self, policy: LinkedPolicy, marks: Marks) -> None:
        self.policy, self.marks = policy, marks
        self.tables = policy.tables
        self.constants = Constants(policy)
        self.scope = Scope()
        self.large_lets: dict[tree.Let, None] = {}
        """Named expressions that were spoken of by name."""
        self._weights: dict[tree.Let, int] = {}

    # ----------------------------------------------------------------------------------------------------- any noun

    def noun(self, expr: tree.Expr) -> Noun:
        """*expr* as a noun."""
        if isinstance(expr, tree.DurationLiteral):
            return Noun(print_expr(expr))  # three years stay three years
        value = self.constants.value(expr)
        if value is not OPEN and not isinstance(expr, tree.Name | tree.Group):
            return Noun(self.value(value))
        match expr:
            case tree.Group():
                return self.noun(expr.inner)
            case tree.Name():
                return self._name(expr)
            case tree.ListLiteral():
                return Noun(self.choices(expr, "and"), plural=True)
            case tree.Call():
                return Noun(self._call(expr))
            case tree.Count():
                return Noun(f"the number of {self.list_of(expr.items).several}")
            case tree.Arithmetic():
                return Noun(self._arithmetic(expr))
            case tree.Negate():
                return Noun(f"minus {self.noun(expr.operand).words}")
            case tree.Posts():
                return Noun(f"the {self.posts(expr)}", plural=True)
            case tree.WindowJoin():
                return Noun(self.window(expr))
            case (
                tree.TextLiteral()
                | tree.NumberLiteral()
                | tree.BooleanLiteral()
                | tree.DurationLiteral()
                | tree.DateLiteral()
                | tree.TimeLiteral()
                | tree.WeeklyWindow()
                | tree.DateWindow()
                | tree.HolidayWindow()
                | tree.RecordLiteral()
                | tree.And()
                | tree.Or()
                | tree.Not()
                | tree.Quantifier()
                | tree.Compare()
                | tree.In()
                | tree.Missing()
                | tree.Mentions()
                | tree.Contains()
                | tree.Include()
                | tree.Matches()
                | tree.Affix()
                | tree.Within()
                | tree.Near()
            ):
                # Literals are constants; a condition as a value, or a record in a rule, there is no English for.
                return Noun(self.marks.code(print_expr(expr)))
            case _:
                assert_never(expr)

    def value(self, value: Any) -> str:
        """A value that is known."""
        match value:
            case bool():
                return "yes" if value else "no"
            case str():
                return self.marks.quoted(value)
            case int() | Fraction():
                return number_in_words(value)
            case datetime():
                return instant_in_words(value)
            case date():
                return date_in_words(value)
            case timedelta():
                return duration_in_words(value)
            case Weekly() | Dates() | HolidayDays() | Union() | Difference():
                return "never" if is_never(value) else window_in_words(value)
            case tuple():
                return listed([self.value(item) for item in value]) or "none"
            case _:
                return self.marks.text(str(value))

    # -------------------------------------------------------------------------------------------------------- names

    def _name(self, name: tree.Name) -> Noun:
        ref = self.tables.refs[name]
        base = ref.base
        if ref.fields:
            return self._field(ref, ref.fields)
        match base:
            case PostRef():
                return self.scope.post()
            case ItemRef():
                return self.scope.items.get(base.binder, IT)
            case ParamRef():
                return Noun(self.param(base.param), plural=base.param.type.list_of)
            case LetRef():
                return Noun(self.let(base.let)) if self.is_large(base.let) else self.noun(base.let.value)
            case AskRef():
                return Noun(f"the answer to {self.marks.quoted(base.ask.question.value)}")
            case MemberRef():
                return Noun(self.marks.quoted(name_in_words(base.member)))
            case TopicRef():
                return Noun(self.topic(base))
            case BrokenRef():
                return Noun(self.marks.code(name.dotted))
            case _:
                assert_never(base)

    def owner(self, ref: Ref) -> Noun:
        """The record that the last field of *ref* belongs to."""
        return self._record(ref, ref.fields[:-1])

    def _record(self, ref: Ref, fields: tuple[Field, ...]) -> Noun:
        if fields and fields[-1].type == AUDIENCE:
            return self._record(ref, fields[:-1])  # it is the post that is public, or meant for somebody
        if fields:
            return self._field(ref, fields)
        if isinstance(ref.base, ItemRef):
            return self.scope.items.get(ref.base.binder, IT)
        return self.scope.post() if isinstance(ref.base, PostRef) else IT

    def _field(self, ref: Ref, fields: tuple[Field, ...]) -> Noun:
        last, before = fields[-1], fields[:-1]
        phrase = phrase_of(last, self.marks)
        of_post = isinstance(ref.base, PostRef) and not before
        if last.name == "all_text" and isinstance(ref.base, PostRef):
            return self._record(ref, before)
        of_another = any(isinstance(one.type, Record) and one.type.model is one.owner for one in before)
        if of_post or (phrase.whole and not isinstance(ref.base, ItemRef) and not of_another):
            words = phrase.whole or f"the {phrase.head}"
            return Noun(words, phrase.many, "" if " that " in words or phrase.many else f"{words}'s")
        owner = self._record(ref, before)
        if owner.possessive:
            words = f"{owner.possessive} {phrase.head}"
        else:
            words = f"the {phrase.head} of {owner.words}"
        return Noun(words, phrase.many, f"{words}'s" if owner.possessive and not phrase.many else "")

    def param(self, param: tree.Param) -> str:
        """A param: its value where that is short, else its name, and where to look."""
        value = self.policy.params.get(param)
        name = self.param_name(param)
        if isinstance(value, Weekly | Dates | HolidayDays | Union | Difference):
            return f"{name} ({self.value(value)})"
        if isinstance(value, tuple) and len(value) > MOST_NAMED:
            return name
        return self.value(value)

    def param_name(self, param: tree.Param) -> str:
        """What a param is called, as a link to where it is told."""
        return f"the {self.param_link(param)}"

    def param_link(self, param: tree.Param) -> str:
        """The same without an article."""
        return self.marks.link(self.marks.text(name_in_words(param.name.name)), param_anchor(param))

    def topic(self, ref: TopicRef) -> str:
        """A topic as what a text mentions."""
        topic = ref.topic
        if not isinstance(topic, tree.Topic):
            return BUILTIN_NOUNS.get(topic.name, name_in_words(topic.name))
        title = topic.title or name_in_words(topic.name.name)
        return self.marks.link(self.marks.text(uncapitalised(title)), topic_anchor(topic))

    def is_large(self, let: tree.Let) -> bool:
        """Whether a named expression is too long to be said wherever it is used."""
        return self._weight(let) > LARGEST_LET

    def let(self, let: tree.Let) -> str:
        """A large named expression by its name, as a link to where it is told."""
        self.large_lets[let] = None
        words = f"“{self.marks.text(name_in_words(let.name.name))}”"
        return self.marks.link(words, let_anchor(let))

    def _weight(self, let: tree.Let) -> int:
        if let not in self._weights:
            self._weights[let] = 0
            total = 0
            for node in walk(let.value):
                total += 1
                ref = self.tables.refs.get(node) if isinstance(node, tree.Name) else None
                if ref is not None and isinstance(ref.base, LetRef):
                    total += self._weight(ref.base.let)
            self._weights[let] = total
        return self._weights[let]

    # -------------------------------------------------------------------------------------------- several at a time

    def choices(self, expr: tree.Expr, word: str, phrase: Phrase | None = None) -> str:
        """What *expr* lists, joined by *word* (`or`: any of them, `and`: all of them)."""
        inner = bare(expr)
        several = "one" if word == "or" else "all"
        value = self.constants.value(inner)
        if isinstance(value, tuple) and not isinstance(inner, tree.ListLiteral):
            if isinstance(inner, tree.Name) and len(value) > MOST_NAMED:
                return f"{several} of {self.noun(inner).words}"
            return listed([self.item(item, phrase) for item in value], word)
        if isinstance(inner, tree.ListLiteral):
            return listed([self._choice(item, phrase) for item in inner.items], word)
        found = self.noun(inner)
        return (
            f"{several} of {found.words}" if isinstance(self.tables.types.get(inner), ListOf) else found.words
        )

    def _choice(self, item: tree.Expr, phrase: Phrase | None) -> str:
        value = self.constants.value(item)
        return self.noun(item).words if value is OPEN else self.item(value, phrase)

    def item(self, value: Any, phrase: Phrase | None) -> str:
        """A known value held against a field that *phrase* speaks of."""
        if not isinstance(value, str):
            return self.value(value)
        if phrase is not None and phrase.members:
            return member_in_words(phrase, value)
        return self.marks.quoted(value)

    # ----------------------------------------------------------------------------------------------- lists to count

    def list_of(self, items: tree.Expr) -> "Items":
        """A list as something that its owner has."""
        inner = bare(items)
        if isinstance(inner, tree.Posts):
            since = self.posts(inner)
            return Items(
                Noun("there", plural=False), since.replace("posts", "post", 1), since, "there {is} {x}"
            )
        ref = self.tables.refs.get(inner) if isinstance(inner, tree.Name) else None
        if ref is None or not ref.fields:
            whole = self.noun(inner).words
            return Items(Noun(whole, plural=True), f"one of {whole}", f"of {whole}", "there {is} {x}")
        phrase = phrase_of(ref.fields[-1], self.marks)
        one, several = phrase.one or phrase.head, phrase.several or phrase.head
        return Items(self.owner(ref), one, several, "{s} {has} {x}", phrase)

    def posts(self, expr: tree.Posts) -> str:
        whose = f"posts {expr.relation} the {expr.who}"
        return f"{whose} in the last {self.noun(expr.last).words}"

    # ------------------------------------------------------------------------------------- calls, sums and windows

    def _call(self, call: tree.Call) -> str:
        given = [self.noun(argument).words for argument in call.arguments]
        name = self.tables.functions[call].name
        template = NOUNS.get(name)
        if template is not None:
            return template.format(*given)
        return f"the {name_in_words(name)} of {listed(given)}" if given else f"the {name_in_words(name)}"

    def _arithmetic(self, expr: tree.Arithmetic) -> str:
        left, right = self.noun(expr.left).words, self.noun(expr.right).words
        kinds = {self.tables.types.get(expr.left), self.tables.types.get(expr.right)}
        timely = bool(kinds & {TIME, DATE})
        match expr.operator:
            case "+":
                return f"{right} after {left}" if timely else f"{left} plus {right}"
            case "-":
                if timely and len(kinds) == 1:
                    return f"the time from {right} to {left}"
                return f"{right} before {left}" if timely else f"{left} minus {right}"
            case "*":
                return f"{left} times {right}"
            case "/":
                return f"{left} divided by {right}"
            case _:
                assert_never(expr.operator)

    def window(self, expr: tree.Expr) -> str:
        """A window as a noun: params by their names and what they are set to."""
        inner = bare(expr)
        if not isinstance(inner, tree.WindowJoin):
            return self.noun(inner).words
        left, right = bare(inner.left), bare(inner.right)
        shut = self.constants.value(right)
        if isinstance(shut, Weekly | Dates | HolidayDays | Union | Difference) and is_never(shut):
            return self.window(left)
        if inner.operator == "plus":
            return f"{self.window(left)}, and {self.window(right)}"
        return f"{self.window(left)}, but not {self.window_at(right)}"

    def window_at(self, expr: tree.Expr) -> str:
        """A window with the word that a sentence needs before it."""
        inner = bare(expr)
        value = self.constants.value(inner)
        if not isinstance(inner, tree.Name | tree.WindowJoin) and value is not OPEN:
            return window_on(value)
        return f"in {self.window(inner)}"


@frozen
class Items:
    """A list and who has it: `{owner} has {one}`."""

    owner: Noun
    one: str
    several: str
    template: str
    phrase: Phrase | None = None
