"""Which words of the post a finding is about: where the conditions that hold found what they looked for."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel

from playbook.check.refs import LetRef
from playbook.model.decision import Words
from playbook.model.post import Post
from playbook.reference.environment import Environment
from playbook.reference.expression import bare, elements, evaluate, matcher, path_of, stemmer_for
from playbook.reference.logic import truth
from playbook.syntax import tree
from playbook.text.normal import fold
from playbook.text.parts.addresses import urls
from playbook.text.terms.matcher import TopicSpec, term_places
from playbook.text.terms.stems import AS_WRITTEN
from playbook.values import ABSENT, UNKNOWN

MOST = 50
"""Words shown for one finding; more say nothing new."""


_TOGETHER: Final[Mapping[str, Literal["above_fold", "all_text"]]] = {
    "above_fold": "above_fold",
    "all_text": "all_text",
}
"""Fields that are not stored, but put together from texts that are."""


_IN_TEXT: Final[Mapping[str, str]] = {"links": "", "hashtags": "#", "mentions": "@", "cashtags": "$"}
"""Lists whose elements stand in the text, and the sign before them there."""


def places(expr: tree.Expr | None, env: Environment) -> Iterator[Words]:
    """The words that made *expr* hold; nothing for parts that do not hold, and for what stands under a `not`."""
    if expr is None or truth(evaluate(expr, env)) is not True:
        return
    match expr:
        case tree.Group():
            yield from places(expr.inner, env)
        case tree.And() | tree.Or():
            for part in expr.parts:
                yield from places(part, env)
        case tree.Quantifier() if expr.kind == "any":
            yield from _of_elements(expr, env)
        case tree.Name():
            base = env.tables.refs[expr].base
            if isinstance(base, LetRef):
                yield from places(base.let.value, env)
        case tree.Mentions() | tree.Contains():
            yield from _found(expr, env)
        case tree.Matches():
            text = evaluate(expr.text, env)
            yield from _words(expr.text, text, env.tables.patterns[expr.pattern].places(text), env)
        case _:
            return


def _of_elements(expr: tree.Quantifier, env: Environment) -> Iterator[Words]:
    """The words that the elements in question are about, and those elements that stand in the text themselves."""
    text = getattr(env.post, "text", None)
    sign = _IN_TEXT.get(path_of(expr.items, env) or "") if isinstance(text, str) else None
    addresses = _addresses(text) if sign == "" else {}
    for value in elements(expr, evaluate(expr.items, env), env):
        if expr.where is not None and truth(evaluate(expr.where, env)) is not True:
            continue
        yield from places(expr.where, env)
        written = getattr(value, "url", None) if isinstance(value, BaseModel) else value
        if sign is not None and isinstance(text, str) and isinstance(written, str) and written:
            start = addresses[written] if written in addresses else _standing(text, sign + written)
            if start >= 0:
                end = start + len(sign) + len(written)
                yield Words(field="text", start=start, end=end, text=text[start:end])


def _addresses(text: Any) -> dict[str, int]:
    """Where each address stands first."""
    return {text[start:end]: start for start, end in reversed(urls(text))}


def _standing(text: str, tag: str) -> int:
    """Where *tag* stands first with no letter after it (`#ad` stands in `#adventure #ad` but once); else where its
    letters do; -1 where they do not. Of many places the first few are looked at.
    """
    first = start = text.find(tag)
    for _ in range(MOST):
        after = text[start + len(tag) : start + len(tag) + 1]
        if start < 0 or not (after.isalnum() or after == "_"):
            break
        start = text.find(tag, start + len(tag))
    return first if start < 0 else start


def _found(expr: tree.Mentions | tree.Contains, env: Environment) -> Iterator[Words]:
    text, what = evaluate(expr.text, env), evaluate(expr.what, env)
    stemmer = stemmer_for(expr, env) if isinstance(expr, tree.Mentions) else AS_WRITTEN
    for wanted in what if isinstance(what, tuple) else (what,):
        if wanted is UNKNOWN or wanted is ABSENT:
            continue
        if isinstance(wanted, TopicSpec):
            found = matcher(wanted).places(text, 0, stemmer)
        elif isinstance(expr, tree.Mentions):
            found = term_places(text, wanted)
        else:
            found = _pieces(text, wanted)
        yield from _words(expr.text, text, found, env)


def _pieces(text: str, piece: str) -> tuple[tuple[int, int], ...]:
    folded, wanted = fold(text), fold(piece).text
    start = folded.text.find(wanted) if wanted else -1
    return () if start < 0 else (folded.original(start, start + len(wanted)),)


def _words(expr: tree.Expr, text: Any, found: Any, env: Environment) -> Iterator[Words]:
    where = _field(expr, env)
    if where is None or not isinstance(text, str):
        return
    for part, offset, length in _parts(where, text, env):
        for start, end in found[:MOST]:
            if offset <= start and end <= offset + length:
                yield Words(field=part, start=start - offset, end=end - offset, text=text[start:end])


def _field(expr: tree.Expr, env: Environment) -> str | None:
    expr = bare(expr)
    if isinstance(expr, tree.Name) and isinstance(env.tables.refs[expr].base, LetRef):
        return _field(env.tables.refs[expr].base.let.value, env)  # type: ignore[union-attr]
    return path_of(expr, env)


def _parts(path: str, text: str, env: Environment) -> Iterator[tuple[str, int, int]]:
    """The stored texts that *path* is made of, as (path, offset in it, length): `above_fold` and `all_text` are not
    stored.
    """
    owner, _, name = path.rpartition(".")
    record: Any = env.post
    for step in filter(None, owner.split(".")):
        record = getattr(record, step, None)
    together = _TOGETHER.get(name)
    if together is None or not isinstance(record, Post):
        yield path, 0, len(text)
        return
    offset = 0
    for part, words in record.text_parts(together) or ():
        yield f"{owner}.{part}" if owner else part, offset, len(words)
        offset += len(words) + 1
