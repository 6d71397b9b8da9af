"""Runs `tests/cases/syntax/*.md`: small policies with mistakes, and what is said about each.

A case is a section with a `playbook` fence and an `output` fence: line, column, code, the words that are
underlined, and what is said. `PLAYBOOK_REWRITE=1` writes the output anew, for a person to read. Where a comment
does not disturb the mistake, `# error: PB050 "=="` stands on its line as well.
"""

import re

import pytest
from cases.sections import REWRITE, Section, sections

from playbook.diagnostics.diagnostic import Diagnostic
from playbook.source import Source
from playbook.syntax import tree
from playbook.syntax.parser import Parsed, parse

CASES = sections("syntax")

_EXPECTED = re.compile(r'(PB\d{3}) "((?:[^"\\]|\\.)*)"')


def words(problem: Diagnostic) -> str:
    """What is underlined, on its first line."""
    return re.split(r"[\r\n]", problem.span.text)[0]


def said(problem: Diagnostic) -> str:
    """Everything that is said about a problem."""
    line, column = problem.span.line, problem.span.column
    label = f" ({problem.label()})" if problem.label() else ""
    lines = [f"{line}:{column} {problem.code} {words(problem)!r} {problem.message()}{label}"]
    if problem.help():
        lines.append(f"    help: {problem.help()}")
    lines += [f"    see {one.span.line}:{one.span.column}: {one.note}" for one in problem.related()]
    lines += [f"    edit: {one.span.text!r} -> {one.text!r} ({one.applicability})" for one in problem.edits()]
    return "\n".join(lines)


def left(parsed: Parsed) -> str:
    """What is left of a policy with mistakes."""
    if parsed.policy is None:
        return "no policy\n"
    named = [made.name.name for made in parsed.policy.declarations if not isinstance(made, _UNNAMED)]
    broken = [name.name for name in parsed.policy.broken]
    return "".join(
        f"{what}: {', '.join(names)}\n" for what, names in (("read", named), ("broken", broken)) if names
    )


_UNNAMED = tree.Extends | tree.Change | tree.Drop | tree.Test


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Section) -> None:
    text = case.fence("playbook")
    parsed = parse(Source("policy", text))
    output = "".join(f"{said(one)}\n" for one in parsed.diagnostics) + left(parsed)
    if REWRITE:
        case.rewrite("output", output)
        return
    assert output == case.fence("output")
    if "# error:" in text:
        wanted = [
            (number, code, expected.replace('\\"', '"'))
            for number, line in enumerate(text.split("\n"), 1)
            for code, expected in _EXPECTED.findall(line.partition("# error:")[2])
        ]
        assert sorted((one.span.line, one.code, words(one)) for one in parsed.diagnostics) == sorted(wanted)


def test_there_are_cases() -> None:
    assert len(CASES) > 90


def test_titles_are_unique() -> None:
    titles = [(case.path, case.title) for case in CASES]
    assert len(set(titles)) == len(titles)
