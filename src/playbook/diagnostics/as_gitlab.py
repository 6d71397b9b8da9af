"""Diagnostics as a Code Quality report of GitLab: a JSON array of issues with fingerprints that survive moved lines.

The form is documented at docs.gitlab.com/ci/testing/code_quality/ (read 2026-11). What stands in it is shown in
merge requests, so everything is made visible first.
"""

import json
from typing import Any

from playbook.diagnostics.diagnostic import Diagnostic, Severity
from playbook.diagnostics.report import Report, fingerprints, relative, words
from playbook.diagnostics.visible import visible

MAX_DESCRIPTION = 1_000


def render(report: Report) -> str:
    """The report, indented, in ASCII."""
    issues = [
        _issue(one, fingerprint, report)
        for one, fingerprint in zip(report.diagnostics, fingerprints(report), strict=True)
    ]
    return json.dumps(issues, indent=2) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str, report: Report) -> dict[str, Any]:
    span = diagnostic.span
    last, end = span.source.position(span.end)
    return {
        "description": f"{diagnostic.code}: {visible(words(diagnostic)[:MAX_DESCRIPTION], lines=True)}",
        "check_name": diagnostic.slug,
        "fingerprint": fingerprint,
        "severity": "major" if diagnostic.severity is Severity.ERROR else "minor",
        "location": {
            "path": visible(relative(span.source.name, report.root) or span.source.name),
            "lines": {"begin": span.line, "end": last},
            "positions": {
                "begin": {"line": span.line, "column": span.column},
                "end": {"line": last, "column": end},
            },
        },
    }
