"""Every function does what its examples say, and nothing that a poster writes makes one fail."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from playbook.builtins import FUNCTIONS
from playbook.builtins.declare import Example, Function
from playbook.model.post import Post
from playbook.model.schema import fields_of
from playbook.model.shapes import fits
from playbook.types import NUMBER, Record
from playbook.values import UNKNOWN

EXAMPLES = [(function, one) for function in FUNCTIONS.values() for one in function.examples]


@pytest.mark.parametrize(("function", "one"), EXAMPLES, ids=lambda value: getattr(value, "name", ""))
def test_examples_are_true(function: Function, one: Example) -> None:
    post = [Post.model_validate(one.post)] if function.takes_post else []
    given = function.implementation(*post, *one.arguments)
    assert given == one.gives
    assert given is UNKNOWN or fits(given, function.returns) == one.gives


@pytest.mark.parametrize("function", FUNCTIONS.values(), ids=lambda function: function.name)
def test_declarations_are_complete(function: Function) -> None:
    assert FUNCTIONS[function.name] is function
    assert len({repr(one.gives) for one in function.examples}) > 1
    summary = function.doc.partition("\n\n")[0]
    assert summary.endswith(".")
    assert "\n" not in summary
    for path in function.reads:
        model: Any = Post
        for name in path.split("."):
            field = fields_of(model)[name]
            model = field.type.model if isinstance(field.type, Record) else None
    for one in function.examples:
        for argument, parameter in zip(one.arguments, function.parameters, strict=False):
            assert fits(argument, parameter.type) is not UNKNOWN


TEXTS = [
    "",
    " ",
    "\n\r\u2028",
    "\u0301",
    "🇩",
    "\ufeff",
    "İ" * 10,
    "ß",
    "ǅ",
    "日本語。日本",
    "....",
    "a" * 100_000,
    "🇩🇪" * 40_000,
]


@pytest.mark.parametrize(
    "name", ["length", "word_count", "line_count", "share_of_capitals", "words_per_sentence"]
)
def test_functions_of_a_text_take_any_text(name: str) -> None:
    for text in [*TEXTS, "https://" * 10_000, "!\n" * 50_000, "A." * 50_000, "'a" * 50_000]:
        value = FUNCTIONS[name].implementation(text)
        assert fits(value, NUMBER) is not UNKNOWN
        assert value >= 0
        assert name != "share_of_capitals" or value <= 1


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("length", "e\u0301\r\n", 2),
        ("word_count", "#Rivers @kim 3.5 well-known isn’t", 5),
        ("word_count", "a https://b.example/c-d e", 3),
        ("line_count", "a\r\nb\u2028 \nc", 3),
        ("share_of_capitals", "NASA", 1),
        ("share_of_capitals", "ǅungla", Fraction(1, 6)),
        ("share_of_capitals", "日本", 0),
        ("words_per_sentence", "Hi. There we go\nNow", Fraction(5, 3)),
        ("words_per_sentence", "3.5 percent of www.acme.org/x.y", 4),
        ("words_per_sentence", "...", 0),
    ],
)
def test_writing(name: str, text: str, expected: object) -> None:
    assert FUNCTIONS[name].implementation(text) == expected


NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def _trained(trainings: Any, *arguments: Any, now: datetime | None = NOW) -> Any:
    post = Post.model_validate({"publish_at": now, "author": {"trainings": trainings}})
    return FUNCTIONS["trained"].implementation(post, "Social Media", *arguments)


def _training(days_ago: int = 10, **more: Any) -> dict[str, Any]:
    return {"course": "social media", "at": NOW - days_ago * DAY, "score": 1, **more}


@pytest.mark.parametrize(
    ("trainings", "arguments", "expected"),
    [
        (None, (), UNKNOWN),
        ([], (), False),
        ([_training(course="first aid")], (), False),
        ([_training()], (), True),
        ([_training(365)], (365 * DAY,), True),
        ([_training(366)], (365 * DAY,), False),
        ([_training(10)], (timedelta.max,), True),
        ([_training(-1)], (), False),
        ([_training(0)], (), True),
        ([_training(score=0.8)], (365 * DAY, Fraction(4, 5)), True),
        ([_training(score=0.79)], (365 * DAY, Fraction(4, 5)), False),
        ([_training(score=None)], (365 * DAY, 1), UNKNOWN),
        ([_training(400, score=None)], (365 * DAY, 1), False),
        ([_training(score=None)], (365 * DAY,), True),
        ([_training(at=None)], (), UNKNOWN),
        ([_training(at=None, score=0)], (365 * DAY, 1), False),
        ([_training(at=None), _training()], (), True),
        ([_training(at=None), _training(course="x")], (), UNKNOWN),
        ([_training(course=None)], (), UNKNOWN),
        ([_training(400, course=None)], (365 * DAY,), False),
        ([_training(expires_at=NOW)], (), False),
        ([_training(expires_at=NOW + DAY)], (), True),
        ([_training(at=None, expires_at=NOW)], (), False),
    ],
)
def test_trained(trainings: Any, arguments: tuple[Any, ...], expected: object) -> None:
    assert _trained(trainings, *arguments) is expected


def test_trained_at_an_unknown_time_is_unknown() -> None:
    assert _trained([_training()], now=None) is UNKNOWN
    assert _trained([], now=None) is False


def test_courses_compare_as_people_read_them() -> None:
    post = Post.model_validate({"publish_at": NOW, "author": {"trainings": [_training(course="CAFE\u0301")]}})
    assert FUNCTIONS["trained"].implementation(post, "café") is True
