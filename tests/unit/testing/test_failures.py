"""Runs `failures.md`: policies whose tests fail, and what is shown of it. `PLAYBOOK_REWRITE=1` writes it anew, for a
person to read.
"""

import os
import re
from pathlib import Path

import pytest

from playbook.testing.run import run_text
from playbook.testing.show import show

PAGE = Path(__file__).with_name("failures.md")
REWRITE = os.environ.get("PLAYBOOK_REWRITE") == "1"
CASE = re.compile(
    r"^## (?P<title>.+?)$.*?^```playbook\n(?P<policy>.*?)^```$\n*(?:^```output\n(?P<output>.*?)^```$\n*)?",
    re.MULTILINE | re.DOTALL,
)
CASES = [found.groupdict() for found in CASE.finditer(PAGE.read_text(encoding="utf-8"))]


def shown(policy: str) -> str:
    """What a reader sees of the tests that fail."""
    report = run_text(policy, name="acme.playbook")
    assert report.diagnostics == ()
    failed = [one for one in report.results if one.outcome == "failed"]
    return "\n\n".join(show(one, width=100) for one in failed) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_failure(case: dict[str, str]) -> None:
    output = shown(case["policy"])
    if REWRITE:
        text = PAGE.read_text(encoding="utf-8")
        fence = f"```playbook\n{case['policy']}```\n"
        at = text.index(fence, text.index(f"## {case['title']}\n")) + len(fence)
        rest = re.sub(r"\A\n*```output\n.*?^```\n", "", text[at:], count=1, flags=re.MULTILINE | re.DOTALL)
        PAGE.write_text(f"{text[:at]}\n```output\n{output}```\n{rest}", encoding="utf-8")
    else:
        assert output == case["output"]


def test_titles_are_unique() -> None:
    titles = [case["title"] for case in CASES]
    assert len(titles) == len(set(titles)) > 12


def test_every_kind_of_miss_has_a_case() -> None:
    said = "".join(case["output"] or "" for case in CASES)
    for words in ("stayed quiet", "is undetermined", "but it says", "it fired", "but it is", "but it needs"):
        assert words in said


def test_nothing_of_a_policy_reaches_the_terminal_unseen() -> None:
    policy = 'policy p rule r when text contains "\u202e" warn "No."\ntest "\u202e" expect warn from r\n'
    report = run_text(policy)
    (failed,) = report.results
    assert failed.outcome == "failed"
    assert "\u202e" not in show(failed)
