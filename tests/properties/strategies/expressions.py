"""Typed expressions as text: every form of the language, over the real fields of a post, the way that `check` accepts
them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from properties.strategies.choices import Choices
from properties.strategies.paths import Path, enums, of_type, paths_of, record_lists
from properties.strategies.words import (
    CLOCKS,
    DATES,
    DAYS,
    INSTANTS,
    PATTERNS,
    PEOPLE,
    ROLES,
    TERMS,
    WORDS,
    ZONES,
    spelled,
)
from pydantic import BaseModel

from playbook.builtins import FUNCTIONS
from playbook.model.post import Post
from playbook.types import (
    BOOLEAN,
    DATE,
    DURATION,
    NUMBER,
    TEXT,
    TIME,
    TOPIC,
    WINDOW,
    Enum,
    ListOf,
    Record,
    Type,
)

LISTS_OF_TEXT = ListOf(TEXT)

ANY_WAY = 2
"""A pole: ask for what is missing without a thought to what it does."""


@dataclass(frozen=True)
class Frame:
    """One `where` around: what its elements are, and what they are called (None: bare names are their fields)."""

    variable: str | None
    item: Type


@dataclass(frozen=True)
class Place:
    """Where an expression is to stand."""

    names: dict[Type, tuple[str, ...]] = field(default_factory=dict)
    """Params, lets, asks and topics that may be named, by type."""
    frames: tuple[Frame, ...] = ()
    pole: int = 0
    """1: where it holds, the policy gets stricter; -1: milder; 0: it may be either, so nothing that may be unknown
    may be missing.
    """
    depth: int = 2
    """How many more levels."""
    constant: bool = False
    """Whether it is known before any post is: what params are set to."""
    zoned: bool = True
    """Whether the policy has a time zone."""
    post: type[Post] = Post
    moving: bool = True
    """Whether it may read `publish_at`."""
    missing: bool = True
    """Whether `is missing` may stand in it."""
    calling: bool = False
    """Whether to call functions often."""

    def deeper(self) -> "Place":
        return replace(self, depth=self.depth - 1)

    def turned(self) -> "Place":
        return self if self.pole == ANY_WAY else replace(self, pole=-self.pole)

    def either(self) -> "Place":
        return replace(self, pole=0)

    def inside(self, frame: Frame) -> "Place":
        return replace(self, frames=(*self.frames, frame), depth=self.depth - 1)


class Expressions:
    """Draws expressions. A text that is returned may stand as an operand of anything: what is composite has
    parentheses.
    """

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self._literals: dict[Type, Callable[[], str]] = {
            TEXT: lambda: quoted(choices.one(WORDS)),
            NUMBER: lambda: choices.one(("1", "0", "2", "3", "50%", "2.5", "1_000")),
            BOOLEAN: lambda: choices.one(("true", "false")),
            DURATION: lambda: choices.one(
                ("1 day", "2 hours", "15 minutes", "1 week", "0.5 hours", "0 minutes")
            ),
            DATE: lambda: choices.one(DATES),
            TIME: lambda: spelled(choices.one(INSTANTS)),
            WINDOW: self._plain_window,
        }

    # ------------------------------------------------------------------------------------------------- values

    def value(self, wanted: Type, place: Place) -> str:
        """An expression of that type."""
        place = place.either()
        if place.depth > 0 and self.choices.chance(35):
            made = self._composite(wanted, place)
            if made is not None:
                return made
        named = place.names.get(wanted, ())
        if named and self.choices.chance(30):
            return self.choices.one(named)
        if not place.constant and self.choices.chance(60):
            path = self._path(wanted, place)
            if path is not None:
                return path
        return self.literal(wanted)

    def literal(self, wanted: Type) -> str:
        """A literal, or a list of them."""
        if isinstance(wanted, Enum):
            return self.choices.one(wanted.members)
        if isinstance(wanted, ListOf):
            return f"[{', '.join(self.literal(wanted.item) for _ in range(self.choices.number(1, 3)))}]"
        return self._literals[wanted]()

    def _composite(self, wanted: Type, place: Place) -> str | None:
        inner = place.deeper()
        if wanted == NUMBER:
            return self._number(inner)
        if wanted == DURATION:
            return self._duration(inner)
        if wanted == TIME:
            sign = self.choices.one(("+", "-"))
            return f"({self.value(TIME, inner)} {sign} {self.value(DURATION, inner)})"
        if wanted == DATE:
            days = self.choices.one(("1 day", "2 weeks", "0 days"))
            return f"({self.value(DATE, inner)} {self.choices.one(('+', '-'))} {days})"
        if wanted == WINDOW:
            if self.choices.chance(50):
                return f"({self.value(WINDOW, inner)} plus {self.value(WINDOW, inner)})"
            # Of other kinds on both sides something may be left, as far as `check` can tell.
            cut = self.choices.one(("2026-10-25 to 2026-10-25", 'holidays of "US"'))
            return f"({self.literal(WINDOW)} except {cut})"
        if wanted == BOOLEAN and not place.constant:
            return f"({self.condition(inner)})"
        if wanted == LISTS_OF_TEXT:
            return f"[{self.value(TEXT, inner)}, {self.value(TEXT, inner)}]"
        if not place.constant:
            return self._call(wanted, inner)
        return None

    def _number(self, place: Place) -> str:
        kind = self.choices.number(0, 9)
        if kind <= 4 and not place.constant:
            return self._count(place)
        if kind <= 6 and not place.constant:
            return self._call(NUMBER, place) or self._count(place)
        if kind == 7 and not place.constant:
            return f"({self.value(DURATION, place)} / {self.value(DURATION, place)})"
        if kind == 8:
            return f"-{self.value(NUMBER, place)}"
        return f"({self.value(NUMBER, place)} {self.choices.one(('+', '-', '*', '/'))} {self.value(NUMBER, place)})"

    def _duration(self, place: Place) -> str:
        match self.choices.number(0, 4):
            case 0:
                return f"({self.value(TIME, place)} - {self.value(TIME, place)})"
            case 1:
                return f"({self.value(DURATION, place)} {self.choices.one(('*', '/'))} {self.value(NUMBER, place)})"
            case 2:
                return f"({self.value(NUMBER, place)} * {self.value(DURATION, place)})"
            case 3:
                return f"({self.value(DATE, place)} - {self.value(DATE, place)})"
        return f"({self.value(DURATION, place)} {self.choices.one(('+', '-'))} {self.value(DURATION, place)})"

    def _call(self, wanted: Type, place: Place) -> str | None:
        fitting = [function for function in FUNCTIONS.values() if function.returns == wanted]
        if not place.moving:
            fitting = [function for function in fitting if "publish_at" not in function.reads]
        if not fitting:
            return None
        function = self.choices.one(fitting)
        needed = [parameter.type for parameter in function.parameters if parameter.required]
        optional = [parameter.type for parameter in function.parameters if not parameter.required]
        wanted_types = needed + optional[: self.choices.number(0, len(optional))]
        return f"{function.name}({', '.join(self.value(one, place) for one in wanted_types)})"

    def _count(self, place: Place) -> str:
        return f"count({self._elements(place.either())})"

    def _plain_window(self) -> str:
        match self.choices.number(0, 5):
            case 0 | 1:
                start, end = self.choices.one(CLOCKS), self.choices.one(CLOCKS)
                if start == end:
                    end = "24:00"
                return f"({self.choices.one(DAYS)} {start} to {end})"
            case 2:
                return f"({self.choices.one(DAYS)})"
            case 3:
                first, last = sorted((self.choices.one(DATES), self.choices.one(DATES)))
                return f"({first} to {last})"
            case 4:
                first, last = sorted((self.choices.one(DATES), self.choices.one(DATES)))
                most = len(CLOCKS) - 2
                begin, stop = sorted((self.choices.number(0, most), self.choices.number(0, most)))
                return f"({first} {CLOCKS[begin]} to {last} {CLOCKS[stop + 1]})"
        return f'(holidays of "{self.choices.one(("GB", "US"))}")'

    # -------------------------------------------------------------------------------------------------- names

    def _path(self, wanted: Type, place: Place) -> str | None:
        """A field of an element around, or of the post."""
        if place.frames and self.choices.chance(70):
            found = self._of_element(
                place.frames[self.choices.number(0, len(place.frames) - 1)], wanted, place
            )
            if found is not None:
                return found
        return self._of_post(of_type(place.post, wanted), place)

    def _of_post(self, paths: tuple[Path, ...], place: Place) -> str | None:
        if not place.moving:
            paths = tuple(path for path in paths if path.name != "publish_at")
        if not paths:
            return None
        path = (
            paths[self.choices.number(0, min(3, len(paths) - 1))]
            if self.choices.chance(60)
            else self.choices.one(paths)
        )
        if path.name == "publish_at" and self.choices.chance(20):
            return "now"
        bare = all(frame.variable is not None for frame in place.frames)
        return path.name if bare and not self.choices.chance(10) else f"post.{path.name}"

    def _of_element(self, frame: Frame, wanted: Type, place: Place) -> str | None:
        visible = frame.variable is not None or frame is innermost_unnamed(place)
        if not visible:
            return None
        if frame.item == wanted:
            return frame.variable or "it"
        if not isinstance(frame.item, Record):
            return None
        paths = of_type(frame.item.model, wanted)
        return None if not paths else prefixed(frame, self.choices.one(paths).name, self.choices)

    # --------------------------------------------------------------------------------------------- conditions

    def condition(self, place: Place) -> str:
        """A condition, without parentheses around it. In a `where`, each part of it is about the element."""
        if place.depth > 0:
            kind = self.choices.number(0, 11)
            if kind in (9, 10):
                word = self.choices.one((" and ", " or "))
                return word.join(
                    f"({self.condition(place.deeper())})" for _ in range(self.choices.number(2, 3))
                )
            if kind == 11:
                return f"not ({self.condition(place.turned().deeper())})"
        if place.frames:
            return self._about_element(place)
        return self._leaf(place)

    def _leaf(self, place: Place) -> str:
        if place.pole == ANY_WAY and self.choices.chance(30):
            return self._missing(place)
        if place.calling and self.choices.chance(60):
            return self._called(place)
        kinds: tuple[Callable[[Place], str], ...] = (
            self._boolean,
            self._enum,
            self._text,
            self._compare_numbers,
            self._list,
            self._quantifier,
            self._time,
            self._missing if place.missing else self._called,
            self._text,
            self._quantifier,
            self._time,
            self._odd,
            self._called,
        )
        return self.choices.one(kinds)(place)

    def _boolean(self, place: Place) -> str:
        made = self.value(BOOLEAN, replace(place, depth=0))
        return (
            made
            if self.choices.chance(70)
            else f"{made} {self.choices.one(('is', 'is not'))} {self.value(BOOLEAN, place.deeper())}"
        )

    def _enum(self, place: Place) -> str:
        path = self.choices.one(enums(place.post)[:10])
        assert isinstance(path.type, Enum)
        return self._enum_of(path.name, path.type, place)

    def _enum_of(self, left: str, kind: Enum, place: Place) -> str:
        members = kind.members[:3]
        if self.choices.chance(30):
            listed = ", ".join(self.choices.some(members, 1, 3))
            return f"{left} {self.choices.one(('is in', 'is not in'))} [{listed}]"
        return f"{left} {self.choices.one(('is', 'is not'))} {self.choices.one(members)}"

    def _text(self, place: Place) -> str:
        return self.text_test(self.value(TEXT, replace(place.deeper(), names={})), place)

    def text_test(self, left: str, place: Place) -> str:
        """Something that is asked of a text."""
        match self.choices.number(0, 7):
            case 0 | 1 | 2:
                return f"{left} mentions {self._looked_for(place)}"
            case 3:
                quantity = self.choices.one(("", "any of ", "all of "))
                kind = LISTS_OF_TEXT if quantity else TEXT
                # A search for many texts in each of many elements is more than `check` lets a policy ask for.
                what = self.literal(kind) if place.frames else self.value(kind, place.deeper())
                return f"{left} contains {quantity}{what}"
            case 4:
                return f"{left} matches {self.choices.one(PATTERNS)}"
            case 5:
                return (
                    f"{left} {self.choices.one(('starts', 'ends'))} with {self.value(TEXT, place.deeper())}"
                )
            case 6:
                return f"{left} {self.choices.one(('is in', 'is not in'))} {self.value(LISTS_OF_TEXT, place.deeper())}"
        return f"{left} {self.choices.one(('is', 'is not'))} {self.value(TEXT, place.deeper())}"

    def _looked_for(self, place: Place) -> str:
        topics = place.names.get(TOPIC, ())
        one: Callable[[], str] = lambda: (  # noqa: E731
            self.choices.one(topics)
            if topics and self.choices.chance(70)
            else quoted(self.choices.one(TERMS))
        )
        if self.choices.chance(40):
            found = ", ".join(one() for _ in range(self.choices.number(1, 3)))
            return f"{self.choices.one(('any of', 'all of'))} [{found}]"
        lists = (*place.names.get(LISTS_OF_TEXT, ()), "author.roles", "hashtags")
        if self.choices.chance(15) and not place.frames:
            return f"any of {self.choices.one(lists)}"
        return one()

    def _compare_numbers(self, place: Place) -> str:
        inner = place.deeper()
        if self.choices.chance(50):
            return f"{self._count(inner)} {self._order()} {self.choices.one(('0', '1', '2'))}"
        left = self._number(inner) if self.choices.chance(60) else self.value(NUMBER, inner)
        return f"{left} {self._order()} {self.value(NUMBER, inner)}"

    def _order(self) -> str:
        return self.choices.one((">", "<", ">=", "<=", "is", "is not"))

    def _list(self, place: Place) -> str:
        left = self._of_post(of_type(place.post, LISTS_OF_TEXT), place) or '["alpha"]'
        return self.list_test(left, place)

    def list_test(self, left: str, place: Place) -> str:
        """Something that is asked of a list of texts."""
        match self.choices.number(0, 4):
            case 0 | 1:
                return f"{left} include {quoted(self.choices.one(ROLES + PEOPLE))}"
            case 2:
                quantity = self.choices.one(("any of", "all of"))
                return f"{left} include {quantity} {self.value(LISTS_OF_TEXT, place.deeper())}"
            case 3:
                return f"{left} include {self.value(TEXT, place.deeper())}"
        return f"{left} {self.choices.one(('is', 'is not'))} {self.value(LISTS_OF_TEXT, place.deeper())}"

    def _time(self, place: Place) -> str:
        left = self.value(TIME, place.deeper())
        if place.moving and self.choices.chance(60):
            left = (
                "publish_at"
                if not any(frame.variable is None for frame in place.frames)
                else "post.publish_at"
            )
        return self.time_test(left, place)

    def time_test(self, left: str, place: Place) -> str:
        """Something that is asked of an instant."""
        inner = place.deeper()
        match self.choices.number(0, 5):
            case 0 | 1 if place.zoned:
                return f"{left} {self.choices.one(('is within', 'is outside'))} {self.value(WINDOW, inner)}"
            case 2:
                return f"{left} is within {self.value(DURATION, inner)} of {self.value(TIME, inner)}"
            case 3 if place.zoned:
                word = self.choices.one(("is before", "is after", "is", "<=", "is not", ">"))
                return f"{left} {word} {self.value(DATE, inner)}"
            case 4:
                times = ", ".join(self.value(TIME, inner) for _ in range(2))
                return f"{left} {self.choices.one(('is in', 'is not in'))} [{times}]"
        word = self.choices.one(("is before", "is after", "<", ">=", "is", "is not"))
        return f"{left} {word} {self.value(TIME, inner)}"

    def _called(self, place: Place) -> str:
        """What a function says."""
        if self.choices.chance(50):
            return self._call(BOOLEAN, place.deeper()) or self._compare_numbers(place)
        made = self._call(NUMBER, place.deeper()) or "1"
        return f"{made} {self._order()} {self.value(NUMBER, place.deeper())}"

    def _odd(self, place: Place) -> str:
        """Comparisons of what is rarely compared."""
        kind = self.choices.one((DURATION, DATE))
        inner = place.deeper()
        return f"{self.value(kind, inner)} {self._order()} {self.value(kind, inner)}"

    def _missing(self, place: Place) -> str:
        """`is missing`: where it could let a post through by not asking, only of what is never unknown."""
        paths = paths_of(place.post)
        if place.pole == ANY_WAY:
            path = self._of_post(paths, place)
            return f"{path} {self.choices.one(('is missing', 'is not missing'))}"
        strict = self.choices.chance(60)
        missing = {1: strict, -1: not strict, 0: strict}[place.pole]
        if place.pole == 0 or self.choices.chance(25):
            paths = tuple(path for path in paths if path.known)
        path = self._of_post(
            paths if place.moving else tuple(one for one in paths if one.name != "publish_at"), place
        )
        assert path is not None
        known = any(one.known and one.name == path.removeprefix("post.") for one in paths_of(place.post))
        word = "is missing" if (missing if known else place.pole == 1) else "is not missing"
        return f"{path} {word}"

    # -------------------------------------------------------------------------------------------- quantifiers

    def _quantifier(self, place: Place) -> str:
        kind = self.choices.one(("any", "no"))
        inner = place if kind == "any" else place.turned()
        return f"({kind} {self._elements(inner)})"

    def _elements(self, place: Place) -> str:
        """A list, perhaps with a name for its elements and a condition on them."""
        chosen = self._list_path(place)
        text, item = chosen
        if len(place.frames) >= 2 or place.depth < 0 or self.choices.chance(25):
            return text
        variable = None
        if self.choices.chance(45):
            taken = {frame.variable for frame in place.frames}
            variable = next(name for name in ("one", "other", "third") if name not in taken)
        frame = Frame(variable, item)
        condition = self.condition(place.inside(frame))
        return f"{text} where {condition}" if variable is None else f"{variable} in {text} where {condition}"

    def _list_path(self, place: Place) -> tuple[str, Type]:
        """A list to go through. Within a `where`, one of the element, so that the condition stays about it."""
        for frame in reversed(place.frames):
            visible = frame.variable is not None or frame is innermost_unnamed(place)
            if visible and isinstance(frame.item, Record):
                inner = [path for path in paths_of(frame.item.model) if isinstance(path.type, ListOf)]
                if inner:
                    path = self.choices.one(inner)
                    assert isinstance(path.type, ListOf)
                    return prefixed(frame, path.name, self.choices), path.type.item
        found = self._of_post(record_lists(place.post), place) if self.choices.chance(65) else None
        if found is None:
            found = self._of_post(of_type(place.post, LISTS_OF_TEXT), place) or '["alpha", "Beta"]'
        kind = next(
            (path.type for path in paths_of(place.post) if path.name == found.removeprefix("post.")),
            LISTS_OF_TEXT,
        )
        assert isinstance(kind, ListOf)
        return found, kind.item

    def _about_element(self, place: Place) -> str:
        """A condition about the innermost element."""
        frame = place.frames[-1]
        if not isinstance(frame.item, Record):
            return self.text_test(frame.variable or "it", place)
        model = frame.item.model
        if len(place.frames) == 1 and self.choices.chance(25):
            return self._nested(frame, model, place)
        path = self.choices.one([path for path in paths_of(model) if not isinstance(path.type, Record)])
        left = prefixed(frame, path.name, self.choices)
        if place.missing and self.choices.chance(15):
            if path.known or place.pole == ANY_WAY:
                return f"{left} {self.choices.one(('is missing', 'is not missing'))}"
            if place.pole:
                return f"{left} {'is missing' if place.pole == 1 else 'is not missing'}"
        return self._asked_of(left, path.type, place)

    def _nested(self, frame: Frame, model: type[BaseModel], place: Place) -> str:
        """A `where` in a `where`: about a list of the element, or one that is held against it."""
        kind = self.choices.one(("any", "no", "count"))
        turned = place if kind == "any" else place.turned() if kind == "no" else place.either()
        lists = of_type(model, LISTS_OF_TEXT)
        if lists and self.choices.chance(60):
            variable = "third" if self.choices.chance(40) else None
            inner = turned.inside(Frame(variable, TEXT))
            start = f"{variable} in " if variable else ""
            made = f"{start}{prefixed(frame, lists[0].name, self.choices)} where {self._about_element(inner)}"
        else:
            mine = prefixed(frame, self.choices.one(of_type(model, TEXT)).name, self.choices)
            post = "" if frame.variable is not None else "post."
            made = f"third in {post}{self.choices.one(('hashtags', 'tags', 'author.roles'))} where third is {mine}"
        return f"count({made}) {self._order()} 1" if kind == "count" else f"({kind} {made})"

    def _asked_of(self, left: str, kind: Type, place: Place) -> str:
        if isinstance(kind, Enum):
            return self._enum_of(left, kind, place)
        if kind == TEXT:
            return self.text_test(left, place)
        if kind == NUMBER:
            return f"{left} {self._order()} {self.value(NUMBER, place.deeper())}"
        if kind == TIME:
            return self.time_test(left, place)
        if kind == LISTS_OF_TEXT:
            return self.list_test(left, place)
        if kind == BOOLEAN:
            return left
        return f"({self.choices.one(('any', 'no'))} {left})"


def innermost_unnamed(place: Place) -> Frame | None:
    """The frame that `it` and bare names are about."""
    return next((frame for frame in reversed(place.frames) if frame.variable is None), None)


def prefixed(frame: Frame, name: str, choices: Choices) -> str:
    """A field of an element, as it is named inside of its `where`."""
    if frame.variable is not None:
        return f"{frame.variable}.{name}"
    return f"it.{name}" if choices.chance(15) else name


def quoted(text: str) -> str:
    """A text literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def zone_text(choices: Choices) -> str:
    """What `timezone` names: a literal, or a field."""
    return "account.timezone" if choices.chance(30) else quoted(choices.one(ZONES))
