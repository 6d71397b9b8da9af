"""`playbook handbook`: the page that people read about a policy, as Markdown or HTML."""

import argparse
from pathlib import Path

from playbook import api
from playbook.cli import EXIT_OK
from playbook.cli.params import parse_params
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.diagnostics.visible import visible
from playbook.handbook import FORMATS, write_handbook

DESCRIPTION = """\
Writes a policy as the page that people read: its rules as guidelines by theme, in plain English, with their reasons,
examples from the tests, settings, words and sources. What it takes over from other policies is on the page too.

exit code: 0, or 2 if the policy cannot be used."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("policy", metavar="POLICY", help="a pack's name or a file")
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        help="what to write; else what the name of the output says, or markdown",
    )
    parser.add_argument("--output", metavar="FILE", help="where to write it, else to standard output")
    parser.add_argument(
        "--param", action="append", default=[], metavar="NAME=VALUE", help="set a param of the policy"
    )
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Writes the page."""
    policy = api.load(
        chosen.policy, post_type=load_post_type(chosen.post_type), params=parse_params(chosen.param)
    )
    text = write_handbook(policy, chosen.format or _by_name(chosen.output))
    if chosen.output is None:
        screen.exact(text)
    else:
        Path(chosen.output).write_text(text, encoding="utf-8", newline="\n")
        screen.show(f"wrote {visible(chosen.output)}")
    return EXIT_OK


def _by_name(output: str | None) -> str:
    return "html" if output is not None and output.lower().endswith((".html", ".htm")) else "markdown"
