"""Public holidays, from the `holidays` library where it is installed. Nothing else in the project imports it.

A calendar is a country (`GB`) or one of its parts (`GB-SCT`), by the codes of ISO 3166. Observed days (a Monday for a
holiday on a Sunday) count. Years that the library has no data for are unknown.
"""

from datetime import date
from functools import cache
from typing import Literal

MISSING_LIBRARY: Literal["missing-library"] = "missing-library"
UNKNOWN_CALENDAR: Literal["unknown-calendar"] = "unknown-calendar"


def calendar_problem(code: str) -> Literal["missing-library", "unknown-calendar"] | None:
    """Why the calendar *code* cannot be used; None if it can."""
    if library_version() is None:
        return MISSING_LIBRARY
    return None if _is_known(code) else UNKNOWN_CALENDAR


@cache
def library_version() -> str | None:
    """The version of the `holidays` library; None if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow, and rarely asked for)

    try:
        return version("holidays")
    except PackageNotFoundError:
        return None


@cache
def known_calendars() -> frozenset[str]:
    """The codes of all calendars; none without the library. Takes a second, since it loads them
    all: for suggestions.
    """
    if library_version() is None:
        return frozenset()
    import holidays  # noqa: PLC0415 (an extra)

    parts: dict[str, list[str]] = holidays.list_supported_countries(include_aliases=False)
    return frozenset(parts) | {f"{country}-{part}" for country, names in parts.items() for part in names}


def is_holiday(code: str, day: date) -> bool | None:
    """Whether *day* is a holiday of the calendar *code*; None if the calendar does not cover that year, or is not
    known.
    """
    days = _days(code, day.year)
    return None if days is None else day in days


@cache
def _is_known(code: str) -> bool:
    import holidays  # noqa: PLC0415 (an extra)

    country, dash, part = code.partition("-")
    calendar = getattr(holidays, country, None) if len(country) == 2 and country.isupper() else None
    # The library has other names for some countries (`UK`); the code is the one that the calendar itself gives.
    if calendar is None or getattr(calendar, "country", None) != country:
        return False
    return not dash or part in calendar.subdivisions


@cache
def _days(code: str, year: int) -> frozenset[date] | None:
    if library_version() is None or not _is_known(code):
        return None
    import holidays  # noqa: PLC0415 (an extra)

    country, _, part = code.partition("-")
    calendar = holidays.country_holidays(country, subdiv=part or None, years=year, expand=False)
    if not calendar.start_year <= year <= calendar.end_year:
        return None
    return frozenset(day for day in calendar if day.year == year)
