"""The command: `playbook fmt`."""

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.cli import main

Run = Callable[..., tuple[int, str, str]]

UGLY = 'policy ugly\nrule tone deny "No."\n'
PRETTY = 'policy ugly\n\nrule tone\n  deny "No."\n'
WRONG = "policy wrong\nrule tone wen a deny\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `playbook fmt` in an empty folder: the exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(["fmt", *arguments])
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run


def written(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.playbook").write_text(text, encoding="utf-8", newline="")


def text_of(name: str) -> str:
    return Path(f"{name}.playbook").read_bytes().decode()


def test_files_are_changed(run: Run) -> None:
    written(ugly=UGLY, pretty=PRETTY)
    assert run("ugly.playbook", "pretty.playbook") == (
        0,
        "changed ugly.playbook\n1 file changed, 1 file in the one style.\n",
        "",
    )
    assert (text_of("ugly"), text_of("pretty")) == (PRETTY, PRETTY)
    assert run(".") == (0, "All well: 2 files in the one style.\n", "")


def test_check_changes_nothing(run: Run) -> None:
    written(ugly=UGLY, pretty=PRETTY)
    assert run("--check", ".") == (
        1,
        "would change ugly.playbook\n1 file would change, 1 file in the one style.\n",
        "",
    )
    assert text_of("ugly") == UGLY
    assert run("--check", "pretty.playbook")[0] == 0


def test_diff_changes_nothing(run: Run) -> None:
    written(ugly=UGLY)
    code, out, err = run("--diff", "ugly.playbook")
    assert (code, err) == (1, "")
    assert out == (
        "--- ugly.playbook\n+++ ugly.playbook\n@@ -1,2 +1,4 @@\n"
        ' policy ugly\n-rule tone deny "No."\n+\n+rule tone\n+  deny "No."\n'
    )
    assert text_of("ugly") == UGLY


def test_mistakes_are_reported_and_the_others_go_on(run: Run) -> None:
    written(a=WRONG, b=UGLY)
    code, out, err = run("a.playbook", "b.playbook")
    assert (code, err) == (2, "")
    assert out.startswith("changed b.playbook\nerror[PB061]: ")
    assert "--> a.playbook:2:11" in out
    assert out.endswith("\n\n1 file changed, 1 file left alone.\n")
    assert (text_of("a"), text_of("b")) == (WRONG, PRETTY)
    assert run("--check", ".")[0] == 2


def test_standard_input(run: Run) -> None:
    assert run("-", stdin=UGLY.replace("No.", "Né \u202e.").encode()) == (
        0,
        PRETTY.replace("No.", "Né \u202e."),
        "",
    )
    assert run("-", stdin=UGLY.replace("\n", "\r\n").encode()) == (0, PRETTY.replace("\n", "\r\n"), "")
    assert run("--check", "-", stdin=UGLY.encode()) == (1, "", "standard input would change\n")
    assert run("--check", "-", stdin=PRETTY.encode()) == (0, "", "")
    assert run("--diff", "-", stdin=UGLY.encode())[:2] == (
        1,
        '--- <stdin>\n+++ <stdin>\n@@ -1,2 +1,4 @@\n policy ugly\n-rule tone deny "No."\n'
        '+\n+rule tone\n+  deny "No."\n',
    )


def test_mistakes_in_standard_input_leave_standard_output_empty(run: Run) -> None:
    code, out, err = run("-", stdin=WRONG.encode())
    assert (code, out) == (2, "")
    assert "error[PB061]" in err
    assert run("-", stdin=b"\xff")[:2] == (2, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing.playbook"], "there is no such file"),
        (["professional"], "there is no such file"),
        (["-", "x.playbook"], "`-` stands for standard input"),
        (["."], "no policies are in this folder"),
    ],
)
def test_what_makes_no_sense(run: Run, arguments: list[str], words: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_what_cannot_be_read_or_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    written(ugly=UGLY)
    Path("bad.playbook").write_bytes(b"policy x \xff")

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", fail)
    code, out, err = run("bad.playbook", "ugly.playbook")
    assert (code, out) == (2, "2 files left alone.\n")
    assert "bad.playbook: it is not UTF-8" in err
    assert "ugly.playbook: it cannot be written: Permission denied" in err
    assert text_of("ugly") == UGLY
