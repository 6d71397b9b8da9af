"""`playbook check`: every mistake of every file in one run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

BAD = "policy bad\nrule x when author.trianed deny\nrule y when sponsord warn\n"


def test_all_is_well(run: Run) -> None:
    done = run("check", "house.playbook")
    assert (done.code, done.out, done.err) == (0, "All well: 1 file checked.\n", "")


def test_every_mistake_of_every_file(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text(BAD)
    (here / "worse.playbook").write_text("rule without a policy")
    done = run("check", "house.playbook", "bad.playbook", "worse.playbook")
    assert done.code == 1
    for place in ("bad.playbook:2:13", "bad.playbook:3:13", "worse.playbook:1:1"):
        assert f"--> {place}\n" in done.out
    assert done.out.endswith("errors in 3 files.\n")


def test_a_mistake_looks_like_this(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text('policy bad\nrule x\n  when sponsord\n  deny "No."\n')
    done = run("check", "bad.playbook")
    lines = done.out.splitlines()
    assert lines[0].startswith("error[PB") and "`sponsord`" in lines[0]
    assert lines[1:5] == [" --> bad.playbook:3:8", "  |", "3 |   when sponsord", lines[4]]
    assert lines[4].startswith("  |        ^^^^^^^^")
    assert "did you mean `sponsored`?" in done.out
    assert lines[-1] == "1 error in 1 file."


def test_json(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text(BAD)
    done = run("check", "house.playbook", "bad.playbook", "--format", "json")
    assert done.code == 1
    assert [(item["file"], item["start"]["line"]) for item in json.loads(done.out)] == [
        ("bad.playbook", 2),
        ("bad.playbook", 3),
    ]
    done = run("check", "house.playbook", "--format", "json")
    assert (done.code, json.loads(done.out)) == (0, [])


def test_a_folder(run: Run, here: Path) -> None:
    (here / "sub").mkdir()
    (here / ".venv").mkdir()
    (here / "sub" / "bad.playbook").write_text(BAD)
    (here / ".venv" / "copy.playbook").write_text(BAD)
    done = run("check", ".")
    assert "2 errors in 2 files." in done.out
    assert ".venv" not in done.out


def test_a_shared_parent_is_complained_of_once(run: Run, here: Path) -> None:
    (here / "parent.playbook").write_text("policy parent\nrule x when sponsord warn\n")
    for name in ("a", "b"):
        (here / f"{name}.playbook").write_text(f'policy {name} extends "parent.playbook"\n')
    done = run("check", "a.playbook", "b.playbook", "parent.playbook", "--format", "json")
    codes = [item["code"] for item in json.loads(done.out) if item["file"].endswith("parent.playbook")]
    assert len(codes) == 1


def test_a_pack_by_name(run: Run) -> None:
    assert run("check", "personal").out == "All well: 1 file checked.\n"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"", b"\x00" * 100, b"#" * 10_000_000])
def test_files_that_are_no_policies(run: Run, here: Path, data: bytes) -> None:
    (here / "bad.playbook").write_bytes(data)
    done = run("check", "bad.playbook")
    assert done.code == 1
    assert "error[PB" in done.out
    assert len(done.out) < 10_000


def test_warnings_alone_are_no_failure(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from playbook.cli import check
    from playbook.diagnostics.diagnostic import Diagnostic, Severity
    from playbook.packs import Graph
    from playbook.source import Source, Span

    class Advice(Diagnostic):
        code, slug, severity = "PB998", "advice", Severity.WARNING

        def message(self) -> str:
            return "think again"

    found = Graph(None, (Advice(Span(Source("house.playbook", "x"), 0, 1)),))
    monkeypatch.setattr(check, "load_graph", lambda path, post_type: found)
    done = run("check", "house.playbook")
    assert done.code == 0
    assert done.out.startswith("warning[PB998]: think again\n")
    assert done.out.endswith("1 warning in 1 file.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "the following arguments are required: FILE"),
        (["gone.playbook"], "gone.playbook: there is no such file"),
        (["empty"], "empty: no policies are in this folder"),
        (["house.playbook", "--format", "xml"], "invalid choice"),
        (["house.playbook", "--post-type", "x"], "write it like package.module:MyPost"),
    ],
)
def test_wrong_usage(run: Run, here: Path, arguments: list[str], said: str) -> None:
    (here / "empty").mkdir()
    done = run("check", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_an_apps_own_post(run: Run, here: Path) -> None:
    (here / "acme_checks.py").write_text(
        "import playbook\nclass AcmePost(playbook.Post):\n    ticket: str | None = None\n"
    )
    (here / "own.playbook").write_text('policy own\nrule t when ticket is missing warn "No ticket."\n')
    assert run("check", "own.playbook").code == 1
    assert run("check", "own.playbook", "--post-type", "acme_checks:AcmePost").code == 0
