"""The hooks, the action and what the guide to continuous integration shows: all of it can be used as it stands."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema.validators import validator_for

from playbook.cli import COMMANDS, parser_of

Run = Callable[..., Any]

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs/guide/ci.md").read_text(encoding="utf-8") if (ROOT / "docs").is_dir() else ""
BLOCK = re.compile(r"<!-- try: (?P<kind>[\w-]+) -->\n```(?P<language>\w+)\n(?P<text>.*?)```", re.DOTALL)
BLOCKS = [(found["kind"], found["text"]) for found in BLOCK.finditer(GUIDE)]

needs_files = pytest.mark.skipif(
    not (ROOT / "action.yml").is_file(), reason="the repository's own files are not here"
)


def validate(made: Any, schema: str) -> None:
    """Against a schema of the SchemaStore, or of GitLab, as check-jsonschema brings them along."""
    text = files("check_jsonschema").joinpath(f"builtin_schemas/vendor/{schema}.json").read_text("utf-8")
    found = json.loads(text)
    validator_for(found)(found).validate(made)


def loaded(text: str) -> Any:
    """YAML as GitHub reads it: `on` is no truth value."""
    return json.loads(json.dumps(yaml.safe_load(re.sub(r"^on:", '"on":', text, flags=re.MULTILINE))))


def blocks(kind: str) -> list[str]:
    return [text for found, text in BLOCKS if found == kind]


def test_every_kind_of_file_is_shown() -> None:
    assert {kind for kind, _ in BLOCKS} == {"pre-commit", "workflow", "gitlab", "settings"}
    assert len(re.findall(r"^```(yaml|toml)", GUIDE, re.MULTILINE)) == len(BLOCKS)


@pytest.mark.parametrize("text", blocks("workflow"))
def test_workflows_are_valid_pinned_and_modest(text: str) -> None:
    workflow = loaded(text)
    validate(workflow, "github-workflows")
    assert workflow["permissions"] == {"contents": "read"}
    inputs = (
        loaded((ROOT / "action.yml").read_text("utf-8"))["inputs"]
        if (ROOT / "action.yml").is_file()
        else None
    )
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if step["uses"].startswith("OWNER/playbook@"):
                assert inputs is None or set(step["with"]) <= set(inputs)
            else:
                assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("text", blocks("gitlab"))
def test_gitlab_jobs_are_valid(text: str) -> None:
    job = loaded(text)
    validate(job, "gitlab-ci")
    for line in job["policies"]["script"]:
        if line.startswith("playbook "):
            _, command, *rest = line.partition(" > ")[0].split()
            parser_of(command).parse_args(rest)


@pytest.mark.parametrize("text", blocks("settings"))
def test_settings_are_settings(text: str, run: Run, here: Path) -> None:
    assert tomllib.loads(text)["tool"]["playbook"]
    (here / "pyproject.toml").write_text(text)
    assert run("check", "house.playbook").code == 0


@needs_files
def test_the_hooks_are_those_of_the_guide() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (shown,) = blocks("pre-commit")
    (repo,) = yaml.safe_load(shown)["repos"]
    assert [hook["id"] for hook in repo["hooks"]] == [hook["id"] for hook in hooks]
    for hook in hooks:
        assert set(hook) == {
            "id", "name", "description", "entry", "language", "pass_filenames", "files"
        }  # fmt: skip
        program, command, *rest = hook["entry"].split()
        assert (program, hook["language"], hook["id"]) == ("playbook", "python", f"playbook-{command}")
        assert command in COMMANDS
        assert parser_of(command).parse_args(rest).files == ["."] and hook["pass_filenames"] is False
        assert re.search(hook["files"], "a/b.playbook") and not re.search(hook["files"], "b_playbook")
        assert re.search(hook["files"], "terms/a.txt") and not re.search(hook["files"], "notes.txt")


@needs_files
def test_the_action_is_valid_and_pinned() -> None:
    text = (ROOT / "action.yml").read_text("utf-8")
    action = loaded(text)
    validate(action, "github-actions")
    for step in action["runs"]["steps"]:
        assert "uses" not in step or re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", step["uses"])
        assert "${{" not in step.get("run", ""), "what comes from outside goes in by the environment"
    for name, about in action["inputs"].items():
        assert f"| `{name}` |" in GUIDE
        assert about["description"].endswith(".")


@pytest.fixture
def act(here: Path) -> Callable[..., tuple[int, str, dict[str, str]]]:
    """Runs the last step of the action as GitHub's runner does, with `playbook` as it is here."""
    bash = shutil.which("bash")
    if bash is None or not (ROOT / "action.yml").is_file():
        pytest.skip("there is no bash, or no action, here")
    (here / "bin").mkdir()
    program = here / "bin" / "playbook"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m playbook "$@"\n')
    program.chmod(0o755)
    step = loaded((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][-1]

    def act(**inputs: str) -> tuple[int, str, dict[str, str]]:
        output = here / "output"
        output.write_text("")
        environment = {
            **os.environ, "PATHS": "house.playbook", "COMMANDS": "check fmt lint test", "MIN_COVERAGE": "",
            "SARIF_FILE": "", "GITHUB_OUTPUT": str(output), **inputs,
            "BIN": str(here / "bin"),
        }  # fmt: skip
        done = subprocess.run(
            [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        outputs = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode, done.stdout + done.stderr, outputs

    return act


Act = Callable[..., tuple[int, str, dict[str, str]]]


def test_the_action_runs(act: Act, run: Run, here: Path) -> None:
    run("new", "acme")
    code, said, outputs = act(PATHS="acme.playbook\n")
    assert (code, outputs) == (0, {"exit-code": "0"}), said


def test_the_action_finds(act: Act, here: Path) -> None:
    (here / "bad.playbook").write_text("policy bad\nrule x when sponsord warn\n")
    code, said, outputs = act(
        PATHS="house.playbook\nbad.playbook", COMMANDS="check", SARIF_FILE="found.sarif"
    )
    assert (code, outputs) == (1, {"exit-code": "1"})
    assert "::error file=bad.playbook,line=2," in said
    (sarif,) = json.loads((here / "found.sarif").read_text())["runs"]
    assert [result["ruleId"] for result in sarif["results"]] == ["PB101"]


def test_the_action_keeps_the_worst_exit_code(act: Act) -> None:
    assert act(PATHS="gone.playbook", COMMANDS="check")[2] == {"exit-code": "2"}
    assert act(COMMANDS="dance check")[2] == {"exit-code": "2"}
    assert act(COMMANDS="test", MIN_COVERAGE="100")[0] == 1
    assert act(COMMANDS="")[0] == 2
    assert "min-coverage" in act(COMMANDS="check\ntest\n", MIN_COVERAGE="abc")[1]
    assert act(COMMANDS="check", SARIF_FILE="no/folder/yet.sarif")[0] == 0
    assert "gone.playbook" in act(PATHS="gone.playbook", COMMANDS="dance check")[1]


def test_inputs_of_the_action_are_only_names(act: Act, here: Path) -> None:
    paths = [
        "\x1b[2J",
        "::error::x",
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "--fix",
        "-",
        "*",
        "a b",
    ]
    code, said, _ = act(PATHS="\n".join(paths), COMMANDS="check")
    assert code == 2
    assert "\x1b" not in said
    assert not any(line.startswith("::") for line in said.splitlines())
    assert not (here / "pwned").exists()


@pytest.mark.parametrize("name", ["--fix", "-x", "--", "-"])
def test_what_stands_behind_two_dashes_is_no_option(run: Run, here: Path, name: str) -> None:
    assert f"{name if name in ('-',) else './' + name}: there is no such file" in run("check", "--", name).err
    (here / "-x").write_text("policy x\n")
    assert run("check", "--", "-x").code == 0
