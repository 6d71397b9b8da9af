"""`playbook new`: writes a policy to start from, with a rule, a topic, its word list and tests. Overwrites nothing."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from playbook import api
from playbook.cli import EXIT_OK
from playbook.cli.render import Screen
from playbook.diagnostics.text import render
from playbook.diagnostics.visible import visible
from playbook.errors import PolicyError, UsageError
from playbook.format import format_source
from playbook.source import Source
from playbook.testing import run_text

DESCRIPTION = """\
Writes NAME.playbook and terms/NAME.txt: a small policy that is whole, with tests that pass, to be changed from there.

exit code: 0, or 2 if one of the files is there already."""

MAX_NAME = 60
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

POLICY = '''\
policy {name} "{title}"
  version "0.1"
  """What may be posted, and what may not."""
{extends}
# The words stand in a file of their own, so that whoever knows them can change them.
topic {topic} "What is not announced yet"
  words from "terms/{name}.txt"

rule {rule} "Nothing before it is announced"
  when all_text mentions {topic}
  deny "This is not announced yet."
  fix "Take it out, or wait for the announcement."

# A test says what is to come out. Write one for what has to be noticed, and one for what has to be left alone.
test "a code name stays out"
  given {given}text = "Project Heron is nearly done!"
  expect deny from {rule}

test "a day at work is fine"
  given {given}text = "We planted forty trees today."
  expect no {rule}
'''

TERMS = """\
# A word or a phrase on each line. Case does not matter, and only whole words count.
Project Heron
"""

GIVEN = ("", "account.kind = professional, ", "account.kind = personal, ")
"""What the tests may have to say so that the policy which is extended is about the post at all."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("name", metavar="NAME", help="the policy's name: small letters, digits and -")
    parser.add_argument("--extends", metavar="PACK_OR_FILE", help="the policy to take in and build on")
    parser.add_argument("--folder", default=".", help="where to write it, else here")


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Writes both files, and says what comes next."""
    name: str = chosen.name
    if not _NAME.fullmatch(name) or len(name) > MAX_NAME or api.check(f"policy {name}\n"):
        raise UsageError(
            f"`{name:.80}` cannot be a policy's name: small letters, digits and -, such as house-rules"
        )
    folder = Path(chosen.folder)
    policy, terms = folder / f"{name}.playbook", folder / "terms" / f"{name}.txt"
    for path in (policy, terms):
        if path.exists() or path.is_symlink():
            raise UsageError(f"{path}: this is there already, and is not overwritten")
    terms.parent.mkdir(parents=True, exist_ok=True)
    _write(terms, TERMS)
    try:
        text = _that_passes(name, chosen.extends, folder)
        _write(policy, text)
    except BaseException:
        terms.unlink()
        raise
    for path in (policy, terms):
        screen.show(f"wrote {visible(str(path))}")
    screen.show(f"Next: change the words, then `playbook test {visible(str(policy))}`.")
    return EXIT_OK


def _that_passes(name: str, extends: str | None, folder: Path) -> str:
    """The policy whose own tests pass. Raises PolicyError where what is to be extended has mistakes, or is not there,
    and UsageError where it is about posts that nobody can foresee.
    """
    for text in candidates(name, extends):
        report = run_text(text, name=f"{name}.playbook", folder=folder)
        if report.diagnostics_stop:
            raise PolicyError(render(report.diagnostics), report.diagnostics)
        if report.passed:
            return format_source(Source(f"{name}.playbook", text)).text
    raise UsageError(f"--extends {extends}: no tests could be written for it; write the first lines by hand")


def candidates(name: str, extends: str | None) -> Iterator[str]:
    """The policy with all that its tests may have to say."""
    for given in GIVEN:
        yield POLICY.format(
            name=name,
            title=name.replace("-", " ").capitalize(),
            extends="" if extends is None else f"  extends {_target(extends)}\n",
            topic="code_names_of_ours",
            rule="our-code-names",
            given=given,
        )


def _target(extends: str) -> str:
    """What is to be extended, as a policy says it: a pack by its name, a file by its path in quotes."""
    if _NAME.fullmatch(extends):
        return extends
    if any(char in extends for char in '"\\\n\r') or not extends.isprintable():
        raise UsageError(f"--extends {extends}: this can be no path in a policy")
    return f'"{extends}"'


def _write(path: Path, text: str) -> None:
    """Writes a file that is not there yet. Raises FileExistsError (an OSError) if it is after all."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
