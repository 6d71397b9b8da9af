"""The command line: finds the command, runs it, and turns whatever happens into words and an exit code.

0: all is well. 1: something was found (a stricter verdict than `warn`, a post that no policy is about, a mistake in a
policy, a failed test). 2: wrong usage, or input that cannot be read. Nobody ever sees a traceback. A command's module
is imported only when the command runs, and what a command needs only then.
"""

import argparse
import atexit
import gc
import importlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from playbook.cli.interrupts import interruptible
from playbook.cli.render import Screen, screen
from playbook.diagnostics.nearest import nearest
from playbook.diagnostics.visible import visible
from playbook.errors import PlaybookError, PolicyError, SettingsError

EXIT_OK = 0
EXIT_FOUND = 1
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "evaluate": "judge posts by a policy",
        "check": "find the mistakes in policies",
        "lint": "find what was probably not meant",
        "fmt": "write policies in the one style",
        "test": "run the tests inside policies",
        "mutate": "change rules in small ways, and list what no test notices",
        "explain": "say what a code such as PB201 means",
        "packs": "list the packs that come with playbook, or print one",
        "new": "write a new policy to start from",
        "init": "set up a repository: configuration and hooks",
        "handbook": "write a policy as the page that people read",
        "schema": "print the JSON Schema of a post, a decision or a diagnostic",
        "completion": "print the completions for a shell",
    }
)
"""The commands, each in the module of its name, which has `arguments(parser)` and `run(chosen, screen) -> int`."""

WITH_SETTINGS = frozenset({"check", "fmt", "lint", "mutate", "test"})
"""Commands that heed a project's configuration; they get `--no-config` and `--show-settings`."""

WITH_WATCH = frozenset({"check", "lint", "test"})
"""Commands that can run again whenever a file changes; they get `--watch`."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are safe to show, and end as every usage error does."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_ERROR, f"{self.format_usage()}{self.prog}: error: {visible(message)}\n")


class _Version(argparse.Action):
    """Prints the version; looks it up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object, **__: object) -> NoReturn:
        from playbook._resources import version  # noqa: PLC0415  (only where it is wanted)

        sys.stdout.write(f"playbook {version() or '(not installed)'}\n")
        parser.exit(EXIT_OK)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; *arguments* are those of the process unless given. Returns the exit code."""
    if arguments is None:  # a process of our own: trees grow, and little of them is garbage before it ends
        gc.set_threshold(100_000, 50, 50)
        atexit.register(gc.freeze)  # nor is it worth a last look for garbage
    here = screen()
    given = sys.argv[1:] if arguments is None else arguments

    def all_of_it() -> int:
        code = _run(given, here)
        here.finish()
        return code

    return _guarded(all_of_it, here)


def _guarded(run: Callable[[], int], here: Screen) -> int:
    """Runs, and turns whatever happens into words and an exit code."""
    try:
        with interruptible():
            return run()
    except SystemExit as stop:  # argparse, after help and after a usage error
        return stop.code if isinstance(stop.code, int) else EXIT_ERROR
    except KeyboardInterrupt:
        try:
            here.finish()
        except BrokenPipeError:  # whoever read it was interrupted, too
            _give_up_output()
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        return EXIT_BROKEN_PIPE
    except (PolicyError, SettingsError) as error:
        return _report_mistakes(here, error)
    except PlaybookError as error:
        return _report(here, str(error))
    except OSError as error:
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return _report(
            here, f"{where}the operating system says: {error.strerror or 'input or output failed'}"
        )
    except Exception as error:  # the last resort: nothing that goes wrong in here may look like an answer
        return _report(here, f"playbook itself failed: {_failure(error)}; please report this")


def _give_up_output() -> None:
    """What is still buffered cannot be written; without this the interpreter would complain on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: Sequence[str], here: Screen) -> int:
    if not arguments or arguments[0].startswith("-"):
        _top_parser().parse_args(arguments or ["--help"])
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        close = nearest(name, COMMANDS)
        _top_parser().error(f"there is no command `{name}`" + (f"; did you mean `{close}`?" if close else ""))
    chosen = parser_of(name).parse_intermixed_args(_plain(rest))
    if getattr(chosen, "show_settings", False):
        from playbook.cli.settings import show_settings  # noqa: PLC0415  (only where it is wanted)

        show_settings(chosen, here)
        return EXIT_OK
    run: Callable[[argparse.Namespace, Screen], int] = importlib.import_module(f"playbook.cli.{name}").run
    if getattr(chosen, "watch", False):
        from playbook.cli.watch import run_again_and_again  # noqa: PLC0415  (only where it is wanted)

        # Each run gets what was chosen as it was: a command may note in it what it has done.
        return run_again_and_again(
            lambda: _guarded(lambda: run(argparse.Namespace(**vars(chosen)), here), here), chosen, here
        )
    return run(chosen, here)


def _plain(arguments: Sequence[str]) -> list[str]:
    """The same without `--`; what stands behind it is no option, however it begins."""
    # argparse looks twice at arguments that are mixed with options, and forgets the `--` in between.
    if "--" not in arguments:
        return list(arguments)
    at = arguments.index("--")
    behind = (f"./{one}" if one.startswith("-") and one != "-" else one for one in arguments[at + 1 :])
    return [*arguments[:at], *behind]


def parser_of(name: str) -> Parser:
    """The parser of the command *name*, with what it shares with others."""
    parser = Parser(prog=f"playbook {name}", formatter_class=argparse.RawDescriptionHelpFormatter)
    importlib.import_module(f"playbook.cli.{name}").arguments(parser)
    if name in WITH_WATCH:
        parser.add_argument(
            "--watch", action="store_true", help="run again whenever a file changes, until interrupted"
        )
    if name in WITH_SETTINGS:
        from playbook.cli.settings import add_settings  # noqa: PLC0415  (only where it is wanted)

        add_settings(parser)
    return parser


def _top_parser() -> Parser:
    width = max(map(len, COMMANDS)) + 2
    listed = "\n".join(f"  {name:<{width}}{summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="playbook",
        usage="playbook COMMAND …",
        description="Judges a draft against your own posting policy, before it is published.",
        epilog=f"commands:\n{listed}\n\n`playbook COMMAND --help` says more about one.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    return parser


def _report(here: Screen, text: str) -> int:
    """Says on standard error what went wrong, as well as that is still possible."""
    try:
        here.problem(text)
        here.finish()
    except OSError:
        pass
    return EXIT_ERROR


def _report_mistakes(here: Screen, error: PolicyError | SettingsError) -> int:
    """Says on standard error what is wrong with a policy or a configuration file, as `check` does."""
    try:
        here.mistakes(error.diagnostics)
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
