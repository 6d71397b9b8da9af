"""Time zones come from the package, and nowhere else."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from zoneinfo import _zoneinfo  # type: ignore[attr-defined]  # its Python half lists the changes; the C half hides them

import pytest

from playbook.civil.zones import civil_date, load_zone, offset, wall_time, zone_names


def test_zones_are_known_by_their_exact_names() -> None:
    zone = load_zone("America/New_York")
    assert zone is not None
    assert zone.key == "America/New_York"
    assert offset(datetime(2026, 7, 1, tzinfo=UTC), zone) == timedelta(hours=-4)
    assert load_zone("UTC") is load_zone("UTC")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "America",
        "america/new_york",
        "America/New_York ",
        "../tzdata/zones",
        "/etc/localtime",
        "zones",
        "Mars/Phobos",
        "\x00",
    ],
)
def test_other_names_are_no_zones(name: str) -> None:
    assert load_zone(name) is None


def test_the_zones_of_the_machine_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = zoneinfo.TZPATH
    zoneinfo.reset_tzpath(to=[])
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    try:
        zone = load_zone("Europe/Paris")
        assert zone is not None
        assert offset(datetime(2026, 1, 1, tzinfo=UTC), zone) == timedelta(hours=1)
    finally:
        zoneinfo.reset_tzpath(to=before)


def test_every_zone_loads() -> None:
    assert len(zone_names()) > 400
    assert all(load_zone(name) is not None for name in zone_names())


def test_clocks_are_never_set_twice_within_three_days() -> None:
    # `window.edges` steps through time three days at a time.
    for name in zone_names():
        with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as data:
            zone = _zoneinfo.ZoneInfo.from_file(data)
        changed = None
        known = zone._tti_before.utcoff if zone._tti_before else None
        for instant, rule in zip(zone._trans_utc, zone._ttinfos, strict=False):
            if rule.utcoff != known:
                assert changed is None or instant - changed > 3 * 86_400, name
                changed, known = instant, rule.utcoff


def test_wall_times_and_civil_dates() -> None:
    zone = load_zone("Pacific/Apia")
    assert zone is not None
    assert wall_time(datetime(2011, 12, 30, 9, 59, tzinfo=UTC), zone) == datetime(2011, 12, 29, 23, 59)
    assert wall_time(datetime(2011, 12, 30, 10, 0, tzinfo=UTC), zone) == datetime(2011, 12, 31)
    assert civil_date(datetime(2011, 12, 30, 10, 0, tzinfo=UTC), zone) == date(2011, 12, 31)


def test_where_the_calendar_ends_there_is_no_wall_time() -> None:
    zone = load_zone("Asia/Tokyo")
    assert zone is not None
    last = datetime(9999, 12, 31, 23, tzinfo=UTC)
    assert wall_time(last, zone) is None
    assert civil_date(last, zone) is None
