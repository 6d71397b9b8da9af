"""`playbook completion`: a script that lets a shell complete commands, options and their values.

The scripts are made from the parsers, so they know what the command line knows. They are static: completing runs
nothing of ours. Nothing that stands in them comes from outside.
"""

import argparse
from collections.abc import Sequence

from playbook.cli import COMMANDS, EXIT_OK, parser_of
from playbook.cli.render import Screen
from playbook.frozen import frozen

DESCRIPTION = """\
Prints a script that completes what is typed after `playbook`, for one shell.

exit code: 0"""

HOW_TO = """\
to use it:
  bash  playbook completion bash > ~/.local/share/bash-completion/completions/playbook
  zsh   playbook completion zsh > ~/.zfunc/_playbook   (a folder of your $fpath)
  fish  playbook completion fish > ~/.config/fish/completions/playbook.fish"""

SHELLS = ("bash", "zsh", "fish")


@frozen
class Option:
    """An option of a command, as shells are told of it."""

    names: Sequence[str]
    takes_value: bool
    choices: Sequence[str]
    about: str
    """A few words, without any sign that a shell gives a meaning to."""


@frozen
class Words:
    """What may follow a command."""

    name: str
    about: str
    options: Sequence[Option]
    choices: Sequence[str]
    """What its first argument may be, where that is no file."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description, parser.epilog = DESCRIPTION, HOW_TO
    parser.add_argument("shell", choices=SHELLS, help="the shell to complete in")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Prints the script."""
    screen.show(script(chosen.shell).rstrip("\n"))
    return EXIT_OK


def script(shell: str) -> str:
    """The script for one of `SHELLS`."""
    commands = [words_of(name) for name in COMMANDS]
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands)


def words_of(name: str) -> Words:
    """What may follow the command *name*, from its parser."""
    options: list[Option] = []
    choices: list[str] = []
    for action in parser_of(name)._actions:  # argparse has no other way to ask
        listed = [str(choice) for choice in action.choices or ()]
        if action.option_strings:
            takes = action.nargs != 0
            options.append(Option(tuple(action.option_strings), takes, listed, _plain(action.help or "")))
        elif not choices:
            choices = listed
    return Words(name, _plain(COMMANDS[name]), options, choices)


def _plain(text: str) -> str:
    """The first clause, in letters that mean nothing to a shell."""
    clause = text.partition(";")[0].partition(":")[0]
    kept = "".join(char if char.isalnum() or char in " ,.-" else " " for char in clause)
    return " ".join(kept.split())[:70]


def _bash(commands: Sequence[Words]) -> str:
    cases = []
    for command in commands:
        values = "".join(
            f"        {'|'.join(option.names)}) _playbook_add -W '{' '.join(option.choices)}'; return;;\n"
            for option in command.options
            if option.choices
        )
        names = " ".join(name for option in command.options for name in option.names)
        inner = f"      case $before in\n{values}      esac\n" if values else ""
        first = f"        _playbook_add -W '{' '.join(command.choices)}'\n" if command.choices else ""
        cases.append(
            f"    {command.name})\n{inner}"
            f"      if [[ $word == -* ]]; then\n        _playbook_add -W '{names}'\n"
            f"      else\n        _playbook_add -f\n{first}      fi;;\n"
        )
    listed = " ".join(command.name for command in commands)
    return (
        "# bash completion for playbook; made by `playbook completion bash`\n"
        "_playbook_add() {\n"
        "  local line\n"
        '  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "$@" -- "$word")\n'
        "}\n"
        "_playbook() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
        "  COMPREPLY=()\n"
        "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
        f"    _playbook_add -W '{listed} --help --version'\n"
        "    return\n"
        "  fi\n"
        "  case ${COMP_WORDS[1]} in\n" + "".join(cases) + "  esac\n"
        "}\n"
        "complete -o filenames -F _playbook playbook\n"
    )


def _zsh(commands: Sequence[Words]) -> str:
    listed = "".join(f"    '{command.name}:{command.about}'\n" for command in commands)
    cases = []
    for command in commands:
        specs = []
        for option in command.options:
            for name in option.names:
                value = ":value:" + (f"({' '.join(option.choices)})" if option.choices else "_files")
                specs.append(f"'{name}[{option.about}]{value if option.takes_value else ''}'")
        rest = (
            f"'1:what:({' '.join(command.choices)})' '*:file:_files'"
            if command.choices
            else "'*:file:_files'"
        )
        joined = " \\\n        ".join([*specs, rest])
        cases.append(f"    {command.name})\n      _arguments \\\n        {joined};;\n")
    return (
        "#compdef playbook\n"
        "# zsh completion for playbook; made by `playbook completion zsh`\n"
        "_playbook() {\n"
        "  local -a commands\n"
        f"  commands=(\n{listed}  )\n"
        "  if (( CURRENT == 2 )); then\n"
        "    _describe command commands\n"
        "    _values option --help --version\n"
        "    return\n"
        "  fi\n"
        "  shift words; (( CURRENT-- ))\n"
        "  case $words[1] in\n" + "".join(cases) + "  esac\n"
        "}\n"
        '_playbook "$@"\n'
    )


def _fish(commands: Sequence[Words]) -> str:
    lines = ["# fish completion for playbook; made by `playbook completion fish`"]
    none = "__fish_use_subcommand"
    lines += [f"complete -c playbook -n {none} -f -a {one.name} -d '{one.about}'" for one in commands]
    lines += [f"complete -c playbook -n {none} -f -l {name}" for name in ("help", "version")]
    for command in commands:
        where = f"complete -c playbook -n '__fish_seen_subcommand_from {command.name}'"
        if command.choices:
            lines.append(f"{where} -a '{' '.join(command.choices)}'")
        for option in command.options:
            names = " ".join(
                f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names
            )
            value = ""
            if option.takes_value:
                value = f" -x -a '{' '.join(option.choices)}'" if option.choices else " -r"
            lines.append(f"{where} {names}{value} -d '{option.about}'")
    return "\n".join(lines) + "\n"
