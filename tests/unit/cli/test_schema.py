"""`playbook schema`: what goes in and comes out, as JSON Schema."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from playbook.cli.schema import THINGS, schema

Run = Callable[..., Any]

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("thing", THINGS)
def test_it_is_a_schema_and_always_the_same(run: Run, thing: str) -> None:
    done = run("schema", thing)
    assert done.code == 0
    Draft202012Validator.check_schema(json.loads(done.out))
    assert run("schema", thing).out == done.out


@pytest.mark.parametrize("thing", THINGS)
def test_only_words_of_json_schema_are_in_it(thing: str) -> None:
    known = {
        "$schema", "$defs", "$ref", "type", "properties", "required", "additionalProperties", "description", "enum",
        "const", "default", "items", "anyOf", "minimum", "maximum", "maxItems", "minItems",
        "prefixItems", "maxLength", "format", "pattern",
    }  # fmt: skip
    assert {word for part in _parts(schema(thing)) for word in part} <= known


def _parts(made: Any) -> Iterator[dict[str, Any]]:
    """All schemas within a schema."""
    if isinstance(made, list):
        for one in made:
            yield from _parts(one)
    elif isinstance(made, dict):
        yield made
        for name, value in made.items():
            if name in ("properties", "$defs"):
                for one in value.values():
                    yield from _parts(one)
            elif name not in ("default", "enum", "const", "required"):
                yield from _parts(value)


@pytest.mark.parametrize("thing", THINGS)
def test_the_parts_are_described(thing: str) -> None:
    made = schema(thing)
    described = [part for part in [made, *made.get("$defs", {}).values()] if part.get("type") == "object"]
    assert described
    assert [
        part for part in described if "description" not in part and "line" not in part["properties"]
    ] == []


def test_what_docstrings_say_of_a_decision_is_in_it() -> None:
    made = schema("decision")
    assert made["properties"]["findings"]["description"] == "Strictest first, then by policy and rule."
    assert made["$defs"]["Words"]["properties"]["end"]["description"] == "Half-open."


def test_decisions_are_as_it_says(run: Run) -> None:
    check = Draft202012Validator(schema("decision"))
    for text, more in [
        ("Globex is worse #a #b #c #d", []),
        ("x", ["--set", "sponsored=true", "--set", "publish_at=2027-03-14T10:00:00Z"]),
        ("x", ["--policy", "professional"]),
        ("", []),
    ]:
        done = run(
            "evaluate", "--policy", "house.playbook", "--text", text, "--set", "account.kind=professional", *more,
            "--format", "jsonl",
        )  # fmt: skip
        check.validate(json.loads(done.out))
    with pytest.raises(ValidationError):
        check.validate({"verdict": "perhaps", "policies": [], "applies": True})


def test_posts_are_as_it_says() -> None:
    check = Draft202012Validator(schema("post"))
    posts = [
        json.loads(line) for line in (ROOT / "examples/posts/week.jsonl").read_text("utf-8").splitlines()
    ]
    posts.append(json.loads((ROOT / "examples/posts/vote.json").read_text("utf-8")))
    for post in posts:
        check.validate(post)
    wrongs: list[Any] = [
        [],
        {"text": 1},
        {"text": "x", "acount": {}},
        {"text": "x", "media": [{"kind": "photoo"}]},
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            check.validate(wrong)


def test_diagnostics_are_as_it_says(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text(
        "policy bad\nrule x when author.trianed deny\nrule x when sponsord warn\n"
    )
    check = Draft202012Validator(schema("diagnostic"))
    lines = run("check", "bad.playbook", "--format", "jsonl").out.splitlines()
    assert len(lines) >= 3
    for line in lines:
        check.validate(json.loads(line))


def test_an_apps_own_post(run: Run, here: Path) -> None:
    (here / "schema_post.py").write_text(
        'import playbook\nclass AcmePost(playbook.Post):\n    ticket: str | None = None\n    """Its ticket."""\n'
    )
    made = json.loads(run("schema", "post", "--post-type", "schema_post:AcmePost").out)
    assert made["$defs"]["AcmePost"]["properties"]["ticket"]["description"] == "Its ticket."
    done = run("schema", "decision", "--post-type", "schema_post:AcmePost")
    assert done.code == 2
    assert "the same for all posts" in done.err


@pytest.mark.parametrize("arguments", [[], ["posts"], ["post", "decision"]])
def test_wrong_usage(run: Run, arguments: list[str]) -> None:
    assert run("schema", *arguments).code == 2
