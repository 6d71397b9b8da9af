"""Posts in a repository: the workflow of the guide (and the tutorial's) is one, and the layout can be judged."""

import json
import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook.cli import main

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs/guide/posts-in-git.md").read_text(encoding="utf-8")
RECORDS = ROOT.parent / "shared/data/nodejs_bluesky.jsonl"

MAPPING = [
    "--map", "text=text", "--map", "action=action", "--map", "account.handle=account",
    "--set", "account.kind=professional", "--now", "2026-11-23T10:00Z",
]  # fmt: skip


def workflow(page: str = GUIDE) -> dict[str, Any]:
    """The workflow of a page, as GitHub reads it: `on` is no truth value."""
    found = re.search(r"<!-- try: workflow -->\n```yaml\n(.*?)```", page, re.DOTALL)
    assert found is not None
    made: dict[str, Any] = yaml.safe_load(re.sub(r"^on:", '"on":', found[1], flags=re.MULTILINE))
    return made


TUTORIAL = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [GUIDE, TUTORIAL], ids=["guide", "tutorial"])
def test_the_workflow_is_valid(page: str) -> None:
    validators = pytest.importorskip("jsonschema.validators")
    pytest.importorskip("check_jsonschema")
    vendored = files("check_jsonschema").joinpath("builtin_schemas/vendor/github-workflows.json")
    schema = json.loads(vendored.read_text("utf-8"))
    validators.validator_for(schema)(schema).validate(workflow(page))


def test_the_workflow_gives_nothing_away() -> None:
    made = workflow()
    assert made["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in made["on"]
    publish = made["jobs"]["publish"]
    assert publish["needs"] == "judge"
    assert publish["if"] == "github.event_name == 'push'"
    assert "environment" not in made["jobs"]["judge"]
    steps = [step for job in made["jobs"].values() for step in job["steps"]]
    assert all(re.search(r"@[0-9a-f]{40}$", step["uses"]) for step in steps if "uses" in step)
    # What somebody else can name never stands in a script.
    assert not any("${{" in step.get("run", "") for step in steps)


def test_the_commands_of_the_workflow_are_ours() -> None:
    runs = [step["run"] for step in workflow()["jobs"]["judge"]["steps"] if "run" in step]
    assert runs[1:] == [
        "playbook check policy.playbook && playbook test policy.playbook",
        "playbook evaluate posts/ --policy policy.playbook --set account.kind=professional",
    ]


def test_the_tutorial_runs_in_its_pipeline_what_it_shows() -> None:
    runs = [step["run"] for step in workflow(TUTORIAL)["jobs"]["policies"]["steps"] if "run" in step]
    shown = TUTORIAL.partition("## 11. ")[2]
    assert len(runs) == 5
    assert all(f"$ {run.replace('fmt --check', 'fmt')}\n" in shown for run in runs[1:])


@pytest.mark.skipif(not RECORDS.is_file(), reason="the records are not here")
def test_a_folder_of_records_is_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file for each day and post; one that holds a post and its replies is a list."""
    by_file: dict[str, list[Any]] = defaultdict(list)
    for line in RECORDS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        by_file[record.pop("file")].append(record)
    posts = tmp_path / "posts" / "processed"
    posts.mkdir(parents=True)
    for name, records in by_file.items():
        (posts / name).write_text(json.dumps(records[0] if len(records) == 1 else records), encoding="utf-8")
    policy = tmp_path / "policy.playbook"
    policy.write_text(
        'policy node for account.handle is "NODEJS_ORG" '
        'rule releases "Link what is released" when text mentions "new" require any links otherwise warn "Where?" '
        'rule answers when action is reply advise "An answer."',
        encoding="utf-8",
    )
    code = main(["evaluate", str(tmp_path / "posts"), "--policy", str(policy), "--format", "jsonl", *MAPPING])
    decisions = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    total = sum(len(records) for records in by_file.values())
    replies = sum(record["action"] == "reply" for records in by_file.values() for record in records)
    assert code == 0
    assert len(decisions) == total == 14
    assert all(decision["applies"] is True for decision in decisions)
    advised = [one for one in decisions if any(found["rule"] == "answers" for found in one["findings"])]
    assert len(advised) == replies == 3
