"""The results of tests as JUnit XML, which build servers read: a `testsuite` for each file, a `testcase` for each test.

There is no standard; this is what the strictest of the common readers takes, the schema `junit-10.xsd` of Jenkins'
xUnit plugin (read 2026-11). No times are given: none are measured. Whatever a policy holds is made visible first, so
that no character is left that XML 1.0 forbids.
"""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from playbook.diagnostics.text import render as render_diagnostics
from playbook.diagnostics.visible import visible
from playbook.testing.report import FileReport, TestResult
from playbook.testing.show import show

WIDTH = 100
"""Columns of the text within a failure."""


def render(reports: Sequence[FileReport]) -> str:
    """The document; ends in a new line."""
    return "".join(f"{line}\n" for line in _document(reports))


def _document(reports: Sequence[FileReport]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<testsuites{_counts(reports, 'tests', 'failures', 'errors')}>"
    for report in reports:
        name = _quoted(report.name)
        yield f"  <testsuite name={name} file={name}{_counts([report])}>"
        if report.diagnostics_stop:
            yield f'    <testcase classname={_quoted(report.name)} name="the policy can be read">'
            text = render_diagnostics(report.diagnostics, color=False, width=WIDTH)
            yield f'      <error message="the policy has mistakes">{_text(text)}</error>'
            yield "    </testcase>"
        for result in report.results:
            yield from _test(report, result)
        yield "  </testsuite>"
    yield "</testsuites>"


def _counts(reports: Sequence[FileReport], *names: str) -> str:
    outcomes = [result.outcome for report in reports for result in report.results]
    errors = sum(report.diagnostics_stop for report in reports)
    counts = {
        "tests": len(outcomes) + errors,
        "failures": outcomes.count("failed"),
        "errors": errors,
        "skipped": outcomes.count("skipped"),
    }
    return "".join(f' {name}="{counts[name]}"' for name in names or counts)


def _test(report: FileReport, result: TestResult) -> Iterator[str]:
    head = f"    <testcase classname={_quoted(report.name)} name={_quoted(result.title)}"
    if result.outcome == "passed":
        yield f"{head}/>"
        return
    yield f"{head}>"
    words = _quoted("; ".join(words for _, words in result.problems))
    if result.outcome == "skipped":
        yield f"      <skipped message={words}/>"
    else:
        yield f"      <failure message={words}>{_text(show(result, width=WIDTH))}</failure>"
    yield "    </testcase>"


def _quoted(text: str) -> str:
    return '"' + escape(visible(text), {'"': "&quot;"}) + '"'


def _text(text: str) -> str:
    """Text that is safe to show already, but for the signs of XML."""
    return escape(text)
