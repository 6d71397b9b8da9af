"""Term files come from nowhere but the policy's own folder, and nothing that pretends to be one makes the
checker wait.
"""

import os
from pathlib import Path

import pytest

from playbook.check.term_files import TermList, read_terms
from playbook.limits import MAX_TERM_FILE_BYTES, MAX_TERM_LENGTH
from playbook.source import Source, Span
from playbook.syntax import tree


def read(path: str, folder: Path | None) -> TermList:
    return read_terms(tree.TermFile(Span(Source("policy", ""), 0, 0), path), folder)


def codes(path: str, folder: Path | None) -> list[str]:
    return [problem.code for problem in read(path, folder).problems]


def test_terms_are_lines_without_comments_and_repeats(tmp_path: Path) -> None:
    data = "\ufeffelection\r\n# a comment\n\n  ballot box \nelection\n#not a term\n".encode()
    (tmp_path / "terms.txt").write_bytes(data)
    found = read("terms.txt", tmp_path)
    assert found.terms == ("election", "ballot box")
    assert found.data == data
    assert found.problems == ()


def test_an_empty_file_has_no_terms(tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_bytes(b"")
    assert read("terms.txt", tmp_path) == TermList()


@pytest.mark.parametrize(
    "path", ["../x.txt", "a/../../x.txt", "/etc/passwd", "C:\\x.txt", "\\\\host\\x", "a\\..\\x"]
)
def test_paths_that_lead_out_are_refused_before_anything_is_opened(path: str) -> None:
    assert codes(path, None) == ["PB411"]


def test_a_link_inside_is_followed(tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("election")
    (tmp_path / "link.txt").symlink_to("terms.txt")
    assert read("link.txt", tmp_path).terms == ("election",)


def test_a_link_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("secret")
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "link.txt").symlink_to("../outside.txt")
    (tmp_path / "policies" / "folder").symlink_to("..")
    assert codes("link.txt", tmp_path / "policies") == ["PB411"]
    assert codes("folder/outside.txt", tmp_path / "policies") == ["PB411"]


def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("link.txt")
    assert codes("link.txt", tmp_path) == ["PB412"]


def test_a_folder_that_is_a_link_is_fine(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "terms.txt").write_text("election")
    (tmp_path / "link").symlink_to("real")
    assert read("terms.txt", tmp_path / "link").terms == ("election",)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    found = read("pipe", tmp_path)
    assert [problem.message() for problem in found.problems] == ["term file `pipe` is no ordinary file"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "terms").mkdir()
    for path in ("terms", "", "."):
        assert [problem.message() for problem in read(path, tmp_path).problems] == [
            f"term file `{path}` is a folder"
        ]


@pytest.mark.parametrize("path", ["missing.txt", "terms.txt/x", "a\0b", "x" * 5000])
def test_what_is_not_there_cannot_be_read(path: str, tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_text("election")
    assert codes(path, tmp_path) == ["PB412"]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "terms.txt").write_text("election")

    def refuse(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", refuse)
    assert codes("terms.txt", tmp_path) == ["PB412"]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert codes("terms.txt", tmp_path / "nowhere") == ["PB412"]


def test_without_a_folder_there_are_no_files() -> None:
    assert codes("terms.txt", None) == ["PB415"]


def test_a_file_past_the_limit(tmp_path: Path) -> None:
    (tmp_path / "just.txt").write_bytes(b"#" * MAX_TERM_FILE_BYTES)
    (tmp_path / "large.txt").write_bytes(b"x\n" + b"#" * MAX_TERM_FILE_BYTES)
    assert codes("just.txt", tmp_path) == []
    assert codes("large.txt", tmp_path) == ["PB413"]
    assert read("large.txt", tmp_path).terms == ()


def test_a_file_that_is_not_utf_8_says_where(tmp_path: Path) -> None:
    (tmp_path / "terms.txt").write_bytes(b"election\nb\xe4llot\n")
    (problem,) = read("terms.txt", tmp_path).problems
    assert problem.message() == "line 2 of term file `terms.txt` is not UTF-8"


def test_long_terms_and_empty_ones_are_told_apart(tmp_path: Path) -> None:
    lines = ["x" * MAX_TERM_LENGTH, "x" * (MAX_TERM_LENGTH + 1), "\u200b", "\u2060", "fine"]
    (tmp_path / "terms.txt").write_text("\n".join(lines), encoding="utf-8")
    found = read("terms.txt", tmp_path)
    assert found.terms == ("x" * MAX_TERM_LENGTH, "fine")
    assert [problem.message() for problem in found.problems] == [
        "line 3 of term file `terms.txt` has nothing to look for, and 1 more like it",
        f"line 2 of term file `terms.txt` has more than {MAX_TERM_LENGTH} characters",
    ]
