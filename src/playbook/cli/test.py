"""`playbook test`: runs the tests inside policies, and says which rules no test has seen fire, or stay quiet."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.text import render
from playbook.diagnostics.visible import visible, wrap
from playbook.testing.report import FileReport, TestResult
from playbook.testing.run import run_file

DESCRIPTION = """\
Runs the tests that are written in policies.

exit code: 0 if all pass, 1 if one fails, 2 for policies with mistakes and files that are not there."""


@dataclass(frozen=True)
class Unmet(Diagnostic):
    """An expectation that did not come true, shown as mistakes are. It is none, and has no code of its own."""

    title: str
    instead: str

    def message(self) -> str:
        return f"“{self.title}” failed"

    def label(self) -> str:
        return self.instead


Unmet.code, Unmet.slug = "test", "test"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Runs the tests of all files, and returns the exit code."""
    post_type = load_post_type(chosen.post_type)
    code = EXIT_OK
    reports = []
    for path in policy_files(chosen.files):
        report = run_file(path, post_type=post_type)
        reports.append(report)
        for block in _blocks(report, screen):
            screen.show(block)
            screen.show()
        if report.diagnostics_stop:
            code = EXIT_ERROR
        elif not report.passed:
            code = max(code, EXIT_FOUND)
    screen.show(_closing(reports, screen))
    return code


def _blocks(report: FileReport, screen: Screen) -> Iterator[str]:
    """What there is to say about one file; nothing, if all is well."""
    shown = report.diagnostics if report.diagnostics_stop else _without_unsupported(report)
    if shown:
        yield render(shown, color=screen.ink.color, width=screen.columns)
    unmet = [
        Unmet(span, result.title, words)
        for result in report.results
        if result.outcome == "failed"
        for span, words in result.problems
    ]
    if unmet:
        yield render(unmet, color=screen.ink.color, width=screen.columns)
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
    for names, what in [
        (report.never_fired, "no test has seen fire"),
        (report.never_quiet, "no test has seen stay quiet"),
        (report.left_out, "left out, since they use what is not supported yet"),
    ]:
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
