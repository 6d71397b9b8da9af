"""The page of commands, from the parsers that the command line itself uses."""

import argparse

from generators.markdown import code, page, table
from playbook.cli import (
    COMMANDS,
    EXIT_BROKEN_PIPE,
    EXIT_ERROR,
    EXIT_FOUND,
    EXIT_INTERRUPTED,
    EXIT_OK,
    parser_of,
)

INTRODUCTION = """
Answers go to standard output, and what is wrong with the input to standard error. Colours are shown in terminals only;
`NO_COLOR` and `FORCE_COLOR` are heeded, and `COLUMNS` sets the width.
"""

EXIT_CODES = {
    EXIT_OK: "all is well",
    EXIT_FOUND: "something was found; each command says what",
    EXIT_ERROR: "wrong usage, or input that cannot be read",
    EXIT_INTERRUPTED: "interrupted from the keyboard",
    EXIT_BROKEN_PIPE: "whoever read the output has stopped reading",
}


def make() -> str:
    """The page."""
    exits = table(("exit code", "meaning"), ((str(number), words) for number, words in EXIT_CODES.items()))
    return page("The commands", "src/playbook/cli/", INTRODUCTION, exits, *map(_command, COMMANDS))


def _command(name: str) -> str:
    parser = parser_of(name)
    rows = [
        (_spelled(one), (one.help or "").replace("%%", "%")) for one in parser._actions if one.dest != "help"
    ]
    parts = [f"## playbook {name}", parser.description or "", table(("argument", "meaning"), rows)]
    if parser.epilog:
        parts.append(f"```text\n{parser.epilog}\n```")
    return "\n\n".join(parts)


def _spelled(action: argparse.Action) -> str:
    """An argument as it is written: `--policy NAME_OR_FILE`."""
    value = action.metavar if isinstance(action.metavar, str) else None
    if value is None and action.choices is not None:
        value = "|".join(map(str, action.choices))
    many = " …" if action.nargs in ("*", "+") else ""
    if not action.option_strings:
        return code(f"{value or action.dest}{many}")
    if action.nargs == 0:
        return code(action.option_strings[-1])
    notes = ", may be repeated" if isinstance(action, argparse._AppendAction) else ""
    if isinstance(action.default, str):
        notes += f", else {code(action.default)}"
    return code(f"{action.option_strings[-1]} {value or action.dest.upper()}") + notes
