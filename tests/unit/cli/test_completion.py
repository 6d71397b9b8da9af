"""`playbook completion`: scripts that know what the command line knows."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.cli import COMMANDS, completion, parser_of

Run = Callable[..., Any]

PLAIN = {name: value for name, value in os.environ.items() if name not in ("BASH_ENV", "ENV")} | {
    "LC_ALL": "C"
}
"""What shells are started with: they complain about a language that the machine does not have."""


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_every_command_and_option_is_in_it(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert (done.code, done.err) == (0, "")
    for name in COMMANDS:
        assert name in done.out
        for action in parser_of(name)._actions:
            for option in action.option_strings:
                assert (option if shell != "fish" else option.lstrip("-")) in done.out


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_shell_can_read_it(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(completion.script(shell))
    done = subprocess.run([program, "-n", str(file)], env=PLAIN, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["ch"], ["check"]),
        (["--v"], ["--version"]),
        (["check", "--form"], ["--format"]),
        (["check", "--format", "j"], ["json", "jsonl", "junit"]),
        (["check", "ho"], ["house.playbook"]),
        (["check", "a"], ["a b $(c).playbook", "a*.playbook"]),
        (["schema", "de"], ["decision"]),
        (["completion", "z"], ["zsh"]),
    ],
)
def test_bash_completes(here: Path, words: list[str], found: list[str]) -> None:
    for name in ("a b $(c).playbook", "a*.playbook"):
        (here / name).touch()
    listed = " ".join(f"'{word}'" for word in ["playbook", *words])
    script = (
        f"{completion.script('bash')}\nCOMP_WORDS=({listed}); COMP_CWORD={len(words)}\n"
        '_playbook; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    done = subprocess.run(
        ["bash", "-c", script],  # noqa: S607
        env=PLAIN,
        capture_output=True,
        check=False,
        text=True,
    )
    assert (done.stderr, sorted(done.stdout.splitlines())) == ("", sorted(found))


def test_no_word_of_help_means_anything_to_a_shell() -> None:
    for name in COMMANDS:
        words = completion.words_of(name)
        for text in [words.about, *(option.about for option in words.options)]:
            assert not set(text) & set("'\"`$\\[](){}<>|&;:*?!#~\n")
