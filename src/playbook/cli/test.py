"""`playbook test`: runs the tests inside policies, and says what they have seen of the rules and their conditions."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.jobs import add_jobs, in_order
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.cli.settings import Project
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.text import render
from playbook.diagnostics.visible import visible, wrap
from playbook.errors import UsageError
from playbook.frozen import frozen
from playbook.testing import as_json, junit
from playbook.testing.coverage import as_json as coverage_json
from playbook.testing.coverage import lcov, page
from playbook.testing.coverage import text as coverage_text
from playbook.testing.coverage.seen import FileCoverage, whole_share
from playbook.testing.report import FileReport, TestResult
from playbook.testing.run import run_file
from playbook.testing.show import show

DESCRIPTION = """\
Runs the tests that are written in policies. With --coverage it also says which rules no test has seen fire, stay quiet
or undetermined, and which parts of a condition no test tells apart.

exit code: 0 if all pass, 1 if one fails or the coverage is below the minimum, 2 for policies with mistakes and files
that are not there."""

_COVERAGE: Mapping[str, Callable[[Sequence[FileCoverage]], str]] = MappingProxyType(
    {"json": lambda files: coverage_json.render(files) + "\n", "lcov": lcov.render, "html": page.render}
)
_RESULTS: Mapping[str, Callable[[Sequence[FileReport]], str]] = MappingProxyType(
    {"json": lambda reports: as_json.render(reports) + "\n", "junit": junit.render}
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    parser.add_argument(
        "--format", choices=["text", *_RESULTS], default="text", help="how the results are said (text)"
    )
    parser.add_argument(
        "--coverage", action="store_true", help="say what the tests have seen of rules and conditions"
    )
    parser.add_argument(
        "--coverage-format",
        choices=["text", *_COVERAGE],
        help="how that is said; in a format for programs it goes to --output, or alone to standard output",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help="write the coverage there, or else the results, if in a format for programs",
    )
    parser.add_argument(
        "--min-coverage",
        type=percent,
        metavar="N",
        help="exit 1 if the tests of a policy cover less than N %% of it",
    )
    add_post_type(parser)
    add_jobs(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Runs the tests of all files, and returns the exit code."""
    coverage = chosen.coverage or chosen.coverage_format is not None or chosen.min_coverage is not None
    kind = chosen.coverage_format or "text"
    if chosen.output is not None and kind == "text" and chosen.format == "text":
        raise UsageError("--output wants a format for programs: --format or --coverage-format")
    if chosen.format != "text" and kind != "text" and chosen.output is None:
        raise UsageError("results and coverage would be mixed up; write the coverage to a file with --output")
    project = Project(chosen)
    files = policy_files(chosen.files, project)
    least = [project.of(file).min_coverage for file in files]
    coverage = coverage or any(one is not None for one in least)
    tasks = [_Task(file, project.post_type_name(file), coverage) for file in files]
    for name in dict.fromkeys(task.post_type for task in tasks):
        load_post_type(name)  # what is wrong with it is said once, and here
    reports = list(in_order(_run_one, tasks, chosen.jobs))
    measured = [report.coverage for report in reports if report.coverage is not None]
    if kind == "text":
        _results(reports, measured, chosen.format, chosen.output, screen)
    else:
        _document(_COVERAGE[kind](measured), chosen.output, screen)
        # Where the coverage takes standard output, what people want to know still has to reach them.
        aside = screen if chosen.output is not None else Screen(sys.stderr, sys.stderr, os.environ)
        _results(reports, [], chosen.format, None, aside)
        aside.finish()
    return _code(reports, least, screen)


@frozen
class _Task:
    """One file to test, as a process of its own can be told."""

    file: Path
    post_type: str | None
    coverage: bool


def _run_one(task: _Task) -> FileReport:
    return run_file(task.file, post_type=load_post_type(task.post_type), coverage=task.coverage)


def _code(reports: Sequence[FileReport], least: Sequence[float | None], screen: Screen) -> int:
    """What the run has come to. Each file has to reach the minimum that holds for it."""
    if any(report.diagnostics_stop for report in reports):
        return EXIT_ERROR
    code = EXIT_OK if all(report.passed for report in reports) else EXIT_FOUND
    for report, wanted in zip(reports, least, strict=True):
        if wanted is None or report.coverage is None:
            continue
        share = whole_share([report.coverage])
        if share.percent < wanted:
            screen.problem(
                f"{report.name}: the coverage is {share.shown}, and has to be {wanted:g} % at least"
            )
            code = EXIT_FOUND
    return code


def _results(
    reports: Sequence[FileReport],
    measured: Sequence[FileCoverage],
    form: str,
    output: Path | None,
    screen: Screen,
) -> None:
    if form != "text":
        _document(_RESULTS[form](reports), output, screen)
        return
    for report in reports:
        for block in _blocks(report, screen):
            screen.show(block)
            screen.show()
    if measured:
        for line in coverage_text.lines(measured, screen.ink, screen.columns):
            screen.show(line)
        screen.show()
    screen.show(_closing(reports, screen))


def _document(text: str, path: Path | None, screen: Screen) -> None:
    """Something for programs, to a file or to standard output."""
    if path is None:
        screen.data(text)
        return
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: it cannot be written: {error.strerror or 'output failed'}") from None


def _blocks(report: FileReport, screen: Screen) -> Iterator[str]:
    """What there is to say about one file; nothing, if all is well."""
    shown = report.diagnostics if report.diagnostics_stop else _without_unsupported(report)
    if shown:
        yield render(shown, color=screen.ink.color, width=screen.columns)
    for result in report.results:
        if result.outcome == "failed":
            yield show(result, color=screen.ink.color, width=screen.columns, folder=Path.cwd())
    notes = [*_skipped(report.results), *_unseen(report)]
    if notes:
        lines = [screen.ink("strong", visible(report.name))]
        for note in notes:
            first, *rest = wrap(note, screen.columns - 4)
            lines += [f"  {first}", *(f"    {line}" for line in rest)]
        yield "\n".join(lines)


def _without_unsupported(report: FileReport) -> Sequence[Diagnostic]:
    """Rules that use what is not supported yet are left out of the run, and counted below."""
    return [one for one in report.diagnostics if one.slug != "not-supported-yet"]


def _skipped(results: Sequence[TestResult]) -> Iterator[str]:
    for result in results:
        if result.outcome == "skipped":
            yield f"skipped “{result.title}”: {'; '.join(words for _, words in result.problems)}"


def _unseen(report: FileReport) -> Iterator[str]:
    """What is worth saying unasked. The coverage says it too, and more."""
    seen: list[tuple[tuple[str, ...], str]] = [
        (report.left_out, "left out, since they use what is not supported yet")
    ]
    if report.coverage is None:
        seen = [
            (report.never_fired, "no test has seen fire"),
            (report.never_quiet, "no test has seen stay quiet"),
            *seen,
        ]
    for names, what in seen:
        if names:
            yield f"{what}: {', '.join(names)}"


def _closing(reports: Sequence[FileReport], screen: Screen) -> str:
    outcomes = [result.outcome for report in reports for result in report.results]
    failed, skipped = outcomes.count("failed"), outcomes.count("skipped")
    broken = sum(report.diagnostics_stop for report in reports)
    parts = [f"{outcomes.count('passed'):,} passed"]
    if failed:
        parts.append(f"{failed:,} failed")
    if skipped:
        parts.append(f"{skipped:,} skipped")
    if broken:
        parts.append(f"{broken:,} {'file' if broken == 1 else 'files'} with mistakes")
    return screen.ink("error" if failed or broken else "allow", ", ".join(parts))


def percent(text: str) -> float:
    """A number from 0 to 100."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise argparse.ArgumentTypeError("it has to be a number from 0 to 100")
    return number
