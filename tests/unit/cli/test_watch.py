"""`--watch`: a run after every change that matters. The watching itself is somebody else's, and made up here."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from playbook.cli import WITH_WATCH
from playbook.cli.watch import folders_of, is_watched

Run = Callable[..., Any]


class Watchfiles(ModuleType):
    """Says that there were changes; before each, it makes one."""

    def __init__(self, *changes: Callable[[], Any]) -> None:
        super().__init__("watchfiles")
        self.changes = changes
        self.folders: tuple[str, ...] = ()

    def watch(self, *folders: str, watch_filter: Any) -> Iterator[set[tuple[int, str]]]:
        self.folders = folders
        for change in self.changes:
            change()
            yield {(2, "house.playbook"), (2, "\x1b[2J.playbook")}


@pytest.mark.parametrize("name", sorted(WITH_WATCH))
def test_it_runs_again(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    good = (here / "house.playbook").read_text()
    file = here / "house.playbook"
    fake = Watchfiles(lambda: file.write_text("policy bad rule"), file.unlink, lambda: file.write_text(good))
    monkeypatch.setitem(sys.modules, "watchfiles", fake)
    once = run(name, "house.playbook")
    done = run(name, "house.playbook", "--watch")
    assert done.code == once.code
    assert done.out.startswith(once.out) and done.out.endswith(once.out)
    assert "error[PB" in done.out
    assert "error: house.playbook: there is no such file" in done.err
    assert "watching .; interrupt to end\n" in done.err
    assert done.err.count("changed: <U+001B>[2J.playbook, house.playbook\n") == 3
    assert fake.folders == (".",)


def test_an_interrupt_ends_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "watchfiles", Watchfiles(interrupt))
    done = run("check", "house.playbook", "--watch")
    assert done.code == 130
    assert "All well" in done.out


def test_an_interrupt_while_it_runs_ends_it_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.cli import check

    runs: list[object] = []

    def interrupt(*_: object) -> None:
        runs.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "load_graph", interrupt)
    monkeypatch.setitem(sys.modules, "watchfiles", Watchfiles(list, list))
    assert run("check", "house.playbook", "--watch").code == 130
    assert runs == [1]


def test_without_the_library_it_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    done = run("check", "house.playbook", "--watch")
    assert (done.code, done.out) == (2, "")
    assert "--watch needs the package watchfiles: pip install 'playbook-policy[watch]'" in done.err


@pytest.mark.parametrize(
    ("path", "watched"),
    [
        ("/a/house.playbook", True),
        ("terms/a.txt", True),
        ("./playbook.toml", True),
        ("house.playbook~", False),
        (".venv/lib/a.txt", False),
        (".house.playbook.swp", False),
        (".tmp.playbook", False),
    ],
)
def test_what_matters(path: str, watched: bool) -> None:
    assert is_watched(None, path) is watched


def test_the_folders_of_what_is_named(here: Path) -> None:
    (here / "sub").mkdir()
    assert folders_of(["house.playbook", "sub", "professional"]) == [".", "sub"]
    assert folders_of(["professional"]) == ["."]
