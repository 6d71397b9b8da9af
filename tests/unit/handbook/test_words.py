"""Windows, values and the small change of English."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
from pydantic import BaseModel

from playbook.builtins import FUNCTIONS
from playbook.builtins.topics import TOPICS
from playbook.civil.window import Dates, Difference, HolidayDays, Union, Weekly, Window
from playbook.handbook.english import (
    capital,
    is_agent,
    is_thing,
    listed,
    number_word,
    plural,
    sentence,
    uncapitalised,
    with_article,
)
from playbook.handbook.fields import PHRASES, phrase_of
from playbook.handbook.functions import BOOLEANS, COUNTED, NOUNS
from playbook.handbook.marks import Html, Markdown
from playbook.handbook.noun import POST, THOSE
from playbook.handbook.topics import BUILTIN_NOUNS
from playbook.handbook.values import date_in_words, duration_in_words, instant_in_words, number_in_words
from playbook.handbook.windows import is_never, window_in_words, window_on
from playbook.model.post import Post
from playbook.model.schema import Field, fields_of
from playbook.types import BOOLEAN, Enum, ListOf, Record

WEEK = Weekly(frozenset(range(5)), 480, 1080)


def days(first: datetime, last: datetime) -> Dates:
    return Dates(first, last)


WINDOWS: list[tuple[Window, str, str]] = [
    (WEEK, "weekdays from 08:00 to 18:00", "on weekdays from 08:00 to 18:00"),
    (Weekly(frozenset(range(7)), 1320, 360), "every day from 22:00 to 06:00 the next day",
     "every day from 22:00 to 06:00 the next day"),
    (Weekly(frozenset({0, 1, 2, 3}), 0, 1440), "Mondays to Thursdays", "on Mondays to Thursdays"),
    (Weekly(frozenset({1, 3}), 600, 1440), "Tuesdays and Thursdays from 10:00 to midnight",
     "on Tuesdays and Thursdays from 10:00 to midnight"),
    (Weekly(frozenset({5, 6}), 0, 1440), "weekends", "on weekends"),
    (days(datetime(2026, 12, 20), datetime(2027, 1, 4)),
     "20 December 2026 to 3 January 2027, both days included",
     "from 20 December 2026 to 3 January 2027, both days included"),
    (days(datetime(2026, 12, 25), datetime(2026, 12, 26)), "the whole of 25 December 2026", "on 25 December 2026"),
    (days(datetime(2026, 12, 20, 18), datetime(2027, 1, 3, 9)),
     "18:00 on 20 December 2026 to 09:00 on 3 January 2027",
     "from 18:00 on 20 December 2026 to 09:00 on 3 January 2027"),
    (HolidayDays("US"), "public holidays of the United States", "on public holidays of the United States"),
    (HolidayDays("GB-SCT"), "public holidays of the United Kingdom (SCT)",
     "on public holidays of the United Kingdom (SCT)"),
    (Difference(WEEK, HolidayDays("FR")), "weekdays from 08:00 to 18:00, but not on public holidays of France",
     "on weekdays from 08:00 to 18:00, but not on public holidays of France"),
    (Union(WEEK, Weekly(frozenset({5}), 600, 720)),
     "weekdays from 08:00 to 18:00, and Saturdays from 10:00 to 12:00",
     "on weekdays from 08:00 to 18:00, and Saturdays from 10:00 to 12:00"),
    (Difference(WEEK, days(datetime(2000, 1, 1), datetime(2000, 1, 2))), "weekdays from 08:00 to 18:00",
     "on weekdays from 08:00 to 18:00"),
]  # fmt: skip


@pytest.mark.parametrize(("window", "noun", "adverb"), WINDOWS, ids=[noun for _, noun, _ in WINDOWS])
def test_windows(window: Window, noun: str, adverb: str) -> None:
    assert (window_in_words(window), window_on(window)) == (noun, adverb)


def test_never() -> None:
    never = days(datetime(2000, 1, 1), datetime(2000, 1, 2))
    assert is_never(never)
    assert is_never(Union(never, never))
    assert is_never(Difference(never, WEEK))
    assert not is_never(Union(never, WEEK))
    assert not is_never(WEEK)


def test_values() -> None:
    assert [number_in_words(n) for n in (0, 1_000, -3, Fraction(5, 2), Fraction(1, 3), Fraction(-1, 4), 10**5_000)] == [
        "0", "1,000", "-3", "2.5", "0.3333", "-0.25", "a very large number",
    ]  # fmt: skip
    assert number_in_words(Fraction(3, 5), percent=True) == "60%"
    assert duration_in_words(timedelta(days=365)) == "365 days"
    assert duration_in_words(timedelta(days=1)) == "24 hours"
    assert duration_in_words(timedelta(hours=2, minutes=30)) == "2 hours and 30 minutes"
    assert duration_in_words(-timedelta(minutes=1)) == "minus 1 minute"
    assert duration_in_words(timedelta(0)) == "0 seconds"
    assert date_in_words(date(2026, 11, 3)) == "3 November 2026"
    assert (
        instant_in_words(datetime.fromisoformat("2026-11-23T10:00-05:00"))
        == "23 November 2026 at 10:00 (UTC-05:00)"
    )


def test_english() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"], "or")] == ["", "a", "a, b or c"]
    assert [capital("it is"), capital("[x] is"), uncapitalised("What goes"), uncapitalised("AI tools"),
            uncapitalised("I work there"), uncapitalised("A word")] == [
        "It is", "[x] is", "what goes", "AI tools", "I work there", "a word"]  # fmt: skip
    assert [sentence("it is"), sentence("Is it?"), sentence("He said “no.”")] == [
        "It is.",
        "Is it?",
        "He said “no.”",
    ]
    assert [with_article(word) for word in ("badge", "hour", "uniform", "unimportant thing", "editor", "user")] == [
        "a badge", "an hour", "a uniform", "an unimportant thing", "an editor", "a user"]  # fmt: skip
    assert [plural(word) for word in ("link", "reply", "fox", "spokesman", "spokesperson", "day")] == [
        "links", "replies", "foxes", "spokesmen", "spokespeople", "days"]  # fmt: skip
    assert [is_thing(word) for word in ("badge", "driving licence", "nudity", "weapons", "violence")] == [
        True, True, False, False, False]  # fmt: skip
    assert [is_agent(role) for role in ("editor", "crisis lead", "duty officer", "legal", "press")] == [
        True, True, True, False, False]  # fmt: skip
    assert [number_word(2), number_word(11), number_word(1200)] == ["two", "11", "1,200"]


def test_verbs_agree() -> None:
    assert POST.say("{s} {mentions} {x}, {is} it, {has} it, {does} it", x="{y}") == (
        "the post mentions {y}, is it, has it, does it"
    )
    assert (
        THOSE.say("{s} {mentions} {x}, {is} it, {has} it, {does} it", x="")
        == "that mention , are it, have it, do it"
    )


def test_signs_that_would_mean_something_in_markdown() -> None:
    marks = Markdown()
    assert marks.text("1. a_b _c_ *d* #e") == r"1\. a_b \_c\_ \*d\* #e"
    assert marks.text("# x") == r"\# x"
    assert marks.text("- x") == r"\- x"
    assert marks.text("1.0 is") == "1.0 is"
    assert marks.text("a `b` c") == "a `b` c"
    assert marks.text("a ` c") == r"a \` c"
    assert marks.code("a`b") == "``a`b``"
    assert marks.text("two\n\nlines") == "two lines"
    assert Html().text("a `<b>` & c") == "a <code>&lt;b&gt;</code> &amp; c"


# ------------------------------------------------------------------------------------------------------- in step


def _fields() -> Iterator[Field]:
    waiting: list[type[BaseModel]] = [Post]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for one in fields_of(model).values():
            yield one
            kind = one.type.item if isinstance(one.type, ListOf) else one.type
            if isinstance(kind, Record):
                waiting.append(kind.model)


FIELDS = {f"{one.owner.__name__}.{one.name}": one for one in _fields()}
RECORDS = {"Post.account", "Post.author", "Post.audience"}
PLAIN = {"Account.organisation"}
"""Fields whose names are all there is to say."""


def test_every_field_has_a_phrase_and_no_other() -> None:
    assert set(PHRASES) == set(FIELDS) - RECORDS - PLAIN


@pytest.mark.parametrize("name", FIELDS)
def test_a_phrase_has_what_its_type_needs(name: str) -> None:
    one, phrase = FIELDS[name], phrase_of(FIELDS[name], Markdown())
    if one.type == BOOLEAN:
        assert phrase.yes
        assert phrase.no
    if isinstance(one.type, Enum):
        assert set(phrase.members) == set(one.type.members)
        assert phrase.equals
    if isinstance(one.type, ListOf):
        assert phrase.one
        assert phrase.several
        assert phrase.many
    assert bool(phrase.missing) == bool(phrase.present)
    assert bool(phrase.includes) == bool(phrase.lacks)
    assert bool(phrase.equals) == bool(phrase.differs)


def test_every_function_and_topic_of_the_language_has_words() -> None:
    assert set(NOUNS) | BOOLEANS == set(FUNCTIONS)
    assert set(COUNTED) <= set(NOUNS)
    assert set(BUILTIN_NOUNS) == set(TOPICS)


class Launch(Post):
    """An app's own."""

    is_live: bool | None = None
    lab_names: tuple[str, ...] | None = None


def test_fields_of_an_app_are_spoken_of_by_their_names() -> None:
    own = fields_of(Launch)
    assert phrase_of(own["lab_names"], Markdown()).one == "lab name"
    assert phrase_of(own["is_live"], Markdown()).head == "is live"
    assert phrase_of(own["text"], Markdown()).head == "text"
