"""Runs `tests/cases/lint/*.md`: small policies, with what is advised on the line that it is about, and its words.

A case is a section with fences. A `playbook` fence is a policy; a `file` fence is a term file of that name.
`# lint: never-fires "…"` at the end of a line: that is found, at those words (`, …` for a second one), and everything
found has such a comment. An `output` fence is what is said; `PLAYBOOK_REWRITE=1` writes it anew, for a person to read.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cases.sections import REWRITE, Section, sections

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.lint.rules import RULES

CASES = sections("lint")

_EXPECTED = re.compile(r'([a-z-]+) "((?:[^"\\]|\\.)*)"')
_COMMENT = re.compile(r" *# lint: .*$", re.MULTILINE)

Lint = Callable[..., tuple[Diagnostic, ...]]


def expected(text: str) -> list[tuple[int, str, str]]:
    """(line, slug, words) as the comments say."""
    return [
        (number, slug, words.replace('\\"', '"'))
        for number, line in enumerate(text.split("\n"), 1)
        if "# lint: " in line
        for slug, words in _EXPECTED.findall(line.split("# lint: ")[1])
    ]


def said(finding: Diagnostic) -> str:
    label = f" ({finding.label()})" if finding.label() else ""
    lines = [f"{finding.span.line}:{finding.span.column} {finding.code} {finding.message()}{label}"]
    if finding.help():
        lines.append(f"    help: {finding.help()}")
    source = finding.span.source
    places = [
        (one.span.line if one.span.source is source else one.span.source.name, one)
        for one in finding.related()
    ]
    lines += [f"    see {place}: {one.note}" for place, one in places]
    lines += [f"    {one.applicability}: {one.span.text!r} -> {one.text!r}" for one in finding.edits()]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Section, linted: Lint, tmp_path: Path) -> None:
    for name, text in case.fences("file").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    [(_, text)] = case.fences("playbook").items()
    plain = _COMMENT.sub("", text)
    opted = [rule.slug for rule in RULES if not rule.default and f" {rule.slug} " in text]
    chosen = [*(rule.slug for rule in RULES if rule.default), *opted]
    found = linted(plain, *chosen, folder=tmp_path)
    got = [(one.span.line, one.slug, one.span.text.split("\n")[0]) for one in found]
    assert sorted(got) == sorted(expected(text))
    output = "".join(f"{said(one)}\n" for one in found)
    if REWRITE:
        case.rewrite("output", output)
    else:
        assert output == case.fence("output")


def test_every_rule_is_in_a_case() -> None:
    named = {
        slug for case in CASES for text in case.fences("playbook").values() for _, slug, _ in expected(text)
    }
    assert {rule.slug for rule in RULES} <= named
