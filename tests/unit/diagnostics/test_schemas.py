"""Holds the formats for machines to the schemas of those who read them, over every wrong policy that we know: SARIF to
the whole schema of the standard, JUnit to the elements and attributes of Jenkins' `junit-10.xsd` (read 2026-11), and
GitLab's report to what its documentation asks for (docs.gitlab.com/ci/testing/code_quality/, read 2026-11).
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from playbook.api import check
from playbook.diagnostics.diagnostic import Diagnostic
from playbook.diagnostics.formats import FORMATS, render
from playbook.diagnostics.report import Report
from playbook.testing import run_text
from playbook.testing.junit import render as render_tests

HERE = Path(__file__).parent
CASES = HERE.parents[1] / "cases" / "mistakes"
_POLICY = re.compile(r"^~~~playbook [^\n]+\n(.*?)^~~~$", re.MULTILINE | re.DOTALL)

JUNIT = {
    "testsuites": ({"name", "tests", "failures", "errors", "time"}, set(), {"testsuite"}),
    "testsuite": (
        {
            "name",
            "tests",
            "failures",
            "errors",
            "file",
            "package",
            "skipped",
            "id",
            "time",
            "hostname",
            "timestamp",
        },
        {"name", "tests", "failures", "errors"},
        {"testcase", "properties", "system-out", "system-err"},
    ),
    "testcase": (
        {"name", "classname", "time", "group"},
        {"name"},
        {"failure", "error", "skipped", "system-out", "system-err"},
    ),
    "failure": ({"type", "message"}, set(), set()),
    "error": ({"type", "message"}, set(), set()),
    "skipped": ({"type", "message"}, set(), set()),
    "system-out": (set(), set(), set()),
}
"""Of each element: the attributes it may have, those that it has to have, and the elements within it."""


@pytest.fixture(scope="module")
def found() -> tuple[Diagnostic, ...]:
    """Everything that is wrong with all policies of the corpus."""
    policies = [
        (f"{path.stem}-{number}.playbook", text.replace("⟦", "").replace("⟧", ""))
        for path in sorted(CASES.glob("*.md"))
        for number, text in enumerate(_POLICY.findall(path.read_text(encoding="utf-8")))
    ]
    assert len(policies) > 500
    return tuple(one for name, text in policies for one in check(text, name=name))


def test_sarif_is_valid_by_the_schema_of_the_standard(found: tuple[Diagnostic, ...]) -> None:
    schema = json.loads((HERE / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    log = json.loads(render(Report(found, root=Path("/project")), "sarif"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(log)
    results: list[dict[str, Any]] = log["runs"][0]["results"]
    names = [result["partialFingerprints"]["playbook/v1"] for result in results]
    assert len(set(names)) == len(names) == len(found)


def test_junit_is_valid_for_its_strictest_reader(found: tuple[Diagnostic, ...]) -> None:
    text = render(Report(found, files=("well.playbook",), root=Path("/project")), "junit")
    assert list(_wrong(ElementTree.fromstring(text))) == []  # noqa: S314  (our own text)


def test_junit_of_tests_is_valid_for_its_strictest_reader() -> None:
    policy = 'policy acme\nrule paid when sponsored deny "No."\n'
    passed, failed = (
        'test "a" given sponsored = true expect deny\n',
        'test "b" given sponsored = true expect allow\n',
    )
    reports = [
        run_text(f"{policy}{passed}{failed}", name="a.playbook"),
        run_text("policy", name="b.playbook"),
    ]
    assert list(_wrong(ElementTree.fromstring(render_tests(reports)))) == []  # noqa: S314  (our own text)


def test_gitlab_is_given_what_it_asks_for(found: tuple[Diagnostic, ...]) -> None:
    issues = json.loads(render(Report(found, root=Path("/project")), "gitlab"))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(found)
    for issue in issues:
        assert issue["description"]
        assert issue["check_name"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not issue["location"]["path"].startswith(("/", "./"))
        assert issue["location"]["lines"]["begin"] >= 1


def test_every_format_for_machines_is_held_to_something() -> None:
    assert set(FORMATS) == {"full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif"}


def _wrong(element: ElementTree.Element) -> Iterator[str]:
    """What the schema of JUnit does not have, or misses."""
    may, must, children = JUNIT[element.tag]
    if not must <= set(element.keys()) <= may:
        yield f"{element.tag}: {sorted(element.keys())}"
    for child in element:
        if child.tag not in children:
            yield f"{element.tag}: {child.tag}"
        yield from _wrong(child)
