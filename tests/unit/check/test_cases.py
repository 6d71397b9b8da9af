"""Runs `tests/cases/check/*.md`: small policies, with what is wrong on the line that it is wrong on, and what
is said about it.

A case is a section with fences. A `playbook` fence is a policy; its words after `playbook` name it for others
to take in. A `file` fence is a term file of that name. `# error: PB201 "author.trianed"` at the end of a line:
there is that problem, at those words, and every problem has such a comment. An `output` fence is what is said;
`PLAYBOOK_REWRITE=1` writes it anew, for a person to read.
"""

import re
from pathlib import Path

import pytest
from cases.sections import REWRITE, Section, sections

from playbook.diagnostics.diagnostic import Diagnostic

CASES = sections("check")

_EXPECTED = re.compile(r'(PB\d{3}) "((?:[^"\\]|\\.)*)"')


def policies_of(case: Section) -> dict[str, str]:
    return {name or "policy": text for name, text in case.fences("playbook").items()}


def expected(name: str, text: str) -> list[tuple[str, int, str, str]]:
    """(file, line, code, words) as the comments say."""
    return [
        (name, number, code, words.replace('\\"', '"'))
        for number, line in enumerate(text.split("\n"), 1)
        if "# error:" in line
        for code, words in _EXPECTED.findall(line.split("# error:")[1])
    ]


def said(problem: Diagnostic) -> str:
    """What is said about a problem, without where it is shown."""
    line, column = problem.span.line, problem.span.column
    label = f" ({problem.label()})" if problem.label() else ""
    lines = [f"{line}:{column} {problem.code} {problem.message()}{label}"]
    if problem.help():
        lines.append(f"    help: {problem.help()}")
    lines += [f"    see {one.span.source.name}:{one.span.line}: {one.note}" for one in problem.related()]
    lines += [f"    edit: {one.span.text!r} -> {one.text!r}" for one in problem.edits()]
    return "\n".join(lines)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Section, files: type, tmp_path: Path) -> None:
    for name, text in case.fences("file").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    policies = policies_of(case)
    made = files(policies, tmp_path)
    found = {name: made.problems(name) for name in policies}
    wanted = [one for name, text in policies.items() for one in expected(name, text)]
    got = [
        (name, one.span.line, one.code, one.span.text.split("\n")[0]) for name in found for one in found[name]
    ]
    assert sorted(got) == sorted(wanted)
    output = "".join(f"{said(one)}\n" for problems in found.values() for one in problems)
    if REWRITE:
        case.rewrite("output", output)
    else:
        assert output == case.fence("output")


def test_there_are_cases() -> None:
    assert len(CASES) > 100


def test_titles_are_unique() -> None:
    titles = [(case.path, case.title) for case in CASES]
    assert len(set(titles)) == len(titles)
