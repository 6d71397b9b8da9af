"""A function that is not wholly declared does not get into the language: importing it fails."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from playbook.builtins.declare import Number, collected, example, function, spell
from playbook.model.post import Post
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, ListOf
from playbook.values import ABSENT, Gap, Truth

SOME = example(gives=1)


def test_the_signature_comes_from_the_annotations() -> None:
    @function(example(gives=True), reads=("publish_at",))
    def sample(post: Post, a: str, b: tuple[str, ...], c: timedelta, d: date | None = None) -> Truth:
        """Says something."""
        return bool(a)

    assert (sample.name, sample.doc, sample.takes_post, sample.reads) == (
        "sample",
        "Says something.",
        True,
        ("publish_at",),
    )
    assert [(one.name, one.type, one.required) for one in sample.parameters] == [
        ("a", TEXT, True),
        ("b", ListOf(TEXT), True),
        ("c", DURATION, True),
        ("d", DATE, False),
    ]
    assert sample.returns == BOOLEAN


def test_numbers_and_gaps() -> None:
    @function(SOME)
    def sample(a: Number, b: datetime, c: Number | None = None) -> Number | Gap:
        """Says something."""
        return ABSENT

    assert [one.type for one in sample.parameters] == [NUMBER, TIME, NUMBER]
    assert sample.returns == NUMBER


def _no_docstring(a: str) -> int:
    return len(a)


def _odd_parameter(a: Any) -> int:
    """Says something."""
    return len(a)


def _odd_result(a: str) -> Any:
    """Says something."""
    return a


def _bare(a) -> int:  # type: ignore[no-untyped-def]
    """Says something."""
    return len(a)


def _keyword(*, a: str) -> int:
    """Says something."""
    return len(a)


def _default(a: str = "x") -> int:
    """Says something."""
    return len(a)


def _optional(a: str | None) -> int:
    """Says something."""
    return len(a or "")


def _reads_nothing(post: Post) -> int:
    """Says something."""
    return len(post.text)


@pytest.mark.parametrize(
    "implementation",
    [_no_docstring, _odd_parameter, _odd_result, _bare, _keyword, _default, _optional, _reads_nothing],
    ids=lambda implementation: implementation.__name__,
)
def test_what_is_missing_or_odd_fails_at_once(implementation: Any) -> None:
    with pytest.raises(TypeError, match=implementation.__name__):
        function(SOME)(implementation)


def test_an_example_is_wanted() -> None:
    def sample(a: str) -> int:
        """Says something."""
        return len(a)

    with pytest.raises(TypeError, match="no example"):
        function()(sample)


def test_reading_without_a_post_makes_no_sense() -> None:
    def sample(a: str) -> int:
        """Says something."""
        return len(a)

    with pytest.raises(TypeError, match="reads"):
        function(SOME, reads=("text",))(sample)


def test_an_order_of_arguments_that_nobody_can_write() -> None:
    def sample(a: str | None = None, *, b: str) -> int:
        """Says something."""
        return len(b)

    with pytest.raises(TypeError):
        function(SOME)(sample)


def test_two_functions_of_one_name() -> None:
    @function(SOME)
    def sample(a: str) -> int:
        """Says something."""
        return len(a)

    with pytest.raises(TypeError, match="sample"):
        collected(sample, sample)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "true"),
        (3, "3"),
        (Fraction(4, 5), "80%"),
        (Fraction(5, 2), "2.5"),
        (Fraction(1, 3), "1 / 3"),
        (Fraction(4, 1), "4"),
        ('say "hi"\n\\', '"say \\"hi\\"\\n\\\\"'),
        (timedelta(days=365), "365 days"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(minutes=90), "90 minutes"),
        (datetime(2026, 11, 23, 10, tzinfo=UTC), "2026-11-23T10:00Z"),
        (date(2026, 11, 23), "2026-11-23"),
        (("a", 1), '["a", 1]'),
    ],
)
def test_values_are_spelled_as_the_language_writes_them(value: object, words: str) -> None:
    assert spell(value) == words


def test_examples_are_spelled_as_calls() -> None:
    assert (
        example("first aid", timedelta(days=1), gives=True).spelled("trained")
        == 'trained("first aid", 1 day)'
    )
