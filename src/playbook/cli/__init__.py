"""The command line: finds the command, runs it, and turns whatever happens into words and an exit code.

0: all is well. 1: something was found (a stricter verdict than `warn`, a post that no policy is about, a mistake in a
policy, a failed test). 2: wrong usage, or input that cannot be read. Nobody ever sees a traceback.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from playbook.cli.render import Screen, screen
from playbook.diagnostics.nearest import nearest
from playbook.diagnostics.visible import visible
from playbook.errors import PlaybookError

EXIT_OK = 0
EXIT_FOUND = 1
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "evaluate": "judge posts by a policy",
        "check": "find the mistakes in policies",
        "test": "run the tests inside policies",
        "packs": "list the packs that come with playbook, or print one",
    }
)
"""The commands, each in the module of its name, which has `arguments(parser)` and `run(chosen, screen) -> int`."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are safe to show, and end as every usage error does."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_ERROR, f"{self.format_usage()}{self.prog}: error: {visible(message)}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; *arguments* are those of the process unless given. Returns the exit code."""
    here = screen()
    try:
        code = _run(sys.argv[1:] if arguments is None else arguments, here)
        here.finish()
    except SystemExit as stop:  # argparse, after help and after a usage error
        return stop.code if isinstance(stop.code, int) else EXIT_ERROR
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # What is still buffered cannot be written either; without this the interpreter would complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_BROKEN_PIPE
    except PlaybookError as error:
        return _report(here, str(error))
    except OSError as error:
        return _report(here, f"the operating system says: {error.strerror or 'input or output failed'}")
    except Exception as error:  # the last resort: nothing that goes wrong in here may look like an answer
        return _report(here, f"playbook itself failed: {_failure(error)}; please report this")
    return code


def _run(arguments: Sequence[str], here: Screen) -> int:
    if not arguments or arguments[0].startswith("-"):
        _top_parser().parse_args(arguments or ["--help"])
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        close = nearest(name, COMMANDS)
        _top_parser().error(f"there is no command `{name}`" + (f"; did you mean `{close}`?" if close else ""))
    module = importlib.import_module(f"playbook.cli.{name}")
    parser = Parser(prog=f"playbook {name}", formatter_class=argparse.RawDescriptionHelpFormatter)
    module.arguments(parser)
    run: Callable[[argparse.Namespace, Screen], int] = module.run
    return run(parser.parse_intermixed_args(rest), here)


def _top_parser() -> Parser:
    listed = "\n".join(f"  {name:<10}{summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="playbook",
        usage="playbook COMMAND …",
        description="Judges a draft against your own posting policy, before it is published.",
        epilog=f"commands:\n{listed}\n\n`playbook COMMAND --help` says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"playbook {_version()}", help="print the version"
    )
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  (slow, and rarely asked for)

    try:
        return version("playbook-policy")
    except PackageNotFoundError:
        return "(not installed)"


def _report(here: Screen, text: str) -> int:
    """Says on standard error what went wrong, as well as that is still possible."""
    try:
        here.problem(text)
        here.finish()
    except OSError:
        pass
    return EXIT_ERROR


def _failure(error: Exception) -> str:
    """The kind of an unexpected error and where it came from; not its text, which may hold anything."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    file = os.path.basename(place.tb_frame.f_code.co_filename)  # noqa: PTH119  (a name in a message, no path)
    return f"{type(error).__name__} at {file}:{place.tb_lineno}"
