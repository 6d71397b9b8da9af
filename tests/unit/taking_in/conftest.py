"""Folders of policy files, for the tests of this folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

import playbook
from playbook.diagnostics.diagnostic import Diagnostic

Folder = Callable[..., Path]
Checked = Callable[[Path], list[tuple[str, str]]]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Writes policies by their path below a folder of their own; the path of the one called `main`."""

    def write(**texts: str | bytes) -> Path:
        home = tmp_path / "home"
        for name, text in texts.items():
            path = home / f"{name}.playbook"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return home / "main.playbook"

    return write


@pytest.fixture(scope="session")
def checked() -> Checked:
    """What is wrong with a policy file and all that it takes in, as (file, code) pairs in order."""

    def check(path: Path) -> list[tuple[str, str]]:
        return [(_file(one), one.code) for one in playbook.check_file(path)]

    return check


def _file(one: Diagnostic) -> str:
    return Path(one.span.source.name).stem
