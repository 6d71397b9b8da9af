"""`playbook lint`: finds what was probably not meant in policies that check, and mends what it can."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.jobs import add_jobs, in_order
from playbook.cli.lint_files import FileLinted, Task, lint_file, read_baseline, write_baseline
from playbook.cli.output import add_format, show_found
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.cli.settings import Project
from playbook.diagnostics import formats
from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.visible import visible
from playbook.errors import UsageError
from playbook.lint import baseline
from playbook.lint.choose import chosen as chosen_rules
from playbook.lint.frequency import frequency
from playbook.packs import available

DESCRIPTION = """\
Finds what was probably not meant: rules that never fire, terms that stand twice, topics that nobody uses. Only the
files that are named are linted, not those that they take in. A comment allows a finding, and says why:
`# playbook: allow unused-topic until 2027-01-01 because …`.

exit code: 0 if there is nothing to say, 1 if there is, 2 for policies with mistakes and files that are not there."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="NAMES",
        help="the rules to run, with commas between: names, codes, beginnings of codes, `default`, `all`",
    )
    parser.add_argument(
        "--ignore",
        action="append",
        default=[],
        metavar="NAMES",
        help="rules not to run, named in the same ways",
    )
    parser.add_argument(
        "--fix", action="store_true", help="mend what can be mended safely, and say what is left"
    )
    parser.add_argument(
        "--unsafe-fixes", action="store_true", help="mend also what somebody has to look at afterwards"
    )
    parser.add_argument("--baseline", metavar="FILE", help="leave out the findings that this file names")
    parser.add_argument(
        "--write-baseline",
        action="store_true",
        help="write all that is found to the baseline, and tell nothing",
    )
    add_format(parser)
    add_post_type(parser)
    add_jobs(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Lints all files, and returns the exit code."""
    project = Project(chosen)
    files = policy_files(chosen.files, project)
    today = datetime.now(UTC).date()
    tasks = [_task(file, chosen, project, today) for file in files]
    for name in dict.fromkeys(task.post_type for task in tasks):
        load_post_type(name)  # what is wrong with it is said once, and here
    if chosen.write_baseline and any(task.baseline is None for task in tasks):
        raise UsageError("--write-baseline needs to know where: --baseline FILE")
    paths = dict.fromkeys(task.baseline for task in tasks if task.baseline is not None)
    known = {} if chosen.write_baseline else {path: read_baseline(path) for path in paths}
    if (
        any(rule.needs == "frequency" for task in tasks if task.is_chosen for rule in task.rules)
        and frequency() is None
    ):
        screen.note("common-term says nothing without the extra: pip install 'playbook-policy[lint]'")
    results = list(in_order(lint_file, tasks, chosen.jobs))
    outcome = _Outcome(files, results, [], 0)
    for path in (None, *paths):
        findings = [
            one
            for task, result in zip(tasks, results, strict=True)
            if task.baseline == path
            for one in result.findings
        ]
        if path is not None and chosen.write_baseline:
            write_baseline(path, baseline.write(findings))
            screen.note(f"{_count(len(findings), 'finding')} written to {path}")
            continue
        fresh, gone = baseline.new(findings, known[path] if path is not None else baseline.NOTHING)
        outcome.found += fresh
        outcome.gone += gone
    _tell(outcome, chosen.format, screen)
    if outcome.mistakes:
        return EXIT_ERROR
    return EXIT_FOUND if outcome.found else EXIT_OK


def _task(file: Path, chosen: argparse.Namespace, project: Project, today: date) -> Task:
    settings = project.of(file)
    return Task(
        file,
        settings.post_type,
        chosen_rules(settings.select or (), settings.ignore),
        today,
        is_chosen=bool(settings.select),
        baseline=Path(chosen.baseline) if chosen.baseline else settings.baseline_path,
        fix=(chosen.fix or chosen.unsafe_fixes) and not is_pack(file),
        unsafe=chosen.unsafe_fixes,
    )


def is_pack(file: Path) -> bool:
    """Whether *file* is one of the packs as they are installed, which nobody wants changed by way of their name."""
    return file.is_absolute() and file in available().values()


@dataclass
class _Outcome:
    """What a run has come to."""

    files: Sequence[Path]
    results: Sequence[FileLinted]
    found: list[Diagnostic]
    gone: int
    """Findings of the baseline that are no more."""

    @property
    def mistakes(self) -> list[Diagnostic]:
        return [one for result in self.results for one in result.mistakes]

    @property
    def mended(self) -> Iterator[Diagnostic]:
        return (one for result in self.results for one in result.mended)


def _tell(outcome: _Outcome, format: str, screen: Screen) -> None:  # noqa: A002  (the option's name)
    mended = [
        f"mended {one.span.source.name}:{one.span.line}: {one.message()} ({one.slug})"
        for one in outcome.mended
    ]
    for line in mended:
        if format == formats.DEFAULT:
            screen.show(visible(line))
        else:
            screen.note(line)
    if mended and format == formats.DEFAULT:
        screen.show()
    show_found(
        [*outcome.mistakes, *outcome.found],
        format,
        screen,
        command="lint",
        files=outcome.files,
        fails=Severity.WARNING,
        closing=_closing(outcome, screen),
    )
    if outcome.gone:
        screen.note(f"{_count(outcome.gone, 'finding')} of the baseline no longer there: write it anew")


def _closing(outcome: _Outcome, screen: Screen) -> str:
    looked_at = _count(len(outcome.files), "file")
    if outcome.mistakes:
        mistakes = screen.ink("error", _count(len(outcome.mistakes), "mistake"))
        return f"{mistakes} in {looked_at}; a policy with mistakes is not linted."
    if outcome.found:
        return f"{screen.ink('warning', _count(len(outcome.found), 'finding'))} in {looked_at}."
    return f"{screen.ink('allow', 'Nothing to say')}: {looked_at} linted."


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
