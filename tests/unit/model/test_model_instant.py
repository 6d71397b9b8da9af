"""Instants come in many spellings, of which one is read by a shorter way: to the same end."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AwareDatetime, TypeAdapter, ValidationError

from playbook.model.instant import Instant

OURS: TypeAdapter[datetime] = TypeAdapter(Instant)
PYDANTIC: TypeAdapter[datetime] = TypeAdapter(AwareDatetime)

SPELLINGS = [
    "2026-11-23T10:00:00Z",
    "2026-11-23T10:00:00z",
    "2026-11-23t10:00:00Z",
    "2026-11-23 10:00:00Z",
    "2026-11-23T10:00Z",
    "2026-11-23T10:00:00.5Z",
    "2026-11-23T10:00:00.123456+05:30",
    "2026-11-23T10:00:00,5Z",
    "2026-11-23T10:00:00-00:00",
    "2026-11-23T10:00:00+23:59",
    "2026-11-23T10:00:00+24:00",
    "2026-11-23T10:00:00+0100",
    "2026-11-23T10:00:00+01",
    "2026-11-23T10:00:00",
    "2026-11-23T24:00:00Z",
    "2026-11-23T10:60:00Z",
    "2026-11-23T10:00:60Z",
    "2026-02-29T10:00:00Z",
    "2028-02-29T10:00:00Z",
    "2026-13-01T10:00:00Z",
    "2026-W48-1T10:00:00Z",
    "2026-11-23T100000.1Z",
    "20261123T100000.000Z",
    "２026-11-23T10:00:00Z",
    "2026-11-23T10:00:00Z ",
    "2026-11-23T10:00:00Z\n",
    " 2026-11-23T10:00:00Z",
    "2026-11-23",
    "10:00:00Z",
    "soon",
]


def _read(adapter: TypeAdapter[datetime], text: str) -> object:
    """The instant, or the kinds of what is wrong."""
    try:
        return adapter.validate_python(text).astimezone(UTC)
    except ValidationError as error:
        return [problem["type"] for problem in error.errors()]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_spelling_means_what_pydantic_takes_it_for(text: str) -> None:
    assert _read(OURS, text) == _read(PYDANTIC, text)


@given(
    st.text("0123456789-:T.Z+ ", max_size=27)
    | st.from_regex(
        r"\A20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.0-9]{0,8}(Z|[+-][0-9:]{4,6})\Z"
    )
)
def test_whatever_is_written_is_read_as_pydantic_does(text: str) -> None:
    ours, theirs = _read(OURS, text), _read(PYDANTIC, text)
    if ours == ["value_error"]:  # a number, or nothing at all, or another age
        assert set(text) <= set("0123456789.+- ") or (isinstance(theirs, datetime) and theirs.year < 1900)
    else:
        assert ours == theirs


@pytest.mark.parametrize(
    "number",
    ["1700000000", "-1700000000", "1700000000.5", " 1_700_000_000 ", "+1.7", "1700000000000", ".5", "5."],
)
def test_a_number_is_no_instant(number: str) -> None:
    assert _read(OURS, number) == ["value_error"]
    with pytest.raises(ValidationError):
        OURS.validate_json(number)


@pytest.mark.parametrize("text", ["1899-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "0001-01-01T00:00+05:00"])
def test_neither_is_one_of_another_age(text: str) -> None:
    assert _read(OURS, text) == ["value_error"]


def test_all_are_kept_in_utc() -> None:
    for text in (
        "2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+00:00",
        "2026-11-23T12:00:00+02:00",
        "2026-11-23T10:00Z",
    ):
        for read in (OURS.validate_python(text), OURS.validate_json(f'"{text}"')):
            assert read == datetime(2026, 11, 23, 10, tzinfo=UTC)
            assert read.tzinfo is UTC
