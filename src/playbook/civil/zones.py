"""Time zones: always those of the `tzdata` package, never those of the machine, so that an answer is the same
everywhere.
"""

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo


@cache
def zone_names() -> frozenset[str]:
    """The names of all time zones (IANA's, as the `tzdata` package lists them)."""
    return frozenset(_data().joinpath("zones").read_text(encoding="utf-8").split())


@cache
def load_zone(name: str) -> ZoneInfo | None:
    """The time zone called *name*, letter for letter; None if there is none."""
    if name not in zone_names():
        return None
    with _data().joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def _data() -> Any:
    from importlib.resources import files  # noqa: PLC0415  (slow, and many policies name no zone)

    return files("tzdata")


def wall_time(instant: datetime, zone: ZoneInfo) -> datetime | None:
    """What clocks in *zone* show at *instant*, naive; None where that lies outside the years 1 to 9999."""
    try:
        return instant.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return None


def civil_date(instant: datetime, zone: ZoneInfo) -> date | None:
    """The date in *zone* at *instant*; None where that lies outside the years 1 to 9999."""
    wall = wall_time(instant, zone)
    return None if wall is None else wall.date()


def offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    """How far clocks in *zone* are ahead of UTC at *instant*."""
    return instant.astimezone(zone).utcoffset() or timedelta()
