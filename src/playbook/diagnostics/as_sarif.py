"""Diagnostics as SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0), which code scanning and many editors read.

Stays under the limits of GitHub's code scanning (docs.github.com/code-security/reference/code-scanning/sarif-files,
read 2026-11): 5,000 results are kept of a run, a description has at most 1,024 characters. Where results are left
out, the least bad ones are, and a notification says how many. The rules are described by the docstrings of their
classes. Paths are relative to the folder of the run, and columns count code points.
"""

import inspect
import json
from typing import Any

from playbook._resources import version
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity
from playbook.diagnostics.report import Report, fingerprints, uri, words
from playbook.diagnostics.visible import visible
from playbook.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MAX_RESULTS = 5_000
MAX_MESSAGE = 1_000
MAX_DESCRIPTION = 1_024
MAX_INSERTED = 10_000
"""Characters of a replacement; a longer one is left out."""
MAX_LISTED = 20
"""Related places and fixes of one result."""


def render(report: Report) -> str:
    """One run, indented, in ASCII."""
    found = list(zip(report.diagnostics, fingerprints(report), strict=True))
    if len(found) > MAX_RESULTS:
        found = sorted(found, key=lambda pair: pair[0].severity is not Severity.ERROR)[:MAX_RESULTS]
    kinds = sorted({type(one).code: type(one) for one, _ in found}.items())
    index = {code: number for number, (code, _) in enumerate(kinds)}
    run = {
        "tool": {
            "driver": {
                "name": "playbook",
                "semanticVersion": version() or "0.0.0",
                "rules": [_rule(kind) for _, kind in kinds],
            }
        },
        "automationDetails": {"id": f"playbook/{report.command}/"},
        "invocations": [_invocation(len(report.diagnostics) - len(found))],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, fingerprint, index[one.code], report) for one, fingerprint in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _invocation(left_out: int) -> dict[str, Any]:
    if not left_out:
        return {"executionSuccessful": True}
    said = f"{left_out} more were found, and are left out: code scanning keeps {MAX_RESULTS} results of a run"
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": said}}],
    }


def _rule(kind: type[Diagnostic]) -> dict[str, Any]:
    page = inspect.getdoc(kind) or kind.slug
    summary = " ".join(page.split("\n\n")[0].split())[:MAX_DESCRIPTION]
    return {
        "id": kind.code,
        "name": "".join(word.capitalize() for word in kind.slug.split("-")),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": page, "markdown": page},
        "defaultConfiguration": {"level": str(kind.severity)},
        "properties": {"tags": ["policy"]},
    }


def _result(diagnostic: Diagnostic, fingerprint: str, index: int, report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": str(diagnostic.severity),
        "message": {"text": _shown(words(diagnostic))},
        "locations": [_location(diagnostic.span, report)],
        "partialFingerprints": {"playbook/v1": fingerprint},
    }
    related = [
        {"id": number, **_location(one.span, report), "message": {"text": _shown(one.note)}}
        for number, one in enumerate(diagnostic.related()[:MAX_LISTED], 1)
    ]
    fixes = [_fix(edit, report) for edit in diagnostic.edits()[:MAX_LISTED] if len(edit.text) <= MAX_INSERTED]
    return {
        **result,
        **({"relatedLocations": related} if related else {}),
        **({"fixes": fixes} if fixes else {}),
    }


def _fix(edit: Edit, report: Report) -> dict[str, Any]:
    return {
        "description": {"text": _fix_words(edit)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(edit.span, report),
                "replacements": [
                    {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
                ],
            }
        ],
    }


def _fix_words(edit: Edit) -> str:
    """What the edit does, and how far it may be trusted."""
    did = f"write `{_shown(edit.text)}`" if edit.text else "take it out"
    return f"{did} ({edit.applicability})"


def _location(span: Span, report: Report) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(span, report), "region": _region(span)}}


def _artifact(span: Span, report: Report) -> dict[str, str]:
    return {"uri": uri(span.source.name, report.root)}


def _region(span: Span) -> dict[str, int]:
    (line, column), (last, end) = span.source.position(span.start), span.source.position(span.end)
    return {"startLine": line, "startColumn": column, "endLine": last, "endColumn": end}


def _shown(text: str) -> str:
    cut = text if len(text) <= MAX_MESSAGE else text[: MAX_MESSAGE - 1] + "…"
    return visible(cut, lines=True)
