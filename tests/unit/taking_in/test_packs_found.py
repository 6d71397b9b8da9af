"""Packs by name: those that come with Playbook, and those that installed packages bring."""

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import playbook
from playbook.packs import available, pack_path


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """A package `acme_rules` with packs, as if it were installed; entry points are added to the list."""
    inner = tmp_path / "acme_rules" / "inner"
    inner.mkdir(parents=True)
    for place in (inner.parent, inner):
        (place / "__init__.py").write_text("raise SystemExit('packages of packs are not run')")
    (inner.parent / "acme.playbook").write_text(
        "policy acme param most: number = 1 rule r when count(hashtags) > most warn"
    )
    (inner.parent / "personal.playbook").write_text("policy fake")
    (inner / "deep.playbook").write_text("policy deep rule r deny")
    monkeypatch.syspath_prepend(tmp_path)
    points: list[EntryPoint] = []
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda *, group: points if group == "playbook.packs" else []
    )
    yield points


def point(name: str, value: str) -> EntryPoint:
    return EntryPoint(name, value, "playbook.packs")


def test_the_shipped_packs() -> None:
    assert {"personal", "professional"} <= set(available())
    assert list(available()) == sorted(available())
    for name, path in available().items():
        assert pack_path(name) == path
        assert path.is_file()


def test_an_installed_package_brings_packs(installed: list[EntryPoint]) -> None:
    installed += [point("acme", "acme_rules"), point("deep", "acme_rules.inner")]
    assert {"acme", "deep", "personal"} <= set(available())
    assert playbook.load("acme", most=2).params == {"most": 2}
    decision = playbook.evaluate(
        {"hashtags": ["a"]}, playbook.compile("policy mine extends acme with most = 0")
    )
    assert [found.rule for found in decision.findings] == ["r"]


def test_nothing_of_the_package_is_run(installed: list[EntryPoint]) -> None:
    import sys

    installed.append(point("deep", "acme_rules.inner"))
    assert playbook.load("deep").name == "deep"
    assert "acme_rules" not in sys.modules


def test_a_shipped_name_cannot_be_taken(installed: list[EntryPoint]) -> None:
    installed.append(point("personal", "acme_rules"))
    assert playbook.load("personal").name == "personal"
    assert available()["personal"] == pack_path("personal")


def test_of_two_packages_with_one_name_the_first_by_name_wins(
    installed: list[EntryPoint], tmp_path: Path
) -> None:
    other = tmp_path / "zzz_rules"
    other.mkdir()
    (other / "acme.playbook").write_text("policy other")
    installed += [point("acme", "zzz_rules"), point("acme", "acme_rules")]
    assert playbook.load("acme").name == "acme"


@pytest.mark.parametrize(
    "value", ["no_such_module", "acme_rules.nowhere", "sys", "", ".", "os.path", "acme_rules..inner"]
)
def test_an_entry_point_that_leads_nowhere_is_no_pack(installed: list[EntryPoint], value: str) -> None:
    installed.append(point("lost", value))
    assert "lost" not in available()
    assert pack_path("lost") is None


def test_an_unknown_pack_gets_a_suggestion_when_close(installed: list[EntryPoint]) -> None:
    installed.append(point("acme", "acme_rules"))
    (only,) = playbook.check("policy p extends profesional")
    assert (only.code, only.help()) == ("PB401", "did you mean `professional`?")
    assert [edit.text for edit in only.edits()] == ["professional"]
    (only,) = playbook.check("policy p extends acmee")
    assert only.help() == "did you mean `acme`?"
    (only,) = playbook.check("policy p use something-else")
    assert only.edits() == ()
    assert "playbook packs" in str(only.help())


@pytest.mark.parametrize("name", ["../personal", "..", "", "personal.playbook", "Personal ", "a/b", "\0"])
def test_what_is_no_name_of_a_pack(name: str) -> None:
    assert pack_path(name) is None


def test_a_shipped_pack_is_called_by_its_name_wherever_it_is_installed() -> None:
    (found,) = playbook.evaluate({}, "personal").findings
    assert found.location.file == "personal.playbook"
