"""Holidays from the library, where it is; the words for where it is not."""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import PackageNotFoundError

import pytest

from playbook.civil import holidays
from playbook.civil.holidays import calendar_problem, is_holiday, known_calendars, library_version


@pytest.fixture
def _no_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    library_version.cache_clear()
    known_calendars.cache_clear()
    holidays._days.cache_clear()
    yield
    library_version.cache_clear()
    known_calendars.cache_clear()
    holidays._days.cache_clear()


@pytest.mark.usefixtures("_no_library")
def test_without_the_library() -> None:
    assert library_version() is None
    assert known_calendars() == frozenset()
    assert calendar_problem("GB") == "missing-library"
    assert is_holiday("GB", date(2026, 12, 25)) is None


def test_calendars_are_countries_and_their_parts() -> None:
    pytest.importorskip("holidays")
    assert {"GB", "US", "DE", "US-CA", "GB-SCT"} <= known_calendars()
    for code in sorted(known_calendars())[::40]:
        assert calendar_problem(code) is None, code
    for code in ("XX", "gb", "GB-XXX", "GB-", "", "GBR", "UK", "NYSE"):
        assert calendar_problem(code) == "unknown-calendar", code


@pytest.mark.parametrize(
    ("code", "day", "holiday"),
    [
        ("GB", date(2026, 12, 25), True),
        ("GB", date(2026, 12, 24), False),
        ("GB", date(2026, 12, 28), True),  # Boxing Day is on a Saturday, and observed on Monday
        ("US", date(2026, 11, 26), True),
        ("US-CA", date(2026, 3, 31), True),
        ("US", date(2026, 3, 31), False),
        ("GB-SCT", date(2026, 11, 30), True),
        ("GB-NIR", date(2026, 11, 30), False),
    ],
)
def test_holidays(code: str, day: date, holiday: bool) -> None:
    pytest.importorskip("holidays")
    assert is_holiday(code, day) is holiday


def test_years_that_are_not_covered_are_unknown() -> None:
    pytest.importorskip("holidays")
    assert is_holiday("GB", date(1500, 12, 25)) is None
    assert is_holiday("GB", date(9998, 12, 25)) is None
    assert is_holiday("XX", date(2026, 12, 25)) is None
