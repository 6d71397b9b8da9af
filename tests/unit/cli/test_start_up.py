"""What is not needed is not imported: a command line that starts slowly is not used in hooks."""

import subprocess
import sys
from pathlib import Path

import pytest

import playbook

HEAVY = (
    "pydantic",
    "lark",
    "regex",
    "re2",
    "yaml",
    "holidays",
    "watchfiles",
    "tomllib",
    "multiprocessing",
    "argcomplete",
)


def imported(code: str) -> set[str]:
    """The modules that are there after *code* ran in a process of its own."""
    script = f"{code}\nimport sys; print(*sys.modules, sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_package_alone_is_light() -> None:
    found = imported("import playbook")
    assert {name for name in found if name.startswith("playbook")} == {"playbook"}
    assert not found & set(HEAVY)


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], []])
def test_version_and_help_are_light(arguments: list[str]) -> None:
    found = imported(f"from playbook.cli import main; main({arguments})")
    assert not found & {*HEAVY, "playbook.api", "playbook.diagnostics.text"}


def test_check_imports_nothing_that_judges(tmp_path: Path) -> None:
    file = tmp_path / "a.playbook"
    file.write_text("policy a\n")
    found = imported(f"from playbook.cli import main; main(['check', {str(file)!r}])")
    assert not found & {
        "yaml",
        "holidays",
        "watchfiles",
        "multiprocessing",
        "concurrent.futures",
        "regex",
        "re2",
    }
    for package in ("api", "engine", "compile", "reference", "lint", "testing", "format"):
        assert not {name for name in found if name.startswith(f"playbook.{package}")}


def test_judging_a_plain_post_by_a_plain_policy_needs_no_library_for_patterns() -> None:
    found = imported(
        'import playbook; policy = playbook.compile(\'policy a rule r when text mentions "ad" warn "No."\')\n'
        "assert playbook.evaluate(playbook.Post(text='An ad'), policy).verdict == 'warn'"
    )
    assert not found & {"regex", "re2", "lark", "holidays", "subprocess", "multiprocessing"}


@pytest.mark.parametrize(("given", "frozen"), [("", True), ("['--version']", False)])
def test_only_a_process_of_our_own_ends_without_a_look_for_garbage(given: str, frozen: bool) -> None:
    code = (
        "import atexit, gc, sys; atexit.register(lambda: print('frozen:', gc.get_freeze_count() > 0))\n"
        "from playbook.cli import main; sys.argv = ['playbook', '--version']\n"
        f"main({given})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == f"frozen: {frozen}"


@pytest.mark.parametrize("name", playbook.__all__)
def test_every_name_is_there_in_a_process_of_its_own(name: str) -> None:
    value = getattr(playbook, name)
    assert value is not None
    assert name in dir(playbook)


def test_the_names_are_all_that_is_declared() -> None:
    assert sorted(playbook._HOME) == sorted(playbook.__all__) == list(playbook.__all__)


@pytest.mark.parametrize(
    "first", ["import playbook.check.module", "from playbook.compile import link", "import playbook.api", ""]
)
def test_functions_keep_their_names_beside_packages_of_the_same_name(first: str) -> None:
    imported(f"{first}\nimport playbook\nassert callable(playbook.check) and callable(playbook.compile)")


def test_a_name_that_is_none() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'judge'"):
        _ = playbook.judge


def test_reading_a_policy_needs_no_parser_generator() -> None:
    found = imported(
        "from playbook.syntax.parser import parse; from playbook.source import Source\n"
        "assert parse(Source('x', 'policy acme rule a when b')).diagnostics"
    )
    assert "lark" not in found
