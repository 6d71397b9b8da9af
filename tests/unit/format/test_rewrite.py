"""Files are written whole or not at all, and stay what they were but for their text."""

import os
import stat
from pathlib import Path

import pytest

from playbook.format.rewrite import rewrite


def test_the_text_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.playbook"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    rewrite(path, "né\n")
    assert path.read_bytes() == "né\n".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.playbook"
    target.write_text("old", encoding="utf-8")
    link = tmp_path / "link.playbook"
    link.symlink_to(target)
    rewrite(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert list((tmp_path / "real").iterdir()) == [target]


def test_what_goes_wrong_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.playbook"
    path.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space left"):
        rewrite(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rewrite(tmp_path / "a.playbook", "new")
    assert list(tmp_path.iterdir()) == []
