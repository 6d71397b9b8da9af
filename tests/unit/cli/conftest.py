"""Runs the command line as a user does, in a folder of its own."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from playbook.cli import main

HOUSE = """\
policy house "House rules"
  version "1.2"
  for account.kind is professional
  timezone "Europe/London"

param max_hashtags: number = 3

topic rivals "Rivals"
  words "Globex", "Initech"

rule no-rivals "Leave rivals out"
  see "https://house.example/rules#rivals"
  when text mentions rivals
  deny "Do not speak of rivals."
  fix "Say what we do, not what they do."

rule max-hashtags "Few hashtags"
  when count(hashtags) > max_hashtags
  advise "{count(hashtags)} hashtags; at most {max_hashtags}."

rule office-hours "Post when someone is there"
  delay until weekdays 09:00 to 17:00 "Nobody is there at {publish_at}."

rule paid "Say when you are paid"
  when sponsored
  require above_fold mentions "#ad"
  otherwise review by 2 of "legal" "A paid post says so before the fold."

test "rivals stay out"
  given account.kind = professional, text = "Globex is worse"
  expect deny from no-rivals
"""

MONDAY = "2027-03-15T10:00:00Z"


@dataclass(frozen=True)
class Outcome:
    """What a run left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the policy `house.playbook`."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "house.playbook").write_text(HOUSE, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `playbook` with the given arguments; *stdin* is what stands on standard input."""

    def run(*arguments: str, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = main(arguments)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Outcome(code, captured.out, captured.err)

    return run
