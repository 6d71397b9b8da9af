"""`playbook new`: a policy to start from, which passes everything there is to pass."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.packs import available

Run = Callable[..., Any]


@pytest.mark.parametrize("extends", [None, "house.playbook", *available()])
@pytest.mark.parametrize("name", ["acme", "acme-2", "deny", "a"])
def test_it_passes(run: Run, here: Path, name: str, extends: str | None) -> None:
    done = run("new", name, *(["--extends", extends] if extends else []))
    file = f"{name}.playbook"
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"wrote {file}\nwrote terms/{name}.txt\n")
    assert run("check", file).out == "All well: 1 file checked.\n"
    assert run("test", file).code == 0
    assert run("fmt", "--check", file).code == 0
    assert run("lint", file).code == 0


def test_it_judges(run: Run, here: Path) -> None:
    run("new", "acme")
    done = run("evaluate", "--policy", "acme.playbook", "--text", "project heron!")
    assert done.code == 1
    assert "This is not announced yet." in done.out


def test_nothing_is_overwritten(run: Run, here: Path) -> None:
    run("new", "acme")
    (here / "acme.playbook").write_text("mine")
    (here / "terms" / "acme.txt").write_text("mine")
    done = run("new", "acme")
    assert (done.code, done.out) == (2, "")
    assert "acme.playbook: this is there already, and is not overwritten" in done.err
    (here / "acme.playbook").unlink()
    assert "terms/acme.txt: this is there already" in run("new", "acme").err
    assert (here / "terms" / "acme.txt").read_text() == "mine"
    assert not (here / "acme.playbook").exists()


def test_a_link_to_nowhere_is_not_written_through(run: Run, here: Path) -> None:
    (here / "acme.playbook").symlink_to(here / "elsewhere")
    assert run("new", "acme").code == 2
    assert not (here / "elsewhere").exists()


def test_another_folder(run: Run, here: Path) -> None:
    assert run("new", "acme", "--folder", "a/b").code == 0
    assert run("check", "a/b/acme.playbook").code == 0


@pytest.mark.parametrize(
    "name", ["", "Acme", "a_b", "../x", "a/b", "a-", "a--b", "1a", "rule", "x" * 61, "a\n", "ä", "\x1b[2J"]
)
def test_names_that_are_none(run: Run, here: Path, name: str) -> None:
    done = run("new", "--", name)
    assert (done.code, done.out) == (2, "")
    assert "cannot be a policy's name" in done.err
    assert sorted(path.name for path in here.iterdir()) == ["house.playbook"]


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("profesional", "help: did you mean `professional`?"),
        ("gone.playbook", "`gone.playbook` cannot be taken in: there is no such file"),
        ("bad.playbook", "error[PB"),
        ('a"b', "this can be no path in a policy"),
        ("a\nrule x", "this can be no path in a policy"),
    ],
)
def test_what_cannot_be_extended_leaves_nothing_behind(run: Run, here: Path, extends: str, said: str) -> None:
    (here / "bad.playbook").write_text("policy bad rule")
    done = run("new", "acme", "--extends", extends)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not (here / "acme.playbook").exists()
    assert not (here / "terms" / "acme.txt").exists()
