"""What newcomers are told to run is what is run before a change is merged."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_the_readmes_test_command_is_run() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^python3 .* -m pytest -q -n auto$", readme, re.MULTILINE)
    assert command in contributing.splitlines()
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
