"""Diagnostics as a JUnit report, which most systems for continuous integration read: a suite for each file.

A file without a failure is one test that passed. What makes the run fail is a test that failed; what does not (a
warning of `check`) is said in `system-out`, so that no machine takes it for more. In XML 1.0 most controls cannot be
written at all (w3.org/TR/xml/#charsets), so everything is made visible first, and the rest is ASCII.

There is no standard. What is written is what the strictest of the usual readers takes, the schema `junit-10.xsd` of
Jenkins' xUnit plugin (read 2026-11); a test has no `file` and no `line` there, so they are in its names.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.report import Report, words
from playbook.diagnostics.text import render as in_full
from playbook.diagnostics.visible import visible

MAX_MESSAGE = 1_000


def render(report: Report) -> str:
    """The report as XML."""
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in report.files}
    for one in report.diagnostics:
        by_file.setdefault(one.span.source.name, []).append(one)
    root = Element("testsuites", name=f"playbook {report.command}")
    suites = [_suite(root, name, found, report) for name, found in by_file.items()]
    for count in ("tests", "failures"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in suites)))
    root.set("errors", "0")
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="us-ascii").decode("ascii")}\n'


def _suite(root: Element, name: str, found: Sequence[Diagnostic], report: Report) -> Element:
    shown = visible(name)
    suite = SubElement(root, "testsuite", name=shown, file=shown, package=f"playbook {report.command}")
    failures = [one for one in found if report.is_failure(one)]
    for one in found:
        case = SubElement(
            suite,
            "testcase",
            name=f"{one.code} {one.slug} ({one.span.line}:{one.span.column})",
            classname=shown,
        )
        # Rendered text is visible already, and a rendering has line ends of its own.
        if report.is_failure(one):
            message = visible(words(one)[:MAX_MESSAGE].replace("\n", "; "))
            SubElement(case, "failure", type=str(one.severity), message=message).text = in_full([one])
        else:
            SubElement(case, "system-out").text = in_full([one])
    if not found:
        SubElement(suite, "testcase", name=f"playbook {report.command}", classname=shown)
    suite.set("tests", str(max(1, len(found))))
    suite.set("failures", str(len(failures)))
    suite.set("errors", "0")
    return suite
