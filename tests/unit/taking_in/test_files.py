"""Files that are no policy text: they get a diagnostic that says what they are, and are never waited for."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import playbook
from playbook.errors import PolicyError
from playbook.limits import MAX_SOURCE_BYTES

Folder = Callable[..., Path]
Checked = Callable[[Path], list[tuple[str, str]]]

GOOD = b"policy main rule r deny"


def why(path: Path) -> str:
    (only,) = playbook.check_file(path)
    assert only.code == "PB405"
    with pytest.raises(PolicyError):
        playbook.load(path)
    return only.message()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"policy main \xff", "it is not UTF-8 (byte 13, line 1)"),
        (b"policy main\n# one\n  # caf\xe9", "it is not UTF-8 (byte 26, line 3)"),
        ("policy main".encode("utf-16"), "it is not UTF-8 (byte 1, line 1)"),
        (b"\xed\xa0\x80", "it is not UTF-8 (byte 1, line 1)"),
        (b"#" * (MAX_SOURCE_BYTES + 1), "it is larger than 1,048,576 bytes"),
        (b"#" * 10_000_000, "it is larger than 1,048,576 bytes"),
    ],
)
def test_bytes_that_are_no_text_or_too_many(folder: Folder, data: bytes, reason: str) -> None:
    assert why(folder(main=data)).endswith(f"cannot be read: {reason}")


def test_what_is_not_utf_8_says_what_to_do(folder: Folder) -> None:
    (only,) = playbook.check_file(folder(main=b"\xff"))
    assert only.help() == "save it as UTF-8"
    (large,) = playbook.check_file(folder(main=b"#" * 10_000_000))
    assert large.help() is None


def test_the_largest_file_is_read(folder: Folder) -> None:
    data = GOOD + b" " * (MAX_SOURCE_BYTES - len(GOOD))
    assert playbook.load(folder(main=data)).rules == ("r",)


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_marks_and_line_ends_make_no_difference(folder: Folder, start: bytes, end: bytes) -> None:
    path = folder(
        main=start + end.join([b"policy main", b"# one", b"rule r deny # two", b"", b"rule q warn"])
    )
    found = playbook.evaluate({}, playbook.load(path)).findings
    assert [(one.rule, one.location.line, one.location.column) for one in found] == [("r", 3, 6), ("q", 5, 6)]


def test_an_empty_file_says_what_is_missing(folder: Folder, checked: Checked) -> None:
    for data in (b"", b"\n\n", b"# nothing but a comment"):
        found = checked(folder(main=data))
        assert len(found) == 1
        assert found[0][0] == "main"


def test_a_missing_file(tmp_path: Path) -> None:
    assert why(tmp_path / "no.playbook").endswith("there is no such file")
    assert why(tmp_path / "no" / "folder.playbook").endswith("there is no such file")


def test_a_folder_a_pipe_and_a_device_are_no_files(tmp_path: Path) -> None:
    """None of them is waited for, and none is read."""
    (tmp_path / "folder.playbook").mkdir()
    os.mkfifo(tmp_path / "pipe.playbook")
    for path in (
        tmp_path / "folder.playbook",
        tmp_path / "pipe.playbook",
        Path("/dev/zero"),
        Path("/dev/null"),
    ):
        assert why(path).endswith("it is not a file")


def test_names_that_no_file_can_have(tmp_path: Path) -> None:
    assert "cannot be read" in why(tmp_path / ("x" * 5000 + ".playbook"))
    assert "cannot be read" in why(tmp_path / "a\0b.playbook")


def test_a_link_that_leads_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "ring.playbook"
    path.symlink_to(path)
    assert "cannot be read" in why(path)


def test_a_file_may_itself_be_a_link(folder: Folder, tmp_path: Path) -> None:
    link = tmp_path / "link.playbook"
    link.symlink_to(folder(main=GOOD))
    assert playbook.load(link).name == "main"
