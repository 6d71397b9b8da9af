"""What one would have to know: the fields that an unknown answer really hangs on, each with a question.

A part of a condition whose value is known asks for nothing, whatever stands in it: `false and unknown` needs nothing.
So this walks down only where the value is unknown, to the fields that make it so.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel

from playbook.builtins.declare import Function
from playbook.check.refs import AskRef, ItemRef, LetRef, PostRef, Ref
from playbook.model.decision import Need
from playbook.model.schema import Field, fields_of, read
from playbook.reference.environment import Environment
from playbook.reference.expression import elements, evaluate, follow, mentioned, stemmer_for
from playbook.reference.interval import Interval
from playbook.reference.language import LANGUAGE, language_of
from playbook.reference.logic import truth
from playbook.syntax import tree
from playbook.syntax.walk import children
from playbook.text.terms.topic_spec import TopicSpec
from playbook.types import DATE, TIME
from playbook.values import ABSENT, UNKNOWN

_Key = TypeVar("_Key")


def needs_of(expr: tree.Expr, env: Environment) -> Iterator[Need]:
    """What *expr* hangs on, if its value is unknown (or open, for a count); else nothing. May repeat itself."""
    match expr:
        case tree.Quantifier() | tree.Count():
            yield from _of_items(expr, env)
            return
        case tree.Name():
            if _is_open(evaluate(expr, env)):
                yield from _of_name(expr, env)
            return
        case tree.And() | tree.Or():
            if evaluate(expr, env) is UNKNOWN:
                for part in expr.parts:
                    if truth(evaluate(part, env)) is UNKNOWN:
                        yield from needs_of(part, env)
            return
    if not _is_open(evaluate(expr, env)):
        return
    for child in _operands(expr):
        yield from needs_of(child, env)
    if isinstance(expr, tree.Mentions) and stemmer_for(expr, env) is None:
        yield from _of_language(expr, env)
    if isinstance(expr, tree.Call) and expr in env.tables.functions:
        yield from _of_function(env.tables.functions[expr], env.post)
    if isinstance(expr, tree.Within) or (isinstance(expr, tree.Compare) and _meets_calendar(expr, env)):
        yield from of_zone(env)


def _of_language(expr: tree.Mentions, env: Environment) -> Iterator[Need]:
    """The field that says in which language the text is, where what it mentions hangs on that."""
    text, what = evaluate(expr.text, env), evaluate(expr.what, env)
    ref = language_of(expr.text, env.tables, type(env.post))
    if ref is None or not isinstance(text, str):
        return
    wanted = [one for one in (what if isinstance(what, tuple) else (what,)) if isinstance(one, TopicSpec)]
    if any(mentioned(text, one, None) is UNKNOWN for one in wanted):
        yield from _of_ref(ref, LANGUAGE, env)


def _meets_calendar(expr: tree.Compare, env: Environment) -> bool:
    """Whether an instant is compared with a date: only the time zone says which date it is."""
    kinds = {env.tables.types.get(expr.left), env.tables.types.get(expr.right)}
    return kinds == {TIME, DATE}


def _is_open(value: Any) -> bool:
    """Whether something about the value is not known: all of it, how many, or an item of a list."""
    return value is UNKNOWN or isinstance(value, Interval) or (isinstance(value, tuple) and UNKNOWN in value)


def _operands(expr: tree.Expr) -> Iterator[tree.Expr]:
    """The expressions directly below, without what only looks like one."""
    if isinstance(expr, tree.Call):
        yield from expr.arguments
        return
    for child in children(expr):
        if not isinstance(child, tree.PatternLiteral | tree.Assignment):
            yield child  # type: ignore[misc]


def of_zone(env: Environment) -> Iterator[Need]:
    """The field that names the time zone, where it is that which nobody knows."""
    if env.zone is UNKNOWN and env.zone_source is not None:
        yield from needs_of(env.zone_source, env)


def _of_items(expr: tree.Quantifier | tree.Count, env: Environment) -> Iterator[Need]:
    values = evaluate(expr.items, env)
    if values is UNKNOWN:
        yield from needs_of(expr.items, env)
        return
    if values is ABSENT or expr.where is None:
        return
    if isinstance(expr, tree.Quantifier) and evaluate(expr, env) is not UNKNOWN:
        return
    for _ in elements(expr, values, env):
        if truth(evaluate(expr.where, env)) is UNKNOWN:
            yield from needs_of(expr.where, env)


def _of_name(name: tree.Name, env: Environment) -> Iterator[Need]:
    yield from _of_ref(env.tables.refs[name], ".".join(name.parts[:1]), env)


def _of_ref(ref: Ref, called: str, env: Environment) -> Iterator[Need]:
    """*called*: what an element that stands nowhere in the post goes by."""
    match ref.base:
        case PostRef():
            yield from _along(env.post, ref.fields, "")
        case ItemRef():
            item = env.items[ref.base.binder]
            yield from _along(item.value, ref.fields, item.path or called)
        case LetRef():
            yield from needs_of(ref.base.let.value, env)
        case AskRef():
            ask = ref.base.ask
            yield Need(field=f"answers.{ask.name.name}", question=ask.question.value)
        case _:
            return


def _along(value: Any, fields: tuple[Field, ...], start: str) -> Iterator[Need]:
    """The first field on the way that is not known: then the whole path is what has to be filled in."""
    path = start
    for place, field in enumerate(fields):
        inner = read(value, field) if isinstance(value, BaseModel) else UNKNOWN
        if inner is UNKNOWN:
            depends = _unknown_sources(value, field) if place == len(fields) - 1 else []
            for source in depends:
                yield need(_dotted(path, source.name), source)
            if not depends:
                yield need(".".join(filter(None, [path, *(one.name for one in fields[place:])])), fields[-1])
            return
        if inner is ABSENT:
            return
        value, path = inner, _dotted(path, field.name)


def _unknown_sources(record: Any, field: Field) -> list[Field]:
    """The fields that a derived one is worked out from, and that are not known."""
    if not isinstance(record, BaseModel):
        return []
    known = fields_of(type(record))
    return [known[name] for name in field.depends if name in known and read(record, known[name]) is UNKNOWN]


def _of_function(function: Function, post: BaseModel) -> Iterator[Need]:
    """What a function reads of the post and does not find; where all of that is there, what the items of its lists
    lack.
    """
    paths = [fields for fields in (_fields(path, post) for path in function.reads) if fields]
    found = [one for fields in paths for one in _along(post, fields, "")]
    yield from found or (one for fields in paths for one in _of_listed(follow(post, fields), fields))


def _fields(path: str, post: BaseModel) -> tuple[Field, ...]:
    """The fields on a dotted way from the post; none where an app's own post does not have them."""
    found: list[Field] = []
    model: Any = type(post)
    for name in path.split("."):
        field = fields_of(model).get(name) if isinstance(model, type) else None
        if field is None:
            return ()
        found.append(field)
        model = getattr(field.type, "model", None)
    return tuple(found)


def _of_listed(items: Any, fields: tuple[Field, ...]) -> Iterator[Need]:
    path = ".".join(field.name for field in fields)
    for number, item in enumerate(items if isinstance(items, tuple) else ()):
        for field in fields_of(type(item)).values() if isinstance(item, BaseModel) else ():
            if read(item, field) is UNKNOWN:
                yield need(f"{path}[{number}].{field.name}", field)


def need(path: str, field: Field) -> Need:
    """What to fill in, and the question for it."""
    return Need(field=path, question=field.question or f"What is `{path}`?")


def _dotted(start: str, name: str) -> str:
    return f"{start}.{name}" if start else name


def once(items: Iterator[_Key], key: Callable[[_Key], Any]) -> tuple[_Key, ...]:
    """Each but once, the first of those with the same key, in order."""
    found: dict[Any, _Key] = {}
    for item in items:
        found.setdefault(key(item), item)
    return tuple(found.values())
