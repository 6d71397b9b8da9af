"""The files that `playbook lint` reads and writes: policies that it lints and mends, baselines."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from playbook.check.module import Module
from playbook.check.unsupported import NotSupportedYet
from playbook.cli.post_type import load_post_type
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.errors import UsageError
from playbook.format.rewrite import rewrite
from playbook.frozen import frozen
from playbook.limits import MAX_SOURCE_BYTES
from playbook.lint import baseline
from playbook.lint.fix import mend
from playbook.lint.frequency import frequency
from playbook.lint.rule import LintRule
from playbook.lint.run import lint
from playbook.model.post import Post
from playbook.packs import Graph, load_graph
from playbook.packs.find import shown
from playbook.source import Source

_MARK = "\ufeff"

MAX_BASELINE_BYTES = 64 * MAX_SOURCE_BYTES


def read_baseline(path: Path) -> "Counter[baseline.Known]":
    """What the baseline at *path* names. Raises UsageError where there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BASELINE_BYTES + 1)
        if len(data) > MAX_BASELINE_BYTES:
            raise UsageError(f"{path}: this is too large for a baseline")
        return baseline.read(data.decode("utf-8"), str(path))
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such baseline; write one with --write-baseline") from None
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is no baseline; write one with --write-baseline") from None


@frozen
class Task:
    """One policy to lint; can be handed to another process."""

    path: Path
    post_type: str | None
    rules: Sequence[LintRule]
    today: date
    is_chosen: bool
    """Whether somebody has said which rules to run."""
    baseline: Path | None
    fix: bool
    unsafe: bool


@frozen
class FileLinted:
    """What became of it."""

    mistakes: Sequence[Diagnostic] = ()
    """What keeps it from being linted."""
    findings: Sequence[baseline.Finding] = ()
    mended: Sequence[Diagnostic] = ()


def lint_file(task: Task) -> FileLinted:
    """Lints one policy, and mends it first where that is wanted."""
    post_type = load_post_type(task.post_type)
    graph = load_graph(task.path, post_type)
    if graph.root is None or _errors(graph):
        return FileLinted(mistakes=_errors(graph))
    mended = _mend(task, post_type) if task.fix else ()
    if mended:
        graph = load_graph(task.path, post_type)
    if graph.root is None:
        return FileLinted(mistakes=graph.diagnostics)
    folder = Path.cwd() if task.baseline is None else task.baseline.parent
    name = Path(os.path.relpath(task.path.resolve(), folder.resolve())).as_posix()
    found = baseline.findings(_look(graph.root, task), graph.root.tree, name)
    return FileLinted(findings=tuple(found), mended=mended)


def _look(module: Module, task: Task) -> tuple[Diagnostic, ...]:
    return lint(module, rules=task.rules, today=task.today, frequency=frequency())


def _errors(graph: Graph) -> list[Diagnostic]:
    """Rules with something that is not supported yet are left out instead."""
    return [one for one in graph.errors if not isinstance(one, NotSupportedYet)]


def _mend(task: Task, post_type: type[Post]) -> tuple[Diagnostic, ...]:
    real = task.path.resolve()
    data = real.read_bytes().decode("utf-8")
    text = data.removeprefix(_MARK)

    def read(words: str) -> Module | None:
        graph = load_graph(Source(shown(task.path), words), post_type, task.path.parent)
        return None if _errors(graph) else graph.root

    outcome = mend(text, read, lambda module: _look(module, task), unsafe=task.unsafe)
    if outcome.text != text:
        rewrite(real, (_MARK if text != data else "") + outcome.text)
    return outcome.done


def write_baseline(path: Path, text: str) -> None:
    """Puts *text* in the place of what is at *path*, all of it or none. Raises OSError."""
    path.touch()
    rewrite(path, text)
