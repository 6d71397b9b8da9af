"""Posts of which something is known, and ways to learn the rest: one fact, or all of them."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, cast

from properties.strategies.choices import Choices
from properties.strategies.words import INSTANTS, PEOPLE, ROLES, START, TEXTS, WORDS, ZONES
from pydantic import BaseModel

from playbook.model.content import content_digest
from playbook.model.post import Post
from playbook.model.schema import Field, fields_of, read
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, Enum, ListOf, Record, Type
from playbook.values import UNKNOWN

Step = str | int
Unknown = tuple[tuple[Step, ...], Field | Type]
"""Where something could be filled in, and what."""

MOST_FACTS = 60
"""Facts that are filled in at most, one by one; a target of a target of a target has no end of them."""


_TEXTS = {
    "text": TEXTS,
    "alt_text": TEXTS,
    "captions": TEXTS,
    "content_warning": TEXTS,
    "bio": TEXTS,
    "language": ("en", "fr-CA", "de", "tlh"),
    "id": PEOPLE,
    "by": PEOPLE,
    "role": ROLES,
    "timezone": (*ZONES, "Mars/Phobos"),
    "course": ("alpha", "Beta"),
    "url": ("https://acme.example/x", "beta.example"),
}
_LISTS = {"roles": ROLES, "accounts": PEOPLE}


Reads = tuple[tuple[str, ...], ...]
"""The fields that policies read, as the names on the way to each. None at all: any may matter."""


def fields_in(reads: Iterable[str]) -> Reads:
    """The paths of `Policy.reads`."""
    return tuple(tuple(path.split(".")) for path in reads)


def value_of(kind: Type, name: str, choices: Choices, depth: int, fill: int, reads: Reads = ()) -> Any:
    """A value for the field *name*. *reads* are the fields below it that matter."""
    if isinstance(kind, Enum):
        return choices.one(kind.members[:4])
    if isinstance(kind, Record):
        return record(kind.model, choices, depth - 1, fill, reads)
    if isinstance(kind, ListOf):
        if kind.item == TEXT:
            return tuple(choices.some(_LISTS.get(name, WORDS), 0, 2))
        most = 2 if depth > 0 else 0
        return tuple(
            value_of(kind.item, name, choices, depth, fill, reads) for _ in range(choices.number(0, most))
        )
    if kind == NUMBER:
        share = name in ("adult_share", "score")
        return choices.one([Decimal("0.5"), Decimal(1), Decimal("0.8")] if share else [0, 1, 3, 1000])
    return _SCALARS[kind](choices) if kind != TEXT else choices.one(_TEXTS.get(name, WORDS))


_SCALARS: dict[Type, Any] = {
    BOOLEAN: lambda choices: choices.one((False, True)),
    TIME: lambda choices: choices.one(INSTANTS),
    DURATION: lambda choices: choices.one(INSTANTS) - START,
    DATE: lambda choices: choices.one(INSTANTS).date(),
}

_NEVER = ("answers", "approvals")


def record(model: type[BaseModel], choices: Choices, depth: int, fill: int, reads: Reads = ()) -> Any:
    """A record of which each fact that matters is there in about *fill* of a hundred, and few of the others."""
    held: dict[str, Any] = {}
    for field in fields_of(model).values():
        if not field.stored or field.name in _NEVER:
            continue
        if isinstance(field.type, Record) and issubclass(field.type.model, Post) and depth <= 0:
            continue
        below = tuple(path[1:] for path in reads if path[0] == field.name)
        own = fill if below or not reads else fill // 8
        if field.derive is not None:
            own //= 3
        if field.none == "never" and not isinstance(field.type, ListOf):
            own = max(own, 60)
        if choices.chance(own):
            inner = tuple(path for path in below if path)
            held[field.name] = value_of(field.type, field.name, choices, depth, fill, inner)
    return model.model_validate(held)


def with_approvals(post: Post, choices: Choices) -> Post:
    """*post* with approvals, most of them for what it says now."""
    seen = content_digest(post)
    made = []
    for _ in range(choices.number(0, 3)):
        given: dict[str, Any] = {
            "by": choices.one((*PEOPLE, None)),
            "role": choices.one((*ROLES, None)),
            "at": choices.one((START.replace(year=2025), START.replace(year=2025), *INSTANTS[:3], None)),
            "content": choices.one((seen, seen, seen, None, "x")),
        }
        made.append({name: value for name, value in given.items() if value is not None})
    return post.model_copy(update={"approvals": made}) if made else post


def answers(asks: Iterable[tuple[str, Type]], choices: Choices, fill: int) -> dict[str, Any]:
    """Answers to some of the questions."""
    given = {name: value_of(kind, name, choices, 1, fill) for name, kind in asks if choices.chance(fill)}
    return {name: value for name, value in given.items() if value is not None}


def partial_post(
    choices: Choices,
    asks: tuple[tuple[str, Type], ...] = (),
    reads: Iterable[str] = (),
    *,
    fill: int | None = None,
) -> Post:
    """A post of which much, little or nothing is known: of those fields that matter (*reads*), that is."""
    share = choices.one((30, 80, 0, 60)) if fill is None else fill
    fields = tuple(reads)
    post: Post = record(Post, choices, 2, share, fields_in(fields))
    given = answers(asks, choices, share)
    if given:
        post = post.model_copy(update={"answers": given})
    return with_approvals(post, choices) if "approvals" in fields else post


# ---------------------------------------------------------------------------------------------------- what is not known


def unknown_places(post: Post, asks: Iterable[tuple[str, Type]] = ()) -> list[Unknown]:
    """Everything that could be filled in: where, and what goes there."""
    found: list[Unknown] = list(_places(post, ()))
    found += [(("answers", name), kind) for name, kind in asks if name not in post.answers]
    return found


def _places(held: BaseModel, path: tuple[Step, ...]) -> Iterator[Unknown]:
    for field in fields_of(type(held)).values():
        if not field.stored:
            continue
        value = read(held, field)
        here = (*path, field.name)
        if value is UNKNOWN:
            yield here, field
        elif isinstance(value, BaseModel):
            yield from _places(value, here)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, BaseModel):
                    yield from _places(item, (*here, index))


def with_value(held: Any, path: tuple[Step, ...], value: Any) -> Any:
    """*held* with another value at *path*. What was worked out from something else is then given with it."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(held, tuple):
        assert isinstance(step, int)
        return (*held[:step], with_value(held[step], rest, value), *held[step + 1 :])
    assert isinstance(step, str)
    if step == "answers" and isinstance(held, Post):
        return held.model_copy(update={"answers": {**held.answers, str(rest[0]): value}})
    inner = read(held, fields_of(cast(Any, type(held)))[step]) if rest else None
    return held.model_copy(update={step: with_value(inner, rest, value)})


def learn(post: Post, place: Unknown, choices: Choices, fill: int = 50) -> Post:
    """*post* with one more fact. The fact may be a record of which not everything is known."""
    path, what = place
    kind, name = (what.type, what.name) if isinstance(what, Field) else (what, str(path[-1]))
    value: Any = value_of(kind, name, choices, 1, fill)
    if name == "content" and choices.chance(60):
        value = content_digest(post)
    learnt: Post = with_value(post, path, value)
    return learnt


def relevant(places: list[Unknown], reads: Iterable[str]) -> list[Unknown]:
    """Those that a policy which reads these fields may ask for."""
    wanted = fields_in(reads)
    return [place for place in places if any(_along(place[0], path) for path in wanted)]


def _along(place: tuple[Step, ...], path: tuple[str, ...]) -> bool:
    names = tuple(step for step in place if isinstance(step, str))
    return all(one == other for one, other in zip(names, path, strict=False))


def learnings(
    post: Post, asks: tuple[tuple[str, Type], ...], reads: Iterable[str], choices: Choices, steps: int = 5
) -> tuple[Post, ...]:
    """*post*, then as it is known better fact by fact, and in the end with all known that could matter. Now and then
    a fact that no policy reads is among them.
    """
    found = [post]
    fields = tuple(reads)
    for _ in range(choices.number(1, steps)):
        places = unknown_places(post, asks)
        useful = relevant(places, fields)
        if not useful:
            break
        post = learn(post, choices.one(places if choices.chance(10) else useful), choices)
        found.append(post)
    for _ in range(MOST_FACTS):
        useful = relevant(unknown_places(post, asks), fields)
        if not useful:
            break
        post = learn(post, useful[0], choices)
    found.append(post)
    return tuple(found)


def forgotten(post: Post, reads: Iterable[str], choices: Choices) -> Post:
    """*post* without one or two of the facts that these fields are about and that may be unknown."""
    fields = fields_in(reads)
    known = [place for place in known_places(post) if any(_along(place, path) for path in fields)]
    for place in choices.some(known, 1, 2) if known else []:
        if place[0] == "answers":
            left = {name: value for name, value in post.answers.items() if name != place[1]}
            post = post.model_copy(update={"answers": left})
        elif _is_there(post, place):
            post = with_value(post, place, None)
    return post


def known_places(post: Post) -> list[tuple[Step, ...]]:
    """Everything that is known and might not be."""
    return [*_known(post, ()), *(("answers", name) for name in post.answers)]


def _known(held: BaseModel, path: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    for field in fields_of(type(held)).values():
        value: Any = held.__dict__.get(field.name)
        here = (*path, field.name)
        # What is worked out where it is not given does not become unknown when it is no longer given.
        if value is not None and field.none == "unknown" and field.derive is None:
            yield here
        for index, item in enumerate(value) if isinstance(value, tuple) else ():
            if isinstance(item, BaseModel):
                yield from _known(item, (*here, index))
        if isinstance(value, BaseModel):
            yield from _known(value, here)


def _is_there(held: Any, place: tuple[Step, ...]) -> bool:
    """Whether the way to *place* has not been forgotten before."""
    for step in place:
        if held is None:
            return False
        held = held[step] if isinstance(step, int) else held.__dict__[step]
    return held is not None
