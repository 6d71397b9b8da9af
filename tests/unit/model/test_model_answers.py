"""Answers are kept as JSON has them, and read as what the question asks for."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import BaseModel

from playbook.model.answers import Answers, read_answer
from playbook.model.post import Post
from playbook.types import BOOLEAN, DATE, DURATION, NUMBER, TEXT, TIME, ListOf, Type
from playbook.values import UNKNOWN

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "kind", "expected"),
    [
        (True, BOOLEAN, True),
        ("false", BOOLEAN, False),
        ("TRUE", BOOLEAN, True),
        ("yes", BOOLEAN, True),
        (" No ", BOOLEAN, False),
        (300, NUMBER, 300),
        (0.1, NUMBER, Fraction(1, 10)),
        (Fraction(1, 4), NUMBER, Fraction(1, 4)),
        (Decimal("2.50"), NUMBER, Fraction(5, 2)),
        (" 12.5 ", NUMBER, Fraction(25, 2)),
        ("300", TEXT, "300"),
        ("2026-11-23T12:00Z", TIME, NOON),
        ("2026-11-23T14:00:00+02:00", TIME, NOON),
        (datetime(2026, 11, 23, 14, tzinfo=timezone(timedelta(hours=2))), TIME, NOON),
        (date(2026, 11, 23), DATE, date(2026, 11, 23)),
        ("2026-11-23", DATE, date(2026, 11, 23)),
        (timedelta(days=3, hours=1), DURATION, timedelta(days=3, hours=1)),
        ("P3D", DURATION, timedelta(days=3)),
        (["a", "b"], ListOf(TEXT), ("a", "b")),
        (("1", 2, 0.5), ListOf(NUMBER), (1, 2, Fraction(1, 2))),
        ([], ListOf(TEXT), ()),
    ],
)
def test_answers_are_read_as_what_is_asked_for(given: Any, kind: Type, expected: object) -> None:
    post = Post.model_validate({"answers": {"it": given}})
    back = Post.model_validate_json(post.model_dump_json())
    assert back == post
    assert read_answer(post, "it", kind) == expected
    assert read_answer(back, "it", kind) == expected


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (1, BOOLEAN),
        ("yep", BOOLEAN),
        ("", BOOLEAN),
        ("1", BOOLEAN),
        (True, NUMBER),
        ("1e999999999", NUMBER),
        ("1/3", NUMBER),
        ("٣", NUMBER),
        ("", NUMBER),
        (5, TEXT),
        ("2026-11-23T12:00", TIME),
        ("soon", TIME),
        (5, TIME),
        ("2026-11-23T12:00Z", DATE),
        ("20", DATE),
        ("three days", DURATION),
        ("a", ListOf(TEXT)),
        (["a", 1], ListOf(TEXT)),
        (["a"], ListOf(NUMBER)),
    ],
)
def test_answers_of_another_type_are_unknown(given: Any, kind: Type) -> None:
    assert read_answer(Post.model_validate({"answers": {"it": given}}), "it", kind) is UNKNOWN


def test_no_answer_is_unknown() -> None:
    class Other(BaseModel):
        answers: int = 0

    assert read_answer(Post(), "it", BOOLEAN) is UNKNOWN
    assert read_answer(Post.model_validate({"answers": {"it": None}}), "it", BOOLEAN) is UNKNOWN
    assert read_answer(Other(), "it", BOOLEAN) is UNKNOWN


def test_answers_are_a_mapping_that_stays_as_it_is() -> None:
    answers = Answers({"b": 1, "a": True})
    assert list(answers) == ["a", "b"]
    assert len(answers) == 2
    assert answers == {"a": True, "b": 1}
    assert hash(answers) == hash(Answers({"a": True, "b": 1}))
    assert repr(answers) == "{'a': True, 'b': 1}"
    source: dict[str, Any] = {"a": True}
    post = Post.model_validate({"answers": source})
    source["a"] = False
    assert post.answers["a"] is True
