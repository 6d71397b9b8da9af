"""The packs are written as we ask others to write: in the one style, and with nothing for the linter to say."""

from pathlib import Path

import pytest

from playbook._resources import folder
from playbook.cli import main
from playbook.format import format_source
from playbook.source import Source

PACKS = sorted(folder("policies").glob("*.playbook"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_it_is_in_the_one_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert format_source(Source(path.name, text)).text == text


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_the_linter_has_nothing_to_say(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(path)]) == 0, capsys.readouterr().out
