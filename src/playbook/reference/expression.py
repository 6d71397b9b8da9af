"""The value of an expression, by walking its tree in the plainest way; see the language page, sections 4 to 7."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, assert_never

from pydantic import BaseModel

from playbook.builtins.declare import Function
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
from playbook.civil.window import Dates, HolidayDays, Weekly
from playbook.model.answers import read_answer
from playbook.model.schema import Field, fits, read
from playbook.reference import operators
from playbook.reference.environment import Environment, Item
from playbook.reference.interval import Interval, interval
from playbook.reference.language import hangs_on_language, language_of
from playbook.reference.logic import every, negate, some, truth
from playbook.syntax import tree
from playbook.text.terms.matcher import Matcher, TopicSpec, mentions_term
from playbook.text.terms.stems import AS_WRITTEN, stemmer_of
from playbook.types import BOOLEAN, NAMED, ListOf, Type
from playbook.values import ABSENT, UNKNOWN, Gap, Truth

DAY_MINUTES = 24 * 60


def holds(expr: tree.Expr, env: Environment) -> Truth:
    """Whether a condition holds."""
    return truth(evaluate(expr, env))


def evaluate(expr: tree.Expr, env: Environment) -> Any:
    """The value of *expr*: a value of its type, `UNKNOWN`, `ABSENT`, or (a count) an `Interval`. Never raises."""
    if env.items or type(expr) in _AT_HAND:
        return _evaluate(expr, env)
    try:
        return env.kept[expr]
    except KeyError:
        value = env.kept[expr] = _evaluate(expr, env)
        return value


_AT_HAND: Final = frozenset(
    (
        tree.BooleanLiteral,
        tree.DateLiteral,
        tree.DurationLiteral,
        tree.Group,
        tree.NumberLiteral,
        tree.TextLiteral,
        tree.TimeLiteral,
    )
)


def _evaluate(expr: tree.Expr, env: Environment) -> Any:
    match expr:
        case tree.TextLiteral() | tree.BooleanLiteral() | tree.DateLiteral() | tree.TimeLiteral():
            return expr.value
        case tree.DurationLiteral():
            return expr.value
        case tree.NumberLiteral():
            return expr.value.numerator if expr.value.denominator == 1 else expr.value
        case tree.Group():
            return evaluate(expr.inner, env)
        case tree.Name():
            return _name(expr, env)
        case tree.ListLiteral():
            return operators.listed(evaluate(item, env) for item in expr.items)
        case tree.And():
            return every(holds(part, env) for part in expr.parts)
        case tree.Or():
            return some(holds(part, env) for part in expr.parts)
        case tree.Not():
            return negate(holds(expr.operand, env))
        case tree.Quantifier():
            return _quantifier(expr, env)
        case tree.Count():
            return _count(expr, env)
        case tree.Compare():
            left, right = evaluate(expr.left, env), evaluate(expr.right, env)
            return operators.compare(expr.operator, left, right, exact(env, expr.left, expr.right), env.zone)
        case tree.In():
            item, items = evaluate(expr.item, env), evaluate(expr.items, env)
            test = operators.is_not_in if expr.negated else operators.is_in
            return test(item, items, exact(env, expr.item), env.zone)
        case tree.Missing():
            return operators.is_missing(evaluate(expr.operand, env)) is not expr.negated
        case tree.Mentions():
            return _mentions(expr, env)
        case tree.Contains():
            text, what = evaluate(expr.text, env), evaluate(expr.what, env)
            return operators.of_text(text, what, expr.quantity, operators.contains_piece)
        case tree.Include():
            values, what = evaluate(expr.items, env), evaluate(expr.what, env)
            return operators.include(values, what, expr.quantity, exact(env, expr.items))
        case tree.Matches():
            pattern = env.tables.patterns[expr.pattern]
            return operators.of_text(evaluate(expr.text, env), "", None, lambda text, _: pattern.found(text))
        case tree.Affix():
            return operators.affix(expr.edge, evaluate(expr.text, env), evaluate(expr.piece, env))
        case tree.Within():
            instant, window = evaluate(expr.time, env), evaluate(expr.window, env)
            return (operators.outside if expr.negated else operators.within)(instant, window, env.zone)
        case tree.Near():
            return operators.near(
                evaluate(expr.time, env), evaluate(expr.distance, env), evaluate(expr.of, env)
            )
        case tree.Negate():
            return operators.minus(evaluate(expr.operand, env))
        case tree.Arithmetic():
            return operators.arithmetic(expr.operator, evaluate(expr.left, env), evaluate(expr.right, env))
        case tree.WindowJoin():
            return operators.join(expr.operator, evaluate(expr.left, env), evaluate(expr.right, env))
        case tree.WeeklyWindow():
            start, end = expr.start or 0, DAY_MINUTES if expr.end is None else expr.end
            return Weekly(frozenset(expr.days), start, end)
        case tree.DateWindow():
            return _dates(expr)
        case tree.HolidayWindow():
            return HolidayDays(expr.calendar)
        case tree.Call():
            return _call(expr, env)
        case tree.RecordLiteral() | tree.Posts():
            return UNKNOWN
        case _:
            assert_never(expr)


def exact(env: Environment, *sides: tree.Expr) -> bool:
    """Whether a field on one of the sides compares code point by code point."""
    for side in map(bare, sides):
        if isinstance(side, tree.Name):
            fields = env.tables.refs[side].fields
            if fields and fields[-1].exact:
                return True
    return False


def bare(expr: tree.Expr) -> tree.Expr:
    """*expr* without parentheses around it."""
    while isinstance(expr, tree.Group):
        expr = expr.inner
    return expr


def _dates(expr: tree.DateWindow) -> Any:
    first = datetime.combine(expr.first, time()) + timedelta(minutes=expr.start or 0)
    try:
        last = datetime.combine(expr.last, time()) + timedelta(
            minutes=DAY_MINUTES if expr.end is None else expr.end
        )
    except OverflowError:
        last = datetime.max
    return Dates(first, last)


# -------------------------------------------------------------------------------------------------------------- names


def _name(name: tree.Name, env: Environment) -> Any:
    ref = env.tables.refs[name]
    return follow(_base(ref, env), ref.fields)


def _base(ref: Ref, env: Environment) -> Any:
    base = ref.base
    match base:
        case PostRef():
            return env.post
        case ItemRef():
            return env.items[base.binder].value
        case ParamRef():
            return env.params.get(base.param, UNKNOWN)
        case LetRef():
            if base.let not in env.lets:
                env.lets[base.let] = evaluate(base.let.value, env)
            return env.lets[base.let]
        case AskRef():
            return answer(env.post, base.ask)
        case MemberRef():
            return base.member
        case TopicRef():
            return env.tables.topics[base.topic]
        case BrokenRef():
            return UNKNOWN
        case _:
            assert_never(base)


def follow(value: Any, fields: tuple[Field, ...]) -> Any:
    """Read one field after the other; what is not known or absent stays so."""
    for field in fields:
        if value is UNKNOWN or value is ABSENT:
            return value
        if not isinstance(value, BaseModel):
            return UNKNOWN
        value = read(value, field)
    return value


def ask_type(ask: tree.Ask) -> Type:
    """What the answer to *ask* has to be."""
    if ask.type is None:
        return BOOLEAN
    item = NAMED[ask.type.name]
    return ListOf(item) if ask.type.list_of else item


def answer(post: BaseModel, ask: tree.Ask) -> Any:
    """What the author answered; unknown where there is no answer, or one of another type."""
    return read_answer(post, ask.name.name, ask_type(ask))


# --------------------------------------------------------------------------------------------------------------- lists


def elements(
    binder: tree.Quantifier | tree.Count, values: tuple[Any, ...], env: Environment
) -> Iterator[Any]:
    """Be at each element in turn."""
    path = path_of(binder.items, env)
    try:
        for index, value in enumerate(values):
            env.items[binder] = Item(value, None if path is None else f"{path}[{index}]")
            yield value
    finally:
        env.items.pop(binder, None)


def path_of(expr: tree.Expr, env: Environment) -> str | None:
    """Where in the post an expression stands (`author.roles`, `media[0].alt_text`); None where it is no field."""
    expr = bare(expr)
    if not isinstance(expr, tree.Name):
        return None
    ref = env.tables.refs[expr]
    names = [field.name for field in ref.fields]
    match ref.base:
        case PostRef():
            return ".".join(names) or None
        case ItemRef():
            start = env.items[ref.base.binder].path if ref.base.binder in env.items else None
            return None if start is None else ".".join([start, *names])
        case AskRef():
            return f"answers.{ref.base.ask.name.name}"
        case _:
            return None


def _quantifier(expr: tree.Quantifier, env: Environment) -> Truth:
    values = evaluate(expr.items, env)
    hole = operators.gap(values)
    if hole is not None:
        return UNKNOWN if hole is UNKNOWN else expr.kind == "no"
    if expr.where is None:
        answer: Truth = bool(values)
    else:
        where = expr.where
        answer = some(holds(where, env) for _ in elements(expr, values, env))
    return answer if expr.kind == "any" else negate(answer)


def _count(expr: tree.Count, env: Environment) -> Any:
    values = evaluate(expr.items, env)
    if values is UNKNOWN or values is ABSENT:
        return values
    if expr.where is None:
        return len(values)
    where = expr.where
    answers = [holds(where, env) for _ in elements(expr, values, env)]
    sure = sum(1 for held in answers if held is True)
    return interval(sure, sure + sum(1 for held in answers if held is UNKNOWN))


# ------------------------------------------------------------------------------------------------------ text, functions


def _mentions(expr: tree.Mentions, env: Environment) -> Truth:
    stemmer = stemmer_for(expr, env)
    return operators.of_text(
        evaluate(expr.text, env),
        evaluate(expr.what, env),
        expr.quantity,
        lambda text, what: mentioned(text, what, stemmer),
    )


def stemmer_for(expr: tree.Mentions, env: Environment) -> str | None:
    """How the words of the text in question are cut down to their stems; None where nobody knows its language."""
    if not hangs_on_language(expr, env.tables):
        return AS_WRITTEN
    ref = language_of(expr.text, env.tables, type(env.post))
    return None if ref is None else stemmer_named(follow(_base(ref, env), ref.fields))


def stemmer_named(language: Any) -> str | None:
    """The same by the language's tag, which may be unknown."""
    if language is UNKNOWN:
        return None
    return stemmer_of(language) if isinstance(language, str) else AS_WRITTEN


def mentioned(text: str, what: Any, stemmer: str | None = AS_WRITTEN) -> Truth:
    """Whether *text* mentions a topic, or a word or phrase; unknown where that hangs on a language that is."""
    if isinstance(what, TopicSpec):
        return in_hits(0, matcher(what).mentioned(text, stemmer))
    return mentions_term(text, what)


def in_hits(index: int, hits: frozenset[int]) -> Truth:
    """What `Matcher.mentioned` says of the spec at *index*."""
    return True if index in hits else UNKNOWN if ~index in hits else False


@lru_cache(maxsize=256)
def matcher(topic: TopicSpec) -> Matcher:
    """The matcher of one topic alone."""
    return Matcher([topic])


def _call(expr: tree.Call, env: Environment) -> Any:
    function = env.tables.functions[expr]
    value, problem = call(function, env.post, [evaluate(argument, env) for argument in expr.arguments])
    if problem is not None:
        env.problems[expr] = problem
    return value


def call(function: Function, post: BaseModel, arguments: list[Any]) -> tuple[Any, str | None]:
    """What *function* gives, and what went wrong. It never lets an error through: an error is a value nobody knows.

    Nor is it ever given what is not known: a gap, a count that is still open, a list with such an item.
    """
    hole = operators.gap(*arguments)
    if hole is not None:
        return hole, None
    if any(isinstance(item, Interval | Gap) for item in _flat(arguments)):
        return UNKNOWN, None
    try:
        value = (
            function.implementation(post, *arguments)
            if function.takes_post
            else function.implementation(*arguments)
        )
    except Exception as error:
        return UNKNOWN, f"{function.name}: {type(error).__name__}"
    if value is UNKNOWN or value is ABSENT:
        return value, None
    fitting = fits(value, function.returns)
    if fitting is UNKNOWN:
        return UNKNOWN, f"{function.name}: a result that is no {function.returns}"
    return fitting, None


def _flat(arguments: list[Any]) -> Iterator[Any]:
    for argument in arguments:
        yield from argument if isinstance(argument, tuple) else (argument,)
