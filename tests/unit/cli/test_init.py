"""`playbook init`: adds, and never takes away."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.cli import COMMANDS, parser_of

Run = Callable[..., Any]

HOOKS = ".pre-commit-config.yaml"

OTHER = """\
# ours
repos:
  - repo: https://example.org/hooks
    rev: v1  # keep
    hooks:
      - id: one
"""


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_empty_repository(run: Run, here: Path) -> None:
    done = run("init")
    assert (done.code, done.err) == (0, "")
    assert (
        done.out
        == "playbook.toml: written\n.pre-commit-config.yaml: written; `pre-commit install` starts it\n"
    )
    assert tomllib.loads((here / "playbook.toml").read_text()) == {"exclude": []}
    assert run("check", ".").code == 0


def test_a_second_run_changes_nothing(run: Run, here: Path) -> None:
    run("init")
    before = content(here)
    done = run("init")
    assert done.code == 0
    assert done.out.count("nothing changed") == 2
    assert content(here) == before


@pytest.mark.parametrize(
    "before",
    [
        "",
        '[project]\nname = "x"',
        '[project]\nname = "x"\n[tool.ruff]\nline-length = 100\n',
        "[tool]\n",
        "a = 1\r\n",
    ],
)
def test_a_pyproject_gets_a_table(run: Run, here: Path, before: str) -> None:
    file = here / "pyproject.toml"
    file.write_bytes(before.encode())
    assert "pyproject.toml: [tool.playbook] added at the end" in run("init").out
    after = file.read_bytes().decode()
    assert after.startswith(before)
    tools = tomllib.loads(after)["tool"]
    assert tools.pop("playbook") == {"exclude": []}
    assert tools == tomllib.loads(before).get("tool", {})
    assert not (here / "playbook.toml").exists()


@pytest.mark.parametrize("before", ["this is no toml", "tool = {x = 1}\n", "[tool.playbook.sub]\n[[tool]]\n"])
def test_a_pyproject_that_cannot_be_added_to_is_left_alone(run: Run, here: Path, before: str) -> None:
    file = here / "pyproject.toml"
    file.write_text(before)
    done = run("init")
    assert file.read_text() == before
    assert "left alone" in done.out or "PB44" in done.err


@pytest.mark.parametrize(
    "before",
    [
        OTHER,
        OTHER.rstrip("\n"),
        OTHER.replace("  - repo", "- repo").replace("    ", "  "),
        "default_stages: [pre-push]\n" + OTHER,
        "repos:\n    - repo: local\n      hooks: []\n",
    ],
)
def test_hooks_are_added_to_others(run: Run, here: Path, before: str) -> None:
    (here / HOOKS).write_text(before)
    assert ".pre-commit-config.yaml: hooks added at the end" in run("init").out
    after = (here / HOOKS).read_text()
    assert after.startswith(before)
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    assert new["repos"][:-1] == old["repos"]
    assert [hook["id"] for hook in new["repos"][-1]["hooks"]] == [
        "playbook-check", "playbook-fmt", "playbook-lint", "playbook-test",
    ]  # fmt: skip
    assert "nothing changed" in run("init").out.splitlines()[-1]


@pytest.mark.parametrize(
    "before",
    [
        "repos: []\n",
        OTHER + "ci:\n  skip: [one]\n",
        "[broken",
        "repos: 3\n",
        "- a list\n",
        "",
        "&a [*a]\n",
        "x: !!python/name:os.system\n",
    ],
)
def test_hooks_that_cannot_be_added_are_shown(run: Run, here: Path, before: str) -> None:
    (here / HOOKS).write_text(before)
    done = run("init")
    assert done.code == 0
    assert "left alone" in done.out
    assert "- id: playbook-check" in done.out
    assert (here / HOOKS).read_text() == before


@pytest.mark.parametrize("name", [HOOKS, "pyproject.toml"])
@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"# \xe4"])
def test_files_that_are_no_text(run: Run, here: Path, name: str, data: bytes) -> None:
    (here / name).write_bytes(data)
    assert run("init").code in (0, 2)
    assert (here / name).read_bytes() == data


def test_every_hook_runs_a_command_that_there_is(run: Run, here: Path) -> None:
    run("init")
    (repo,) = yaml.safe_load((here / HOOKS).read_text())["repos"]
    for hook in repo["hooks"]:
        program, command, *rest = hook["entry"].split()
        assert program == "playbook" and command in COMMANDS
        assert parser_of(command).parse_args(rest).files == ["."] and hook["pass_filenames"] is False
        assert re.search(hook["files"], "policies/terms/rivals.txt")
        assert re.search(hook["files"], "policies/acme.playbook")
        assert not re.search(hook["files"], "playbook.py")


def test_the_hooks_have_the_extras_that_are_here(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("playbook.cli.init.find_spec", lambda name: name == "holidays" or None)
    run("init")
    assert '["playbook-policy[holidays]' in (here / HOOKS).read_text()


def test_a_folder_that_is_not_there(run: Run) -> None:
    done = run("init", "gone")
    assert done.code == 2
    assert "gone: there is no such folder" in done.err
