"""A project's configuration, as the commands heed it and show it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from playbook.cli import WITH_SETTINGS

Run = Callable[..., Any]

BAD = "policy bad\nrule x when sponsord warn\n"


def test_what_is_excluded_is_not_searched(run: Run, here: Path) -> None:
    (here / "drafts").mkdir()
    (here / "drafts" / "bad.playbook").write_text(BAD)
    assert run("check", ".").code == 1
    (here / "playbook.toml").write_text('exclude = ["drafts"]\n')
    assert run("check", ".").out == "All well: 1 file checked.\n"
    assert run("check", ".", "--no-config").code == 1
    assert run("check", "drafts/bad.playbook").code == 1, "what is named is never left out"


def test_the_post_type_is_that_of_each_file(run: Run, here: Path) -> None:
    (here / "settings_post.py").write_text(
        "import playbook\nclass AcmePost(playbook.Post):\n    ticket: str | None = None\n"
    )
    (here / "own").mkdir()
    (here / "own" / "own.playbook").write_text(
        'policy own\nrule t when ticket is missing warn "No ticket."\n'
    )
    assert run("check", ".").code == 1
    (here / "own" / "playbook.toml").write_text('post-type = "settings_post:AcmePost"\n')
    assert run("check", ".").code == 0
    assert run("check", ".", "--jobs", "2").code == 0
    assert run("check", ".", "--no-config").code == 1


def test_lint_heeds_what_is_ignored(run: Run, here: Path) -> None:
    (here / "idle.playbook").write_text(
        'policy idle\ntopic rivals words "Globex"\nrule x when sponsored warn "Say so."\n'
    )
    arguments = ["lint", "idle.playbook", "--select", "unused-topic"]
    assert run(*arguments).code == 1
    (here / "playbook.toml").write_text('ignore = ["unused-topic"]\n')
    assert run(*arguments).code == 0
    assert run(*arguments, "--no-config").code == 1
    (here / "playbook.toml").write_text('ignore = ["unused-topik"]\n')
    done = run(*arguments)
    assert done.code == 2
    assert "there is no lint rule `unused-topik`; did you mean `unused-topic`?" in done.err


def test_tests_have_to_cover_what_is_set(run: Run, here: Path) -> None:
    assert run("test", "house.playbook").code == 0
    (here / "playbook.toml").write_text("min-coverage = 100\n")
    assert run("test", "house.playbook").code == 1
    assert run("test", "house.playbook", "--min-coverage", "1").code == 0
    assert run("test", "house.playbook", "--no-config").code == 0


def test_a_mistake_in_the_configuration_is_shown_where_it_stands(run: Run, here: Path) -> None:
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.playbook]\nexclud = ["a"]\n')
    done = run("check", "house.playbook")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "error[PB442]: there is no setting `exclud`\n"
        " --> pyproject.toml:5:1\n"
        "  |\n"
        '5 | exclud = ["a"]\n'
        "  | ^^^^^^\n"
        "  = help: did you mean `exclude`?\n"
    )
    assert run("check", "house.playbook", "--no-config").code == 0


def test_a_post_type_that_cannot_be_imported(run: Run, here: Path) -> None:
    (here / "playbook.toml").write_text('post-type = "nowhere_to_be_found:Post"\n')
    done = run("check", "house.playbook")
    assert done.code == 2
    assert "--post-type nowhere_to_be_found:Post: importing it failed" in done.err


def test_settings_are_shown_with_their_origin(run: Run, here: Path) -> None:
    (here / "playbook.toml").write_text('# ours\nexclude = ["a", "b"]\n')
    assert run("check", "house.playbook", "--show-settings", "--post-type", "x:Y").out == (
        "house.playbook\n"
        '  post-type     "x:Y"  (command line)\n'
        '  exclude       ["a", "b"]  (playbook.toml:2)\n'
        "  select        -  (not set)\n"
        "  ignore        []  (not set)\n"
        "  baseline      -  (not set)\n"
        "  min-coverage  -  (not set)\n"
    )


def test_files_with_other_settings_are_shown_apart(run: Run, here: Path) -> None:
    (here / "sub").mkdir()
    (here / "sub" / "playbook.toml").write_text('min-coverage = 90\nbaseline = "\\u001b"\n')
    out = run("check", "house.playbook", "sub", ".", "--show-settings").out
    assert out.startswith("house.playbook, .\n")
    assert "\n\nsub\n" in out
    assert "  min-coverage  90  (sub/playbook.toml:1)\n" in out
    assert '  baseline      "<U+001B>"  (sub/playbook.toml:2)\n' in out


@pytest.mark.parametrize("name", sorted(WITH_SETTINGS))
def test_every_command_that_heeds_settings_shows_them(run: Run, name: str) -> None:
    done = run(name, "house.playbook", "--show-settings")
    assert done.code == 0
    assert "  exclude" in done.out


def test_what_is_wrong_with_a_policy_is_shown_in_full_wherever_it_is_used(run: Run, here: Path) -> None:
    (here / "bad.playbook").write_text(BAD)
    check = run("check", "bad.playbook")
    done = run("evaluate", "--text", "x", "--policy", "bad.playbook")
    assert (done.code, done.out) == (2, "")
    assert done.err == check.out.rpartition("\n\n")[0] + "\n"
    assert "<U+000A>" not in done.err
