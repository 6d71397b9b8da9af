"""Holds the corpus of mistakes to what is promised: one mistake is one diagnostic, at the very words that are wrong,
and nearly always with an edit that mends it.

A case is a section of `tests/cases/mistakes/*.md`: a policy with one mistake in it. What is wrong stands between
`⟦` and `⟧`, put there by a person and not by the tool; the code that is expected stands after `playbook`. Other
files that the policy needs are in fences named `file`. The `report` fence is what is shown, and after it what
the first edit makes of the policy, line by line; `PLAYBOOK_REWRITE=1` writes it anew, for a person to read.
"""

from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

import pytest
from cases.sections import REWRITE, Section, sections

from playbook.api import check
from playbook.diagnostics.diagnostic import Diagnostic, Edit, Severity
from playbook.diagnostics.text import render

NAME = "acme.playbook"

EXACT = 0.95
"""So many of all mistakes are underlined exactly."""
MENDED = 0.80
"""So many come with an edit after which the policy is accepted."""


@dataclass(frozen=True)
class Case:
    """One wrong policy, as a person wrote it down."""

    section: Section

    @property
    def name(self) -> str:
        return self.section.name

    @property
    def code(self) -> str:
        return next(iter(self.section.fences("playbook")))

    @property
    def marked(self) -> str:
        """The policy with the marks in it."""
        return self.section.fence("playbook")

    @property
    def policy(self) -> str:
        return self.marked.replace("⟦", "").replace("⟧", "")

    @property
    def place(self) -> tuple[int, int]:
        """The offsets of what is wrong, first and past the last."""
        return self.marked.index("⟦"), self.marked.index("⟧") - 1


@dataclass(frozen=True)
class Outcome:
    """What the tool makes of a case."""

    folder: Path
    problems: tuple[Diagnostic, ...]
    mended: str | None
    """The policy with the first edit applied; None where none is offered."""
    left: tuple[Diagnostic, ...]
    """What is wrong with that policy still."""

    def is_exact(self, case: Case) -> bool:
        """Whether the first diagnostic underlines what a person marked, no more and no less."""
        return bool(self.problems) and (self.problems[0].span.start, self.problems[0].span.end) == case.place

    @property
    def accepted(self) -> bool:
        """Whether an edit was offered that leaves no mistake."""
        return self.mended is not None and not self.left


def judge(case: Case, folder: Path) -> Outcome:
    """Check the policy of *case*, apply the first edit of its first mistake, and check that."""
    for name, text in case.section.fences("file").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    problems = check(case.policy, name=NAME, folder=folder)
    edit = next((edit for problem in problems for edit in problem.edits()[:1]), None)
    if edit is None:
        return Outcome(folder, problems, None, ())
    mended = applied(case.policy, edit)
    left = [one for one in check(mended, name=NAME, folder=folder) if one.severity == Severity.ERROR]
    return Outcome(folder, problems, mended, tuple(left))


def applied(text: str, edit: Edit) -> str:
    """*text* after *edit*."""
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


def shown(case: Case, outcome: Outcome) -> str:
    """What an author sees, what the edit changes, and what is left to do."""
    lines = [render(outcome.problems).replace(f"{outcome.folder}/", "")]
    if outcome.mended is None:
        lines.append("\nno edit")
    else:
        changed = ndiff(case.policy.splitlines(), outcome.mended.splitlines())
        lines += ["", *(line.rstrip() for line in changed if line[0] in "+-")]
        lines += [f"still: {one.code} {one.message()}" for one in outcome.left]
    return "\n".join(lines) + "\n"


CORPUS = tuple(map(Case, sections("mistakes")))


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, Outcome]:
    """What the tool makes of every case, worked out once."""
    return {case: judge(case, tmp_path_factory.mktemp("case")) for case in CORPUS}


@pytest.mark.parametrize("case", CORPUS, ids=lambda case: case.name)
def test_one_mistake_is_one_diagnostic(case: Case, outcomes: dict[Case, Outcome]) -> None:
    outcome = outcomes[case]
    report = shown(case, outcome)
    if REWRITE:
        case.section.rewrite("report", report)
        return
    assert [one.code for one in outcome.problems] == [case.code], report
    assert report == case.section.fence("report")


def test_nearly_all_underline_exactly_what_is_wrong(outcomes: dict[Case, Outcome]) -> None:
    others = [
        f"{case.name}: {outcome.problems[0].span.text if outcome.problems else None!r}"
        for case, outcome in outcomes.items()
        if not outcome.is_exact(case)
    ]
    _tell("underlined exactly", others)
    assert len(others) <= (1 - EXACT) * len(CORPUS), "\n".join(others)


def test_most_are_mended_by_the_edit_that_is_offered(outcomes: dict[Case, Outcome]) -> None:
    others = [case.name for case, outcome in outcomes.items() if not outcome.accepted]
    _tell("mended by the first edit", others)
    assert len(others) <= (1 - MENDED) * len(CORPUS), "\n".join(others)


def test_no_edit_makes_matters_worse(outcomes: dict[Case, Outcome]) -> None:
    """What an edit leaves to do is never the mistake that it was offered for."""
    for case, outcome in outcomes.items():
        if outcome.mended is not None:
            assert case.code not in [one.code for one in outcome.left], case.name


def test_there_are_enough_and_each_is_there_once() -> None:
    assert len(CORPUS) >= 150
    assert len({case.name for case in CORPUS}) == len(CORPUS)
    assert len({case.policy for case in CORPUS}) == len(CORPUS)


def _tell(what: str, others: list[str]) -> None:
    """The share and its exceptions, shown with `pytest -rP`."""
    print(
        f"{what}: {len(CORPUS) - len(others)} of {len(CORPUS)} ({1 - len(others) / len(CORPUS):.1%}); all but"
    )
    print("".join(f"  {one}\n" for one in others))
