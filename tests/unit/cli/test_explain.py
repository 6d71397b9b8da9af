"""`playbook explain`: what a code means, in the words of the class that declares it."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from playbook.cli.kinds import CATALOGUE

Run = Callable[..., Any]


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_code_is_explained(run: Run, code: str) -> None:
    done = run("explain", code)
    assert (done.code, done.err) == (0, "")
    kind = CATALOGUE[code]
    assert done.out.startswith(f"{kind.severity}[{code}]: {kind.slug}\n")
    assert "```" not in done.out and "##" not in done.out and "](" not in done.out
    prose = " ".join(done.out.split())
    for line in (inspect.getdoc(kind) or "").splitlines():
        if line and not line.startswith(("#", "```")) and "](" not in line:
            assert " ".join(line.split()) in prose


def test_it_looks_like_this(run: Run) -> None:
    assert run("explain", "PB442").out == (
        "error[PB442]: unknown-setting\n"
        "\n"
        "A setting that there is not. The settings are listed in Settings.\n"
        "\n"
        "    [tool.playbook]\n"
        '    excluded = ["drafts"]\n'
        "\n"
        "Write instead:\n"
        "\n"
        "    [tool.playbook]\n"
        '    exclude = ["drafts"]\n'
    )


@pytest.mark.parametrize("name", ["PB201", "pb201", "unknown-field", "Unknown-Field", "[PB201]", " PB201: "])
def test_a_code_may_be_written_in_many_ways(run: Run, name: str) -> None:
    assert run("explain", name).out.startswith("error[PB201]: unknown-field")


def test_several_at_once(run: Run) -> None:
    assert run("explain", "PB201", "PB401").out.count("error[") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["PB20l"], "there is no code `PB20l`; did you mean `PB201`?"),
        (["unknown-feild"], "did you mean `unknown-field`?"),
        (["nonsense\x1b[2J"], "there is no code `nonsense<U+001B>[2J`; `playbook explain --all` lists them"),
        (["x" * 10_000], "there is no code `" + "x" * 80 + "`;"),
        ([], "name a code to explain, or list them with --all"),
        (["--all", "PB201"], "name a code to explain, or list them with --all"),
    ],
)
def test_wrong_usage(run: Run, arguments: list[str], said: str) -> None:
    done = run("explain", *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_the_list_has_every_code(run: Run) -> None:
    lines = run("explain", "--all").out.splitlines()
    assert [line[:5] for line in lines if line.startswith("PB")] == sorted(CATALOGUE)
    assert all(len(line) <= 80 for line in lines)
