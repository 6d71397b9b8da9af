"""`playbook schema`: JSON Schema (2020-12) of what goes in and comes out, for editors and other languages.

The schemas follow from the models and their docstrings, so there is nothing to keep in step. They are the same bytes
for the same version. A schema says what shape a thing has; what a post may say beyond its shape, `playbook` says.
"""

import argparse
import inspect
import json
from typing import Any

from pydantic import BaseModel

from playbook.cli import EXIT_OK
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.errors import UsageError
from playbook.model.docstrings import attribute_docstrings

DESCRIPTION = """\
Prints the JSON Schema of a post, a decision, or a diagnostic as `--format jsonl` prints it.

exit code: 0"""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
THINGS = ("post", "decision", "diagnostic")

_CONSTRAINTS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
"""What pydantic leaves in its own words behind a validator, and what JSON Schema calls it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("thing", choices=THINGS, help="what to describe")
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Prints the schema."""
    if chosen.post_type is not None and chosen.thing != "post":
        raise UsageError(f"--post-type: a {chosen.thing} is the same for all posts")
    screen.data(json.dumps(schema(chosen.thing, chosen.post_type), indent=2) + "\n")
    return EXIT_OK


def schema(thing: str, post_type: str | None = None) -> dict[str, Any]:
    """The schema of one of `THINGS`. Raises KeyError for another, UsageError for a *post_type* that is none."""
    made: dict[str, Any]
    if thing == "post":
        made = _tidy(load_post_type(post_type).model_json_schema(mode="validation"))
    elif thing == "decision":
        from playbook.model.decision import Decision  # noqa: PLC0415  (only where it is wanted)

        made = _tidy(_described(Decision.model_json_schema(mode="serialization"), Decision))
    elif thing == "diagnostic":
        from playbook.diagnostics.as_json import SCHEMA  # noqa: PLC0415  (only where it is wanted)

        made = dict(SCHEMA)
    else:
        raise KeyError(thing)
    return {"$schema": DIALECT, **made}


def _tidy(made: Any) -> Any:
    """The same without titles (they only repeat the name), and in the words of JSON Schema."""
    if isinstance(made, list):
        return [_tidy(one) for one in made]
    if not isinstance(made, dict):
        return made
    found: dict[str, Any] = {}
    for name, value in made.items():
        if name in ("properties", "$defs"):
            found[name] = {inner: _tidy(one) for inner, one in value.items()}
        elif name == "description":
            found[name] = " ".join(value.split())
        elif name in ("title", "max_digits", "decimal_places"):
            continue
        elif name in ("default", "enum", "const"):
            found[name] = value
        else:
            found[_CONSTRAINTS.get(name) or name] = _tidy(value)
    return found


def _described(made: dict[str, Any], top: type[BaseModel]) -> dict[str, Any]:
    """The same with the docstrings of the fields, of *top* and of all models of its module."""
    module = inspect.getmodule(top)
    models = {
        name: one
        for name, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, BaseModel)
    }
    for name, part in [(top.__name__, made), *made.get("$defs", {}).items()]:
        if name in models:
            for field, words in attribute_docstrings(models[name]).items():
                if field in part["properties"]:
                    part["properties"][field] = {**part["properties"][field], "description": words}
    return made
