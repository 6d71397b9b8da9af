"""Runs `tests/cases/check/*.md`: small policies, with what is wrong on the line that it is wrong on, and what
is said about it.

A case is a section with fences. A `playbook` fence is a policy; its words after `playbook` name it for others
to take in. A `file` fence is a term file of that name. `# error: PB201 "author.trianed"` at the end of a line:
there is that problem, at those words, and every problem has such a comment. An `output` fence is what is said;
`PLAYBOOK_REWRITE=1` writes it anew, for a person to read.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from playbook.diagnostics.diagnostic import Diagnostic

CASES = Path(__file__).parents[2] / "cases" / "check"
REWRITE = os.environ.get("PLAYBOOK_REWRITE") == "1"

_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(r'(PB\d{3}) "((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class Case:
    path: Path
    title: str
    body: str

    @property
    def policies(self) -> dict[str, str]:
        return {
            name or "policy": text for kind, name, text in _FENCE.findall(self.body) if kind == "playbook"
        }

    @property
    def term_files(self) -> dict[str, str]:
        return {name: text for kind, name, text in _FENCE.findall(self.body) if kind == "file"}

    @property
    def output(self) -> str:
        return next((text for kind, _, text in _FENCE.findall(self.body) if kind == "output"), "")


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.md")):
        pieces = _SECTION.split(path.read_text(encoding="utf-8"))
        yield from (Case(path, title, body) for title, body in zip(pieces[1::2], pieces[2::2], strict=True))


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


@pytest.mark.parametrize("case", tuple(cases()), ids=lambda case: f"{case.path.stem}: {case.title}")
def test_case(case: Case, files: type, tmp_path: Path) -> None:
    for name, text in case.term_files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = files(case.policies, tmp_path)
    found = {name: made.problems(name) for name in case.policies}
    wanted = [one for name, text in case.policies.items() for one in expected(name, text)]
    got = [
        (name, one.span.line, one.code, one.span.text.split("\n")[0]) for name in found for one in found[name]
    ]
    assert sorted(got) == sorted(wanted)
    output = "".join(f"{said(one)}\n" for problems in found.values() for one in problems)
    if REWRITE:
        rewrite(case, output)
    else:
        assert output == case.output


def rewrite(case: Case, output: str) -> None:
    """Put *output* into the section of *case*."""
    body = (
        re.sub(r"\n```output\n.*?^```\n", "", case.body, flags=re.MULTILINE | re.DOTALL).rstrip("\n") + "\n"
    )
    if output:
        body += f"\n```output\n{output}```\n"
    text = case.path.read_text(encoding="utf-8")
    start = text.index(f"## {case.title}\n") + len(f"## {case.title}\n") - 1
    end = text.find("\n## ", start)
    rest = "" if end < 0 else text[end:]
    case.path.write_text(text[:start] + body + rest, encoding="utf-8")


def test_there_are_cases() -> None:
    assert len(list(cases())) > 100


def test_titles_are_unique() -> None:
    titles = [(case.path, case.title) for case in cases()]
    assert len(set(titles)) == len(titles)
