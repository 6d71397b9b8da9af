"""`playbook mutate`: changes rules in small ways, runs their tests, and lists the changes that no test noticed."""

import argparse
from collections.abc import Sequence

from playbook.cli import EXIT_ERROR, EXIT_FOUND, EXIT_OK
from playbook.cli.files import policy_files
from playbook.cli.post_type import add_post_type, load_post_type
from playbook.cli.render import Screen
from playbook.cli.settings import Project
from playbook.cli.test import percent
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.text import render
from playbook.testing.mutation.report import MutationReport, score
from playbook.testing.mutation.run import mutate_file
from playbook.testing.mutation.show import as_json, lines, summary

DESCRIPTION = """\
Changes the rules of policies in small ways, one at a time, and runs their tests on each: turns a comparison, swaps
`and` and `or`, drops or negates a part of a condition, moves a number by one and a window by an hour, takes out a term,
makes a verdict milder or stricter. A change that no test notices shows what the tests do not hold the policy to.

exit code: 0, or 1 if the score is below the minimum or a test fails as it is, 2 for policies with mistakes and files
that are not there."""

EVERY = 8
"""Changes between two drawings of the progress."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares what the command takes."""
    parser.description = DESCRIPTION
    parser.add_argument("files", nargs="+", metavar="FILE", help="a policy, or a folder with policies")
    parser.add_argument(
        "--format", choices=["text", "json"], default="text", help="text for people, json for programs"
    )
    parser.add_argument(
        "--min-score", type=percent, metavar="N", help="exit 1 if less than N %% of the changes are noticed"
    )
    parser.add_argument(
        "--every-term",
        action="store_true",
        help="take out each term of each topic in turn, not only three of every list",
    )
    add_post_type(parser)


def run(chosen: argparse.Namespace, screen: Screen) -> int:
    """Mutates all files, and returns the exit code."""
    project = Project(chosen)
    reports = []
    for path in policy_files(chosen.files, project):

        def step(done: int, of: int, name: str = path.name) -> None:
            if done % EVERY == 0 and screen.shows_progress:
                screen.progress(f"{name}: {done:,} of {of:,} changes")

        post_type = load_post_type(project.post_type_name(path))
        report = mutate_file(path, post_type=post_type, every_term=chosen.every_term, step=step)
        reports.append(report)
        if chosen.format == "text":
            _show(report, screen)
    if chosen.format == "json":
        screen.data(as_json(reports) + "\n")
    else:
        for line in summary(reports, screen.ink):
            screen.show(line)
    return _code(reports, chosen.min_score, screen)


def _show(report: MutationReport, screen: Screen) -> None:
    if report.broken:
        screen.show(render(_errors(report), color=screen.ink.color, width=screen.columns))
        screen.show()
    for title in report.failing:
        screen.problem(f"“{title}” fails as it is; run `playbook test` first")
    for line in lines(report, screen.ink, screen.columns):
        screen.show(line)


def _errors(report: MutationReport) -> Sequence[Diagnostic]:
    return [one for one in report.diagnostics if one.slug != "not-supported-yet"]


def _code(reports: Sequence[MutationReport], least: float | None, screen: Screen) -> int:
    if any(report.broken for report in reports):
        return EXIT_ERROR
    if any(report.failing for report in reports):
        return EXIT_FOUND
    share = score(reports)
    if least is not None and share.percent < least:
        screen.problem(f"the score is {share.shown}, and has to be {least:g} % at least")
        return EXIT_FOUND
    return EXIT_OK
