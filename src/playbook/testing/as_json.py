"""The results of tests as programs read them: one JSON object with stable keys. Lays out, judges nothing."""

import json
from collections.abc import Sequence
from typing import Any

from playbook.diagnostics.as_json import as_object as diagnostic_object
from playbook.source import Span
from playbook.testing.coverage import as_json as coverage_json
from playbook.testing.failure import Miss
from playbook.testing.report import FileReport, TestResult


def render(reports: Sequence[FileReport]) -> str:
    """A JSON object, indented, in ASCII."""
    return json.dumps(as_object(reports), indent=2)


def as_object(reports: Sequence[FileReport]) -> dict[str, Any]:
    """`passed`, `failed`, `skipped` and `files`; `coverage` where the tests were run with it."""
    outcomes = [result.outcome for report in reports for result in report.results]
    measured = [report.coverage for report in reports if report.coverage is not None]
    made: dict[str, Any] = {
        "passed": outcomes.count("passed"),
        "failed": outcomes.count("failed"),
        "skipped": outcomes.count("skipped"),
        "files": [_file(report) for report in reports],
    }
    return {**made, "coverage": coverage_json.as_object(measured)} if measured else made


def _file(report: FileReport) -> dict[str, Any]:
    return {
        "file": report.name,
        "ran": not report.diagnostics_stop,
        "diagnostics": [diagnostic_object(one) for one in report.diagnostics],
        "tests": [_test(result) for result in report.results],
        "never_fired": list(report.never_fired),
        "never_quiet": list(report.never_quiet),
        "left_out": list(report.left_out),
    }


def _test(result: TestResult) -> dict[str, Any]:
    made: dict[str, Any] = {
        "title": result.title,
        "outcome": result.outcome,
        **_place(result.span),
        "problems": [{"message": words, **_place(span)} for span, words in result.problems],
    }
    if result.failure is not None:
        made["given"] = dict(result.failure.given)
        made["because"] = [_miss(miss) for miss in result.failure.misses]
    if result.outcome == "failed" and result.decision is not None:
        made["decision"] = result.decision.model_dump(mode="json")
    return made


def _miss(miss: Miss) -> dict[str, Any]:
    return {
        "expected": miss.expected,
        "instead": miss.instead,
        **_place(miss.span),
        "parts": [
            {"text": mark.span.text, "note": mark.note, "file": mark.span.source.name, **_place(mark.span)}
            for mark in miss.marks
        ],
        "to_pass": miss.to_pass,
    }


def _place(span: Span) -> dict[str, Any]:
    """Lines and columns from 1, in code points; the end is not included."""
    return {"start": _point(span, span.start), "end": _point(span, span.end)}


def _point(span: Span, offset: int) -> dict[str, int]:
    line, column = span.source.position(offset)
    return {"line": line, "column": column}
